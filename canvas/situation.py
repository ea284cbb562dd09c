"""What the coach looks at, what it finds, and what a rule is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from canvas.board import Board, Note, Segment
from canvas.cards import Test
from canvas.english import is_english, speaks_english
from canvas.method import Block
from canvas.proof import Proof
from canvas.ranking import open_notes


class Moment(StrEnum):
    """When the coach speaks."""

    ADD = "add"  # a note, a hypothesis or a test was just added
    PHASE = "phase"  # a prompt closes
    GATE = "gate"  # a step ends
    START = "start"  # a test starts
    VERDICT = "verdict"  # a test has one
    EVENT = "event"  # a bar was changed
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


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
    """What a rule asks about: the rule's key, the code of what it is about (None for the whole), and the question."""

    rule: str
    target: str | None
    severity: Severity
    question: str
    fix: Fix


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A board at a moment, and what just happened.

    `segment` is the Segment.id it is about, None for all that are open; `note` and `test` are what was just added,
    started or closed; `entered` is step -> when the workshop first came to it. Without a `moment` every rule speaks.
    """

    board: Board
    at: datetime
    known: Proof
    moment: Moment | None = None
    segment: int | None = None
    note: Note | None = None
    test: Test | None = None
    entered: Mapping[int, datetime] = field(default_factory=dict[int, datetime])

    @property
    def segments(self) -> list[Segment]:
        """The segments it is about."""
        return [one for one in self.board.segments if one.state == "open" and self.segment in {None, one.id}]

    @property
    def tests(self) -> list[Test]:
        """The tests it is about."""
        return [one for one in self.board.tests if not one.void] if self.test is None else [self.test]

    @property
    def active(self) -> set[str]:
        """The members who are here."""
        return {member.user for member in self.board.members if member.left is None}

    def notes(self, *blocks: Block) -> list[Note]:
        """Return the open notes of some blocks that it is about: the one just added, or all."""
        ids = {segment.id for segment in self.segments}
        found = [note for note in open_notes(self.board, blocks=blocks) if note.segment in ids]
        return found if self.note is None else [note for note in found if note.id == self.note.id]

    def english(self, *blocks: Block) -> list[Note]:
        """Return those of `notes` that may be in English, none where most of the board is in another language."""
        if not speaks_english(note.text for note in open_notes(self.board)):
            return []
        return [note for note in self.notes(*blocks) if is_english(note.text)]

    def code(self, note: Note) -> str:
        """Return a note's code as people write it."""
        if len(self.board.segments) == 1:
            return note.code
        number = next(segment.number for segment in self.board.segments if segment.id == note.segment)
        return f"{number}{note.code}"


Check = Callable[[Situation], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing to watch for: when, how, and who is told.

    `text` rules guess from English words and can be switched off together.
    """

    key: str
    name: str
    moments: frozenset[Moment]
    check: Check
    text: bool = False
    facilitator_only: bool = False
