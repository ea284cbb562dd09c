"""Notes together with those that were merged into them: rated and voted for as one.

The rows of a merged note stay as they were, so taking it apart restores them; only what a person says of the whole
later may change that person's own.
"""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import select

from canvas.board import Note, NoteState, Workshop
from canvas.defaults import DOTS_A_NOTE
from canvas.links import in_variant
from canvas.merging import as_one, keepers
from canvas.method import Block
from canvas.weight import dots_after, dots_each
from storage.history import History
from storage.notes import Notes
from storage.rows import note_of
from storage.scope import Scope
from storage.tables.notes import NOTES, VOTES
from storage.tables.workshops import SEGMENTS


class Families:
    """The notes of the team's workshops, each with all that it has taken in."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._notes = Notes(scope, history)

    def of(self, note: Note) -> list[Note]:
        """Return the notes that were merged into a note, at once or by way of others, with what they had."""
        roots = self._roots(note.segment)
        own = (self._notes.get(one) for one, root in roots.items() if root == note.id)
        return [one for one in own if one]

    def standing(self, note: Note) -> Note:
        """Return the note that stands for a note: the one it was merged into, or itself."""
        root = self._roots(note.segment).get(note.id) if note.state is NoteState.MERGED else None
        return (self._notes.get(root) if root else None) or note

    def whole(self, note: int) -> Note | None:
        """Return a note by its id as it counts: with the ratings and dots of all that it has taken in."""
        found = self._notes.get(note)
        return found and as_one(found, [found, *self.of(found)])

    def rate(self, note: Note, user: str, value: int) -> None:
        """Set one person's rating of a note and of all that it stands for."""
        self._notes.rate(note, user, value)
        for one in self.of(note):
            if any(rating.user == user and rating.value > value for rating in one.ratings):
                self._notes.rate(one, user, value)

    def place(self, note: Note, user: str, dots: int) -> None:
        """Set how many dots one person has on a note and all that it stands for together."""
        placed = {one.id: (one, _dots(one, user)) for one in self.of(note) if _dots(one, user)}
        inherited = sum(count for _, count in placed.values())
        if inherited > dots:
            for one, _ in placed.values():
                self._notes.vote(one, user, 0)
            inherited = 0
        self._notes.vote(note, user, dots - inherited)

    def cast(self, note: Note, user: str, workshop: Workshop | None = None) -> int:
        """Cast one more vote and return how many dots this person has on the note now. Raises NoDotsLeft."""
        whole = self.whole(note.id) or note
        current = self._current(note.segment, note.block)
        placed = self._placed(note.segment, note.block, user, current)
        after = dots_after(_dots(whole, user), placed, len(current), workshop)
        self.place(note, user, after)
        return after

    def each(self, segment: int, block: Block, workshop: Workshop | None = None) -> int:
        """Return how many dots everybody has for a block of a segment."""
        return dots_each(len(self._current(segment, block)), workshop)

    def dots_of(self, segment: int, block: Block, user: str) -> int:
        """Return how many dots somebody has placed in a block of a segment."""
        return self._placed(segment, block, user, self._current(segment, block))

    def _placed(self, segment: int, block: Block, user: str, counting: Collection[int]) -> int:
        votes = (
            select(VOTES.c.note_id, VOTES.c.dots)
            .join(NOTES, NOTES.c.id == VOTES.c.note_id)
            .where(VOTES.c.team == self._scope.team, VOTES.c.user == user, VOTES.c.dots > 0)
            .where(NOTES.c.segment_id == segment, NOTES.c.block == block.value)
        )
        roots = self._roots(segment)
        placed = Counter[int]()
        for row in self._scope.connection.execute(votes):
            note: int = row.note_id
            placed[roots.get(note, note)] += row.dots
        return sum(min(count, DOTS_A_NOTE) for note, count in placed.items() if note in counting)

    def _current(self, segment: int, block: Block) -> set[int]:
        """Return the open notes of a block, without those of variants that do not count now."""
        here = (NOTES.c.team == self._scope.team, NOTES.c.segment_id == segment, NOTES.c.block == block.value)
        of = select(SEGMENTS.c.variant).where(SEGMENTS.c.team == self._scope.team, SEGMENTS.c.id == segment)
        variants = {segment: self._scope.connection.execute(of).scalar() or ""}
        rows = self._scope.connection.execute(select(NOTES).where(*here, NOTES.c.state == NoteState.OPEN.value))
        return {note.id for note in map(note_of, rows) if in_variant(note, variants)}

    def _roots(self, segment: int) -> dict[int, int]:
        """Return the merged notes of a segment with the id of the note that stands for each, in order of creation."""
        here = (NOTES.c.team == self._scope.team, NOTES.c.segment_id == segment)
        query = select(NOTES).where(*here, NOTES.c.state == NoteState.MERGED.value).order_by(NOTES.c.id)
        return keepers([note_of(row) for row in self._scope.connection.execute(query)])


def _dots(note: Note, user: str) -> int:
    return sum(vote.dots for vote in note.votes if vote.user == user)
