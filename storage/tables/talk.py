"""What stands in Slack: living messages, replies that became notes, and words kept aside."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Json, Root, table_of


class MessageRow(Root):
    """A living message: one row per kind and subject. `ts` is null until Slack has it; 0 and "" mean no subject."""

    __tablename__ = "messages"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    channel: Mapped[str]
    kind: Mapped[str]
    step: Mapped[int]
    segment_id: Mapped[int]
    block: Mapped[str]
    round: Mapped[int]
    subject: Mapped[str]
    ts: Mapped[str | None]
    created: Mapped[datetime]

    __table_args__ = (
        Index(
            "uq_messages_subject",
            "team",
            "channel",
            "workshop_id",
            "kind",
            "step",
            "segment_id",
            "block",
            "round",
            "subject",
            unique=True,
        ),
        Index(None, "team", "channel", "ts"),
    )


class PictureRow(Root):
    """A picture of a canvas, in the thread of the message that shows it.

    `file` is Slack's id of it, "" when Slack did not take it; `error` is its word for why. `digest` names the content.
    """

    __tablename__ = "pictures"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    segment_id: Mapped[int]
    message_id: Mapped[int]
    file: Mapped[str]
    digest: Mapped[str]
    error: Mapped[str]
    created: Mapped[datetime]

    __table_args__ = (Index(None, "team", "workshop_id"),)


class ReplyRow(Root):
    """A reply that we concern ourselves with; `version` is the ts of its last edit, empty for the original."""

    __tablename__ = "replies"

    team: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    thread_ts: Mapped[str]
    message_id: Mapped[int | None]
    version: Mapped[str]
    deleted: Mapped[bool]
    text: Mapped[str]


class AsideRow(Root):
    """What was typed but could not be kept as meant."""

    __tablename__ = "aside"

    id: Mapped[Id]
    team: Mapped[str]
    kind: Mapped[str]
    user: Mapped[str]
    channel: Mapped[str]
    text: Mapped[str]
    data: Mapped[Json]
    state: Mapped[str]  # waiting, taken
    created: Mapped[datetime]

    __table_args__ = (Index(None, "team", "state", "kind"),)


MESSAGES = table_of(MessageRow)
PICTURES = table_of(PictureRow)
REPLIES = table_of(ReplyRow)
ASIDE = table_of(AsideRow)
