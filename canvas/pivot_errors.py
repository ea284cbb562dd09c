"""What can be wrong with a pivot. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class UnknownPivot(RuleBroken):
    """Choose how the course changes: other customers, another need, or one of the others in the list."""

    field = "kind"
