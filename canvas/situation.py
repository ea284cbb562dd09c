"""What the coach looks at, what it finds, and what a rule is."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from canvas.board import Board, Note, NoteState, Segment
from canvas.cards import Test
from canvas.codes import Codes
from canvas.english import VERSION
from canvas.language import is_english, speaks_english
from canvas.method import KINDS, Block
from canvas.proof import Proof
from canvas.ranking import open_notes
from canvas.running import live


class Moment(StrEnum):
    """When the coach speaks."""

    ADD = "add"  # a note, a hypothesis or a test was just added
    PHASE = "phase"  # what was written unseen is shown
    GATE = "gate"  # a step ends
    START = "start"  # a test starts
    VERDICT = "verdict"  # a test has one
    EVENT = "event"  # a bar was changed
    DAILY = "daily"
    WEEKLY = "weekly"  # the same again at most every four weeks


class Severity(StrEnum):
    """How much a finding weighs: what could sink the work, what weakens it, what polishes it."""

    SERIOUS = "serious"
    NOTABLE = "notable"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Fix:
    """One button: its label, and the command it stands for without `/vpd`."""

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule asks about: the rule's key, what it is about as `canvas.targets` names it, and the question.

    `to` is whose business it is, empty where it is the team's; `asked_of` says who is asked in private. `bare` is the
    question alone, for where the event it is about was just told.
    """

    rule: str
    target: str
    severity: Severity
    question: str
    fix: Fix
    to: str = ""
    bare: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A board at a moment, and what just happened.

    `segment` is the Segment.id it is about, None for all that are open; `block` the block whose prompt it is about;
    `note` and `test` are what was just added, started or closed; `entered` is step -> when the workshop first came to
    it. Without a `moment` every rule speaks. `sorts` is how many jobs a segment (a Segment.id) has of each subtype,
    where the board at hand does not have them all.
    """

    board: Board
    at: datetime
    known: Proof
    moment: Moment | None = None
    segment: int | None = None
    block: Block | None = None
    note: Note | None = None
    test: Test | None = None
    entered: Mapping[int, datetime] = field(default_factory=dict[int, datetime])
    sorts: Mapping[int, Mapping[str, int]] = field(default_factory=dict[int, Mapping[str, int]])

    @property
    def segments(self) -> list[Segment]:
        """The segments it is about."""
        about = self.segment
        return [one for one in self.board.segments if one.state == "open" and (about is None or about == one.id)]

    @property
    def tests(self) -> list[Test]:
        """The tests it is about, of what has not been closed."""
        if self.test is None:
            return live(self.board)
        closed = {one.id for one in self.board.hypotheses if one.state == "closed"}
        return [] if self.test.void or self.test.hypothesis in closed else [self.test]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks it is about: that of the prompt, those of the step that ends, or all."""
        if self.block is not None:
            return (self.block,)
        ending = self.board.workshop.step if self.moment is Moment.GATE else 0
        return tuple(block for block, kind in KINDS.items() if not ending or kind.step == ending)

    def notes(self, *blocks: Block) -> list[Note]:
        """Return the open notes of some blocks that it is about: the one just added, or all."""
        note = self.note
        if note is not None and (note.block not in blocks or note.state is not NoteState.OPEN):
            return []  # asked of every note that is added
        ids = {segment.id for segment in self.segments}
        if note is not None:
            return [note] if note.segment in ids else []
        return [note for note in open_notes(self.board, blocks=blocks) if note.segment in ids]

    def english(self, *blocks: Block) -> list[Note]:
        """Return those of `notes` that may be in English, none where most of the board is in another language."""
        found = [note for note in self.notes(*blocks) if is_english(note.text)]
        return found if found and speaks_english(note.text for note in open_notes(self.board)) else []

    def jobs(self, segment: Segment) -> Mapping[str, int]:
        """Return how many open jobs of each subtype a segment has."""
        jobs = open_notes(self.board, segment=segment.id, blocks=(Block.JOB,))
        return self.sorts.get(segment.id) or Counter(job.subtype for job in jobs)

    def code(self, note: Note) -> str:
        """Return a note's code as people write it."""
        return Codes(self.board.segments).read(note)


Check = Callable[[Situation], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing to watch for: when it runs, how, and who is told.

    `moments` are when it asks by itself, `gates` at the end of which steps (none named: of every one). `thin` rules
    watch what the list of a gate counts too (`canvas.gates`), so that there the list speaks for them. `text` rules
    guess from English words and can be switched off together.
    """

    key: str
    name: str
    moments: frozenset[Moment]
    check: Check
    gates: tuple[int, ...] = ()
    thin: bool = False
    text: bool = False
    facilitator_only: bool = False

    @property
    def version(self) -> int:
        """Which version of it finds: what was accepted under an older one is asked about again."""
        return VERSION if self.text else 1

    @property
    def asks_on_add(self) -> bool:
        """Whether it asks about what was just written."""
        return Moment.ADD in self.moments

    def speaks(self, now: Situation) -> bool:
        """Tell whether it asks at a moment; without one it does whenever it is asked itself."""
        if now.moment is Moment.GATE and self.gates and now.board.workshop.step not in self.gates:
            return False
        return now.moment is None or now.moment in self.moments


def asked_of(board: Board, finding: Finding) -> str:
    """Return who is asked in private: whose business it is while they are here, else who leads."""
    return finding.to if finding.to in board.here else board.workshop.facilitator
