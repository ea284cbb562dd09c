"""The links that count, and those that matter most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from canvas.board import Board, Link, Note, NoteState
from canvas.defaults import OUTCOMES, TOP_LINKS
from canvas.method import KINDS, VARIANTS
from canvas.ranking import PROFILE, open_notes

COUNTED = (NoteState.OPEN, NoteState.DECLINED)  # a choice not to serve is still a gap
ANSWERS = tuple(block for block, kind in KINDS.items() if kind.serves in OUTCOMES)  # where the value of an offer lies


def active_links(board: Board) -> list[Link]:
    """Return the links that count: active, from an open note of the current variant to a profile note that counts."""
    variants = {segment.id: segment.variant for segment in board.segments}
    offers = {note.id for note in board.notes if note.state is NoteState.OPEN and in_variant(note, variants)}
    wants = {note.id for note in board.notes if note.state in COUNTED and note.block in PROFILE}
    return [x for x in board.links if x.state == "active" and x.source in offers and x.target in wants]


def top_links(links: Iterable[Link], order: Sequence[int]) -> list[Link]:
    """Return the links that help and serve the first of `order` (ids of profile notes, the most important first)."""
    places = {note: place for place, note in enumerate(order)}
    helping = [x for x in links if x.works > 0 and x.target in places]
    return sorted(helping, key=lambda x: (places[x.target], -x.works, x.id))[:TOP_LINKS]


def in_variant(note: Note, variants: Mapping[int, str]) -> bool:
    """Tell whether a note belongs to the variant that counts now; `variants` are Segment.id -> current variant."""
    return not note.variant or note.block in PROFILE or note.variant == (variants.get(note.segment) or VARIANTS[0])


def current(board: Board) -> Board:
    """Return the board as people look at it: without the notes of variants that do not count now."""
    variants = {segment.id: segment.variant for segment in board.segments}
    if not any(note.variant for note in board.notes):
        return board
    return replace(board, notes=tuple(note for note in board.notes if in_variant(note, variants)))


def orphans(board: Board) -> list[Note]:
    """Return the relievers and creators of the current variant that serve nothing yet."""
    linked = {link.source for link in active_links(board)}
    variants = {segment.id: segment.variant for segment in board.segments}
    offers = open_notes(board, blocks=ANSWERS)
    return [note for note in offers if note.id not in linked and in_variant(note, variants)]
