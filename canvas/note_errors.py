"""What can be wrong with what is said of a note beside its words. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class NotOfThisKind(RuleBroken):
    """“{asks}” is asked of a {kind} only. Leave it empty, or choose {kind} as the kind."""


class NotOfThisSort(RuleBroken):
    """“{asks}” is for the sort “{sort}”. Choose that sort, or leave this empty."""


class ServesNothing(RuleBroken):
    """That kind serves nothing itself, so leave this empty: it is for what you offer."""

    field = "targets"


class ServesAnother(RuleBroken):
    """A {kind} serves a {wanted}, and {code} is none. Choose others, or leave it empty."""

    field = "targets"


class OfAnotherSegment(RuleBroken):
    """{code} belongs to another segment than the one you chose. Choose what this segment wants, or leave it empty."""

    field = "targets"


class NothingLinked(RuleBroken):
    """Nothing is linked yet. Say which offer serves which want: `/vpd link` asks one by one."""


class NotLinked(RuleBroken):
    """{code} is not linked to anything. `/vpd fit` shows what is."""


class WhichLink(RuleBroken):
    """Choose the link that you want to take away."""

    field = "link"


class OnlyOneSegment(RuleBroken):
    """There is no other segment to copy to yet. Add one with `/vpd segment NAME`, then copy."""


class ThereAlready(RuleBroken):
    """{code} is in “{name}” already, as {there}."""


class WhichSegment(RuleBroken):
    """Say for whom it holds too: `/vpd copy {code} {example}`."""

    field = "segments"


class OnlyEvidence(RuleBroken):
    """From another channel only evidence comes into the workshop. Choose the note that it speaks for or against."""

    field = "note"
