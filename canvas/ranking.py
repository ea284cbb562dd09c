"""The order of notes: the weightiest first, and among equals what people back, customers carry, or came first."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from canvas.board import Board, Note, NoteState
from canvas.evidence import NOTHING, Grounds
from canvas.method import KINDS, Block, Side
from canvas.proof import proof
from canvas.weight import dots, weigh

PROFILE = tuple(block for block, kind in KINDS.items() if kind.side is Side.PROFILE)
VALUE_MAP = tuple(block for block, kind in KINDS.items() if kind.side is Side.VALUE_MAP)


def ranked(
    board: Board,
    at: datetime,
    *,
    segment: int | None = None,
    blocks: Iterable[Block] = Block,
    known: Mapping[int, Grounds] | None = None,
) -> list[Note]:
    """Return the open notes of some blocks, the most important first: rating, dots, evidence, age.

    `segment` is a Segment.id; None means all segments. `known` is what each note rests on, where that is at hand.
    """
    grounds = proof(board, at).notes if known is None else known
    return sorted(
        open_notes(board, segment=segment, blocks=blocks),
        key=lambda note: (
            -weigh(note).rating,
            -dots(note),
            -grounds.get(note.id, NOTHING).value,
            note.created,
            note.id,
        ),
    )


def open_notes(board: Board, *, segment: int | None = None, blocks: Iterable[Block] = Block) -> list[Note]:
    """Return the open notes of some blocks in order of creation."""
    wanted = tuple(blocks)
    return [
        note
        for note in board.notes
        if note.state is NoteState.OPEN and note.block in wanted and segment in {None, note.segment}
    ]
