"""Which question comes next: the one that asks for what is still missing."""

from collections import Counter
from collections.abc import Sequence

from canvas.board import Board
from canvas.method import Block
from canvas.questions import LEAVENS, QUESTIONS, Question
from canvas.ranking import open_notes


def question(board: Board, segment: int, block: Block, turn: int = 0) -> str:
    """Return the question of a prompt; `segment` is a Segment.id, `turn` counts up each time it is asked anew.

    Subtypes without a note are asked for first; after three functional jobs comes a social or emotional one.
    """
    notes = open_notes(board, segment=segment, blocks=(block,))
    fitting = _fitting(block, Counter(note.subtype for note in notes))
    return fitting[turn % len(fitting)].text


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
