"""Tests, learnings, alternatives and pitches out of `vpd-canvas/1`; what an older file does not say is its default."""

import re
from collections.abc import Mapping
from datetime import datetime

from canvas.board import Segment
from canvas.cards import Alternative, Consequence, Learning, Pitch, Quoted, Slot, Test
from canvas.experiments import EXPERIMENTS
from canvas.method import ALTERNATIVES, TIERS, VARIANTS
from canvas.orders import DECISIONS
from canvas.pitch import SLOTS
from canvas.testing import COLUMNS, OPERATORS, Verdict
from handlers.paper.reading.fields import NAME, Fields

MOST = 1_000_000_000  # of any number
CONSEQUENCE_STATES = ("open", "changed", "kept", "handed")
_TEST = re.compile(r"T[1-9]\d{0,8}")
_LEARNING = re.compile(r"L[1-9]\d{0,8}")


def read_test(one: Fields, number: int, hypotheses: Mapping[str, int], at: datetime) -> Test:
    """Return a test; `hypotheses` are code -> id, `at` is when it moved where an older file does not say."""
    experiment = one.among("experiment", ["", *EXPERIMENTS])
    return Test(
        id=number,
        code=one.matching("code", _TEST)[0],
        hypothesis=_hypothesis(one, hypotheses),
        experiment=experiment,
        name=one.said("name"),
        metric=one.text("metric"),
        operator=one.among("operator", OPERATORS),
        threshold=one.real("threshold"),
        unit=one.said("unit"),
        min_sample=one.whole("min_sample", 0, MOST) or 0,
        tier=one.whole("tier", 0, EXPERIMENTS[experiment].tier if experiment else max(TIERS)),
        owner=one.text("owner"),
        due=one.perhaps("due"),
        column=one.among("column", COLUMNS),
        verdict=one.among("verdict", list(Verdict)) if one.has("verdict") else "",
        moved=one.perhaps("moved") or at,
        measuring=one.perhaps("measuring"),
        closed=one.perhaps("closed"),
        observed=one.real("observed"),
        sample=one.whole("sample", 0, MOST),
        population=one.whole("population", 0, MOST),
        outsiders=one.flag("outsiders"),
        version=one.whole("version", 1, MOST) or 1,
        void=one.flag("void"),
        variant=one.choice("variant", VARIANTS),
        duration=one.whole("duration", 0, MOST) or 0,
        description=one.said("description"),
        **{name: one.whole(name, 1, 3) or 2 for name in ("critical", "cost", "reliability", "time")},
    )


def read_learning(
    one: Fields, number: int, hypotheses: Mapping[str, int], tests: Mapping[str, int], at: datetime
) -> Learning:
    """Return a learning; `hypotheses` and `tests` are code -> id."""
    codes = one.texts("tests")
    unknown = next((code for code in codes if code not in tests), None)
    if unknown is not None:
        one.refuse("tests", f"names {unknown[:20]}, which is not in the file")
    return Learning(
        id=number,
        code=one.matching("code", _LEARNING)[0],
        hypothesis=_hypothesis(one, hypotheses),
        tests=tuple(tests[code] for code in codes),
        observed=one.text("observed"),
        learned=one.text("learned"),
        decision=one.among("decision", DECISIONS),
        action=one.text("action"),
        owner=one.text("owner"),
        due=one.perhaps("due"),
        recorder=one.said("recorder"),
        at=one.perhaps("at") or at,
        confidence=one.whole("confidence", 0, 3) or 0,
    )


def read_consequences(
    one: Fields, learning: Learning, first: int, claims: Mapping[str, tuple[str, int]]
) -> list[Consequence]:
    """Return what a learning says must change, numbered from `first`; `claims` are reference -> kind and id."""
    found: list[Consequence] = []
    for number, each in enumerate(one.some("consequences"), first):
        target = claims.get(each.text("target"))
        if target is None:
            each.refuse("target", "is not in the file")
        found.append(
            Consequence(
                id=number,
                learning=learning.id,
                of=target[0],
                target=target[1],
                state=each.among("state", CONSEQUENCE_STATES),
                reason=each.text("reason"),
                owner=each.text("owner"),
            )
        )
    return found


def read_alternatives(one: Fields, segment: Segment, first: int) -> list[Alternative]:
    """Return what a segment uses instead, numbered from `first`."""
    return [
        Alternative(
            id=number, segment=segment.id, name=each.words("name", most=NAME), kind=each.among("kind", ALTERNATIVES)
        )
        for number, each in enumerate(one.some("alternatives"), first)
    ]


def read_pitches(one: Fields, segment: Segment, notes: Mapping[str, int]) -> list[Pitch]:
    """Return the pitches of a segment; `notes` are reference -> id."""
    return [
        Pitch(segment=segment.id, at=each.moment("at"), slots=tuple(_slot(slot, notes) for slot in each.parts("slots")))
        for each in one.some("pitches")
    ]


def _slot(one: Fields, notes: Mapping[str, int]) -> Slot:
    quoted: list[Quoted] = []
    for each in one.parts("notes"):
        note = notes.get(each.text("note"))
        if note is None:
            each.refuse("note", "is no note of the file")
        quoted.append(Quoted(note, each.text("text")))
    return Slot(name=one.among("name", SLOTS), text=one.text("text"), notes=tuple(quoted))


def _hypothesis(one: Fields, hypotheses: Mapping[str, int]) -> int:
    found = hypotheses.get(one.text("hypothesis"))
    if found is None:
        one.refuse("hypothesis", "is not in the file")
    return found
