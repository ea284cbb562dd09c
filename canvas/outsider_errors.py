"""What somebody of another organisation reads who may not take part."""

from canvas.errors import RuleBroken


class Outsider(RuleBroken):
    """This workshop is for people of its own organisation, so that is not on its canvas. Who leads it can let you take part with `/vpd settings`."""  # noqa: E501 - one sentence, as the person reads it
