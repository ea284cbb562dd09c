"""What was typed but could not be kept as meant: it waits here until somebody decides, and never vanishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from storage.scope import Scope
from storage.tables.talk import ASIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Words kept aside. `data` says what is needed to keep them after all; state is waiting or taken."""

    id: int
    kind: str
    user: str
    channel: str
    text: str
    data: Mapping[str, Any]
    state: str


class Asides:
    """What a team's people typed and we could not keep as meant."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def keep(self, kind: str, user: str, text: str, *, channel: str = "", **data: Any) -> int:  # noqa: ANN401 - JSON
        """Keep words aside and return their id."""
        row = {"team": self._scope.team, "kind": kind, "user": user, "channel": channel, "text": text, "data": data}
        add = insert(ASIDE).values(**row, state="waiting", created=self._scope.at).returning(ASIDE.c.id)
        return self._scope.connection.execute(add).scalar_one()

    def get(self, aside: int) -> Aside | None:
        """Return what was kept aside, by its id."""
        row = self._scope.connection.execute(
            select(ASIDE).where(ASIDE.c.team == self._scope.team, ASIDE.c.id == aside)
        ).first()
        return None if row is None else _aside(row)

    def take(self, aside: int) -> bool:
        """Take it out, because somebody has decided; False when that was done before."""
        here = (ASIDE.c.team == self._scope.team, ASIDE.c.id == aside, ASIDE.c.state == "waiting")
        return self._scope.connection.execute(update(ASIDE).where(*here).values(state="taken")).rowcount == 1

    def waiting(self, kind: str = "", channel: str = "", **data: Any) -> list[Aside]:  # noqa: ANN401 - JSON
        """Return what still waits, oldest first; `data` must match."""
        here = [ASIDE.c.team == self._scope.team, ASIDE.c.state == "waiting"]
        here += [ASIDE.c.kind == kind] if kind else []
        here += [ASIDE.c.channel == channel] if channel else []
        rows = self._scope.connection.execute(select(ASIDE).where(*here).order_by(ASIDE.c.id))
        found = [_aside(row) for row in rows]
        return [one for one in found if all(one.data.get(name) == value for name, value in data.items())]


def _aside(row: Row[Any]) -> Aside:
    return Aside(
        id=row.id,
        kind=row.kind,
        user=row.user,
        channel=row.channel,
        text=row.text,
        data=row.data,
        state=row.state,
    )
