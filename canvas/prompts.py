"""Which question comes next: the one that asks for what is still missing."""

from collections import Counter
from collections.abc import Sequence

from canvas.board import Board, Note
from canvas.method import KINDS, Block
from canvas.questions import LEAVENS, QUESTIONS, Question
from canvas.ranking import open_notes
from canvas.weight import weigh


def question(board: Board, segment: int, block: Block, turn: int = 0) -> str:
    """Return the question of a prompt; `segment` is a Segment.id, `turn` counts up each time it is asked anew.

    Subtypes without a note are asked for first; after three functional jobs comes a social or emotional one. The
    words of a note may be part of it, as somebody wrote them.
    """
    notes = open_notes(board, segment=segment, blocks=(block,))
    fitting = _fitting(block, Counter(note.subtype for note in notes))
    asked = fitting[turn % len(fitting)]
    served = KINDS[block].serves
    first = _weightiest(board, segment, served) if asked.named and served else None
    return asked.named.replace("{note}", f"{first.code} “{first.text}”") if first else asked.text


def _weightiest(board: Board, segment: int, block: Block) -> Note | None:
    """Return the note of a block that people rated highest, the first of equals; None where none is rated."""
    rated = [note for note in open_notes(board, segment=segment, blocks=(block,)) if not weigh(note).provisional]
    return max(rated, key=lambda note: weigh(note).rating, default=None)


def _fitting(block: Block, counts: Counter[str]) -> Sequence[Question]:
    questions = QUESTIONS[block]
    leaven = LEAVENS.get(block)
    if leaven:
        plain = sum(counts[subtype] for subtype in leaven.plain)
        others = sum(counts[subtype] for subtype in leaven.ask)
        if plain >= leaven.after * (others + 1):
            fewest = min(counts[subtype] for subtype in leaven.ask)
            return [q for q in questions if q.subtype in leaven.ask and counts[q.subtype] == fewest]
    missing = [q for q in questions if q.subtype and not counts[q.subtype]] if any(counts) else []
    return missing or questions
