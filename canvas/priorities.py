"""Which hypothesis to test first: what sinks the idea if it is wrong, and rests on little so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from canvas.board import Board, Hypothesis
from canvas.defaults import BARE, ENOUGH_EVIDENCE, IMPORTANT, ORDER, TOP_RATING, UNRATED
from canvas.evidence import Grounds
from canvas.proof import Claim, Of, Proof, proof
from canvas.weight import middle

STANDING = frozenset(("draft", "kept"))
UNPLANNED = (2, 2)  # cost and time that a test usually has


class Quadrant(StrEnum):
    """Where a hypothesis lies between importance and evidence."""

    TEST_FIRST = "test_first"
    MONITOR = "monitor"
    LATER = "later"
    PARK = "park"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A hypothesis on the map: importance 1 to 5, what it rests on, risk and priority 0 to 1.

    `provisional` when nobody has said how important it is.
    """

    hypothesis: Hypothesis
    importance: float
    provisional: bool
    grounds: Grounds
    risk: float
    priority: float

    @property
    def quadrant(self) -> Quadrant:
        """Where it lies."""
        enough = self.grounds.value >= ENOUGH_EVIDENCE
        if self.importance >= IMPORTANT:
            return Quadrant.MONITOR if enough else Quadrant.TEST_FIRST
        return Quadrant.PARK if enough else Quadrant.LATER


def placed(board: Board, at: datetime, known: Proof | None = None) -> list[Placed]:
    """Return the hypotheses that stand, the one to test first in front."""
    rests = known or proof(board, at)
    valid = validated(board)
    found = [_placed(board, one, rests, valid) for one in board.hypotheses if one.state in STANDING]
    costs = _costs(board)
    return sorted(
        found, key=lambda p: (-p.priority, -p.importance, costs.get(p.hypothesis.id, UNPLANNED), p.hypothesis.id)
    )


def _costs(board: Board) -> dict[int, tuple[int, int]]:
    """Return hypothesis -> cost and time of the cheapest test that is on its way for it."""
    waiting = [test for test in board.tests if not test.void and not test.verdict]
    order = sorted(waiting, key=lambda test: (test.cost, test.time), reverse=True)
    return {test.hypothesis: (test.cost, test.time) for test in order}


def importance(one: Hypothesis) -> float | None:
    """Return how important a hypothesis is, 1 to 5: the median of what people said, or what its writer said."""
    if one.ratings:
        return middle(rating.value for rating in one.ratings)
    return None if one.importance is None else float(one.importance)


def validated(board: Board) -> frozenset[int]:
    """Return the ids of the hypotheses whose last test with a clear verdict says that they hold."""
    return frozenset(one for one, verdict in _last_verdicts(board).items() if verdict == "validated")


def refuted(board: Board) -> frozenset[int]:
    """Return the ids of the hypotheses whose last test with a clear verdict says that they do not hold."""
    return frozenset(one for one, verdict in _last_verdicts(board).items() if verdict == "invalidated")


def _last_verdicts(board: Board) -> dict[int, str]:
    last: dict[int, str] = {}
    clear = (test for test in board.tests if test.verdict in {"validated", "invalidated"} and not test.void)
    for test in sorted(clear, key=lambda test: (test.closed or test.moved, test.id)):
        last[test.hypothesis] = test.verdict
    return last


def untested_before(board: Board, one: Hypothesis, known: Proof) -> list[Hypothesis]:
    """Return the kept circle hypotheses that a square or rectangle one builds on and that rest on nothing yet.

    Those about the same note come alone where there are such; else all of the same segment do, where it is known.
    """
    if one.area == "circle":
        return []
    kept = (c for c in board.hypotheses if c.area == "circle" and c.state == "kept")
    circles = [c for c in kept if None in {c.segment, one.segment} or c.segment == one.segment]
    bare = [c for c in circles if known.of_hypothesis(c.id).value < BARE]
    wants = set(_wants(board, one, known))
    same = [c for c in circles if known.subjects.get(c.id) in wants]
    return [c for c in bare if c in same] if same else bare


def _placed(board: Board, one: Hypothesis, known: Proof, valid: frozenset[int]) -> Placed:
    said = importance(one)
    weight = UNRATED if said is None else said
    grounds = known.of_hypothesis(one.id)
    risk = (weight / TOP_RATING) ** 2 * (1 - grounds.value)
    factor = 1.0 if _is_ready(board, one, known, valid) else ORDER[one.area]
    return Placed(
        hypothesis=one,
        importance=weight,
        provisional=said is None,
        grounds=grounds,
        risk=risk,
        priority=risk * factor,
    )


def _is_ready(board: Board, one: Hypothesis, known: Proof, valid: frozenset[int]) -> bool:
    """Tell whether what comes before a hypothesis is done: circle before square before rectangle."""
    if one.area == "square":
        wants = list(_wants(board, one, known))
        return bool(wants) and all(known.of_note(claim.id).value >= ENOUGH_EVIDENCE for claim in wants)
    squares = (h.id for h in board.hypotheses if h.area == "square")
    return one.area == "circle" or any(square in valid for square in squares)


def _wants(board: Board, one: Hypothesis, known: Proof) -> Iterable[Claim]:
    """Yield the profile notes that a hypothesis about a link needs to be real."""
    about = known.subjects.get(one.id)
    if about is not None and about.of is Of.LINK:
        yield from (Claim(Of.NOTE, link.target) for link in board.links if link.id == about.id)
