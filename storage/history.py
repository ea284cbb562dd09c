"""The append-only log of changes. Undo writes the values that a row had before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, insert, select, update

from canvas.errors import ChangedSince, NothingToUndo
from storage.scope import Scope
from storage.tables import METADATA
from storage.tables.time import CHANGES


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

    def record(
        self, workshop: int, entity: str, row: int, before: Mapping[str, Any] | None, after: Mapping[str, Any]
    ) -> None:
        """Append a change; what was added is recorded as having been removed before."""
        self._append(workshop, entity, row, before, after, None)

    def _append(  # noqa: PLR0913 - the columns of the log
        self,
        workshop: int,
        entity: str,
        row: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
        undoes: int | None,
    ) -> None:
        values = {
            "team": self._scope.team,
            "workshop_id": workshop,
            "user": self._scope.user,
            "gesture": self._scope.gesture,
            "at": self._scope.at,
            "entity": entity,
            "row_id": row,
            "before": before,
            "after": after,
            "undoes": undoes,
        }
        self._scope.connection.execute(insert(CHANGES), values)

    def undo(self, workshop: int) -> list[Change]:
        """Take back every change of the actor's last act in a workshop that can be, and has not been, taken back.

        Raises NothingToUndo; ChangedSince when somebody has changed one of the rows since (nothing is undone then).
        """
        last = self._last_undoable(workshop)
        if last is None:
            raise NothingToUndo
        mine = (CHANGES.c.team == self._scope.team, CHANGES.c.workshop_id == workshop)
        same_act = (CHANGES.c.gesture == last.gesture, CHANGES.c.user == last.user, CHANGES.c.undoes.is_(None))
        query = select(CHANGES).where(*mine, *same_act, CHANGES.c.before.is_not(None)).order_by(CHANGES.c.id.desc())
        changes = [_change(row) for row in self._scope.connection.execute(query)]
        changes = [change for change in changes if change.before is not None]
        for change in changes:
            self._take_back(change)
        return changes

    def _last_undoable(self, workshop: int) -> Change | None:
        undone = select(CHANGES.c.undoes).where(CHANGES.c.undoes.is_not(None), CHANGES.c.workshop_id == workshop)
        query = (
            select(CHANGES)
            .where(
                CHANGES.c.team == self._scope.team,
                CHANGES.c.workshop_id == workshop,
                CHANGES.c.user == self._scope.user,
                CHANGES.c.undoes.is_(None),
                CHANGES.c.before.is_not(None),
                CHANGES.c.id.not_in(undone),
            )
            .order_by(CHANGES.c.id.desc())
        )
        rows = (_change(row) for row in self._scope.connection.execute(query.limit(20)))
        return next((change for change in rows if change.before is not None), None)

    def _take_back(self, change: Change) -> None:
        before = change.before or {}
        table: Table = METADATA.tables[change.entity]
        here = (table.c.id == change.row, table.c.team == self._scope.team)
        now = self._scope.connection.execute(select(table).where(*here)).one()._mapping  # noqa: SLF001 - SQLAlchemy's public name
        if any(now[name] != change.after.get(name, now[name]) for name in before):
            raise ChangedSince(user=self._who_changed(change))
        self._scope.connection.execute(update(table).where(*here).values(**before))
        self._append(change.workshop, change.entity, change.row, None, before, change.id)

    def _who_changed(self, change: Change) -> str:
        later = (CHANGES.c.entity == change.entity, CHANGES.c.row_id == change.row, CHANGES.c.id > change.id)
        query = select(CHANGES.c.user).where(CHANGES.c.team == self._scope.team, *later).order_by(CHANGES.c.id.desc())
        user = self._scope.connection.execute(query).scalar()
        return f"<@{user}>" if user and user != self._scope.user else "Somebody"

    def since(self, workshop: int, at: datetime) -> list[Change]:
        """Return what changed after a moment, oldest first."""
        here = (CHANGES.c.team == self._scope.team, CHANGES.c.workshop_id == workshop, CHANGES.c.at > at)
        query = select(CHANGES).where(*here).order_by(CHANGES.c.id)
        return [_change(row) for row in self._scope.connection.execute(query)]

    def last(self, workshop: int) -> Change | None:
        """Return the newest change of a workshop."""
        here = (CHANGES.c.team == self._scope.team, CHANGES.c.workshop_id == workshop)
        row = self._scope.connection.execute(
            select(CHANGES).where(*here).order_by(CHANGES.c.id.desc()).limit(1)
        ).first()
        return None if row is None else _change(row)

    def last_of(self, workshop: int, user: str) -> datetime | None:
        """Return when somebody last changed anything in a workshop."""
        here = (CHANGES.c.team == self._scope.team, CHANGES.c.workshop_id == workshop, CHANGES.c.user == user)
        return self._scope.connection.execute(
            select(CHANGES.c.at).where(*here).order_by(CHANGES.c.id.desc()).limit(1)
        ).scalar()


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
