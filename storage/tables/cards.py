"""Tests, learnings, alternatives and pitches."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Id, Json, Root, refers, table_of


class TestRow(Root):
    """One version of how a hypothesis is tested; codes T1, T2, … count per workshop."""

    __tablename__ = "tests"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    hypothesis_id: Mapped[int]
    code: Mapped[str]
    experiment: Mapped[str]
    name: Mapped[str]
    metric: Mapped[str]
    operator: Mapped[str]
    threshold: Mapped[float | None]
    unit: Mapped[str]
    min_sample: Mapped[int]
    tier: Mapped[int | None]
    owner: Mapped[str]
    due: Mapped[datetime | None]
    duration: Mapped[int]  # days
    critical: Mapped[int]
    cost: Mapped[int]
    reliability: Mapped[int]
    time: Mapped[int]
    column: Mapped[str]
    moved: Mapped[datetime]
    measuring: Mapped[datetime | None]
    observed: Mapped[float | None]
    sample: Mapped[int | None]
    population: Mapped[int | None]
    outsiders: Mapped[bool]
    verdict: Mapped[str]
    closed: Mapped[datetime | None]
    version: Mapped[int]
    void: Mapped[bool]
    variant: Mapped[str]
    state: Mapped[str]  # active, removed
    description: Mapped[str] = mapped_column(server_default="")

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("hypothesis_id", "hypotheses"),
        Index("uq_tests_workshop_id_code_version", "workshop_id", "code", "version", unique=True),
    )


class LearningRow(Root):
    """What came out of tests, and what follows; codes L1, L2, … count per workshop. `tests` are their ids."""

    __tablename__ = "learnings"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int]
    hypothesis_id: Mapped[int]
    code: Mapped[str]
    tests: Mapped[list[int]]
    observed: Mapped[str]
    learned: Mapped[str]
    decision: Mapped[str]
    action: Mapped[str]
    owner: Mapped[str]
    due: Mapped[datetime | None]
    recorder: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str]  # active, removed
    confidence: Mapped[int] = mapped_column(server_default="0")

    __table_args__ = (
        refers("workshop_id", "workshops"),
        refers("hypothesis_id", "hypotheses"),
        Index("uq_learnings_workshop_id_code", "workshop_id", "code", unique=True),
    )


class ConsequenceRow(Root):
    """Something on the canvas that a learning says must change; `of` and `claim_id` name it."""

    __tablename__ = "consequences"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    learning_id: Mapped[int]
    of: Mapped[str]  # note, link, hypothesis
    claim_id: Mapped[int]
    state: Mapped[str]  # open, changed, kept, handed
    reason: Mapped[str]
    owner: Mapped[str]

    __table_args__ = (
        refers("workshop_id", "workshops"),
        Index("uq_consequences_learning_id_of_claim_id", "learning_id", "of", "claim_id", unique=True),
    )


class AlternativeRow(Root):
    """What a segment uses instead."""

    __tablename__ = "alternatives"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    segment_id: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]  # active, removed

    __table_args__ = (refers("workshop_id", "workshops"), refers("segment_id", "segments"))


class PitchRow(Root):
    """A pitch that was kept; `slots` are name, text and the notes quoted, each with its id and text then."""

    __tablename__ = "pitches"

    id: Mapped[Id]
    team: Mapped[str]
    workshop_id: Mapped[int] = mapped_column(index=True)
    segment_id: Mapped[int]
    slots: Mapped[list[Json]]
    at: Mapped[datetime]
    state: Mapped[str]  # active, removed

    __table_args__ = (refers("workshop_id", "workshops"), refers("segment_id", "segments"))


TESTS = table_of(TestRow)
LEARNINGS = table_of(LearningRow)
CONSEQUENCES = table_of(ConsequenceRow)
ALTERNATIVES = table_of(AlternativeRow)
PITCHES = table_of(PitchRow)
