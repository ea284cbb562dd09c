"""Many notes at once, and whole workshops that come from elsewhere: few statements, however many rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Executable, bindparam

from canvas.board import Note
from canvas.method import KINDS
from storage.notes import NewNote
from storage.prepared import Prepared
from storage.restoring import Restoring
from storage.scope import Insert
from storage.tables.notes import NUMBERS, RATINGS, VOTES


def _advance(insert_into: Insert) -> Executable:
    further = {"last": NUMBERS.c.last + bindparam("count", type_=NUMBERS.c.last.type)}
    counted = insert_into(NUMBERS).on_conflict_do_update(index_elements=["team", "segment_id", "block"], set_=further)
    return counted.returning(NUMBERS.c.last)


_ADVANCE = Prepared(_advance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A note that comes from elsewhere: `rating` is its author's, `votes` are one dot each of people without names.

    more: what else is known of it: frequency, flavour, moment, context.
    """

    note: NewNote
    rating: int | None = None
    votes: int = 0
    more: Mapping[str, str] = field(default_factory=dict[str, str])


class Copies(Restoring):
    """Brings in many notes, and whole workshops, in the name of the actor."""

    def add(self, workshop: int, incoming: Sequence[Incoming]) -> list[Note]:
        """Add notes under the next codes of their blocks; undone, ratings and votes go with their note."""
        codes = self._codes([one.note for one in incoming])
        at = self._scope.at
        notes = [
            Note(
                id=0,
                segment=one.note.segment,
                code=code,
                block=one.note.block,
                subtype=one.note.subtype,
                text=one.note.text,
                detail=one.note.detail,
                measure=one.note.measure,
                author=one.note.author,
                created=at,
                updated=at,
                source=one.note.source,
                frequency=one.more.get("frequency", ""),
                flavour=one.more.get("flavour", ""),
                moment=one.more.get("moment", ""),
                context=one.more.get("context", ""),
            )
            for one, code in zip(incoming, codes, strict=True)
        ]
        kept = self._notes(workshop, notes)
        marks = [(new.id, one) for new, one in zip(kept, incoming, strict=True)]
        rated = [(note, one.note.author, one.rating) for note, one in marks if one.rating]
        voted = [(note, f"voter-{n}", 1) for note, one in marks for n in range(1, one.votes + 1)]
        self._marks(workshop, RATINGS, "value", rated)
        self._marks(workshop, VOTES, "dots", voted)
        return kept

    def _codes(self, notes: Sequence[NewNote]) -> list[str]:
        """Return the next code for each note, in order."""
        free: dict[tuple[int, str], int] = {}
        for (segment, block), count in Counter((note.segment, note.block) for note in notes).items():
            values = {"team": self._scope.team, "segment_id": segment, "block": block.value}
            last: int = _ADVANCE.one(self._connection, {**values, "last": count, "count": count}).last
            free[segment, block] = last - count
        codes: list[str] = []
        for note in notes:
            free[note.segment, note.block] += 1
            codes.append(f"{KINDS[note.block].letter}{free[note.segment, note.block]}")
        return codes
