"""What a row of the canvas is, as the method knows it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row

from canvas.board import (
    Decision,
    Evidence,
    Hypothesis,
    Link,
    Member,
    Note,
    NoteState,
    Opinion,
    Rating,
    Segment,
    Source,
    Tick,
    Vote,
    Workshop,
)
from canvas.cards import Alternative, Consequence, Learning, Pitch, Quoted, Slot, Test
from canvas.method import Block

_MEMBER = [one.name for one in fields(Member)]
_TEST = [one.name for one in fields(Test) if one.name != "hypothesis"]
_LEARNING = [one.name for one in fields(Learning) if one.name not in {"hypothesis", "tests"}]
_EVIDENCE = [one.name for one in fields(Evidence) if one.name not in {"note", "link", "hypothesis"}]
_WORKSHOP = [one.name for one in fields(Workshop) if one.name not in {"off", "numbers"}]
_HYPOTHESIS = [one.name for one in fields(Hypothesis) if one.name not in {"segment", "ratings"}]


def _some(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def workshop_of(row: Row[Any]) -> Workshop:
    """Return the workshop of a row."""
    return Workshop(**_some(row, _WORKSHOP), off=tuple(row.off), numbers=tuple(row.numbers.items()))


def member_of(row: Row[Any]) -> Member:
    """Return the member of a row."""
    return Member(**_some(row, _MEMBER))


def segment_of(row: Row[Any]) -> Segment:
    """Return the segment of a row."""
    names = ("id", "number", "name", "state", "role", "parent", "variant")
    return Segment(**_some(row, names), answers=tuple(row.answers.items()))


def note_of(row: Row[Any], ratings: Iterable[Rating] = (), votes: Iterable[Vote] = ()) -> Note:
    """Return the note of a row."""
    return Note(
        id=row.id,
        segment=row.segment_id,
        code=row.code,
        block=Block(row.block),
        subtype=row.subtype,
        text=row.text,
        detail=row.detail,
        measure=row.measure,
        state=NoteState(row.state),
        author=row.author,
        created=row.created,
        updated=row.updated,
        source=Source(row.source_channel, row.source_ts, row.source_line) if row.source_ts else None,
        recheck=row.recheck,
        ratings=tuple(ratings),
        votes=tuple(votes),
        satisfaction=row.satisfaction,
        ticks=tuple(Tick(name, holds) for name, holds in row.ticks.items()),
        frequency=row.frequency,
        parent=row.parent,
        merged_into=row.merged_into,
        shared=row.shared,
        variant=row.variant,
        late=row.late,
        **_some(row, ("early", "flavour", "moment", "context", "supporting_role", "decided")),
    )


def link_of(row: Row[Any], opinions: Iterable[Opinion] = ()) -> Link:
    """Return the link of a row."""
    return Link(
        id=row.id,
        source=row.source_id,
        target=row.target_id,
        strength=row.strength,
        state=row.state,
        opinions=tuple(opinions),
        decided=row.decided,
    )


def evidence_of(row: Row[Any]) -> Evidence:
    """Return the piece of evidence of a row."""
    about = {"note": row.note_id, "link": row.link_id, "hypothesis": row.hypothesis_id}
    return Evidence(**_some(row, _EVIDENCE), **about)


def hypothesis_of(row: Row[Any], ratings: Iterable[Rating] = ()) -> Hypothesis:
    """Return the hypothesis of a row."""
    return Hypothesis(**_some(row, _HYPOTHESIS), segment=row.segment_id, ratings=tuple(ratings))


def test_of(row: Row[Any]) -> Test:
    """Return the test of a row."""
    return Test(**_some(row, _TEST), hypothesis=row.hypothesis_id)


def learning_of(row: Row[Any]) -> Learning:
    """Return the learning of a row."""
    return Learning(**_some(row, _LEARNING), hypothesis=row.hypothesis_id, tests=tuple(row.tests))


def consequence_of(row: Row[Any]) -> Consequence:
    """Return the consequence of a row."""
    names = ("id", "of", "state", "reason", "owner")
    return Consequence(**_some(row, names), learning=row.learning_id, target=row.claim_id)


def decision_of(row: Row[Any]) -> Decision:
    """Return the decision of a row."""
    more: dict[str, Any] = row.more
    before, after = (more.get(name) and datetime.fromisoformat(more[name]) for name in ("before", "after"))
    return Decision(
        **_some(row, ("kind", "origin", "target", "reason", "user", "at")),
        deciders=tuple(more.get("deciders", ())),
        dissent=more.get("dissent", ""),
        evidence=tuple(more.get("evidence", ())),
        before=before,
        after=after,
    )


def more_of(decision: Decision) -> dict[str, Any]:
    """Return what a decision keeps beside its columns; what is not said takes no room."""
    versions = {name: at.isoformat() for name in ("before", "after") if (at := getattr(decision, name))}
    told = {"deciders": [*decision.deciders], "dissent": decision.dissent, "evidence": [*decision.evidence]}
    return {**{name: value for name, value in told.items() if value}, **versions}


def alternative_of(row: Row[Any]) -> Alternative:
    """Return the alternative of a row."""
    return Alternative(id=row.id, segment=row.segment_id, name=row.name, kind=row.kind)


def pitch_of(row: Row[Any]) -> Pitch:
    """Return the pitch of a row."""
    return Pitch(segment=row.segment_id, slots=tuple(_slot(one) for one in row.slots), at=row.at)


def _slot(slot: Mapping[str, Any]) -> Slot:
    quoted = cast("list[dict[str, Any]]", slot["notes"])
    return Slot(name=slot["name"], text=slot["text"], notes=tuple(Quoted(one["note"], one["text"]) for one in quoted))
