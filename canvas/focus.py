"""Do few things very well: the budget of an offer, and its variants side by side."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from canvas.board import Board, Note
from canvas.defaults import FEW, LOW_LINKS
from canvas.fit import Fit, fit
from canvas.links import ANSWERS, active_links, in_variant
from canvas.method import KINDS, VARIANTS
from canvas.numbers import number
from canvas.ranking import VALUE_MAP, open_notes
from canvas.weight import weigh


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant of a segment's value map: its letter, its own notes, whether it counts now, and its fit."""

    letter: str
    notes: tuple[Note, ...]
    current: bool
    fit: Fit


def focus(board: Board, segment: int) -> list[str]:
    """Return what would sharpen the offer to a segment (a Segment.id), in sentences; empty when it is sharp."""
    own = board.of_segment(segment)
    current = {one.id: one.variant for one in own.segments}
    enough = int(number(board.workshop, "focus"))
    found: list[str] = []
    for block in ANSWERS:
        count = sum(in_variant(note, current) for note in open_notes(own, blocks=(block,)))
        if count > enough:
            names = KINDS[block].plural.lower()
            found.append(f"{count} {names}. {enough} that work very well are worth more. Which would you keep?")
    weak = low_links(own)
    if weak:
        codes = ", ".join(note.code for note in weak)
        found.append(f"Much of the offer serves what hardly matters: {codes}. Which would you drop?")
    return found


def low_links(own: Board) -> list[Note]:
    """Return the offers that only serve what hardly matters, where more than two in five links do; of few, none."""
    helping = [link for link in active_links(own) if link.works > 0]
    weights = {note.id: weigh(note).value for note in own.notes}
    least = number(own.workshop, "low_weight")
    low = [link for link in helping if weights[link.target] < least]
    if len(helping) < FEW or len(low) <= LOW_LINKS * len(helping):
        return []
    useful = {link.source for link in helping if link not in low}
    only = {link.source for link in low} - useful
    return [note for note in own.notes if note.id in only]


def variants(board: Board, segment: int, at: datetime) -> list[Variant]:
    """Return the variants of a segment's value map that have notes of their own, each with its fit if it counted."""
    own = board.of_segment(segment)
    current = next((one.variant for one in own.segments), "") or VARIANTS[0]
    found: list[Variant] = []
    for letter in VARIANTS:
        notes = tuple(note for note in open_notes(own, blocks=VALUE_MAP) if note.variant == letter)
        if notes:
            found.append(Variant(letter, notes, letter == current, fit(choose(own, segment, letter), segment, at)))
    return found


def choose(board: Board, segment: int, letter: str) -> Board:
    """Return the board with another variant of a segment's value map as the one that counts."""
    segments = tuple(replace(one, variant=letter) if one.id == segment else one for one in board.segments)
    return replace(board, segments=segments)


def next_variant(notes: Iterable[Note]) -> str:
    """Return the first letter without a note of its own, empty when all are in use."""
    used = {note.variant or VARIANTS[0] for note in notes}
    return next((letter for letter in VARIANTS if letter not in used), "")
