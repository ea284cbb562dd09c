"""What one workshop holds: frozen values, loaded by storage and computed on by the rest of this package.

Ids are the database's; codes (`P3`) and segment numbers are what people see. Times are aware and in UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from canvas.method import Block


class NoteState(StrEnum):
    """Where a note stands. Only OPEN notes count; no state ever deletes a note."""

    OPEN = "open"
    PARKED = "parked"
    DECLINED = "declined"
    MERGED = "merged"
    REMOVED = "removed"
    INVALIDATED = "invalidated"


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
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part; `function` is one of `method.FUNCTIONS` or empty when not said yet."""

    user: str
    function: str = ""
    joined: datetime
    left: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A group of customers with its own profile, value map and note codes."""

    id: int
    number: int
    name: str
    state: str = "open"  # open, archived, merged


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An offer note (`source`) serves a profile note (`target`); strength 0 no, 0.5 partly, 1 fully."""

    id: int
    source: int  # Note.id
    target: int  # Note.id
    strength: float
    state: str = "active"  # active, removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a customer said or did, for or against a note or a link (exactly one of the two is set)."""

    id: int
    note: int | None = None
    link: int | None = None
    direction: str = "for"  # for, against
    tier: int = 2
    text: str
    source: str = ""
    permalink: str = ""
    added_by: str
    at: datetime
    state: str = "active"  # active, removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """What must be true. `about` is the note or link it was drafted from (`2P3`, `1R1-P2`), or empty."""

    id: int
    code: str
    area: str = "circle"  # circle, square, rectangle
    text: str
    importance: int | None = None
    state: str = "draft"  # draft, kept, removed
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Something decided on the way: its kind, from where to where, why, by whom and when."""

    kind: str
    origin: str
    target: str
    reason: str
    user: str
    at: datetime


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

    def of_segment(self, segment: int) -> "Board":
        """Return the board with only that segment's notes, links and evidence (`segment` is a Segment.id)."""
        notes = tuple(n for n in self.notes if n.segment == segment)
        ids = {n.id for n in notes}
        links = tuple(x for x in self.links if x.source in ids)
        link_ids = {x.id for x in links}
        evidence = tuple(e for e in self.evidence if e.note in ids or e.link in link_ids)
        segments = tuple(s for s in self.segments if s.id == segment)
        return Board(
            workshop=self.workshop,
            members=self.members,
            segments=segments,
            notes=notes,
            links=links,
            evidence=evidence,
            hypotheses=self.hypotheses,
        )
