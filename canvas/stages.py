"""How far a proposition has come. A stage is worked out, never typed, and is lost again when its evidence fades."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from canvas.aspects import aspect
from canvas.board import Board, Hypothesis
from canvas.defaults import STAGE_EVIDENCE, STAGE_LINKS, STAGE_PROVEN, STAGE_TIER, STAGE_TOP_NOTES
from canvas.experiments import lowered
from canvas.links import active_links, top_links
from canvas.numbers import number
from canvas.proof import Proof
from canvas.ranking import PROFILE, ranked

ASPECTS = ("price", "cost")


class Stage(StrEnum):
    """How far a proposition has come: nowhere yet, on paper, in the market, at the bank."""

    NONE = "none"
    PROBLEM_SOLUTION = "problem_solution"
    PRODUCT_MARKET = "product_market"
    BUSINESS_MODEL = "business_model"


@dataclass(frozen=True, slots=True)
class Gate:
    """A stage and what is missing for it, in sentences; it is open when nothing is."""

    stage: Stage
    missing: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def gates(own: Board, scores: tuple[float, float], at: datetime, known: Proof) -> tuple[Gate, ...]:
    """Return the three gates of one segment's board, each of which needs those before it, too.

    `scores` are fit on paper and proven, 0 to 100.
    """
    order = [note.id for note in ranked(own, at, blocks=PROFILE, known=known.notes)]
    paper, proven = scores
    problem = tuple(_paper(own, paper, order, known))
    market = (*problem, *_market(own, proven, order, known))
    return (
        Gate(Stage.PROBLEM_SOLUTION, problem),
        Gate(Stage.PRODUCT_MARKET, market),
        Gate(Stage.BUSINESS_MODEL, (*market, *_bank(own, known))),
    )


def stage(opened: Iterable[Gate]) -> Stage:
    """Return the last stage whose gate is open."""
    return next((gate.stage for gate in reversed(list(opened)) if gate.open), Stage.NONE)


def _paper(own: Board, paper: float, order: Sequence[int], known: Proof) -> Iterable[str]:
    strong = number(own.workshop, "strong")
    if paper < strong:
        yield f"Fit on paper is {paper:.0f}; {strong:.0f} is enough."
    top = order[:STAGE_TOP_NOTES]
    backed = sum(known.of_note(note).value for note in top) / len(top) if top else 0.0
    if backed < STAGE_EVIDENCE:
        yield "Customers have said or done too little about what matters most to them."


def _market(own: Board, proven: float, order: Sequence[int], known: Proof) -> Iterable[str]:
    if proven < STAGE_PROVEN:
        yield f"Proven fit is {proven:.0f}; {STAGE_PROVEN:.0f} is enough."
    costly = [link for link in top_links(active_links(own), order) if known.of_link(link.id).tier >= STAGE_TIER]
    if len(costly) < STAGE_LINKS:
        count = len(costly)
        paid = f"{count} of your main links customers have" if count else "none of your main links have customers"
        yield f"For {paid} paid in time or money. {STAGE_LINKS} are needed."


def _bank(own: Board, known: Proof) -> Iterable[str]:
    numbers = {segment.id for segment in own.segments}
    kept = [one for one in own.hypotheses if one.state == "kept" and one.area == "rectangle"]
    here = [one for one in kept if one.segment is None or one.segment in numbers]
    for wanted in ASPECTS:
        if not any(aspect(one) == wanted and _carried(own, one, known) for one in here):
            yield f"No test with real money at stake has shown yet that the {wanted} works out."


def _carried(own: Board, one: Hypothesis, known: Proof) -> bool:
    """Tell whether a costly test says that a hypothesis holds, and nothing since has taken that back."""
    mine = (test for test in own.tests if test.hypothesis == one.id and not test.void)
    costly = (t for t in mine if t.verdict == "validated" and lowered(t.experiment, t.tier) >= STAGE_TIER)
    grounds = known.of_hypothesis(one.id)
    return any(True for _ in costly) and grounds.value >= STAGE_EVIDENCE
