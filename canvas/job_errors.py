"""What can be wrong with looking into a job. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class NotAJob(RuleBroken):
    """{code} is not a job. Jobs have a J: `/vpd canvas` lists them."""


class NoAnswer(RuleBroken):
    """Say why it matters to them, in a few words."""

    field = "why1"


class SameJob(RuleBroken):
    """That says the same as {code}. Say what it would give them."""

    field = "why1"
