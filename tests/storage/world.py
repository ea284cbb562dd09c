"""A small workshop to try storage on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from canvas.board import Note, Segment, Source, Workshop
from canvas.method import Block
from storage.notes import NewNote
from storage.transaction import Actor, Transaction

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class World:
    """A workshop in channel C1 with its first segment."""

    workshop: Workshop
    segment: Segment


def actor(gesture: str = "g", user: str = "alice", team: str = "T1", *, later: float = 0.0) -> Actor:
    """Return somebody who acts; `later` is in seconds after AT."""
    return Actor(team, user, gesture, AT + timedelta(seconds=later))


def begin(tx: Transaction) -> World:
    """Start a workshop."""
    workshop = tx.workshops.start(channel="C1", name="Dinner", facilitator=tx.user, time_zone="Europe/Paris")
    tx.members.join(workshop.id, tx.user, "product")
    return World(workshop, tx.segments.add(workshop.id, "Working parents"))


def write_note(
    tx: Transaction, world: World, text: str, block: Block = Block.PAIN, source: Source | None = None
) -> Note:
    """Add a note to the first segment."""
    new = NewNote(
        workshop=world.workshop.id, segment=world.segment.id, block=block, text=text, author=tx.user, source=source
    )
    return tx.notes.add(new)
