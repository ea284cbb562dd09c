"""Every feature, in the order in which help lists what is in no group."""

from handlers import help as helping
from handlers import segments, steps, team, workshop
from handlers.surfaces import Surfaces

FEATURES = (workshop, team, steps, segments, helping)


def register_all(surfaces: Surfaces) -> None:
    """Register every feature's listeners and drawings."""
    for feature in FEATURES:
        feature.register(surfaces)
