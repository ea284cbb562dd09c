"""What a hypothesis about the business is about: its price or its cost."""

import re

from canvas.board import Hypothesis

# Words decide where nobody said it. Cost is looked for first, since “pay” is said in claims about cost, too.
WORDS = {
    "cost": re.compile(r"\b(?:costs? us|cost of|serv(?:e|ing) one|margin|we spend|to build|to run)\b", re.IGNORECASE),
    "price": re.compile(r"\b(?:pays?|paying|price[sd]?|buys?|spend|subscri\w+|revenue)\b", re.IGNORECASE),
}


def aspect(one: Hypothesis) -> str:
    """Return price or cost as somebody said, or as the words tell; empty when they tell neither."""
    found = next((name for name, words in WORDS.items() if words.search(one.text)), "")
    return one.aspect or (found if one.area == "rectangle" else "")
