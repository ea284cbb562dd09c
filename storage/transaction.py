"""One transaction: who acts, and every repository on its connection."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from storage.aside import Asides
from storage.cards import Alternatives, Learnings, Pitches, Tests
from storage.consequences import Consequences
from storage.copies import Copies
from storage.evidence import EvidenceKept
from storage.families import Families
from storage.findings import Findings, Looks, Questions
from storage.forgetting import Forgetting
from storage.gestures import Gestures
from storage.glimpses import Glimpses
from storage.history import Change, History
from storage.hypotheses import Hypotheses
from storage.links import Links
from storage.members import Members
from storage.messages import Messages
from storage.notes import Notes
from storage.outbox import Outbox
from storage.people import People
from storage.pictures import Pictures
from storage.reminders import Reminders
from storage.replies import Replies
from storage.rounds import Rounds
from storage.scope import Scope
from storage.segments import Segments
from storage.snapshots import Snapshots
from storage.walls import Walls
from storage.workshops import Workshops


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something where and when; `gesture` groups the changes of one act. Team "" is the program itself."""

    team: str
    user: str
    gesture: str
    at: datetime


class Transaction:
    """What a listener works with. It neither commits nor rolls back."""

    def __init__(self, connection: Connection, actor: Actor, *, writes: bool = True) -> None:
        """Work on `connection` in the name of `actor`."""
        self.connection = connection
        self.team = actor.team
        self.user = actor.user
        self.gesture = actor.gesture
        self.at = actor.at
        self._scope = Scope(connection, actor.team, actor.user, actor.gesture, actor.at, writes)

    @cached_property
    def gestures(self) -> Gestures:
        """Gestures that have been answered."""
        return Gestures(self._scope)

    @cached_property
    def history(self) -> History:
        """The log of changes."""
        return History(self._scope)

    @cached_property
    def workshops(self) -> Workshops:
        """Workshops, and whole boards."""
        return Workshops(self._scope, self.history)

    @cached_property
    def members(self) -> Members:
        """Who takes part."""
        return Members(self._scope, self.history)

    @cached_property
    def segments(self) -> Segments:
        """Customer segments, and which one a person works on."""
        return Segments(self._scope, self.history)

    @cached_property
    def notes(self) -> Notes:
        """Notes with their ratings and votes."""
        return Notes(self._scope, self.history)

    @cached_property
    def families(self) -> Families:
        """Notes together with those that were merged into them."""
        return Families(self._scope, self.history)

    @cached_property
    def copies(self) -> Copies:
        """Many notes at once, and whole workshops from elsewhere."""
        return Copies(self._scope, self.history)

    @cached_property
    def links(self) -> Links:
        """Links between the two sides of the canvas."""
        return Links(self._scope, self.history)

    @cached_property
    def evidence(self) -> EvidenceKept:
        """What customers said or did."""
        return EvidenceKept(self._scope, self.history)

    @cached_property
    def hypotheses(self) -> Hypotheses:
        """What must be true."""
        return Hypotheses(self._scope, self.history)

    @cached_property
    def tests(self) -> Tests:
        """How hypotheses are tested."""
        return Tests(self._scope, self.history)

    @cached_property
    def learnings(self) -> Learnings:
        """What came out of tests."""
        return Learnings(self._scope, self.history)

    @cached_property
    def consequences(self) -> Consequences:
        """What must change after learnings."""
        return Consequences(self._scope, self.history)

    @cached_property
    def alternatives(self) -> Alternatives:
        """What segments use instead."""
        return Alternatives(self._scope, self.history)

    @cached_property
    def pitches(self) -> Pitches:
        """Pitches that were kept."""
        return Pitches(self._scope, self.history)

    @cached_property
    def rounds(self) -> Rounds:
        """Rounds of prompts."""
        return Rounds(self._scope, self.history)

    @cached_property
    def findings(self) -> Findings:
        """What the coach found."""
        return Findings(self._scope, self.history)

    @cached_property
    def glimpses(self) -> Glimpses:
        """A few notes, where the whole canvas is not loaded."""
        return Glimpses(self._scope)

    @cached_property
    def looks(self) -> Looks:
        """When the coach looks at workshops by itself."""
        return Looks(self._scope)

    @cached_property
    def asked(self) -> Questions:
        """What weekly reviews asked about."""
        return Questions(self._scope)

    @cached_property
    def snapshots(self) -> Snapshots:
        """Versions that were kept."""
        return Snapshots(self._scope)

    @cached_property
    def messages(self) -> Messages:
        """Living messages."""
        return Messages(self._scope)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures that Slack holds."""
        return Pictures(self._scope)

    @cached_property
    def replies(self) -> Replies:
        """Thread replies and which version of them is kept."""
        return Replies(self._scope)

    @cached_property
    def aside(self) -> Asides:
        """What was typed but could not be kept as meant."""
        return Asides(self._scope)

    @cached_property
    def reminders(self) -> Reminders:
        """Weekly reviews."""
        return Reminders(self._scope, self.history)

    @cached_property
    def walls(self) -> Walls:
        """Links to watch a workshop in a browser."""
        return Walls(self._scope, self.history)

    @cached_property
    def forgetting(self) -> Forgetting:
        """What is kept about one person."""
        return Forgetting(self._scope)

    @cached_property
    def people(self) -> People:
        """What we know of Slack's people and channels."""
        return People(self._scope)

    @cached_property
    def outbox(self) -> Outbox:
        """What is to be delivered."""
        return Outbox(self.connection, self.at)

    def undo(self, workshop: int) -> list[Change]:
        """Take back the actor's own last change in a workshop. Raises NothingToUndo, ChangedSince."""
        return self._settled(self.history.undo(workshop))

    def take_back(self, workshop: int, gesture: str) -> list[Change]:
        """Take back a whole act in a workshop, whoever did it. Raises NothingToUndo, ChangedSince."""
        return self._settled(self.history.take_back(workshop, gesture))

    def _settled(self, undone: list[Change]) -> list[Change]:
        for change in undone:
            if change.entity == "notes":
                self.notes.refresh(change.row, change.after.get("segment_id"))
            if change.entity == "reminders":
                self.reminders.refresh(change.row)
        return undone
