"""Notes that may say the same, so that a team can make them one before it votes."""

from collections.abc import Iterable

from canvas.board import Note
from canvas.defaults import MAYBE_DUPLICATE
from canvas.likeness import shape


def clusters(notes: Iterable[Note]) -> list[list[Note]]:
    """Return groups of notes of one block, segment and variant in which each is like all others, two or more in each.

    The first of `notes` come first in their group: give them in order of importance, and the first is the one to keep.
    """
    groups: list[list[Note]] = []
    for note in notes:
        home = next((group for group in groups if _belongs(note, group)), None)
        if home is None:
            groups.append([note])
        else:
            home.append(note)
    return [group for group in groups if len(group) > 1]


def _belongs(note: Note, group: list[Note]) -> bool:
    first = group[0]
    if (note.segment, note.block, note.variant) != (first.segment, first.block, first.variant):
        return False
    mine = shape(note.text)
    return all(mine.like(shape(other.text)) >= MAYBE_DUPLICATE for other in group)
