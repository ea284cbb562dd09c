"""What can be wrong when somebody looks for a workshop that is over."""

from canvas.errors import RuleBroken


class UnknownWorkshop(RuleBroken):
    """I can't find “{name}” among the finished workshops of this channel: {names}. `/vpd workshops` lists them."""


class OnlyFinished(RuleBroken):
    """“{name}” is finished. Read it with `/vpd workshops`, or begin the next one with `/vpd start`."""
