"""Ratings and dots on notes."""

from collections.abc import Mapping

from sqlalchemy import func, insert, select, update

from canvas.board import Note
from canvas.method import Block
from storage.history import History
from storage.scope import Scope
from storage.tables.notes import NOTES, RATINGS, VOTES


class Marks:
    """What people have put on the notes of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def counts(self, segment: int) -> Mapping[Block, int]:
        """Return how many open notes each block of a segment holds."""
        here = (NOTES.c.team == self._scope.team, NOTES.c.segment_id == segment, NOTES.c.state == "open")
        query = select(NOTES.c.block, func.count().label("number")).where(*here).group_by(NOTES.c.block)
        found = {Block(row.block): row.number for row in self._scope.connection.execute(query)}
        return {block: found.get(block, 0) for block in Block}

    def _put(self, entity: str, note: Note, user: str, value: int) -> None:
        table, column = (RATINGS, "value") if entity == "ratings" else (VOTES, "dots")
        here = (table.c.team == self._scope.team, table.c.note_id == note.id, table.c.user == user)
        known = self._scope.connection.execute(select(table.c.id, table.c[column]).where(*here)).first()
        workshop = self._workshop(note)
        if known:
            self._scope.connection.execute(update(table).where(*here).values({column: value}))
            self._history.record(workshop, entity, known.id, {column: known[1]}, {column: value, "note_id": note.id})
            return
        values = {"team": self._scope.team, "workshop_id": workshop, "note_id": note.id, "user": user, column: value}
        row = self._scope.connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
        self._history.record(workshop, entity, row, {column: 0}, {column: value, "note_id": note.id})

    def _workshop(self, note: Note) -> int:
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        return self._scope.connection.execute(select(NOTES.c.workshop_id).where(*here)).scalar_one()
