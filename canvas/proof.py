"""What every claim of a board rests on at a moment, worked out once for all that ask.

A hypothesis about a note or link and that note or link are one claim: what speaks for one speaks for the other, and so
does the result of a test.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from canvas.board import Board, Evidence, Hypothesis, Note
from canvas.cards import Test
from canvas.evidence import NOTHING, Grounds, assess, half_lives
from canvas.experiments import lowered, topic_of

ABOUT = re.compile(r"(\d+)?([A-Z]\d+)(?:-([A-Z]\d+))?")


class Of(StrEnum):
    """What a claim is."""

    NOTE = "note"
    LINK = "link"
    HYPOTHESIS = "hypothesis"


class Claim(NamedTuple):
    """A note, a link or a hypothesis, by its id."""

    of: Of
    id: int


class Pile(NamedTuple):
    """All evidence of one claim and what it carries."""

    items: list[Evidence]
    grounds: Grounds


EMPTY = Pile([], NOTHING)


@dataclass(frozen=True, slots=True)
class Proof:
    """What each claim rests on: Note.id, Link.id and Hypothesis.id -> its evidence; what is not there rests on nothing.

    `subjects` is the note or link that a hypothesis is about, by Hypothesis.id.
    """

    by_note: Mapping[int, Pile]
    by_link: Mapping[int, Pile]
    by_hypothesis: Mapping[int, Pile]
    subjects: Mapping[int, Claim]

    @property
    def notes(self) -> dict[int, Grounds]:
        """What each note rests on, for those that have evidence."""
        return {note: pile.grounds for note, pile in self.by_note.items()}

    def of_note(self, note: int) -> Grounds:
        """Return what a note rests on."""
        return self.by_note.get(note, EMPTY).grounds

    def of_link(self, link: int) -> Grounds:
        """Return what a link rests on."""
        return self.by_link.get(link, EMPTY).grounds

    def of_hypothesis(self, hypothesis: int) -> Grounds:
        """Return what a hypothesis rests on."""
        return self.behind(Claim(Of.HYPOTHESIS, hypothesis)).grounds

    def behind(self, claim: Claim) -> Pile:
        """Return the evidence of a claim and what it carries."""
        of, number = self.subjects.get(claim.id, claim) if claim.of is Of.HYPOTHESIS else claim
        if of is Of.NOTE:
            return self.by_note.get(number, EMPTY)
        return (self.by_link if of is Of.LINK else self.by_hypothesis).get(number, EMPTY)


NO_PROOF = Proof({}, {}, {}, {})  # what nothing rests on anything by


def proof(board: Board, at: datetime) -> Proof:
    """Return what everything on a board rests on at a moment."""
    subjects = subjects_of(board)
    notes, links, alone = dict[int, list[Evidence]](), dict[int, list[Evidence]](), dict[int, list[Evidence]]()
    for item in (*board.evidence, *results(board.tests)):
        note, link, hypothesis = item.note, item.link, item.hypothesis
        subject = None if hypothesis is None else subjects.get(hypothesis)
        if subject is not None:
            note, link = (subject.id, None) if subject.of is Of.NOTE else (None, subject.id)
        if note is not None:
            notes.setdefault(note, []).append(item)
        elif link is not None:
            links.setdefault(link, []).append(item)
        else:
            alone.setdefault(hypothesis or 0, []).append(item)
    fades = half_lives(board.workshop)
    by_note, by_link, by_hypothesis = (_piles(items, at, fades) for items in (notes, links, alone))
    return Proof(by_note, by_link, by_hypothesis, subjects)


def _piles(items: Mapping[int, list[Evidence]], at: datetime, fades: Mapping[str, float]) -> dict[int, Pile]:
    return {claim: Pile(own, assess(own, at, fades)) for claim, own in items.items()}


def subjects_of(board: Board) -> dict[int, Claim]:
    """Return Hypothesis.id -> the note or link it is about; what is about an offer's price or cost stands alone."""
    if not board.hypotheses:
        return {}
    named = _named(board)
    found = ((one.id, subject(one, *named)) for one in board.hypotheses if one.area != "rectangle")
    return {one: claim for one, claim in found if claim is not None}


def meant(board: Board, one: Hypothesis) -> Claim | None:
    """Return the note or link that a hypothesis names, also one about an offer's price or cost."""
    return subject(one, *_named(board))


def notes_of(board: Board, claim: Claim) -> list[Note]:
    """Return the note of a claim, or the offer and the want of a link; none of a hypothesis."""
    link = next((link for link in board.links if claim == Claim(Of.LINK, link.id)), None)
    ends = (link.source, link.target) if link else (claim.id,) if claim.of is Of.NOTE else ()
    notes = {note.id: note for note in board.notes}
    return [notes[one] for one in ends]


def _named(board: Board) -> tuple[dict[tuple[int | None, str], int], dict[tuple[int, int], int]]:
    numbers = {segment.id: segment.number for segment in board.segments}
    notes = {(numbers.get(note.segment), note.code): note.id for note in board.notes}
    return notes, {(link.source, link.target): link.id for link in board.links}


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
            topic=topic_of(test.experiment),
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
