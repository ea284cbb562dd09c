"""Workshops, and everything of one as a board."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, literal_column, select, update

from canvas.board import Board, Decision, Workshop
from canvas.errors import NoWorkshop
from storage.boards import Boards
from storage.bulk import placed
from storage.history import History
from storage.prepared import Prepared
from storage.rows import more_of, workshop_of
from storage.scope import Scope, own
from storage.tables.workshops import DECISIONS, MEMBERS, WORKSHOPS

_COLUMNS = [column for column in WORKSHOPS.c if column.name != "team"]
OPEN = WORKSHOPS.c.state != "finished"
_OF_TEAM = select(WORKSHOPS).where(WORKSHOPS.c.team == bindparam("team"))
_IN_CHANNEL = _OF_TEAM.where(
    WORKSHOPS.c.channel == bindparam("channel"), WORKSHOPS.c.state != literal_column("'finished'")
)
_FIND = {False: Prepared(_IN_CHANNEL), True: Prepared(_IN_CHANNEL.with_for_update())}  # whether it is held


def _get(*, held: bool) -> Prepared:
    query = select(WORKSHOPS).where(WORKSHOPS.c.id == bindparam("workshop"), own(WORKSHOPS))
    return Prepared(query.with_for_update() if held else query)


_GET = {held: _get(held=held) for held in (False, True)}


class Workshops:
    """The workshops of a team."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history
        self._boards = Boards(scope, history)

    def find(self, channel: str) -> Workshop | None:
        """Return the workshop that is open (or paused) in a channel.

        On PostgreSQL a writing transaction holds the row, so that the gestures of one workshop come one by one.
        """
        here = {"team": self._scope.team, "channel": channel}
        return _workshop(_FIND[self._scope.writes].first(self._scope.connection, here))

    def find_to_begin(self, channel: str) -> Workshop | None:
        """Return what `find` does, and let nobody else begin or find to begin here until the transaction ends."""
        connection = self._scope.connection
        if connection.dialect.name == "postgresql":  # SQLite has one writer: it needs no lock
            place = func.hashtextextended(f"{self._scope.team}:{channel}", 0)
            connection.execute(select(func.pg_advisory_xact_lock(place)))
        return self.find(channel)

    def current(self, channel: str) -> Workshop:
        """Return the workshop that is open in a channel. Raises NoWorkshop."""
        found = self.find(channel)
        if found is None:
            raise NoWorkshop
        return found

    def latest_of(self, user: str) -> Workshop | None:
        """Return the newest open workshop that somebody takes part in."""
        return next(iter(self.of_person(user)), None)

    def get(self, workshop: int) -> Workshop:
        """Return a workshop by its id. Raises NoWorkshop."""
        here = {"team": self._scope.team, "workshop": workshop}
        found = _workshop(_GET[self._scope.writes].first(self._scope.connection, here))
        if found is None:
            raise NoWorkshop
        return found

    def finished(self, channel: str) -> list[Workshop]:
        """Return the finished workshops of a channel, newest first."""
        query = _OF_TEAM.where(WORKSHOPS.c.channel == bindparam("channel"), WORKSHOPS.c.state == "finished")
        here = {"team": self._scope.team, "channel": channel}
        return [workshop_of(row) for row in self._scope.connection.execute(query.order_by(WORKSHOPS.c.id.desc()), here)]

    def of_person(self, user: str) -> list[Workshop]:
        """Return the workshops that are not finished and that somebody takes part in, newest first."""
        takes_part = select(MEMBERS.c.workshop_id).where(
            MEMBERS.c.team == self._scope.team, MEMBERS.c.user == user, MEMBERS.c.left.is_(None)
        )
        query = select(WORKSHOPS).where(WORKSHOPS.c.team == self._scope.team, OPEN, WORKSHOPS.c.id.in_(takes_part))
        return [workshop_of(row) for row in self._scope.connection.execute(query.order_by(WORKSHOPS.c.id.desc()))]

    def listing(self) -> list[Workshop]:
        """Return every workshop of the team; with team "" those of all teams."""
        query = select(WORKSHOPS).where(own(WORKSHOPS)).order_by(WORKSHOPS.c.id)
        rows = self._scope.connection.execute(query, {"team": self._scope.team})
        return [found for row in rows if (found := _workshop(row))]

    def start(self, *, channel: str, name: str, facilitator: str, time_zone: str, **more: str | bool) -> Workshop:
        """Begin a workshop at step 1; `more` are goal, decision, why_now, pace, stand_in, decider, known, silent."""
        values: dict[str, Any] = {
            "team": self._scope.team,
            "channel": channel,
            "name": name,
            "facilitator": facilitator,
            "time_zone": time_zone,
            "goal": "",
            "decision": "",
            "why_now": "",
            "step": 1,
            "state": "open",
            "pace": "live",
            "stand_in": "",
            "created": self._scope.at,
            **more,
        }
        row = self._scope.connection.execute(insert(WORKSHOPS).values(**values).returning(WORKSHOPS)).one()
        self._history.record(row.id, "workshops", row.id, None, {"state": "open", "step": 1})
        return workshop_of(row)

    def change(self, workshop: Workshop, **fields: Any) -> Workshop:  # noqa: ANN401 - columns of the table
        """Change fields of a workshop and return it as it is now. Steps can be undone, the rest is only logged."""
        here = (WORKSHOPS.c.id == workshop.id, WORKSHOPS.c.team == self._scope.team)
        self._scope.connection.execute(update(WORKSHOPS).where(*here).values(**fields))
        before = {name: getattr(workshop, name) for name in fields} if set(fields) == {"step"} else None
        self._history.record(workshop.id, "workshops", workshop.id, before, fields)
        return self.get(workshop.id)

    def decide(self, workshop: int, kind: str, origin: str, target: str, reason: str, **more: Any) -> None:  # noqa: ANN401 - fields of Decision
        """Keep a decision, such as going on although a step was thin; `more` are further fields of it."""
        who = {"user": self._scope.user, "at": self._scope.at}
        told = Decision(kind=kind, origin=origin, target=target, reason=reason, **who, **more)
        row = {**placed(workshop, told, "kind origin target reason user at"), "more": more_of(told)}
        self._scope.connection.execute(insert(DECISIONS).values(team=self._scope.team, **row))

    def decisions(self, workshop: int) -> tuple[Decision, ...]:
        """Return what was decided, oldest first."""
        return self._boards.decisions(workshop)

    def acted(self, workshop: Workshop) -> datetime:
        """Return when the facilitator or the stand-in last changed anything; at the latest, when it was started."""
        who = [user for user in (workshop.facilitator, workshop.stand_in) if user]
        times = (self._history.last_of(workshop.id, user) for user in who)
        return max((at for at in times if at), default=workshop.created)

    def board(self, workshop: int, *, united: bool = True) -> Board:
        """Return everything of a workshop, in order of creation. Raises NoWorkshop.

        Notes that were merged count with those that stand for them; with `united` False all is as it was kept.
        """
        return self._boards.load(self.get(workshop), merged=united)


def _workshop(row: Row[Any] | None) -> Workshop | None:
    return None if row is None else workshop_of(row)
