"""Whether a claim about customers can turn out to be wrong."""

import re

OBSERVABLE = re.compile(
    r"\d|\b(?:half|third|quarter|most|every|each|none|nobody|everybody|all|twice|percent)\b", re.IGNORECASE
)
BELIEF = re.compile(r"we (?:believe|think|expect|assume|bet)\b", re.IGNORECASE)


def is_testable(text: str) -> bool:
    """Tell whether a hypothesis says who believes it, and a number or quantity that can be checked."""
    return bool(BELIEF.match(text.strip()) and OBSERVABLE.search(text))
