"""What a week has taught, by hypothesis: what was tried, what it showed, what it means, and what follows."""

from dataclasses import dataclass
from datetime import datetime

from canvas.board import Board, Hypothesis
from canvas.cards import Learning, Test
from canvas.evidence import Grounds
from canvas.priorities import refuted
from canvas.proof import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One hypothesis with the tests that moved and the learnings that were written since the last review."""

    hypothesis: Hypothesis
    tests: tuple[Test, ...]
    grounds: Grounds  # what all evidence for it carries now
    learnings: tuple[Learning, ...]
    refuted: bool = False  # the last test with a clear verdict says that it does not hold


def news(board: Board, since: datetime, known: Proof) -> list[News]:
    """Return what was tried or learned after a moment, in the order of the hypotheses."""
    found: list[News] = []
    wrong = refuted(board)
    for one in board.hypotheses:
        tests = (test for test in board.tests if test.hypothesis == one.id and not test.void)
        moved = tuple(test for test in tests if max(test.moved, test.closed or test.moved) > since)
        learned = tuple(card for card in board.learnings if card.hypothesis == one.id and card.at > since)
        if moved or learned:
            grounds = known.of_hypothesis(one.id)
            no = one.id in wrong
            found.append(News(hypothesis=one, tests=moved, grounds=grounds, learnings=learned, refuted=no))
    return found
