"""Every feature, in the order in which help lists what is in no group."""

from handlers import (
    cascade,
    changes,
    check,
    differing,
    duplicates,
    evidence,
    exports,
    fit,
    history,
    hypotheses,
    imports,
    jobs,
    links,
    menu,
    merging,
    notes,
    overview,
    pivots,
    ranking,
    reactions,
    reminders,
    replies,
    restoring,
    segments,
    settings,
    snapshots,
    steps,
    team,
    votes,
    wall,
    workshop,
)
from handlers import help as helping
from handlers.surfaces import Surfaces

FEATURES = (
    workshop,
    team,
    steps,
    segments,
    notes,
    changes,
    restoring,
    duplicates,
    merging,
    jobs,
    menu,
    replies,
    reactions,
    votes,
    ranking,
    differing,
    links,
    fit,
    check,
    overview,
    evidence,
    hypotheses,
    cascade,
    pivots,
    reminders,
    exports,
    imports,
    history,
    snapshots,
    settings,
    wall,
    helping,
)


def register_all(surfaces: Surfaces) -> None:
    """Register every feature's listeners and drawings."""
    for feature in FEATURES:
        feature.register(surfaces)
