"""What is to be delivered, and the gestures that have been answered."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Json, Root, table_of

WAITS_WITH_KEY = text("state = 'waiting' AND key != ''")
_LIVE = text("state IN ('waiting', 'sending')")
_LIVE_POST = text("state IN ('waiting', 'sending') AND paced")


class OutboxRow(Root):
    """One delivery. `state`: waiting, sending, sent, refused, failed; `mark` is the key in a message's metadata."""

    __tablename__ = "outbox"

    id: Mapped[Id]
    team: Mapped[str]
    lane: Mapped[str]
    method: Mapped[str]
    payload: Mapped[Json]
    drawing: Mapped[str]
    subject: Mapped[Json]
    message_id: Mapped[int | None]
    key: Mapped[str]
    state: Mapped[str]
    paced: Mapped[bool]
    not_before: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    owner: Mapped[str]
    attempts: Mapped[int]
    tried: Mapped[datetime | None]
    created: Mapped[datetime]
    sent: Mapped[datetime | None]
    ts: Mapped[str]
    error: Mapped[str]
    mark: Mapped[str]

    __table_args__ = (
        Index(
            "uq_outbox_key", "team", "key", unique=True, sqlite_where=WAITS_WITH_KEY, postgresql_where=WAITS_WITH_KEY
        ),
        Index("ix_outbox_due", "state", "not_before", sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("ix_outbox_lane", "team", "lane", "id", sqlite_where=_LIVE_POST, postgresql_where=_LIVE_POST),
    )


class LaneRow(Root):
    """When the next post may go to a channel or person."""

    __tablename__ = "lanes"

    team: Mapped[str] = mapped_column(primary_key=True)
    lane: Mapped[str] = mapped_column(primary_key=True)
    free_at: Mapped[datetime]


class GestureRow(Root):
    """A gesture that has been answered, so that its repetition is not."""

    __tablename__ = "gestures"

    team: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]

    __table_args__ = ({"sqlite_with_rowid": False},)


OUTBOX = table_of(OutboxRow)
LANES = table_of(LaneRow)
GESTURES = table_of(GestureRow)
