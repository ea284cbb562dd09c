"""What moved a fit: the difference between two moments, and the change that made most of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

from canvas.board import Board, Evidence, Link, Note, NoteState
from canvas.cards import Test
from canvas.fit import fit
from canvas.links import COUNTED
from canvas.proof import Proof, proof
from canvas.ranking import VALUE_MAP

MOST_CHANGES = 40  # looked at one by one
Row = TypeVar("Row", Note, Link, Test)


@dataclass(frozen=True, slots=True)
class Mover:
    """One change and how far it moved fit on paper and proven; in words that say what happened."""

    says: str
    paper: float
    proven: float


@dataclass(frozen=True, slots=True)
class Movement:
    """How far a fit has moved (0 where there is none), and the changes behind it, those that moved it most first."""

    paper: float
    proven: float
    movers: tuple[Mover, ...]


def movement(before: Board, after: Board, segment: int, at: datetime) -> Movement:
    """Return what moved the fit of a segment (a Segment.id) between two boards, both as of `at`."""
    then, now = before.of_segment(segment), after.of_segment(segment)
    rests = proof(now, at)
    start, end = _fits(then, segment, at), _fits(now, segment, at, rests)
    found: list[Mover] = []
    for says, without in islice(_changes(then, now), MOST_CHANGES):
        same = without.evidence is now.evidence and without.tests is now.tests  # then it rests on the same
        other = _fits(without, segment, at, rests if same else None)
        found.append(Mover(says, end[0] - other[0], end[1] - other[1]))
    moving = [mover for mover in found if abs(mover.paper) + abs(mover.proven) > 0]
    moving.sort(key=lambda mover: -(abs(mover.paper) + abs(mover.proven)))
    return Movement(end[0] - start[0], end[1] - start[1], tuple(moving))


def _fits(board: Board, segment: int, at: datetime, known: Proof | None = None) -> tuple[float, float]:
    found = fit(board, segment, at, known)
    return found.paper or 0.0, found.proven or 0.0


def _changes(then: Board, now: Board) -> Iterable[tuple[str, Board]]:
    """Yield each change in words, and the board as it is now without that change."""
    notes = {note.id: note for note in (*then.notes, *now.notes)}
    for one, old, new in _pairs(then.notes, now.notes):
        if old is None and one.block in VALUE_MAP:
            continue  # a new offer does nothing by itself; what it serves is said below
        yield _note_says(old, new, one.code), replace(now, notes=_instead(now.notes, old, new))
    for one, old, new in _pairs(then.links, now.links):
        yield _link_says(one, notes, gone=new is None), replace(now, links=_instead(now.links, old, new))
    links = {link.id: link for link in (*then.links, *now.links)}
    for item in now.evidence:
        if item not in then.evidence:
            rest = tuple(one for one in now.evidence if one is not item)
            yield _evidence_says(item, notes, links), replace(now, evidence=rest)
    for _, old, new in _pairs(then.tests, now.tests):
        if new is not None and new.verdict and (old is None or old.verdict != new.verdict):
            yield f"the result of {new.code}", replace(now, tests=_instead(now.tests, old, new))


def _pairs(then: Iterable[Row], now: Iterable[Row]) -> Iterable[tuple[Row, Row | None, Row | None]]:
    """Yield each row that differs as it is last known, as it was, and as it is."""
    old, new = {row.id: row for row in then}, {row.id: row for row in now}
    for number, row in sorted((old | new).items()):
        if old.get(number) != new.get(number):
            yield row, old.get(number), new.get(number)


def _instead(rows: tuple[Row, ...], old: Row | None, new: Row | None) -> tuple[Row, ...]:
    kept = tuple(row for row in rows if new is None or row.id != new.id)
    return kept if old is None else (*kept, old)


def _note_says(old: Note | None, new: Note | None, code: str) -> str:
    if new is not None and new.state is NoteState.MERGED:
        return f"{code} was merged into another"
    if new is None or new.state not in COUNTED:
        return f"{code} is gone"
    if old is None or old.state not in COUNTED:
        return f"{new.code} is new"
    if (old.ratings, old.decided) != (new.ratings, new.decided):
        return f"{new.code} was rated anew"
    if (old.state, new.state) == (NoteState.OPEN, NoteState.DECLINED):
        return f"{new.code} is not served, by choice"
    return f"{new.code} was changed"


def _link_says(link: Link, notes: Mapping[int, Note], *, gone: bool) -> str:
    offer, want = notes[link.source].code, notes[link.target].code
    if gone or link.state != "active":
        return f"{offer} no longer serves {want}"
    return f"{offer} serves {want}{' partly' if 0 < link.works < 1 else ''}"


def _evidence_says(item: Evidence, notes: Mapping[int, Note], links: Mapping[int, Link]) -> str:
    side = "for" if item.direction == "for" else "against"
    note, link = notes.get(item.note or 0), links.get(item.link or 0)
    if note:
        return f"evidence {side} {note.code}"
    ends = f"{notes[link.source].code}-{notes[link.target].code}" if link else "a hypothesis"
    return f"evidence {side} {ends}"
