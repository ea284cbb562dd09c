"""A board as it was at an earlier moment, and how fit has moved since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from canvas.board import Board, Evidence, Hypothesis, Link, Note, NoteState
from canvas.facets import NAMES
from canvas.fit import fit
from canvas.method import Block

Row = TypeVar("Row", Note, Link, Evidence, Hypothesis)

FIELDS = {
    "notes": frozenset({"text", "detail", "subtype", "measure", "state", "block", "code", "merged_into", "variant"})
    | frozenset(NAMES),
    "links": frozenset({"strength", "state"}),
    "evidence": frozenset({"text", "source", "tier", "direction", "state"}),
    "hypotheses": frozenset({"text", "area", "importance", "about", "state"}),
}
TYPES = {"state": NoteState, "block": Block}


@dataclass(frozen=True, slots=True)
class Past:
    """What one row held before a change: the name of its table, its id, and its old values."""

    table: str
    row: int
    before: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FitThen:
    """The fit of a segment on paper then and now, and `proven` the same, each 0 to 100, None where there was none."""

    segment: str
    before: float | None
    after: float | None
    proven: tuple[float | None, float | None] = (None, None)


def rewound(board: Board, changes: Iterable[Past]) -> Board:
    """Return a board as it was before `changes` (oldest first). Ratings and votes stay as they are now."""
    old: dict[tuple[str, int], dict[str, object]] = {}
    for change in reversed(list(changes)):
        known = {name: value for name, value in change.before.items() if name in FIELDS.get(change.table, ())}
        old.setdefault((change.table, change.row), {}).update(known)
    return replace(
        board,
        notes=tuple(_rewound(one, _note(old.get(("notes", one.id), {}))) for one in board.notes),
        links=tuple(_rewound(one, old.get(("links", one.id), {})) for one in board.links),
        evidence=tuple(_rewound(one, old.get(("evidence", one.id), {})) for one in board.evidence),
        hypotheses=tuple(_rewound(one, old.get(("hypotheses", one.id), {})) for one in board.hypotheses),
    )


def _rewound(row: Row, old: Mapping[str, object]) -> Row:
    return replace(row, **old) if old else row


def _note(old: Mapping[str, object]) -> Mapping[str, object]:
    return {name: TYPES[name](value) if name in TYPES else value for name, value in old.items()}


def fits_moved(before: Board, after: Board, at: datetime) -> tuple[FitThen, ...]:
    """Return the fit of each open segment then and now, both as of `at`: only what people did makes a difference."""
    counting = (one for one in after.segments if one.state == "open")
    pairs = ((one.name, fit(before, one.id, at), fit(after, one.id, at)) for one in counting)
    return tuple(FitThen(name, then.paper, now.paper, (then.proven, now.proven)) for name, then, now in pairs)
