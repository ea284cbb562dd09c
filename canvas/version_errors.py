"""What can be wrong with naming a version. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class UnknownVersion(RuleBroken):
    """I don't know the version “{name}”. There are: {names}. A day works too, for example `/vpd diff last week`."""


class EmptyVersion(RuleBroken):
    """Only the name of {name} came along from elsewhere, not what it held. `/vpd diff last week` compares days."""
