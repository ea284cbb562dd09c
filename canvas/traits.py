"""Ten traits of a strong proposition, each a question. A new trait is one entry here; two answer themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from canvas.board import Board
from canvas.defaults import LOW_LINKS
from canvas.links import ANSWERS, active_links, current
from canvas.method import Block
from canvas.numbers import number
from canvas.ranking import open_notes
from canvas.weight import weigh

POINTS: Final = MappingProxyType({"yes": 2, "partly": 1, "no": 0})
UNKNOWN: Final = "unknown"
BEYOND: Final = frozenset(("social", "emotional"))
Fill = Callable[[Board], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One trait: the question to the team, and how the canvas itself answers it, if it can."""

    key: str
    question: str
    fill: Fill | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A trait with its answer (yes, partly, no, unknown); `by_canvas` when nobody said it."""

    trait: Trait
    answer: str
    by_canvas: bool


@dataclass(frozen=True, slots=True)
class Portrait:
    """All traits of a segment's proposition: points of at most 20, and how many are not known."""

    traits: tuple[Answered, ...]
    points: int
    unknown: int

    @property
    def says(self) -> str:
        """The result in half a sentence."""
        most = max(POINTS.values()) * len(self.traits)
        return f"{self.points} of {most}" + (f", {self.unknown} not known yet" if self.unknown else "")


def beyond_functional(own: Board) -> str:
    """Tell whether an offer serves how people want to be seen or feel: yes, partly (it is known only), no."""
    jobs = open_notes(own, blocks=(Block.JOB,))
    deeper = {note.id for note in jobs if note.subtype in BEYOND}
    if not jobs:
        return UNKNOWN
    if any(link.target in deeper and link.works > 0 for link in active_links(own)):
        return "yes"
    return "partly" if deeper else "no"


def few_very_well(own: Board) -> str:
    """Tell whether a few offers serve what matters: yes, partly (too many, or too much that hardly matters), no."""
    helping = [link for link in active_links(own) if link.works > 0]
    if not helping:
        return UNKNOWN
    own = current(own)
    weights = {note.id: weigh(note).value for note in own.notes}
    least, enough = number(own.workshop, "low_weight"), number(own.workshop, "focus")
    low = sum(weights[link.target] < least for link in helping)
    few = all(len(open_notes(own, blocks=(block,))) <= enough for block in ANSWERS)
    focused = low <= LOW_LINKS * len(helping)
    return {2: "yes", 1: "partly", 0: "no"}[few + focused]


TRAITS: Final = MappingProxyType({
    trait.key: trait
    for trait in (
        Trait(key="business", question="Can we earn more with it than it costs us?"),
        Trait(key="what_matters", question="Is it about what matters most to these customers?"),
        Trait(key="unmet", question="Is it about something nobody does well for them today?"),
        Trait(key="few_well", question="Does it do few things, and these very well?", fill=few_very_well),
        Trait(key="beyond", question="Does it also help them feel good or look good?", fill=beyond_functional),
        Trait(key="their_measure", question="Do we measure success the way they do?"),
        Trait(key="demand", question="Are there many who want it, or a few who pay well?"),
        Trait(key="different", question="Would they notice the difference to what else they could use?"),
        Trait(key="far_better", question="Is it far better than the rest in at least one way?"),
        Trait(key="hard_to_copy", question="Would it take others long to copy it?"),
    )
})  # fmt: skip


def portrait(board: Board, segment: int, said: Mapping[str, str]) -> Portrait:
    """Return the traits of a segment (a Segment.id); `said` is Trait.key -> answer, and goes before the canvas."""
    own = board.of_segment(segment)
    found: list[Answered] = []
    for trait in TRAITS.values():
        answer = said.get(trait.key, UNKNOWN)
        by_canvas = answer not in POINTS and trait.fill is not None
        found.append(Answered(trait, trait.fill(own) if by_canvas and trait.fill else answer, by_canvas))
    return Portrait(
        traits=tuple(found),
        points=sum(POINTS.get(one.answer, 0) for one in found),
        unknown=sum(one.answer not in POINTS for one in found),
    )
