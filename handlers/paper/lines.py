"""What a workshop holds besides its canvas, as lines that the PDF and the Markdown both tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from canvas.board import Segment
from canvas.method import ALTERNATIVES
from canvas.pitch import phrase
from canvas.testing import experiment_name, right_if
from handlers.paper.record import Record

STATES = {"draft": "draft", "closed": "turned out wrong", "removed": "dropped"}  # of hypotheses that are not kept


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: its code (may be empty), what it says, and facts about it, of which empty ones are left out."""

    code: str
    text: str
    facts: tuple[str, ...] = ()


def pitches(record: Record, segment: Segment) -> list[Line]:
    """Return the pitch of a segment, if it has one, and what its customers use instead."""
    own = [one for one in record.board.pitches if one.segment == segment.id]
    instead = [one for one in record.board.alternatives if one.segment == segment.id]
    told = [Line("", phrase(own[-1].slots), (_day(own[-1].at),))] if own else []
    return [*told, *(Line("", f"Instead: {one.name}", (ALTERNATIVES[one.kind].lower(),)) for one in instead)]


def hypotheses(record: Record) -> Iterable[Line]:
    """Return the hypotheses with what they rest on."""
    for one in record.board.hypotheses:
        value = record.proof.of_hypothesis(one.id)
        facts = (
            STATES.get(one.state, ""),
            f"about {one.about}" if one.about else "",
            f"evidence {value.value:.2f} of 1" if value.tier else "",
        )
        yield Line(one.code, one.text, facts)


def tests(record: Record) -> Iterable[Line]:
    """Return the tests that were not replaced by a newer version."""
    codes = {one.id: one.code for one in record.board.hypotheses}
    for one in record.board.tests:
        if not one.void:
            result = "" if one.observed is None else f"came out {one.observed:g}{one.unit and f' {one.unit}'}"
            sample = f"of {one.sample}" if one.sample else ""
            bar = right_if(one)
            facts = (
                f"tests {codes[one.hypothesis]}",
                f"right if {bar}" if bar else "",
                f"{result} {sample}".strip(),
                one.verdict or one.column,
                f"due {_day(one.due)}" if one.due else "",
            )
            yield Line(one.code, one.name or experiment_name(one), facts)


def learnings(record: Record) -> Iterable[Line]:
    """Return what was learned, and what follows."""
    codes = {one.id: one.code for one in record.board.hypotheses}
    for one in record.board.learnings:
        facts = (
            f"about {codes[one.hypothesis]}",
            one.observed,
            one.decision.replace("_", " "),
            f"next: {one.action}" if one.action else "",
            f"by {_day(one.due)}" if one.due else "",
        )
        yield Line(one.code, one.learned or one.observed, facts)


def decisions(record: Record) -> Iterable[Line]:
    """Return what was decided on the way."""
    for one in record.board.decisions:
        change = f"{one.kind}: {one.origin} → {one.target}" if one.target else f"{one.kind}: {one.origin}"
        yield Line("", change, (one.reason, one.user, _day(one.at)))


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
