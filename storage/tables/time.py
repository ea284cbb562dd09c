"""What happened and what will: the log of changes, and reminders."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Json, Root, referable, refers, table_of

_ON = text("state = 'on'")
_TAKEN_BACK = text("undoes IS NOT NULL")


class ChangeRow(Root):
    """One change of one row; never altered. `before` is null for what cannot be taken back."""

    __tablename__ = "changes"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    user: Mapped[str]
    gesture: Mapped[str]
    at: Mapped[datetime]
    entity: Mapped[str]  # the table
    row_id: Mapped[int]
    before: Mapped[Json | None]
    after: Mapped[Json]
    undoes: Mapped[int | None]  # the change that this one takes back

    __table_args__ = (
        Index(None, "workshop_id", "user", "id"),
        Index(None, "entity", "row_id"),
        Index("ix_changes_undoes", "undoes", sqlite_where=_TAKEN_BACK, postgresql_where=_TAKEN_BACK),
    )


class ReminderRow(Root):
    """The weekly review of one workshop; `next_run` is the local day and time as a moment."""

    __tablename__ = "reminders"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    day: Mapped[str]
    time: Mapped[str]
    time_zone: Mapped[str]
    next_run: Mapped[datetime]
    state: Mapped[str]  # on, off

    __table_args__ = (
        refers("workshop_id", "workshops"),
        referable("reminders"),
        Index("uq_reminders_team_workshop_id", "team", "workshop_id", unique=True),
        Index("ix_reminders_due", "next_run", sqlite_where=_ON, postgresql_where=_ON),
    )


class RunRow(Root):
    """A run of a reminder that has been handed to the outbox, so that no other process does it too."""

    __tablename__ = "reminder_runs"

    team: Mapped[str] = mapped_column(primary_key=True)
    reminder_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    run: Mapped[datetime] = mapped_column(primary_key=True)

    __table_args__ = (refers("reminder_id", "reminders"),)


CHANGES = table_of(ChangeRow)
REMINDERS = table_of(ReminderRow)
RUNS = table_of(RunRow)
