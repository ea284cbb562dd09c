"""The append-only log of changes. Undo writes the values that a row had before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, exists, func, insert, select, update

from canvas.errors import ChangedSince, NothingToUndo
from storage.prepared import Prepared
from storage.scope import Scope, own
from storage.tables import METADATA
from storage.tables.columns import Moment
from storage.tables.time import CHANGES

_INSERT = Prepared(insert(CHANGES))
_LATER = CHANGES.alias("later")
_STANDS = (CHANGES.c.undoes.is_(None), ~exists().where(_LATER.c.undoes == CHANGES.c.id))  # not taken back
_OF_WORKSHOP = select(CHANGES).where(
    CHANGES.c.team == bindparam("team"), CHANGES.c.workshop_id == bindparam("workshop")
)
_STANDING = _OF_WORKSHOP.where(CHANGES.c.user == bindparam("user"), *_STANDS).order_by(CHANGES.c.id.desc())
_UNDOABLE = _STANDING.where(CHANGES.c.before.is_not(None))
_LAST_UNDOABLE = _UNDOABLE.limit(1)
# The wall reads it for all teams.
_MOVES = (
    select(CHANGES.c.at, CHANGES.c.after)
    .where(CHANGES.c.workshop_id == bindparam("workshop"), CHANGES.c.entity == "workshops", own(CHANGES))
    .order_by(CHANGES.c.id.desc())
)
_MOVED = (
    select(CHANGES.c.workshop_id, func.max(CHANGES.c.id).label("newest"))
    .where(CHANGES.c.id > bindparam("after"), own(CHANGES))
    .group_by(CHANGES.c.workshop_id)
)
_OF_ACT = _UNDOABLE.where(CHANGES.c.gesture == bindparam("gesture"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one row: what its columns held before and after. `before` None: it cannot be taken back."""

    id: int
    workshop: int
    user: str
    gesture: str
    at: datetime
    entity: str  # the table
    row: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    undoes: int | None


