"""What can be wrong with merging. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class MergeNeedsTwo(RuleBroken):
    """Say which notes say the same as {code}, for example: `/vpd merge {code} P4 P7`."""


class MergeAcross(RuleBroken):
    """{one} and {other} are of different kinds or segments, so they can't be one note. Move one first if they are."""


class NotMerged(RuleBroken):
    """{code} stands on its own already."""


class IsMerged(RuleBroken):
    """{code} was merged into a note that says the same. Use that one, or take it apart: `/vpd unmerge {code}`."""
