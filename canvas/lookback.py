"""A board as it was a while ago, with the ratings and results of then: what fit rested on at that time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from canvas.board import Board, Note, Rating
from canvas.rewind import Past, rewound


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that was given or changed: of which note (Note.id), whose, and what it was before, 0 for none."""

    note: int
    user: str
    before: int


def as_it_was(board: Board, since: datetime, past: Iterable[Past], rated: Iterable[Rated]) -> Board:
    """Return a board as it was at `since`, given what has changed after that, oldest first."""
    then = rewound(board, past)
    old: dict[int, dict[str, int]] = {}
    for one in rated:
        old.setdefault(one.note, {}).setdefault(one.user, one.before)
    return replace(
        then,
        notes=tuple(replace(one, ratings=_ratings(one, old[one.id])) if one.id in old else one for one in then.notes),
        tests=tuple(replace(one, verdict="") if one.closed and one.closed > since else one for one in then.tests),
    )


def _ratings(note: Note, old: Mapping[str, int]) -> tuple[Rating, ...]:
    kept = [rating for rating in note.ratings if rating.user not in old]
    return (*kept, *(Rating(user, value) for user, value in old.items() if value))
