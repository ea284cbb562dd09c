"""What is still open of hypotheses, tests and learnings: the gates of the last two steps."""

from collections.abc import Iterable
from datetime import datetime

from canvas.advice import advise
from canvas.board import Board, Segment
from canvas.cards import Learning, Test
from canvas.consequences import unsettled
from canvas.defaults import CUSTOMER_TIER
from canvas.fit import fit
from canvas.lack import Lack
from canvas.priorities import STANDING
from canvas.ranking import open_notes
from canvas.running import live
from canvas.testing import is_overdue, is_stuck


def hypotheses(board: Board, _: datetime) -> Iterable[Lack]:
    """Say what is missing before hypotheses can teach anything."""
    if not any(hypothesis.state == "kept" for hypothesis in board.hypotheses):
        says = "No hypothesis is kept yet. Keep at least the one that would sink the idea if it were wrong."
        yield Lack(says, "Draft hypotheses", "hypothesis", "list")
    elif not live(board):
        yield Lack("Nothing is tested yet. Start with what matters most.", "What to test first", "hypothesis map")
    yield from _unlearned(board)
    if not any(one.state == "active" and one.tier >= CUSTOMER_TIER for one in board.evidence):
        yield Lack("No customer has been heard yet. One talk is a good start.", "Add evidence", "evidence")


def proving(board: Board, at: datetime) -> Iterable[Lack]:
    """Say which tests, results, learnings and actions wait for somebody."""
    for test in live(board):
        if is_overdue(test, at) or is_stuck(test, at):
            yield Lack(_slow(test, at), f"Look at {test.code}", "test", test.code)
    yield from _unlearned(board)
    open_ones = {one.learning.id for one in unsettled(board)}
    for card in board.learnings:
        if card.id in open_ones:
            says = f"{card.code} says that something on the canvas must change. What becomes of it?"
            yield Lack(says, f"Look at {card.code}", "learn", card.code)
        if is_action_due(card, at):
            says = f"The next action of {card.code} was due. Is it done?"
            yield Lack(says, f"Look at {card.code}", "learn", card.code)


def next_best(board: Board, segment: Segment, at: datetime) -> Iterable[Lack]:
    """Say what a segment needs most: a first hypothesis, then what raises its fit."""
    if not open_notes(board, segment=segment.id):
        return
    if not any(one.segment in {segment.id, None} and one.state in STANDING for one in board.hypotheses):
        says = "There is no hypothesis yet. What must be true for this to work?"
        yield Lack(says, "Draft hypotheses", "hypothesis", "list")
    best = advise(fit(board, segment.id, at))
    if best.word and best.note is None:
        yield Lack(best.says, "Match one by one", best.word, f"--segment {segment.number}")
    if best.word and best.note is not None:
        code = best.note.code
        yield Lack(best.says, f"{LABELS[best.word]} {code}", best.word, f"{segment.number}{code}")


def is_action_due(card: Learning, at: datetime) -> bool:
    """Tell whether the deadline of what a learning asks for has passed."""
    return bool(card.action) and card.due is not None and card.due < at


LABELS = {"link": "Link", "rate": "Rate", "evidence": "Add evidence for"}


def _slow(test: Test, at: datetime) -> str:
    if is_overdue(test, at):
        return f"{test.code} is late. Is it done, or does it need more time?"
    return f"{test.code} has been in {test.column} for longer than planned. What holds it up?"


def _unlearned(board: Board) -> Iterable[Lack]:
    """Ask what results have taught that nobody has written a learning about."""
    told = {test for card in board.learnings for test in card.tests}
    open_ones = [one for one in board.tests if one.column == "learn" or (one.column == "done" and one.verdict)]
    waiting = [one.code for one in open_ones if not one.void and (one.column == "learn" or one.id not in told)]
    if waiting:
        says = f"What did you learn from {', '.join(waiting)}?"
        yield Lack(says, f"Learn from {waiting[0]}", "learn", waiting[0])
