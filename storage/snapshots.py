"""Snapshots: whole workshops as they were, in the words of their JSON export."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, literal, select, update

from storage.scope import Scope
from storage.tables.guidance import SNAPSHOTS

_SHORT = select(SNAPSHOTS.c.id, SNAPSHOTS.c.name, SNAPSHOTS.c.reason, SNAPSHOTS.c.at, SNAPSHOTS.c.user)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A version that was kept: its name (may be empty), why and when it was taken, and by whom ("" by itself)."""

    id: int
    name: str
    reason: str
    at: datetime
    user: str


class Snapshots:
    """The snapshots of the team's workshops."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def add(
        self, workshop: int, name: str, reason: str, document: Mapping[str, Any], *, later: timedelta = timedelta()
    ) -> Snapshot:
        """Keep a version; the second of one act is taken a little `later`, so that its time tells the two apart."""
        who = {"user": self._scope.user, "at": self._scope.at + later}
        values: dict[str, Any] = {"name": name, "reason": reason, **who}
        place = {"team": self._scope.team, "workshop_id": workshop, "document": dict(document)}
        add = insert(SNAPSHOTS).values(**place, **values).returning(SNAPSHOTS.c.id)
        return Snapshot(id=self._scope.connection.execute(add).scalar_one(), **values)

    def copy(self, workshop: int, to: int) -> None:
        """Let another workshop have the snapshots of one."""
        columns = ("team", "name", "reason", "user", "at", "document")
        here = (SNAPSHOTS.c.team == self._scope.team, SNAPSHOTS.c.workshop_id == workshop)
        kept = select(literal(to), *(SNAPSHOTS.c[name] for name in columns)).where(*here).order_by(SNAPSHOTS.c.id)
        self._scope.connection.execute(insert(SNAPSHOTS).from_select(["workshop_id", *columns], kept))

    def of(self, workshop: int) -> list[Snapshot]:
        """Return the snapshots of a workshop, oldest first."""
        here = (SNAPSHOTS.c.team == self._scope.team, SNAPSHOTS.c.workshop_id == workshop)
        rows = self._scope.connection.execute(_SHORT.where(*here).order_by(SNAPSHOTS.c.at, SNAPSHOTS.c.id))
        return [Snapshot(id=row.id, name=row.name, reason=row.reason, at=row.at, user=row.user) for row in rows]

    def document(self, snapshot: int) -> dict[str, Any] | None:
        """Return the export that a snapshot holds."""
        here = (SNAPSHOTS.c.team == self._scope.team, SNAPSHOTS.c.id == snapshot)
        return self._scope.connection.execute(select(SNAPSHOTS.c.document).where(*here)).scalar()

    def forget(self, workshop: int, words: Collection[str], instead: Mapping[str, str]) -> None:
        """Put `instead` in the place of what the snapshots of a workshop say of evidence with these words."""
        here = (SNAPSHOTS.c.team == self._scope.team, SNAPSHOTS.c.workshop_id == workshop)
        for row in self._scope.connection.execute(select(SNAPSHOTS.c.id, SNAPSHOTS.c.document).where(*here)).all():
            kept: list[dict[str, Any]] = row.document.get("evidence", [])
            if any(one.get("text") in words for one in kept):
                less = [{**one, **instead} if one.get("text") in words else one for one in kept]
                document = {**row.document, "evidence": less}
                self._scope.connection.execute(
                    update(SNAPSHOTS).where(SNAPSHOTS.c.id == row.id).values(document=document)
                )
