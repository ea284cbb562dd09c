"""What can be wrong when something is said to be wrong. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class NothingNamed(RuleBroken):
    """I can't find {code} here. Name a note, a link or a hypothesis, for example `/vpd wrong P1`."""


class NothingChosen(RuleBroken):
    """Choose what turned out wrong: type a code or a word, and take one of the list."""

    field = "claim"


class TooLate(RuleBroken):
    """That was more than a day ago, and much may rest on it by now. `/vpd restore P1` brings a single note back."""
