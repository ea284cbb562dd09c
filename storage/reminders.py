"""Weekly reviews: one row per workshop, claimed and moved on in one transaction, so that each run comes once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, literal_column, select, update

from canvas.schedule import next_run
from storage.history import History
from storage.scope import Scope, for_both
from storage.tables.time import REMINDERS, RUNS
from storage.tables.workshops import WORKSHOPS

_CLAIMED = exists().where(
    RUNS.c.team == REMINDERS.c.team, RUNS.c.reminder_id == REMINDERS.c.id, RUNS.c.run == REMINDERS.c.next_run
)
_DUE = (
    select(REMINDERS, WORKSHOPS.c.channel, _CLAIMED.label("claimed"))
    .join(WORKSHOPS, (WORKSHOPS.c.team == REMINDERS.c.team) & (WORKSHOPS.c.id == REMINDERS.c.workshop_id))
    .where(REMINDERS.c.state == literal_column("'on'"), REMINDERS.c.next_run <= bindparam("now"))
    .where(WORKSHOPS.c.state == literal_column("'open'"))
    .order_by(REMINDERS.c.next_run)
    .limit(bindparam("limit"))
    .with_for_update(of=REMINDERS, skip_locked=True)
)
# Over all teams, as the tick is: the ids are those that `_DUE` has just found.
_MOVE = update(REMINDERS).where(REMINDERS.c.id.in_(bindparam("ids", expanding=True))).values(next_run=bindparam("run"))
_CLAIMS = select(REMINDERS.c.team, REMINDERS.c.id, REMINDERS.c.next_run).where(
    REMINDERS.c.id.in_(bindparam("ids", expanding=True))
)
_RECORD = for_both(
    lambda insert: insert(RUNS).from_select(["team", "reminder_id", "run"], _CLAIMS).on_conflict_do_nothing()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """The weekly review of one workshop; `next_run` is the local day and time as a moment. State: on, off."""

    id: int
    team: str
    workshop: int
    day: str
    time: str
    time_zone: str
    next_run: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Due:
    """A run that has come, and the channel it is for."""

    reminder: Reminder
    channel: str


class Reminders:
    """The reminders of a team; the tick, which has no team, sees all."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def of(self, workshop: int) -> Reminder | None:
        """Return the reminder of a workshop."""
        here = (REMINDERS.c.team == self._scope.team, REMINDERS.c.workshop_id == workshop)
        row = self._scope.connection.execute(select(REMINDERS).where(*here)).first()
        return None if row is None else _reminder(row)

    def put(self, workshop: int, day: str, time: str, time_zone: str) -> Reminder:
        """Switch the weekly review on, at this day and time from now on."""
        run = next_run(day, time, time_zone, self._scope.at)
        values = {"day": day, "time": time, "time_zone": time_zone, "next_run": run, "state": "on"}
        known = self.of(workshop)
        whole = {"team": self._scope.team, "workshop_id": workshop, **values}
        upsert = self._scope.insert(REMINDERS).values(**whole)
        upsert = upsert.on_conflict_do_update(index_elements=["team", "workshop_id"], set_=values).returning(REMINDERS)
        row = self._scope.connection.execute(upsert).one()
        after = {"day": day, "time": time, "time_zone": time_zone, "state": "on"}
        before = {name: getattr(known, name) for name in (*after, "next_run")} if known else None
        self._history.record(workshop, "reminders", row.id, before, after)
        return _reminder(row)

    def change(self, reminder: Reminder, **fields: Any) -> None:  # noqa: ANN401 - columns of the table
        """Change state or next_run (a snooze)."""
        here = (REMINDERS.c.team == self._scope.team, REMINDERS.c.id == reminder.id)
        self._scope.connection.execute(update(REMINDERS).where(*here).values(**fields))
        before = {name: getattr(reminder, name) for name in fields}
        self._history.record(reminder.workshop, "reminders", reminder.id, before, fields)

    def refresh(self, reminder: int) -> None:
        """Let a next review that has passed be in the future, after its row was changed from outside."""
        here = (REMINDERS.c.team == self._scope.team, REMINDERS.c.id == reminder)
        row = self._scope.connection.execute(select(REMINDERS).where(*here)).one()
        if row.next_run <= self._scope.at:
            run = next_run(row.day, row.time, row.time_zone, self._scope.at)
            self._scope.connection.execute(update(REMINDERS).where(*here).values(next_run=run))

    def ran(self, workshop: int) -> None:
        """Record that somebody asked for a review now: the next one looks back to it."""
        reminder = self.of(workshop)
        if reminder is not None:
            run = {"team": self._scope.team, "reminder_id": reminder.id, "run": self._scope.at}
            self._scope.connection.execute(self._scope.insert(RUNS).values(**run).on_conflict_do_nothing())

    def last_run(self, workshop: int, before: datetime) -> datetime | None:
        """Return the newest run of a workshop's reminder that was handed out for a moment before `before`."""
        reminder = (REMINDERS.c.team == RUNS.c.team) & (REMINDERS.c.id == RUNS.c.reminder_id)
        query = (
            select(func.max(RUNS.c.run))
            .join(REMINDERS, reminder)
            .where(RUNS.c.team == self._scope.team, REMINDERS.c.workshop_id == workshop, RUNS.c.run < before)
        )
        return self._scope.connection.execute(query).scalar()

    def claim_due(self, now: datetime, limit: int) -> list[Due]:
        """Return runs that have come, of open workshops, and move their reminders to the next week.

        Rows that another process holds are passed over; a run that was claimed before is not returned again.
        """
        rows = self._scope.connection.execute(_DUE, {"now": now, "limit": limit}).all()
        due = [(_reminder(row), row) for row in rows]
        connection = self._scope.connection
        together: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        for reminder, _ in due:  # ten thousand share a few days, times and zones
            together[reminder.day, reminder.time, reminder.time_zone].append(reminder.id)
        for rule, ids in together.items():
            connection.execute(_RECORD[connection.dialect.name], {"ids": ids})
            connection.execute(_MOVE, {"ids": ids, "run": next_run(*rule, now)})
        return [Due(reminder, row.channel) for reminder, row in due if not row.claimed]


def _reminder(row: Row[Any]) -> Reminder:
    return Reminder(
        id=row.id,
        team=row.team,
        workshop=row.workshop_id,
        day=row.day,
        time=row.time,
        time_zone=row.time_zone,
        next_run=row.next_run,
        state=row.state,
    )
