"""The index of open notes' texts: near-duplicates are found without looking at all notes of a canvas."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select

from canvas.defaults import DUPLICATE
from canvas.likeness import keys, shape, sought
from canvas.method import Block
from storage.prepared import Prepared
from storage.scope import Scope
from storage.tables.notes import KEYS, NOTES

CANDIDATES = 12  # notes that share most keys; the duplicates are among them

_SHARING = (
    select(KEYS.c.note_id, func.count().label("shared"))
    .where(
        KEYS.c.team == bindparam("team"),
        KEYS.c.segment_id == bindparam("segment"),
        KEYS.c.block == bindparam("block"),
        KEYS.c.key.in_(bindparam("keys", expanding=True)),
    )
    .group_by(KEYS.c.note_id)
    .order_by(func.count().desc(), KEYS.c.note_id)
    .limit(CANDIDATES)
    .subquery()
)
_ALIKE = Prepared(select(NOTES.c.id, NOTES.c.text).join(_SHARING, _SHARING.c.note_id == NOTES.c.id), listing="keys")
_DELETE = delete(KEYS).where(
    KEYS.c.team == bindparam("of_team"),
    KEYS.c.segment_id == bindparam("segment"),
    KEYS.c.note_id == bindparam("note"),
)


@cache
def _insert(count: int) -> Prepared:
    """Return the statement that adds so many keys of a note at once."""
    names = ("team", "segment_id", "block", "note_id")
    place: dict[str, Any] = {name: bindparam(name, type_=KEYS.c[name].type) for name in names}
    rows = [{**place, "key": bindparam(f"key_{number}", type_=KEYS.c.key.type)} for number in range(count)]
    return Prepared(insert(KEYS).values(rows))


class LikenessIndex:
    """The texts of a team's open notes, by block and segment."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def add(self, note: int, segment: int, block: Block, text: str) -> None:
        """Take in a note that is not in the index."""
        place = {"team": self._scope.team, "segment_id": segment, "block": block.value, "note_id": note}
        found = {f"key_{number}": key for number, key in enumerate(keys(text))}
        _insert(len(found)).run(self._scope.connection, [{**place, **found}])

    def remove(self, note: int, segment: int) -> None:
        """Take a note of a segment out."""
        self._scope.connection.execute(_DELETE, {"of_team": self._scope.team, "segment": segment, "note": note})

    def alike(self, segment: int, block: Block, text: str) -> list[tuple[int, float]]:
        """Return the notes that are likely duplicates of a text with their likeness, most alike first."""
        mine = shape(text)
        scored = [(row.id, mine.like(shape(row.text))) for row in self._sharing(segment, block, text)]
        return sorted((pair for pair in scored if pair[1] >= DUPLICATE), key=lambda pair: (-pair[1], pair[0]))

    def near(self, segment: int, block: Block, text: str) -> list[int]:
        """Return the notes that share most keys with a text, alike or not."""
        return [row.id for row in self._sharing(segment, block, text)]

    def _sharing(self, segment: int, block: Block, text: str) -> Sequence[Row[Any]]:
        place = {"team": self._scope.team, "segment": segment, "block": block.value, "keys": sought(text)}
        return _ALIKE.rows(self._scope.connection, place)
