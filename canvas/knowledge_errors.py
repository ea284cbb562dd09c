"""What can be wrong with what a team knows already. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class TooMuchKnown(RuleBroken):
    """Together that is more than {most} characters. Begin a line with `pain:`, `gain:` or `job:`, and it becomes a note with evidence instead."""  # noqa: E501 - one sentence, as the person reads it

    field = "text"
