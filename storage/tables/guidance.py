"""What the guidance remembers: rounds that run, what the coach found, what was asked, and snapshots."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Json, Root, refers, table_of

_RUNS = text("ended IS NULL AND paused IS NULL")


class RoundRow(Root):
    """The round of a prompt (or of another block's questions) of a segment; `due` is when to look at it again."""

    __tablename__ = "rounds"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    segment_id: Mapped[int]
    block: Mapped[str]
    phase: Mapped[str]
    opened: Mapped[datetime]
    closes: Mapped[datetime]
    due: Mapped[datetime]
    pace: Mapped[str]
    extended: Mapped[bool]
    paused: Mapped[datetime | None]
    wrote: Mapped[list[str]]
    done: Mapped[list[str]]
    nudged: Mapped[list[str]]
    ended: Mapped[datetime | None]
    since: Mapped[datetime | None]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("segment_id", "segments"),
        Index("uq_rounds_segment_id_block", "segment_id", "block", unique=True),
        Index("ix_rounds_due", "due", sqlite_where=_RUNS, postgresql_where=_RUNS),
    )


class FindingRow(Root):
    """Something the coach asked about; `target` is the code it is about, empty for the whole canvas."""

    __tablename__ = "findings"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    rule: Mapped[str]
    target: Mapped[str]
    first_seen: Mapped[datetime]
    state: Mapped[str]  # open, fixed, accepted
    reason: Mapped[str]
    user: Mapped[str]  # who accepted it
    version: Mapped[int] = mapped_column(server_default="1")  # of the wording rules that saw it

    __table_args__ = (
        refers("workshop_id", "workshops"),
        Index("uq_findings_workshop_id_rule_target", "workshop_id", "rule", "target", unique=True),
    )


class ToldRow(Root):
    """When somebody was last asked by the coach itself about a finding; an empty user is the channel."""

    __tablename__ = "told"

    team: Mapped[str] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]

    __table_args__ = (refers("workshop_id", "workshops"),)


class LookRow(Root):
    """When the coach looks at the tests and learnings of a workshop next."""

    __tablename__ = "looks"

    team: Mapped[str] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    due: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (refers("workshop_id", "workshops"),)


class AskedRow(Root):
    """How often a claim was asked about in weekly reviews without an answer."""

    __tablename__ = "asked"

    team: Mapped[str] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    of: Mapped[str] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ignored: Mapped[int]
    last: Mapped[datetime]

    __table_args__ = (refers("workshop_id", "workshops"),)


class SnapshotRow(Root):
    """A whole workshop as it was, in the words of its JSON export."""

    __tablename__ = "snapshots"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    name: Mapped[str]
    reason: Mapped[str]
    user: Mapped[str]
    at: Mapped[datetime]
    document: Mapped[Json]

    __table_args__ = (refers("workshop_id", "workshops"),)


ROUNDS = table_of(RoundRow)
FINDINGS = table_of(FindingRow)
TOLD = table_of(ToldRow)
LOOKS = table_of(LookRow)
ASKED = table_of(AskedRow)
SNAPSHOTS = table_of(SnapshotRow)
