"""What can be wrong when segments come apart or together. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class SplitNeedsName(RuleBroken):
    """Give the new segment a name of its own, one that no segment here has yet."""

    field = "name"


class SameSegment(RuleBroken):
    """Name two different segments, for example `/vpd segment merge 2 into 1`."""
