"""What the coach needs to see of a canvas to ask about one new note, without loading it all."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, select

from canvas.board import Note, NoteState
from canvas.method import KINDS, Block
from storage.likeness import LikenessIndex
from storage.prepared import Prepared
from storage.rows import note_of
from storage.scope import Scope
from storage.tables.notes import NOTES

MOST = 50  # the newest of a block: a word that only older ones have is not worth reading them all

_OPEN = and_(NOTES.c.team == bindparam("team"), NOTES.c.state == NoteState.OPEN.value)


def _of_block() -> ColumnElement[bool]:
    """Return the condition for a block, by the letter of its codes, which have an index."""
    letter, after = bindparam("letter", type_=NOTES.c.code.type), bindparam("after", type_=NOTES.c.code.type)
    return and_(_OPEN, NOTES.c.block == bindparam("block"), NOTES.c.code >= letter, NOTES.c.code < after)


_NEWEST = Prepared(
    select(NOTES)
    .where(NOTES.c.segment_id.in_(bindparam("segments", expanding=True)), _of_block())
    .order_by(NOTES.c.id.desc())
    .limit(MOST),
    listing="segments",
)
_BY_IDS = Prepared(select(NOTES).where(_OPEN, NOTES.c.id.in_(bindparam("ids", expanding=True))), listing="ids")
_SORTS = Prepared(
    select(NOTES.c.subtype, func.count().label("times"))
    .where(NOTES.c.segment_id == bindparam("segment"), _of_block())
    .group_by(NOTES.c.subtype)
)


class Glimpses:
    """A few notes of the team's workshops, without their ratings and votes."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._index = LikenessIndex(scope)

    def newest(self, segments: Collection[int], block: Block) -> list[Note]:
        """Return the newest open notes of a block in some segments."""
        rows = _NEWEST.rows(self._scope.connection, {**self._place(block), "segments": list(segments)})
        return [note_of(row) for row in rows]

    def near(self, segment: int, block: Block, text: str) -> list[Note]:
        """Return the few open notes of a block that share most with a text, alike or not."""
        ids = self._index.near(segment, block, text)
        rows = _BY_IDS.rows(self._scope.connection, {"team": self._scope.team, "ids": ids}) if ids else ()
        return [note_of(row) for row in rows]

    def sorts(self, segment: int, block: Block) -> dict[str, int]:
        """Return how many open notes of a block there are of each subtype."""
        rows = _SORTS.rows(self._scope.connection, {**self._place(block), "segment": segment})
        return {row.subtype: row.times for row in rows}

    def _place(self, block: Block) -> dict[str, Any]:
        letter = KINDS[block].letter
        return {"team": self._scope.team, "block": block.value, "letter": letter, "after": chr(ord(letter) + 1)}
