"""What can be wrong with segments, alone and together. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class NoSegmentYet(RuleBroken):
    """There is no customer segment yet. Name the first one, so that notes have a place to go."""

    field = "segment"
    click = ("Name a segment", "segment add")


class SameSegment(RuleBroken):
    """Name two different segments, for example `/vpd segment merge 2 into 1`."""
