"""What can be wrong when segments go together. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class SameSegment(RuleBroken):
    """Name two different segments, for example `/vpd segment merge 2 into 1`."""
