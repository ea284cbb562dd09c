"""Whose view it is: how many of the notes that weigh most one person wrote."""

from collections import Counter
from datetime import datetime

from canvas.board import Board
from canvas.defaults import TOP_RATED
from canvas.ranking import PROFILE, ranked

ONE_HAND = 0.6  # of the notes that weigh most: from here on it may be one person's view
TEAM = 2  # alone, everything is one view


def one_hand(board: Board, segment: int, at: datetime) -> tuple[int, int]:
    """Return how many of how many top notes of a segment (a Segment.id) come from one person; (0, 0) when mixed.

    Where only one person takes part there is nothing to say.
    """
    top = ranked(board, at, segment=segment, blocks=PROFILE)[:TOP_RATED]
    if len(top) < TOP_RATED or len(board.here) < TEAM:
        return 0, 0
    most = max(Counter(note.author for note in top if note.author).values(), default=0)
    return (most, len(top)) if most >= ONE_HAND * len(top) else (0, 0)
