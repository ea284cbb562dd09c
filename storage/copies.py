"""Many notes at once, and whole workshops that come from elsewhere: few statements, however many rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Executable, Table, bindparam, insert

from canvas.board import Board, Decision, Note, NoteState, Workshop
from canvas.likeness import keys
from canvas.method import KINDS
from storage.history import History
from storage.notes import NewNote
from storage.prepared import Prepared
from storage.reminders import Reminder
from storage.scope import Insert, Scope
from storage.tables.notes import KEYS, NOTES, NUMBERS, RATINGS, VOTES
from storage.tables.proof import EVIDENCE, HYPOTHESES, LINKS
from storage.tables.time import REMINDERS
from storage.tables.workshops import DECISIONS, MEMBERS, SEGMENTS, WORKSHOPS


def _advance(insert_into: Insert) -> Executable:
    further = {"last": NUMBERS.c.last + bindparam("count", type_=NUMBERS.c.last.type)}
    counted = insert_into(NUMBERS).on_conflict_do_update(index_elements=["team", "segment_id", "block"], set_=further)
    return counted.returning(NUMBERS.c.last)


_ADVANCE = Prepared(_advance)
_KEY = Prepared(insert(KEYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A note that comes from elsewhere: `rating` is its author's, `votes` are one dot each of people without names."""

    note: NewNote
    rating: int | None = None
    votes: int = 0


