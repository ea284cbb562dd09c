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

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("source_id", "notes"),
        refers("target_id", "notes"),
        referable("links"),
        Index("uq_links_source_id_target_id", "source_id", "target_id", unique=True),
    )


class EvidenceRow(Root):
    """What a customer said or did, for or against a note or a link."""

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

    __table_args__ = (
        refers("workshop_id", "workshops"),
        Index("uq_hypotheses_workshop_id_code", "workshop_id", "code", unique=True),
    )


LINKS = table_of(LinkRow)
EVIDENCE = table_of(EvidenceRow)
HYPOTHESES = table_of(HypothesisRow)
