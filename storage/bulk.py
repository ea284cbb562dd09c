"""Many rows at once: few statements, however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Table, insert

from canvas.board import Note, NoteState
from canvas.likeness import keys
from storage.history import History
from storage.prepared import Prepared
from storage.scope import Scope
from storage.tables.notes import KEYS, NOTES

_KEY = Prepared(insert(KEYS))


class Bulk:
    """Inserts many rows of a workshop, in the name of the actor."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._connection = scope.connection
        self._history = history

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


def placed(workshop: int, row: object, columns: str) -> dict[str, Any]:
    """Return some fields of an object as columns of a workshop's row."""
    return {"workshop_id": workshop, **{name: getattr(row, name) for name in columns.split()}}


def _note_row(workshop: int, note: Note) -> dict[str, Any]:
    columns = (
        "code subtype text detail measure author created updated recheck satisfaction frequency shared variant late "
        "early flavour moment context supporting_role decided"
    )
    row = {**placed(workshop, note, columns), "ticks": {tick.name: tick.holds for tick in note.ticks}}
    source: dict[str, str | int] = {"source_channel": "", "source_ts": "", "source_line": 0}
    if note.source:
        source = {
            "source_channel": note.source.channel,
            "source_ts": note.source.ts,
            "source_line": note.source.line,
        }
    return {**row, **source, "segment_id": note.segment, "block": note.block.value, "state": note.state.value}
