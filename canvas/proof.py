"""What every claim of a board rests on at a moment, worked out once for all that ask.

A hypothesis about a note or link and that note or link are one claim: what speaks for one speaks for the other, and so
does the result of a test.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from canvas.board import Board, Evidence, Hypothesis
from canvas.cards import Test
from canvas.evidence import NOTHING, Grounds, assess
from canvas.experiments import lowered

ABOUT = re.compile(r"(\d+)?([A-Z]\d+)(?:-([A-Z]\d+))?")


class Of(StrEnum):
    """What a claim is."""

    NOTE = "note"
    LINK = "link"
    HYPOTHESIS = "hypothesis"


@dataclass(frozen=True, slots=True)
class Claim:
    """A note, a link or a hypothesis, by its id."""

    of: Of
    id: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What each claim rests on (by Note.id, Link.id, Hypothesis.id; what is not there rests on nothing).

    `items` is the evidence of each claim, `subjects` the note or link a hypothesis is about, `claims` the claim that
    each hypothesis is, by Hypothesis.id.
    """

    notes: Mapping[int, Grounds] = field(default_factory=dict[int, Grounds])
    links: Mapping[int, Grounds] = field(default_factory=dict[int, Grounds])
    hypotheses: Mapping[int, Grounds] = field(default_factory=dict[int, Grounds])
    items: Mapping[Claim, list[Evidence]] = field(default_factory=dict[Claim, list[Evidence]])
    subjects: Mapping[int, Claim] = field(default_factory=dict[int, Claim])
    claims: Mapping[int, Claim] = field(default_factory=dict[int, Claim])

    def of_note(self, note: int) -> Grounds:
        """Return what a note rests on."""
        return self.notes.get(note, NOTHING)

    def of_link(self, link: int) -> Grounds:
        """Return what a link rests on."""
        return self.links.get(link, NOTHING)

    def of_hypothesis(self, hypothesis: int) -> Grounds:
        """Return what a hypothesis rests on."""
        return self.hypotheses.get(hypothesis, NOTHING)

    def behind(self, claim: Claim) -> list[Evidence]:
        """Return the evidence of a claim."""
        if claim.of is Of.HYPOTHESIS:
            claim = self.subjects.get(claim.id, claim)
        return self.items.get(claim, [])

    def at(self, moment: datetime) -> "Proof":
        """Return what the same evidence carried at another moment."""
        return _proven(self.items, self.subjects, self.claims, moment)


def proof(board: Board, at: datetime) -> Proof:
    """Return what everything on a board rests on at a moment."""
    subjects = subjects_of(board)
    items: dict[Claim, list[Evidence]] = {}
    for item in (*board.evidence, *results(board.tests)):
        items.setdefault(_claim(item, subjects), []).append(item)
    claims = {one.id: subjects.get(one.id, Claim(Of.HYPOTHESIS, one.id)) for one in board.hypotheses}
    return _proven(items, subjects, claims, at)


def subjects_of(board: Board) -> dict[int, Claim]:
    """Return Hypothesis.id -> the note or link it is about; what is about an offer's price or cost stands alone."""
    if not board.hypotheses:
        return {}
    numbers = {segment.id: segment.number for segment in board.segments}
    notes = {(numbers.get(note.segment), note.code): note.id for note in board.notes}
    links = {(link.source, link.target): link.id for link in board.links}
    found = ((one.id, subject(one, notes, links)) for one in board.hypotheses if one.area != "rectangle")
    return {one: claim for one, claim in found if claim is not None}


def subject(
    one: Hypothesis, notes: Mapping[tuple[int | None, str], int], links: Mapping[tuple[int, int], int]
) -> Claim | None:
    """Return the note or link a hypothesis is about.

    `notes` are (segment number, code) -> Note.id, `links` (source, target) -> Link.id.
    """
    found = ABOUT.fullmatch(one.about)
    if found is None:
        return None
    number = int(found[1] or 1)
    first, second = notes.get((number, found[2])), notes.get((number, found[3] or ""))
    if first is None:
        return None
    if not found[3]:
        return Claim(Of.NOTE, first)
    link = links.get((first, second or 0))
    return None if link is None else Claim(Of.LINK, link)


def results(tests: Iterable[Test]) -> list[Evidence]:
    """Return what tests with a clear verdict prove, each as one source for the people it measured."""
    return [
        Evidence(
            id=-test.id,
            hypothesis=test.hypothesis,
            direction="for" if test.verdict == "validated" else "against",
            tier=lowered(test.experiment, test.tier),
            text=test.name or test.metric,
            source=f"test {test.code}",
            added_by=test.owner,
            at=test.closed,
            experiment=test.experiment,
            people=backers(test),
        )
        for test in tests
        if test.verdict in {"validated", "invalidated"} and test.closed is not None and not test.void
    ]


def backers(test: Test) -> int:
    """Return how many people speak for the verdict: those the share counts where a share was measured, else all."""
    sample = test.sample or 0
    if test.unit != "%" or test.observed is None:
        return max(1, sample)
    share = min(100.0, max(0.0, test.observed)) / 100
    backing = share if (test.operator in {">", ">="}) is (test.verdict == "validated") else 1 - share
    return max(1, round(sample * backing))


def _claim(item: Evidence, subjects: Mapping[int, Claim]) -> Claim:
    if item.note is not None:
        return Claim(Of.NOTE, item.note)
    if item.link is not None:
        return Claim(Of.LINK, item.link)
    hypothesis = item.hypothesis or 0
    return subjects.get(hypothesis, Claim(Of.HYPOTHESIS, hypothesis))


def _proven(
    items: Mapping[Claim, list[Evidence]], subjects: Mapping[int, Claim], claims: Mapping[int, Claim], at: datetime
) -> Proof:
    notes, links, alone = dict[int, Grounds](), dict[int, Grounds](), dict[int, Grounds]()
    by_kind = {Of.NOTE: notes, Of.LINK: links, Of.HYPOTHESIS: alone}
    for claim, own in items.items():
        by_kind[claim.of][claim.id] = assess(own, at)
    hypotheses = {one: by_kind[claim.of][claim.id] for one, claim in claims.items() if claim.id in by_kind[claim.of]}
    return Proof(notes, links, hypotheses, items, subjects, claims)
