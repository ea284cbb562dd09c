"""The questions of the prompts, in our own words. They turn towards what a canvas still lacks."""

from collections import Counter

from canvas.board import Board
from canvas.method import Block
from canvas.ranking import open_notes

# Block -> subtype -> questions; "" asks about no subtype. A new question is one more line here.
QUESTIONS: dict[Block, dict[str, tuple[str, ...]]] = {
    Block.JOB: {
        "functional": (
            "What are they trying to get done on a normal day?",
            "What has to work out for them this quarter?",
            "What were they busy with just before they met you?",
        ),
        "social": ("Who do they want to impress, or not to disappoint?", "How do they want others to see them?"),
        "emotional": ("What would let them sleep better?", "How do they want to feel when it is done?"),
        "supporting": ("What do they do to choose, buy and set it up?", "What is left to do when they stop using it?"),
    },
    Block.PAIN: {
        "undesired_outcome": (
            "Where do they lose time, money or energy, and how much?",
            "What goes wrong at the worst moment?",
        ),
        "obstacle": ("What keeps them from even starting?", "Which workaround do they keep alive?"),
        "risk": ("What are they afraid could happen?", "What would they hate to be blamed for?"),
    },
    Block.GAIN: {
        "required": ("Without which result would it be useless to them?",),
        "expected": ("What would they take for granted?", "How do they measure a good day?"),
        "desired": ("What would they love, if they could choose?", "What would they tell their friends about?"),
        "unexpected": ("What have they never thought of asking for?",),
    },
    Block.PRODUCT: {
        "": ("What do you offer them? A plain list will do.", "What else comes with it: service, advice, financing?"),
    },
    Block.PAIN_RELIEVER: {
        "": (
            "Which pain does it end, and by how much?",
            "What happens to them the first time they use it?",
            "What do you choose not to solve?",
        ),
    },
    Block.GAIN_CREATOR: {
        "": (
            "Which gain does it bring, and how would they notice?",
            "What can they do now that they could not before?",
            "Why could nobody copy this within a month?",
        ),
    },
}
IN_A_ROW = 3  # functional jobs, after which a social or emotional one is asked for


def question(board: Board, segment: int, block: Block, turn: int) -> str:
    """Return what to ask now in a block of a segment (a Segment.id); `turn` counts the times it was asked.

    The kinds that the block has least of come first; jobs turn social and emotional after three functional ones.
    """
    kinds = QUESTIONS[block]
    had = Counter(note.subtype or next(iter(kinds)) for note in open_notes(board, segment=segment, blocks=[block]))
    least = sorted(kinds, key=lambda kind: had[kind] // IN_A_ROW)
    asked = kinds[least[0]]
    return asked[turn % len(asked)]
