"""A small workshop to try storage on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from canvas.board import Note, Segment, Source, Workshop
from canvas.method import Block
from storage.database import Database
from storage.notes import NewNote
from storage.transaction import Actor, Transaction

T = TypeVar("T")

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class World:
    """A workshop in channel C1 with its first segment."""

    workshop: Workshop
    segment: Segment


def actor(gesture: str = "g", user: str = "alice", team: str = "T1", *, later: float = 0.0) -> Actor:
    """Return somebody who acts; `later` is in seconds after AT."""
    return Actor(team, user, gesture, AT + timedelta(seconds=later))


def there(found: T | None) -> T:
    """Return what must have been found."""
    assert found is not None
    return found


class People:
    """People in one team; each call is one act of one person, a second after the last."""

    def __init__(self, database: Database, world: World) -> None:
        """Let people act in `world`."""
        self.database = database
        self.world = world
        self._acts = 0

    def does(self, user: str, work: Callable[[Transaction], T]) -> T:
        """Run work as one act of somebody."""
        self._acts += 1
        return self.database.write_now(actor(f"act{self._acts}", user, later=self._acts), work)

    def adds(self, user: str, text: str, block: Block = Block.PAIN) -> Note:
        """Add a note."""
        return self.does(user, lambda tx: write_note(tx, self.world, text, block))

    def undoes(self, user: str) -> int:
        """Undo; return how many changes were taken back."""
        return self.does(user, lambda tx: len(tx.undo(self.world.workshop.id)))

    def sees(self, look: Callable[[Transaction], T]) -> T:
        """Read."""
        return self.database.read_now("T1", look)

    def note(self, note: Note) -> Note:
        """Read a note as it is now."""
        return there(self.sees(lambda tx: tx.notes.get(note.id)))


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
