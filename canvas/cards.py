"""The cards of steps 3, 5 and 6: alternatives, the pitch, tests and learnings, as storage loads them."""

from dataclasses import dataclass
from datetime import datetime

from canvas.defaults import TEST_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """How a hypothesis is tested, and from which result on it holds.

    `threshold` has the `unit` of the metric (`%`, `days`, empty for a count). The bar (metric, operator, threshold,
    unit, min_sample) is frozen once `measuring` is set; a changed bar is a new version, and the old one is void.
    """

    id: int
    code: str
    hypothesis: int  # Hypothesis.id
    experiment: str = ""
    name: str = ""
    metric: str = ""
    operator: str = ">="
    threshold: float | None = None
    unit: str = ""
    min_sample: int = 0
    tier: int | None = None  # set by the team, at most the experiment's own
    owner: str = ""
    due: datetime | None = None
    duration: int = TEST_DAYS  # days
    critical: int = 2  # 1 to 3, as the next three
    cost: int = 2
    reliability: int = 2
    time: int = 2
    column: str = "backlog"  # backlog, build, measure, learn, done
    moved: datetime  # into its column
    measuring: datetime | None = None  # since when its bar is frozen
    observed: float | None = None
    sample: int | None = None  # people or accounts
    population: int | None = None  # how many there are to ask at all, where somebody knows
    outsiders: bool = False  # some of them are not in the segment
    verdict: str = ""  # validated, invalidated, unclear; empty while it runs
    closed: datetime | None = None
    version: int = 1
    void: bool = False
    variant: str = ""
    description: str = ""  # how exactly it is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What came out of one or more tests, and what follows from it."""

    id: int
    code: str
    hypothesis: int  # Hypothesis.id
    tests: tuple[int, ...] = ()  # Test.id
    observed: str = ""
    learned: str = ""
    decision: str = "continue_testing"  # persevere, pivot, continue_testing, retire
    action: str = ""
    owner: str = ""
    due: datetime | None = None
    recorder: str = ""
    at: datetime
    confidence: int = 0  # 1 to 3, how sure the team is; 0 not said


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """Something on the canvas that a learning says must change, and what became of it.

    `of` is note, link or hypothesis; `state` is open, changed, kept (for a `reason`) or handed (to an `owner`).
    """

    id: int
    learning: int  # Learning.id
    of: str
    target: int  # Note.id, Link.id or Hypothesis.id
    state: str = "open"
    reason: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What a segment uses instead: a competitor, a workaround, or nothing (`method.ALTERNATIVES`)."""

    id: int
    segment: int  # Segment.id
    name: str
    kind: str = "competitor"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A note as it read when it went into a pitch."""

    note: int  # Note.id
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One blank of a pitch as it was filled, and the notes it came from (none when somebody wrote it by hand)."""

    name: str
    text: str
    notes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitch:
    """A pitch that was kept for a segment."""

    segment: int  # Segment.id
    slots: tuple[Slot, ...]
    at: datetime
