"""Whether a claim about customers can turn out to be wrong."""

import re
from collections.abc import Iterable

from canvas.english import has_verb
from canvas.language import is_english
from canvas.likeness import shape

OBSERVABLE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|half|third|quarter|most|every|each|none|nobody"
    r"|everybody|all|twice|percent)\b",
    re.IGNORECASE,
)
# So many of so many: `6 of 10`, `6 von 10`, `6/10`, `60 %`.
COUNTED = re.compile(r"\d\s*(?:%|percent|/\s*\d|[^\W\d]{1,4}(?:\s[^\W\d]{1,4})?\s*\d)")
BELIEF = re.compile(r"we (?:believe|think|expect|assume|bet)\b(?:\s+that\b)?", re.IGNORECASE)
EXAMPLE = "“We believe that at least 6 of 10 {segment} {claim}.”"
CLAIMS = {
    "circle": "have tried to solve this in the last month",
    "square": "use it again within a week",
    "rectangle": "pay when we ask them to",
}


def flaw(text: str, segments: Iterable[str] = (), area: str = "circle") -> str:
    """Return what a hypothesis lacks to be testable, in a sentence with an example; empty when it lacks nothing.

    It needs a number or something that can be seen; in English also “we believe”, a customer segment (looked for where
    names of `segments` are given) and a verb.
    """
    names = list(segments)
    example = EXAMPLE.format(segment=names[0] if names else "of them", claim=CLAIMS[area])
    belief = BELIEF.match(text.strip())
    english = is_english(text)
    if belief is None and english:
        return f"Begin with “We believe”, so that it can turn out wrong. For example: {example}"
    if not OBSERVABLE.search(text):
        return f"How would you see that it is true? Add a number. For example: {example}"
    if english and names and not any(_names(name, text) for name in names):
        return f"Who is it about? Name the customers. For example: {example}"
    claim = text.strip()[belief.end() if belief else 0 :]
    if english and not has_verb(claim):
        return f"What would they do or say? Add a verb. For example: {example}"
    return ""


def counts_customers(text: str) -> bool:
    """Tell whether a hypothesis says of how many of so many customers something is true."""
    return bool(COUNTED.search(text))


def _names(segment: str, text: str) -> bool:
    """Tell whether a text has a word of a segment's name in any form."""
    return bool(shape(segment).words & shape(text).words)
