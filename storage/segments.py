"""Customer segments, and the one that each person works on."""

from collections.abc import Mapping

from sqlalchemy import Executable, bindparam, func, select, update

from canvas.board import Segment
from storage.history import History
from storage.prepared import Prepared
from storage.rows import segment_of
from storage.scope import Insert, Scope
from storage.tables.workshops import CHOICES, SEGMENTS

_OF_WORKSHOP = Prepared(
    select(SEGMENTS)
    .where(SEGMENTS.c.team == bindparam("team"), SEGMENTS.c.workshop_id == bindparam("workshop"))
    .order_by(SEGMENTS.c.number)
)
_CHOSEN = Prepared(
    select(CHOICES.c.segment_id).where(
        CHOICES.c.team == bindparam("team"),
        CHOICES.c.workshop_id == bindparam("workshop"),
        CHOICES.c.user == bindparam("user"),
    )
)


def _choose(insert: Insert) -> Executable:
    new = insert(CHOICES)
    other = CHOICES.c.segment_id != new.excluded.segment_id
    changed = {"segment_id": new.excluded.segment_id}
    return new.on_conflict_do_update(index_elements=["team", "workshop_id", "user"], set_=changed, where=other)


_CHOOSE = Prepared(_choose)


class Segments:
    """The segments of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def of(self, workshop: int) -> tuple[Segment, ...]:
        """Return all segments of a workshop by number, closed ones too."""
        rows = _OF_WORKSHOP.rows(self._scope.connection, {"team": self._scope.team, "workshop": workshop})
        return tuple(segment_of(row) for row in rows)

    def add(self, workshop: int, name: str, role: str = "", parent: int | None = None) -> Segment:
        """Add a segment with the next number; `role` and `parent` when it is one role of a business customer."""
        here = (SEGMENTS.c.team == self._scope.team, SEGMENTS.c.workshop_id == workshop)
        last = self._scope.connection.execute(select(func.max(SEGMENTS.c.number)).where(*here)).scalar() or 0
        values = {"number": last + 1, "name": name, "state": "open", "role": role, "parent": parent}
        place = {"team": self._scope.team, "workshop_id": workshop}
        insert = self._scope.insert(SEGMENTS).values(**place, **values).returning(SEGMENTS)
        row = self._scope.connection.execute(insert).one()
        before = {"state": "archived"} if last else None  # a workshop keeps its first segment
        self._history.record(workshop, "segments", row.id, before, {"state": "open"})
        return segment_of(row)

    def change(self, workshop: int, segment: Segment, **fields: str | int | None) -> None:
        """Change a segment's name, state, role, parent or variant."""
        here = (SEGMENTS.c.team == self._scope.team, SEGMENTS.c.id == segment.id)
        self._scope.connection.execute(update(SEGMENTS).where(*here).values(**fields))
        before = {name: getattr(segment, name) for name in fields}
        self._history.record(workshop, "segments", segment.id, before, fields)

    def answer(self, workshop: int, segment: Segment, answers: Mapping[str, str]) -> None:
        """Keep what was said about traits of a segment's proposition: trait -> answer, empty to take it back."""
        before = dict(segment.answers)
        after = {trait: said for trait, said in {**before, **answers}.items() if said}
        here = (SEGMENTS.c.team == self._scope.team, SEGMENTS.c.id == segment.id)
        self._scope.connection.execute(update(SEGMENTS).where(*here).values(answers=after))
        self._history.record(workshop, "segments", segment.id, {"answers": before}, {"answers": after})

    def chosen(self, workshop: int, user: str) -> int | None:
        """Return the id of the segment that somebody last chose, added or wrote to."""
        values = {"team": self._scope.team, "workshop": workshop, "user": user}
        row = _CHOSEN.first(self._scope.connection, values)
        return row.segment_id if row else None

    def choose(self, workshop: int, user: str, segment: int) -> None:
        """Remember the segment that somebody works on."""
        values = {"workshop_id": workshop, "user": user, "team": self._scope.team, "segment_id": segment}
        _CHOOSE.run(self._scope.connection, [values])
