"""Fit: how well what is offered answers what matters to the customer, on paper and proven by evidence.

Two numbers, never one: what the team believes never stands for what evidence carries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from canvas.board import Board, Link, Note, NoteState, Workshop
from canvas.defaults import (
    BLOCK_WEIGHTS,
    EXTREME_BLOCKS,
    EXTREME_RATING,
    MUST_SERVE,
    MUST_SERVE_COVERAGE,
    OUTCOMES,
)
from canvas.evidence import Grounds
from canvas.links import COUNTED, active_links
from canvas.method import Block
from canvas.numbers import number
from canvas.proof import Proof, proof
from canvas.ranking import PROFILE
from canvas.stages import Gate, Stage, gates, stage
from canvas.weight import Weight, weigh


class Band(StrEnum):
    """Fit in a word."""

    WEAK = "weak"
    PARTIAL = "partial"
    STRONG = "strong"


class Standing(NamedTuple):
    """One profile note in the account: `covered` and `proven` are the best answer to it, 0 to 1."""

    note: Note
    weight: Weight
    grounds: Grounds
    covered: float
    proven: float

    @property
    def gap(self) -> float:
        """What is left unserved, 0 to 1."""
        return self.weight.value * (1 - self.covered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """A limit on fit on paper, 0 to 100, the notes it is for, and the reason in a sentence."""

    most: float
    notes: tuple[Note, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The fit of one segment. Fits are 0 to 100 or None when there is nothing to compare yet; shares are 0 to 1.

    `gaps` are the open notes not fully served, the biggest first; `over` the links that serve what hardly matters;
    `coverage` the share of each block that is served, for the blocks with notes; `caps` all that hold on paper;
    `gates` what each stage asks for and what is missing; `workshop` whose numbers it was worked out with.
    """

    paper: float | None
    proven: float | None
    band: Band | None
    stage: Stage
    gates: tuple[Gate, ...]
    caps: tuple[Cap, ...]
    gaps: tuple[Standing, ...]
    over: tuple[Link, ...]
    coverage: Mapping[Block, float]
    standings: tuple[Standing, ...]
    workshop: Workshop


def fit(board: Board, segment: int, at: datetime, known: Proof | None = None) -> Fit:
    """Return the fit of a segment (a Segment.id) at a moment; `known` is the proof of the board then, if at hand."""
    own = board.of_segment(segment)
    rests = known or proof(own, at)
    links = active_links(own)
    standings = _standings(own, links, rests)
    caps = tuple(caps_of(standings, own.workshop))
    comparable = bool(links) and any(s.note.block in OUTCOMES for s in standings)
    paper = score(standings, own.workshop) if comparable else None
    proven = score([s._replace(covered=s.proven) for s in standings], own.workshop) if comparable else None
    weights = {s.note.id: s.weight.value for s in standings}
    low = number(own.workshop, "low_weight")
    opened = gates(own, (paper or 0.0, proven or 0.0), at, rests)
    return Fit(
        paper=paper,
        proven=proven,
        band=band(paper, own.workshop),
        stage=stage(opened),
        gates=opened,
        caps=caps if comparable else (),
        gaps=tuple(_gaps(standings)),
        over=tuple(link for link in links if link.works > 0 and weights[link.target] < low),
        coverage=_coverage(standings),
        standings=standings,
        workshop=own.workshop,
    )


def band(score: float | None, workshop: Workshop) -> Band | None:
    """Return a fit in a word, by the numbers of a workshop; None when there is none."""
    if score is None:
        return None
    if score < number(workshop, "partial"):
        return Band.WEAK
    return Band.PARTIAL if score < number(workshop, "strong") else Band.STRONG


def _standings(board: Board, links: Iterable[Link], rests: Proof) -> tuple[Standing, ...]:
    answers: dict[int, list[Link]] = {}
    for link in links:
        answers.setdefault(link.target, []).append(link)
    return tuple(
        _standing(note, answers.get(note.id, []), rests)
        for note in board.notes
        if note.block in PROFILE and note.state in COUNTED
    )


def _standing(note: Note, links: Sequence[Link], rests: Proof) -> Standing:
    """Let the best answer count, not the sum: many half answers are not an answer.

    An answer is proven as far as its weaker part: the want must be real and the answer must work.
    """
    grounds = rests.of_note(note.id)
    proven = (x.works * min(grounds.value, rests.of_link(x.id).value) for x in links)
    return Standing(
        note=note,
        weight=weigh(note),
        grounds=grounds,
        covered=max((x.works for x in links), default=0.0),
        proven=max(proven, default=0.0),
    )


def _coverage(standings: Iterable[Standing]) -> dict[Block, float]:
    served: dict[Block, float] = {}
    whole: dict[Block, float] = {}
    for standing in standings:
        block, weight = standing.note.block, standing.weight.value
        served[block] = served.get(block, 0.0) + weight * standing.covered
        whole[block] = whole.get(block, 0.0) + weight
    return {block: served[block] / whole[block] for block in whole}


def score(standings: Sequence[Standing], workshop: Workshop) -> float:
    """Return the fit, 0 to 100. Each block has its share, so that forty pains do not drown five gains."""
    coverage = _coverage(standings)
    shares = {block: BLOCK_WEIGHTS[block] for block in coverage}
    raw = 100 * sum(shares[block] * covered for block, covered in coverage.items()) / sum(shares.values())
    return min((raw, *(cap.most for cap in caps_of(standings, workshop))))


def caps_of(standings: Sequence[Standing], workshop: Workshop) -> Iterable[Cap]:
    """Yield the limits that hold, in the order in which they are told."""
    missing = [s.note for s in standings if must_serve(s.note) and s.covered < MUST_SERVE_COVERAGE]
    if missing:
        reason = f"{_codes(missing)}: something customers cannot do without is not even partly served"
        yield Cap(most=number(workshop, "must_serve_cap"), notes=tuple(missing), reason=reason)
    extreme = [
        s.note
        for s in standings
        if s.note.block in EXTREME_BLOCKS and s.weight.rating >= EXTREME_RATING and s.covered == 0
    ]
    if extreme:
        reason = f"{_codes(extreme)}: something that matters most to customers is not served at all"
        yield Cap(most=number(workshop, "extreme_cap"), notes=tuple(extreme), reason=reason)


def must_serve(note: Note) -> bool:
    """Tell whether a note says what customers cannot do without."""
    return bool(note.subtype) and MUST_SERVE.get(note.block) == note.subtype


def _codes(notes: Iterable[Note]) -> str:
    return ", ".join(note.code for note in notes)


def _gaps(standings: Iterable[Standing]) -> list[Standing]:
    unserved = (s for s in standings if s.note.state is NoteState.OPEN and s.covered < 1)
    return sorted(unserved, key=lambda s: (-s.gap, s.note.created, s.note.id))
