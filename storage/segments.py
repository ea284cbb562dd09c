"""Customer segments, and the one that each person works on."""

from sqlalchemy import Executable, bindparam, func, select, update

from canvas.board import Segment
from storage.history import History
from storage.prepared import Prepared
from storage.scope import Insert, Scope
from storage.tables.workshops import CHOICES, SEGMENTS

_OF_WORKSHOP = Prepared(
    select(SEGMENTS.c.id, SEGMENTS.c.number, SEGMENTS.c.name, SEGMENTS.c.state)
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
        return tuple(Segment(id=r.id, number=r.number, name=r.name, state=r.state) for r in rows)

    def add(self, workshop: int, name: str) -> Segment:
        """Add a segment with the next number."""
        here = (SEGMENTS.c.team == self._scope.team, SEGMENTS.c.workshop_id == workshop)
        last = self._scope.connection.execute(select(func.max(SEGMENTS.c.number)).where(*here)).scalar() or 0
        values = {"team": self._scope.team, "workshop_id": workshop, "number": last + 1, "name": name, "state": "open"}
        insert = self._scope.insert(SEGMENTS).values(**values).returning(SEGMENTS.c.id)
        row = self._scope.connection.execute(insert).scalar_one()
        before = {"state": "archived"} if last else None  # a workshop keeps its first segment
        self._history.record(workshop, "segments", row, before, {"state": "open"})
        return Segment(id=row, number=last + 1, name=name)

    def change(self, workshop: int, segment: Segment, **fields: str) -> None:
        """Change a segment's name or state."""
        here = (SEGMENTS.c.team == self._scope.team, SEGMENTS.c.id == segment.id)
        self._scope.connection.execute(update(SEGMENTS).where(*here).values(**fields))
        before = {name: getattr(segment, name) for name in fields}
        self._history.record(workshop, "segments", segment.id, before, fields)

    def chosen(self, workshop: int, user: str) -> int | None:
        """Return the id of the segment that somebody last chose, added or wrote to."""
        values = {"team": self._scope.team, "workshop": workshop, "user": user}
        row = _CHOSEN.first(self._scope.connection, values)
        return row.segment_id if row else None

    def choose(self, workshop: int, user: str, segment: int) -> None:
        """Remember the segment that somebody works on."""
        values = {"workshop_id": workshop, "user": user, "team": self._scope.team, "segment_id": segment}
        _CHOOSE.run(self._scope.connection, [values])
