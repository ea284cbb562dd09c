"""Two people change one thing at once: what goes together, and what only they can settle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds for each field now, and the fields that both have changed to something else."""

    values: Mapping[str, str]
    clashes: tuple[str, ...]


def before_them(changes: Iterable[tuple[Mapping[str, object] | None, Mapping[str, object]]]) -> Mapping[str, object]:
    """Return what the fields held before others changed them; `changes` are before and after of each, oldest first."""
    was: dict[str, object] = {}
    for before, after in changes:
        for name in after:
            was.setdefault(name, None if before is None else before.get(name))
    return was


def settle(mine: Mapping[str, str], now: Mapping[str, object], was: Mapping[str, object]) -> Settled:
    """Put `mine` and what the fields hold `now` together; `was` has the fields that others changed meanwhile.

    What only one of both changed is taken from that one. Where both did, `mine` stands until it is settled.
    """
    values: dict[str, str] = {}
    clashes: list[str] = []
    for name, value in mine.items():
        theirs = str(now[name])
        by_them = name in was and was[name] != theirs
        values[name] = theirs if by_them and value == was[name] else value
        if by_them and value not in {was[name], theirs}:
            clashes.append(name)
    return Settled(values, tuple(clashes))
