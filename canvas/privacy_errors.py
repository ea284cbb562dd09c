"""What can stand in the way of being forgotten. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class StillLeads(RuleBroken):
    """You still lead {names}. Hand it over with `/vpd settings`, or close it with `/vpd finish`, then ask again."""
