"""Links to the wall. A link works until it expires or is revoked; its token is never kept, only what knows it again."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, insert, select, update

from storage.history import History
from storage.scope import Scope, own
from storage.tables.walls import WALLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """One link to watch a workshop."""

    id: int
    team: str
    workshop: int
    user: str
    seed: str
    digest: str
    expires: datetime
    revoked: datetime | None = None

    def works(self, at: datetime) -> bool:
        """Whether the link lets anybody in at a moment."""
        return self.revoked is None and at < self.expires


def digest_of(token: str) -> str:
    """Return what knows a token again without giving it away."""
    return sha256(token.encode()).hexdigest()


class Walls:
    """The links of a team; the program itself, whose team is "", sees all."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def add(self, workshop: int, seed: str, digest: str, life: timedelta) -> Wall:
        """Keep a new link of the one who acts."""
        values: dict[str, Any] = {"seed": seed, "digest": digest, "expires": self._scope.at + life}
        who = {"team": self._scope.team, "workshop_id": workshop, "user": self._scope.user, "created": self._scope.at}
        row = self._scope.connection.execute(insert(WALLS).values(**values, **who).returning(WALLS.c.id)).scalar_one()
        self._history.record(workshop, "walls", row, None, {"expires": values["expires"].isoformat()})
        return Wall(id=row, team=self._scope.team, workshop=workshop, user=self._scope.user, **values)

    def get(self, wall: int) -> Wall | None:
        """Return a link by its id."""
        return next(iter(self.among([wall])), None)

    def among(self, walls: Collection[int]) -> list[Wall]:
        """Return those links of some ids that there are."""
        return self._some(WALLS.c.id.in_(walls))

    def knocked(self, token: str) -> Wall | None:
        """Return the link of a token, if it lets anybody in now."""
        found = self._some(WALLS.c.digest == digest_of(token))
        return next((wall for wall in found if wall.works(self._scope.at)), None)

    def open_of(self, workshop: int) -> list[Wall]:
        """Return the links of a workshop that work now, oldest first."""
        found = self._some(WALLS.c.workshop_id == workshop, WALLS.c.revoked.is_(None))
        return [wall for wall in found if wall.works(self._scope.at)]

    def revoke(self, wall: Wall) -> Wall:
        """End a link at once."""
        here = (WALLS.c.id == wall.id, WALLS.c.team == self._scope.team, WALLS.c.revoked.is_(None))
        if self._scope.connection.execute(update(WALLS).where(*here).values(revoked=self._scope.at)).rowcount:
            self._history.record(wall.workshop, "walls", wall.id, None, {"revoked": self._scope.at.isoformat()})
        return replace(wall, revoked=wall.revoked or self._scope.at)

    def _some(self, *which: Any) -> list[Wall]:  # noqa: ANN401 - conditions
        query = select(WALLS).where(own(WALLS), *which).order_by(WALLS.c.id)
        return [_wall(row) for row in self._scope.connection.execute(query, {"team": self._scope.team})]


def _wall(row: Row[Any]) -> Wall:
    return Wall(
        id=row.id,
        team=row.team,
        workshop=row.workshop_id,
        user=row.user,
        seed=row.seed,
        digest=row.digest,
        expires=row.expires,
        revoked=row.revoked,
    )
