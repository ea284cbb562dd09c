"""Who takes part in a workshop."""

from dataclasses import replace

from sqlalchemy import bindparam, select, update

from canvas.board import Member
from storage.history import History
from storage.prepared import Prepared
from storage.rows import member_of
from storage.scope import Scope
from storage.tables.workshops import MEMBERS

_OF_WORKSHOP = Prepared(
    select(MEMBERS)
    .where(MEMBERS.c.team == bindparam("team"), MEMBERS.c.workshop_id == bindparam("workshop"))
    .order_by(MEMBERS.c.id)
)


class Members:
    """The members of the team's workshops; nobody is ever forgotten, they have left."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def of(self, workshop: int) -> tuple[Member, ...]:
        """Return everybody who takes part or did, in order of joining."""
        rows = _OF_WORKSHOP.rows(self._scope.connection, {"team": self._scope.team, "workshop": workshop})
        return tuple(member_of(row) for row in rows)

    def join(self, workshop: int, user: str, function: str) -> Member:
        """Take somebody in, or change their function, or take them in again."""
        here = (MEMBERS.c.team == self._scope.team, MEMBERS.c.workshop_id == workshop, MEMBERS.c.user == user)
        known = self._scope.connection.execute(select(MEMBERS).where(*here)).first()
        if known is None:
            values = {"team": self._scope.team, "workshop_id": workshop, "user": user, "function": function}
            insert = self._scope.insert(MEMBERS).values(**values, joined=self._scope.at).returning(MEMBERS.c.id)
            row = self._scope.connection.execute(insert).scalar_one()
            self._history.record(workshop, "members", row, None, {"function": function})
            return Member(user=user, function=function, joined=self._scope.at)
        changed = update(MEMBERS).where(*here).values(function=function, left=None)
        self._scope.connection.execute(changed)
        before = {"function": known.function} if known.left is None else None
        self._history.record(workshop, "members", known.id, before, {"function": function})
        return replace(member_of(known), function=function, left=None)

    def group(self, workshop: int, user: str, name: str) -> None:
        """Record which working group of a large team somebody is in; "" for none."""
        here = (MEMBERS.c.team == self._scope.team, MEMBERS.c.workshop_id == workshop, MEMBERS.c.user == user)
        known = self._scope.connection.execute(select(MEMBERS).where(*here)).one()
        self._scope.connection.execute(update(MEMBERS).where(*here).values(working_group=name))
        before = {"working_group": known.working_group}
        self._history.record(workshop, "members", known.id, before, {"working_group": name})

    def leave(self, workshop: int, user: str) -> bool:
        """Record that somebody has left; False when they did not take part."""
        here = (MEMBERS.c.team == self._scope.team, MEMBERS.c.workshop_id == workshop, MEMBERS.c.user == user)
        gone = update(MEMBERS).where(*here, MEMBERS.c.left.is_(None)).values(left=self._scope.at)
        return self._scope.connection.execute(gone).rowcount == 1