class History:
    """What happened in the team's workshops."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._connection = scope.connection

    def record(
        self, workshop: int, entity: str, row: int, before: Mapping[str, Any] | None, after: Mapping[str, Any]
    ) -> None:
        """Append a change; what was added is recorded as having been removed before."""
        values = {"before": before and _plain(before), "after": _plain(after)}
        self._append(workshop_id=workshop, entity=entity, row_id=row, undoes=None, **values)

    def record_all(
        self, workshop: int, entity: str, rows: Iterable[tuple[int, Mapping[str, Any], Mapping[str, Any]]]
    ) -> None:
        """Append changes of many rows of one table: id, before and after of each."""
        who = {"team": self._scope.team, "user": self._scope.user, "gesture": self._scope.gesture, "at": self._scope.at}
        what = {"workshop_id": workshop, "entity": entity, "undoes": None}
        found = [{**who, **what, "row_id": row, "before": before, "after": after} for row, before, after in rows]
        if found:
            _INSERT.run(self._connection, found)

    def _append(self, **what: object) -> None:
        who = {"team": self._scope.team, "user": self._scope.user, "gesture": self._scope.gesture, "at": self._scope.at}
        _INSERT.run(self._scope.connection, [{**who, **what}])

    def in_the_way(self, workshop: int) -> Change | None:
        """Return the actor's last change, if nothing of that act can be taken back, but something before it can."""
        here = {**self._here(workshop), "user": self._scope.user}
        last = self._connection.execute(_STANDING.limit(1), here).first()
        before = self._connection.execute(_LAST_UNDOABLE, here).first()
        return _change(last) if last and before and last.gesture != before.gesture else None

    def undo(self, workshop: int) -> list[Change]:
        """Take back every change of the actor's last act in a workshop that can be, and has not been, taken back.

        Raises NothingToUndo; ChangedSince when somebody else has changed one of the rows since: nothing is undone then.
        """
        last = self._connection.execute(_LAST_UNDOABLE, {**self._here(workshop), "user": self._scope.user}).first()
        if last is None:
            raise NothingToUndo
        act = {**self._here(workshop), "user": self._scope.user, "gesture": last.gesture}
        changes = [_change(row) for row in self._connection.execute(_OF_ACT, act)]
        for change in changes:
            self._refuse_changed_since(change)
            self._take_back(change)
        return changes

    def take_back(self, workshop: int, gesture: str) -> list[Change]:
        """Take back a whole act, whoever did it: what of it can be, and has not been, taken back.

        Raises NothingToUndo; ChangedSince when anybody has changed one of the rows since: nothing is undone then.
        """
        query = _OF_WORKSHOP.where(CHANGES.c.gesture == gesture, CHANGES.c.before.is_not(None), *_STANDS)
        rows = self._connection.execute(query.order_by(CHANGES.c.id.desc()), self._here(workshop))
        changes = [_change(row) for row in rows]
        if not changes:
            raise NothingToUndo
        for change in changes:
            self._refuse_changed_since(change)
            self._take_back(change)
        return changes

    def _take_back(self, change: Change) -> None:
        before = dict(change.before or {})
        table: Table = METADATA.tables[change.entity]
        here = (table.c.id == change.row, table.c.team == self._scope.team)
        self._connection.execute(update(table).where(*here).values(_restored(table, before)))
        what = {"workshop_id": change.workshop, "entity": change.entity, "row_id": change.row}
        about = {name: value for name, value in change.after.items() if name.endswith("_id")}  # whose rating, dot it is
        self._append(**what, before=None, after={**about, **before}, undoes=change.id)

    def _refuse_changed_since(self, change: Change) -> None:
        here = (CHANGES.c.team == self._scope.team, CHANGES.c.entity == change.entity, CHANGES.c.row_id == change.row)
        later = (CHANGES.c.id > change.id, CHANGES.c.user != change.user)
        query = select(CHANGES.c.user).where(*here, *later, *_STANDS).order_by(CHANGES.c.id.desc()).limit(1)
        user = self._connection.execute(query).scalar()
        if user is not None:
            raise ChangedSince(user=f"<@{user}>" if user else "Somebody")

    def since(self, workshop: int, at: datetime, entities: Collection[str] = ()) -> list[Change]:
        """Return what changed after a moment, oldest first; with `entities` only in these tables."""
        query = _OF_WORKSHOP.where(CHANGES.c.at > at).order_by(CHANGES.c.id)
        if entities:
            query = query.where(CHANGES.c.entity.in_(entities))
        return [_change(row) for row in self._connection.execute(query, self._here(workshop))]

    def newest(self, workshop: int, most: int, before: int | None = None) -> list[Change]:
        """Return the last changes, newest first; with `before` only those that came before the change of that id."""
        query = _OF_WORKSHOP if before is None else _OF_WORKSHOP.where(CHANGES.c.id < before)
        rows = self._connection.execute(query.order_by(CHANGES.c.id.desc()).limit(most), self._here(workshop))
        return [_change(row) for row in rows]

    def last(self, workshop: int) -> Change | None:
        """Return the newest change of a workshop."""
        query = _OF_WORKSHOP.order_by(CHANGES.c.id.desc()).limit(1)
        row = self._connection.execute(query, self._here(workshop)).first()
        return None if row is None else _change(row)

    def last_of(self, workshop: int, user: str) -> datetime | None:
        """Return when somebody last changed anything in a workshop."""
        query = _OF_WORKSHOP.where(CHANGES.c.user == user).order_by(CHANGES.c.id.desc()).limit(1)
        row = self._connection.execute(query, self._here(workshop)).first()
        return None if row is None else row.at

    def step_since(self, workshop: int) -> datetime | None:
        """Return when the step of a workshop was last changed, or taken back; at first, when it was started."""
        rows = self._connection.execute(_MOVES, self._here(workshop))
        return next((row.at for row in rows if "step" in row.after), None)

    def moved_from(self, note: int, block: str) -> dict[str, Any]:
        """Return what a note gets back when it returns to the block it was last moved from: its sort, and its peace.

        Nothing when it comes from elsewhere. What was reworded meanwhile stays to be looked at again.
        """
        here = (CHANGES.c.team == self._scope.team, CHANGES.c.entity == "notes", CHANGES.c.row_id == note)
        reworded = False
        for row in self._connection.execute(select(CHANGES).where(*here, *_STANDS).order_by(CHANGES.c.id.desc())):
            before: dict[str, Any] = row.before or {}
            if "block" in before:
                calm = {"recheck": False} if row.after.get("recheck") and not reworded else {}
                return {"subtype": before.get("subtype", ""), **calm} if before["block"] == block else {}
            reworded |= "text" in row.after
        return {}

    def moved(self, after: int, workshops: Collection[int]) -> tuple[int, Mapping[int, int]]:
        """Return the highest id of any change, and those of `workshops` that have changes with ids above `after`."""
        top = self._connection.execute(select(func.max(CHANGES.c.id))).scalar() or 0
        query = _MOVED.where(CHANGES.c.workshop_id.in_(workshops))
        rows = self._connection.execute(query, {"after": after, "team": self._scope.team})
        return top, {row.workshop_id: row.newest for row in rows}

    def forget(self, entity: str, rows: Collection[int], instead: Mapping[str, Any]) -> None:
        """Put `instead` in the place of what the log says of these columns of some rows."""
        here = (CHANGES.c.team == self._scope.team, CHANGES.c.entity == entity, CHANGES.c.row_id.in_(rows))
        for row in self._connection.execute(select(CHANGES).where(*here)).all():
            values = {"before": row.before and _without(row.before, instead), "after": _without(row.after, instead)}
            self._connection.execute(update(CHANGES).where(CHANGES.c.id == row.id).values(**values))

    def _here(self, workshop: int) -> dict[str, int | str]:
        return {"team": self._scope.team, "workshop": workshop}


def _without(values: Mapping[str, Any], instead: Mapping[str, Any]) -> dict[str, Any]:
    return {name: instead.get(name, one) for name, one in values.items()}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON has them: a moment in ISO format."""
    return {name: one.isoformat() if isinstance(one, datetime) else one for name, one in values.items()}


def _restored(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the columns of their table want them."""
    return {
        name: datetime.fromisoformat(one) if isinstance(one, str) and isinstance(table.c[name].type, Moment) else one
        for name, one in values.items()
    }


def _change(row: Row[Any]) -> Change:
    return Change(
        id=row.id,
        workshop=row.workshop_id,
        user=row.user,
        gesture=row.gesture,
        at=row.at,
        entity=row.entity,
        row=row.row_id,
        before=row.before,
        after=row.after,
        undoes=row.undoes,
    )
