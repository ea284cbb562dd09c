"""What can be wrong with bringing something back. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class NotGone(RuleBroken):
    """{code} is on the canvas already."""
