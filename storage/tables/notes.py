"""Notes with their codes, ratings and votes, and the index that finds near-duplicates."""

from datetime import datetime

from sqlalchemy import Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Json, Root, referable, refers, table_of

FROM_A_REPLY = text("source_ts != ''")


class NoteRow(Root):
    """One note. Rows are never deleted; `source_*` is the line of the message it was written in, or empty.

    `recheck`: it was reworded or moved since people rated it or customers backed it.
    """

    __tablename__ = "notes"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    segment_id: Mapped[int]
    code: Mapped[str]
    block: Mapped[str]
    subtype: Mapped[str]
    text: Mapped[str]
    detail: Mapped[str]
    measure: Mapped[str]
    state: Mapped[str]
    author: Mapped[str]
    created: Mapped[datetime]
    updated: Mapped[datetime]
    source_channel: Mapped[str]
    source_ts: Mapped[str]
    source_line: Mapped[int]
    recheck: Mapped[bool] = mapped_column(server_default=false())
    satisfaction: Mapped[float | None]
    ticks: Mapped[Json] = mapped_column(server_default="{}")  # tick -> whether it holds
    frequency: Mapped[str] = mapped_column(server_default="")
    parent: Mapped[int | None]
    merged_into: Mapped[int | None]
    shared: Mapped[str] = mapped_column(server_default="")
    variant: Mapped[str] = mapped_column(server_default="")
    late: Mapped[bool] = mapped_column(server_default=false())
    early: Mapped[bool] = mapped_column(server_default=false())
    flavour: Mapped[str] = mapped_column(server_default="")
    moment: Mapped[str] = mapped_column(server_default="")
    context: Mapped[str] = mapped_column(server_default="")
    supporting_role: Mapped[str] = mapped_column(server_default="")
    decided: Mapped[float | None]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("segment_id", "segments"),
        referable("notes"),
        Index("uq_notes_segment_id_code", "segment_id", "code", unique=True),
        Index(
            "ix_notes_source",
            "team",
            "source_channel",
            "source_ts",
            sqlite_where=FROM_A_REPLY,
            postgresql_where=FROM_A_REPLY,
        ),
    )


class NumberRow(Root):
    """The last number given to a note of a block in a segment; numbers are never used again."""

    __tablename__ = "numbers"

    team: Mapped[str] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    block: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]

    __table_args__ = (refers("segment_id", "segments"),)


class CodeRow(Root):
    """A code that a moved note has, or once had."""

    __tablename__ = "codes"

    team: Mapped[str] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(index=True)
    block: Mapped[str]

    __table_args__ = (refers("segment_id", "segments"), refers("note_id", "notes"))


class KeyRow(Root):
    """One index key of a note's text; texts that are alike share a key."""

    __tablename__ = "note_keys"

    team: Mapped[str] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    block: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    __table_args__ = ({"sqlite_with_rowid": False},)


class RatingRow(Root):
    """How much one person thinks a note weighs, 1 to 5; 0 once taken back."""

    __tablename__ = "ratings"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    note_id: Mapped[int]
    user: Mapped[str]
    value: Mapped[int]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("note_id", "notes"),
        Index("uq_ratings_note_id_user", "note_id", "user", unique=True),
    )


class VoteRow(Root):
    """The dots one person has put on a note; 0 once taken back."""

    __tablename__ = "votes"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    note_id: Mapped[int]
    user: Mapped[str]
    dots: Mapped[int]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("note_id", "notes"),
        Index("uq_votes_note_id_user", "note_id", "user", unique=True),
    )


NOTES = table_of(NoteRow)
NUMBERS = table_of(NumberRow)
CODES = table_of(CodeRow)
KEYS = table_of(KeyRow)
RATINGS = table_of(RatingRow)
VOTES = table_of(VoteRow)
