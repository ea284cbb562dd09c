"""What can be wrong with a number that a team changes. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class NumberOutOfRange(RuleBroken):
    """Type a number from {lowest} to {highest}, or leave it empty for {usual}."""


class WholeNumber(RuleBroken):
    """Type a whole number from {lowest} to {highest}, or leave it empty for {usual}."""
