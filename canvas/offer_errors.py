"""What can be wrong with what is offered: choices, alternatives, variants. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class NotAWant(RuleBroken):
    """{code} is something you offer. To let go of it, use `/vpd remove {code}`."""

    field = "note"


class NoAlternative(RuleBroken):
    """Say what they would use instead, for example: `/vpd alternative workaround Ordering pizza`."""

    field = "name"


class AlternativeThere(RuleBroken):
    """“{name}” is on the list already. Name something else they could use."""

    field = "name"


class UnknownAlternative(RuleBroken):
    """Choose what it is: a competitor, a workaround, or doing nothing."""

    field = "kind"


class NothingToPitch(RuleBroken):
    """Fill in at least one line first. One word is enough, and you can change it later."""

    field = "offering"


class UnknownVariant(RuleBroken):
    """A value map has the variants {letters}. For example: `/vpd variant {example}`."""


class NoVariantLeft(RuleBroken):
    """Three variants are all there is room for. Take up one of these: `/vpd variant`."""


class NotAnOffer(RuleBroken):
    """{code} is about the customer, which is the same in every variant. Copy what you offer, such as {example}."""

    field = "note"


class SameVariant(RuleBroken):
    """{code} is in variant {letter} already."""

    field = "letter"


class WrongChoice(RuleBroken):
    """These two can't be linked. Choose what this one serves, or what serves it, among the same customers."""

    field = "note"
