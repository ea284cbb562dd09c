"""Links between the two sides of the canvas, evidence and hypotheses."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Root, referable, refers, table_of


class LinkRow(Root):
    """An offer note serves a profile note."""

    __tablename__ = "links"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    source_id: Mapped[int]
    target_id: Mapped[int] = mapped_column(index=True)
    strength: Mapped[float]
    state: Mapped[str]
    decided: Mapped[float | None]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("source_id", "notes"),
        refers("target_id", "notes"),
        referable("links"),
        Index("uq_links_source_id_target_id", "source_id", "target_id", unique=True),
    )


class EvidenceRow(Root):
    """What a customer said or did, for or against a note, a link or a hypothesis."""

    __tablename__ = "evidence"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    note_id: Mapped[int | None] = mapped_column(index=True)
    link_id: Mapped[int | None] = mapped_column(index=True)
    direction: Mapped[str]
    tier: Mapped[int]
    text: Mapped[str]
    source: Mapped[str]
    permalink: Mapped[str]
    added_by: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str]
    hypothesis_id: Mapped[int | None]
    experiment: Mapped[str] = mapped_column(server_default="")
    topic: Mapped[str] = mapped_column(server_default="")
    people: Mapped[int] = mapped_column(server_default="1")
    channel: Mapped[str] = mapped_column(server_default="")

    __table_args__ = (refers("workshop_id", "workshops"), refers("note_id", "notes"), refers("link_id", "links"))


class HypothesisRow(Root):
    """What must be true; codes H1, H2, … count per workshop."""

    __tablename__ = "hypotheses"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    code: Mapped[str]
    area: Mapped[str]
    text: Mapped[str]
    importance: Mapped[int | None]
    state: Mapped[str]
    about: Mapped[str]
    aspect: Mapped[str] = mapped_column(server_default="")
    segment_id: Mapped[int | None]
    owner: Mapped[str] = mapped_column(server_default="")
    updated: Mapped[datetime | None]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        referable("hypotheses"),
        Index("uq_hypotheses_workshop_id_code", "workshop_id", "code", unique=True),
    )


class OpinionRow(Root):
    """How well one person thinks a link works; null once taken back."""

    __tablename__ = "opinions"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    link_id: Mapped[int]
    user: Mapped[str]
    strength: Mapped[float | None]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("link_id", "links"),
        Index("uq_opinions_link_id_user", "link_id", "user", unique=True),
    )


class ImportanceRow(Root):
    """How important one person thinks a hypothesis is, 1 to 5; 0 once taken back."""

    __tablename__ = "importances"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    hypothesis_id: Mapped[int]
    user: Mapped[str]
    value: Mapped[int]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("hypothesis_id", "hypotheses"),
        Index("uq_importances_hypothesis_id_user", "hypothesis_id", "user", unique=True),
    )


LINKS = table_of(LinkRow)
EVIDENCE = table_of(EvidenceRow)
HYPOTHESES = table_of(HypothesisRow)
OPINIONS = table_of(OpinionRow)
IMPORTANCES = table_of(ImportanceRow)
