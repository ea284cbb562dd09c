"""Which tests count: a test is there for its hypothesis, and ends with it."""

from collections.abc import Iterable, Sequence

from canvas.board import Board
from canvas.cards import Test

GONE = {"closed": "closed", "removed": "dropped"}  # state of a hypothesis nobody has to test any more, and in words


def live(board: Board) -> list[Test]:
    """Return the tests that count: no version that is void, and none that what it tests has left unfinished."""
    gone = {one.id for one in board.hypotheses if one.state in GONE}
    return [test for test in board.tests if not test.void and (test.verdict or test.hypothesis not in gone)]


def left_over(board: Board) -> list[Test]:
    """Return the tests that nobody has to finish, since what they test is closed or dropped."""
    counting = {test.id for test in live(board)}
    return [test for test in board.tests if not test.void and test.id not in counting]


def ordered(tests: Iterable[Test], order: Sequence[int]) -> list[Test]:
    """Return tests in the `order` of their hypotheses (ids), of one hypothesis the cheapest and quickest first."""
    places = {one: place for place, one in enumerate(order)}
    return sorted(tests, key=lambda test: (places.get(test.hypothesis, len(places)), test.cost, test.time, test.id))
