"""What can be wrong with a test or a learning. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class UnknownExperiment(RuleBroken):
    """I don't know the kind of test “{word}”. Did you mean {nearest}? For example: `/vpd test H1 {example}`."""

    field = "experiment"


class TierTooHigh(RuleBroken):
    """A {name} carries tier {most} at most. Choose that tier or a lower one."""

    field = "tier"


class UnknownBar(RuleBroken):
    """Say from which result on you are right, for example: at least 6 of 10 bring it up themselves."""

    field = "threshold"


class UnknownColumn(RuleBroken):
    """A test stands in one of {columns}. For example: `/vpd test T1 measure`."""

    field = "column"


class NoResult(RuleBroken):
    """Give the number you measured and how many people it comes from, for example: `/vpd test T1 result 7 of 12`."""

    field = "observed"
