"""Workshops, who takes part, their segments, and which segment each person works on."""

from datetime import datetime

from sqlalchemy import Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Json, Root, referable, refers, table_of


class WorkshopRow(Root):
    """One workshop; at most one that is not finished per channel."""

    __tablename__ = "workshops"

    id: Mapped[Id]
    team: Mapped[str]
    channel: Mapped[str]
    name: Mapped[str]
    goal: Mapped[str]
    decision: Mapped[str]
    why_now: Mapped[str]
    step: Mapped[int]
    state: Mapped[str]
    pace: Mapped[str]
    time_zone: Mapped[str]
    facilitator: Mapped[str]
    stand_in: Mapped[str]
    created: Mapped[datetime]
    decider: Mapped[str] = mapped_column(server_default="")
    known: Mapped[str] = mapped_column(server_default="")
    silent: Mapped[bool] = mapped_column(server_default=false())
    outsiders: Mapped[bool] = mapped_column(server_default=false())
    off: Mapped[list[str]] = mapped_column(server_default="[]")
    numbers: Mapped[Json] = mapped_column(server_default="{}")  # name -> what counts here instead of the default
    reopens: Mapped[int | None]

    __table_args__ = (
        referable("workshops"),
        Index(
            "uq_workshops_open",
            "team",
            "channel",
            unique=True,
            sqlite_where=text("state != 'finished'"),
            postgresql_where=text("state != 'finished'"),
        ),
        Index(None, "team", "channel"),
    )


class MemberRow(Root):
    """Somebody who takes part in a workshop, or did."""

    __tablename__ = "members"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    user: Mapped[str]
    function: Mapped[str]
    joined: Mapped[datetime]
    left: Mapped[datetime | None]
    working_group: Mapped[str] = mapped_column(server_default="")

    __table_args__ = (
        refers("workshop_id", "workshops"),
        Index("uq_members_workshop_id_user", "workshop_id", "user", unique=True),
    )


class SegmentRow(Root):
    """A group of customers; numbers count per workshop and are never used again."""

    __tablename__ = "segments"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    number: Mapped[int]
    name: Mapped[str]
    state: Mapped[str]
    role: Mapped[str] = mapped_column(server_default="")
    parent: Mapped[int | None]
    variant: Mapped[str] = mapped_column(server_default="")
    answers: Mapped[Json] = mapped_column(server_default="{}")  # trait -> answer

    __table_args__ = (
        refers("workshop_id", "workshops"),
        referable("segments"),
        Index("uq_segments_workshop_id_number", "workshop_id", "number", unique=True),
    )


class ChoiceRow(Root):
    """The segment that a person last chose, added or wrote to."""

    __tablename__ = "choices"

    team: Mapped[str] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(primary_key=True)
    segment_id: Mapped[int]

    __table_args__ = (refers("workshop_id", "workshops"), refers("segment_id", "segments"))


class DecisionRow(Root):
    """Something decided on the way, such as going on although a step was thin."""

    __tablename__ = "decisions"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]
    origin: Mapped[str]
    target: Mapped[str]
    reason: Mapped[str]
    user: Mapped[str]
    at: Mapped[datetime]
    more: Mapped[Json] = mapped_column(server_default="{}")  # deciders, dissent, evidence, before, after

    __table_args__ = (refers("workshop_id", "workshops"),)


WORKSHOPS = table_of(WorkshopRow)
MEMBERS = table_of(MemberRow)
SEGMENTS = table_of(SegmentRow)
CHOICES = table_of(ChoiceRow)
DECISIONS = table_of(DecisionRow)