class Copies:
    """Brings in what was kept elsewhere, in the name of the actor."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._connection = scope.connection
        self._history = history

    def add(self, workshop: int, incoming: Sequence[Incoming]) -> list[Note]:
        """Add notes under the next codes of their blocks; undone, ratings and votes go with their note."""
        codes = self._codes([one.note for one in incoming])
        at = self._scope.at
        notes = [
            Note(
                id=0,
                segment=one.note.segment,
                code=code,
                block=one.note.block,
                subtype=one.note.subtype,
                text=one.note.text,
                detail=one.note.detail,
                measure=one.note.measure,
                author=one.note.author,
                created=at,
                updated=at,
                source=one.note.source,
            )
            for one, code in zip(incoming, codes, strict=True)
        ]
        kept = self._notes(workshop, notes)
        marks = [(new.id, one) for new, one in zip(kept, incoming, strict=True)]
        rated = [(note, one.note.author, one.rating) for note, one in marks if one.rating]
        voted = [(note, f"voter-{n}", 1) for note, one in marks for n in range(1, one.votes + 1)]
        self._marks(workshop, RATINGS, "value", rated)
        self._marks(workshop, VOTES, "dots", voted)
        return kept

    def restore(
        self, board: Board, channel: str, *, decisions: Iterable[Decision] = (), reminder: Reminder | None = None
    ) -> Workshop:
        """Begin a workshop in a channel that is all that `board` is, with its codes, states and times.

        The channel must have no open workshop, unless the board's is finished.
        """
        workshop = self._workshop(board.workshop, channel)
        segments = self._segments(workshop.id, board)
        notes = [replace(note, segment=segments[note.segment]) for note in board.notes]
        kept = self._notes(workshop.id, notes)
        self._count_on(kept)
        ids = {old.id: new.id for old, new in zip(board.notes, kept, strict=True)}
        given = [(ids[n.id], r.user, r.value) for n in board.notes for r in n.ratings]
        self._marks(workshop.id, RATINGS, "value", given)
        given = [(ids[n.id], v.user, v.dots) for n in board.notes for v in n.votes]
        self._marks(workshop.id, VOTES, "dots", given)
        self._proof(workshop.id, board, ids)
        self._put(MEMBERS, [_place(workshop.id, one, "user function joined left") for one in board.members])
        self._put(
            DECISIONS,
            [_place(workshop.id, one, "kind origin target reason user at") for one in decisions],
        )
        if reminder:
            rule = _place(workshop.id, reminder, "day time time_zone next_run state")
            self._put(REMINDERS, [rule])
        return workshop

    def _codes(self, notes: Sequence[NewNote]) -> list[str]:
        """Return the next code for each note, in order."""
        free: dict[tuple[int, str], int] = {}
        for (segment, block), count in Counter((note.segment, note.block) for note in notes).items():
            values = {"team": self._scope.team, "segment_id": segment, "block": block.value}
            last: int = _ADVANCE.one(self._connection, {**values, "last": count, "count": count}).last
            free[segment, block] = last - count
        codes: list[str] = []
        for note in notes:
            free[note.segment, note.block] += 1
            codes.append(f"{KINDS[note.block].letter}{free[note.segment, note.block]}")
        return codes

    def _count_on(self, notes: Iterable[Note]) -> None:
        """Let the next notes have codes beyond all of these, also beyond those that are gone."""
        highest: defaultdict[tuple[int, str], int] = defaultdict(int)
        for note in notes:
            place = note.segment, note.block.value
            highest[place] = max(highest[place], int(note.code[1:]))
        self._put(
            NUMBERS,
            [{"segment_id": segment, "block": block, "last": last} for (segment, block), last in highest.items()],
        )

    def _notes(self, workshop: int, notes: Sequence[Note]) -> list[Note]:
        """Insert notes as they are; open ones can be found again by their likes, and undone."""
        rows = [_note_row(workshop, note) for note in notes]
        ids = self._numbered(NOTES, rows)
        kept = [replace(note, id=row) for note, row in zip(notes, ids, strict=True)]
        open_ones = [note for note in kept if note.state is NoteState.OPEN]
        place = [
            (note, {"segment_id": note.segment, "block": note.block.value, "note_id": note.id}) for note in open_ones
        ]
        found = [{"team": self._scope.team, **where, "key": key} for note, where in place for key in keys(note.text)]
        if found:
            _KEY.run(self._connection, found)
        gone = NoteState.REMOVED
        self._record(workshop, "notes", [(n.id, n.state.value) for n in kept if n.state is not gone])
        return kept

    def _workshop(self, workshop: Workshop, channel: str) -> Workshop:
        columns = "channel name goal decision why_now step state pace time_zone facilitator stand_in created"
        moved = replace(workshop, team=self._scope.team, channel=channel)
        row = {name: getattr(moved, name) for name in columns.split()}
        (found,) = self._numbered(WORKSHOPS, [row])
        self._history.record(found, "workshops", found, None, {"state": moved.state, "step": moved.step})
        return replace(moved, id=found)

    def _segments(self, workshop: int, board: Board) -> dict[int, int]:
        """Return where each segment of the board is now: old id to new id."""
        rows = [_place(workshop, one, "number name state") for one in board.segments]
        ids = self._numbered(SEGMENTS, rows)
        # A workshop keeps its first segment.
        self._record(workshop, "segments", [(row, one["state"]) for row, one in list(zip(ids, rows, strict=True))[1:]])
        return {old.id: new for old, new in zip(board.segments, ids, strict=True)}

    def _proof(self, workshop: int, board: Board, notes: Mapping[int, int]) -> None:
        rows = [
            {**_place(workshop, one, "strength state"), "source_id": notes[one.source], "target_id": notes[one.target]}
            for one in board.links
        ]
        ids = self._numbered(LINKS, rows)
        shown = [(row, one.state) for row, one in zip(ids, board.links, strict=True) if one.state == "active"]
        self._record(workshop, "links", shown)
        links = {old.id: new for old, new in zip(board.links, ids, strict=True)}
        rows = [
            {
                **_place(workshop, one, "direction tier text source permalink added_by at state"),
                "note_id": None if one.note is None else notes[one.note],
                "link_id": None if one.link is None else links[one.link],
            }
            for one in board.evidence
        ]
        self._record(workshop, "evidence", [(row, "active") for row in self._numbered(EVIDENCE, rows)])
        rows = [_place(workshop, one, "code area text importance state about") for one in board.hypotheses]
        ids = self._numbered(HYPOTHESES, rows)
        self._record(
            workshop,
            "hypotheses",
            [(i, r["state"]) for i, r in zip(ids, rows, strict=True) if r["state"] != "removed"],
        )

    def _marks(self, workshop: int, table: Table, column: str, marks: Iterable[tuple[int, str, int]]) -> None:
        self._put(table, [{"workshop_id": workshop, "note_id": n, "user": user, column: v} for n, user, v in marks])

    def _put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), [{"team": self._scope.team, **row} for row in rows])

    def _numbered(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Insert rows and return their ids in the same order."""
        if not rows:
            return ()
        add = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        return self._connection.execute(add, [{"team": self._scope.team, **row} for row in rows]).scalars().all()

    def _record(self, workshop: int, entity: str, rows: Iterable[tuple[int, str]]) -> None:
        gone = "archived" if entity == "segments" else "removed"
        self._history.record_all(workshop, entity, [(row, {"state": gone}, {"state": state}) for row, state in rows])


def _place(workshop: int, row: object, columns: str) -> dict[str, Any]:
    return {"workshop_id": workshop, **{name: getattr(row, name) for name in columns.split()}}


def _note_row(workshop: int, note: Note) -> dict[str, Any]:
    row = _place(workshop, note, "code subtype text detail measure author created updated")
    source: dict[str, str | int] = {"source_channel": "", "source_ts": "", "source_line": 0}
    if note.source:
        source = {
            "source_channel": note.source.channel,
            "source_ts": note.source.ts,
            "source_line": note.source.line,
        }
    return {**row, **source, "segment_id": note.segment, "block": note.block.value, "state": note.state.value}
