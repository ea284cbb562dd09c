"""What can be wrong with having the last word. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class NotDecider(RuleBroken):
    """That is for {who}, who has the last word."""


class NobodyDecides(RuleBroken):
    """Nobody has the last word here yet. Choose somebody in `/vpd settings`."""


class RatedInSecret(RuleBroken):
    """The {kind} are not rated to the end yet. The last word comes once rating is closed."""


class JudgedInSecret(RuleBroken):
    """Everybody is still being asked how well the links work. The last word comes after that."""


class WhyDecided(RuleBroken):
    """Say why in a line, so that everybody understands it."""

    field = "reason"


class NothingToDecide(RuleBroken):
    """There is nothing here to decide about any more. `/vpd decide` lets you choose any note."""
