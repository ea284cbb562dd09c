"""What one workshop holds: frozen values, loaded by storage and computed on by the rest of this package.

Ids are the database's; codes (`P3`) and segment numbers are what people see. Times are aware and in UTC.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from canvas.cards import Alternative, Consequence, Learning, Pitch, Test
from canvas.method import Block


class NoteState(StrEnum):
    """Where a note stands. Only OPEN notes count; no state ever deletes a note."""

    OPEN = "open"
    PARKED = "parked"
    DECLINED = "declined"
    MERGED = "merged"
    REMOVED = "removed"
    INVALIDATED = "invalidated"


STANDING = frozenset({NoteState.OPEN, NoteState.MERGED})  # notes that still follow the reply they were written in


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """One walk through the six steps, in one channel."""

    id: int
    team: str
    channel: str
    name: str
    goal: str = ""
    decision: str = ""
    why_now: str = ""
    step: int = 1
    state: str = "open"  # open, paused, finished
    pace: str = "live"  # live, async
    time_zone: str = "UTC"
    facilitator: str
    stand_in: str = ""
    decider: str = ""  # has the last word when a vote is split
    known: str = ""  # what the team knew before it began, a line each
    silent: bool = False  # prompts begin unseen: everybody writes, then all is shown
    outsiders: bool = False  # people of other organisations in the channel may take part
    off: tuple[str, ...] = ()  # rules of the coach that are switched off
    numbers: tuple[tuple[str, float], ...] = ()  # of `canvas.numbers`, those that this team has changed
    reopens: int | None = None  # Workshop.id of the round before
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part; `function` is one of `method.FUNCTIONS` or empty when not said yet."""

    user: str
    function: str = ""
    joined: datetime
    left: datetime | None = None
    working_group: str = ""  # of a team too large to talk together

    @property
    def is_here(self) -> bool:
        """Whether they still take part."""
        return self.left is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A group of customers with its own profile, value map and note codes."""

    id: int
    number: int
    name: str
    state: str = "open"  # open, archived, merged
    role: str = ""  # one of `method.ROLES`, for a segment that is one role of a business customer
    parent: int | None = None  # Segment.id of the business customer it is a role of
    variant: str = ""  # the variant of its value map that counts now; empty while there is only one
    answers: tuple[tuple[str, str], ...] = ()  # what was said about the traits of its proposition: trait, answer


@dataclass(frozen=True, slots=True)
class Rating:
    """How much one person thinks a note weighs, 1 to 5."""

    user: str
    value: int


@dataclass(frozen=True, slots=True)
class Vote:
    """The dots one person has put on a note."""

    user: str
    dots: int


@dataclass(frozen=True, slots=True)
class Tick:
    """One of `method.TICKS` said about a job: it holds or it does not. What nobody knows has no tick."""

    name: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """How well one person thinks a link works: 0 no, 0.5 partly, 1 fully."""

    user: str
    strength: float


@dataclass(frozen=True, slots=True)
class Source:
    """The line of a Slack message a note was written in."""

    channel: str
    ts: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing said about a customer (job, pain, gain) or an offer (product, reliever, creator)."""

    id: int
    segment: int  # Segment.id
    code: str
    block: Block
    subtype: str = ""
    text: str
    detail: str = ""
    measure: str = ""
    state: NoteState = NoteState.OPEN
    author: str
    created: datetime
    updated: datetime
    source: Source | None = None
    recheck: bool = False  # reworded or moved since people rated it or customers backed it
    ratings: tuple[Rating, ...] = ()
    votes: tuple[Vote, ...] = ()
    satisfaction: float | None = None  # with what customers use today, 1 to 5
    ticks: tuple[Tick, ...] = ()
    frequency: str = ""  # of a pain: one of `defaults.FREQUENCIES`
    parent: int | None = None  # Note.id of the job behind this one, found by asking why
    merged_into: int | None = None  # Note.id, while the state is MERGED
    shared: str = ""  # equal on copies of one note in several segments
    variant: str = ""  # of an offer: the variant of the value map it belongs to; empty for all of them
    late: bool = False  # came after the others were shown
    early: bool = False  # written in a thread, where all could read it, while the others wrote unseen
    flavour: str = ""  # of a pain that is an undesired outcome: one of `method.FLAVOURS`
    moment: str = ""  # of a pain: one of `method.MOMENTS`
    context: str = ""  # of a job: when and where it comes up
    supporting_role: str = ""  # of a supporting job: one of `method.SUPPORTING_ROLES`
    decided: float | None = None  # what who has the last word said it weighs, 1 to 5; counts before the ratings

    @property
    def share_key(self) -> str:
        """The key that it shares, or would share, with its copies in other segments."""
        return self.shared or f"note {self.id}"

    @property
    def is_copy(self) -> bool:
        """Whether it came from another segment, whose note gave it the key that they share."""
        return bool(self.shared) and self.shared != f"note {self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An offer note (`source`) serves a profile note (`target`); strength 0 no, 0.5 partly, 1 fully."""

    id: int
    source: int  # Note.id
    target: int  # Note.id
    strength: float
    state: str = "active"  # active, inactive (a note it needs is gone), removed
    opinions: tuple[Opinion, ...] = ()
    decided: float | None = None  # the strength that who has the last word said; the team's own stays in `strength`

    @property
    def works(self) -> float:
        """How well it works: as who has the last word said, else as the team says."""
        return self.strength if self.decided is None else self.decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a customer said or did, for or against a note, a link or a hypothesis (exactly one of them is set)."""

    id: int
    note: int | None = None
    link: int | None = None
    hypothesis: int | None = None
    direction: str = "for"  # for, against
    tier: int = 2
    text: str
    source: str = ""
    permalink: str = ""
    added_by: str
    at: datetime
    state: str = "active"  # active, removed
    experiment: str = ""  # key of the experiment it came out of
    topic: str = ""  # one of `defaults.HALF_LIVES`: how fast such a thing ages
    people: int = 1  # how many different people or accounts it stands for
    channel: str = ""  # where the message it came from stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """What must be true. `about` is the note or link it was drafted from (`2P3`, `1R1-P2`), or empty."""

    id: int
    code: str
    area: str = "circle"  # circle, square, rectangle
    text: str
    importance: int | None = None
    state: str = "draft"  # draft, kept, closed (what it was about turned out wrong), removed
    about: str = ""
    aspect: str = ""  # of a rectangle: price, cost
    segment: int | None = None  # Segment.id
    owner: str = ""
    ratings: tuple[Rating, ...] = ()  # how important each person thinks it is; their median counts
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something decided on the way: its kind, from where to where, why, by whom and when.

    `before` and `after` are the times of the versions kept around it, `evidence` what it rests on (Evidence.id),
    `deciders` who decided together, `dissent` who saw it differently and why, in their words.
    """

    kind: str
    origin: str
    target: str
    reason: str
    user: str
    at: datetime
    deciders: tuple[str, ...] = ()
    dissent: str = ""
    evidence: tuple[int, ...] = ()
    before: datetime | None = None
    after: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything of one workshop at one moment, in order of creation."""

    workshop: Workshop
    members: tuple[Member, ...] = ()
    segments: tuple[Segment, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = field(default=())
    tests: tuple[Test, ...] = ()
    learnings: tuple[Learning, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    pitches: tuple[Pitch, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def here(self) -> frozenset[str]:
        """Who takes part now."""
        return frozenset(member.user for member in self.members if member.is_here)

    def of_segment(self, segment: int) -> "Board":
        """Return the board with only that segment's notes, links and their evidence (`segment` is a Segment.id)."""
        notes = tuple(n for n in self.notes if n.segment == segment)
        ids = {n.id for n in notes}
        links = tuple(x for x in self.links if x.source in ids)
        link_ids = {x.id for x in links}
        evidence = tuple(
            e for e in self.evidence if e.note in ids or e.link in link_ids or (e.note is None and e.link is None)
        )
        segments = tuple(s for s in self.segments if s.id == segment)
        return replace(self, segments=segments, notes=notes, links=links, evidence=evidence)
