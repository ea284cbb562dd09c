"""What waits for one person in a workshop, the most pressing first."""

from collections.abc import Iterable
from datetime import timedelta

from canvas.attention import weekly
from canvas.board import Board
from canvas.fit_rounds import ROUND
from canvas.gates import still_open
from canvas.lack import Lack
from canvas.last_gates import is_action_due
from canvas.method import LAST_STEP
from handlers import advice, pace
from handlers.blocks import rounds, status
from handlers.blocks.todo import Todo
from handlers.place import board_for_all, board_seen_by, in_secret, without_secrets
from storage.transaction import Transaction

BEFORE = timedelta(seconds=1)  # a review that ran just now counts


def gate(tx: Transaction, board: Board, step: int) -> list[Lack]:
    """Return what is still open at the end of a step, and nothing that tells of ratings given in secret."""
    secret = in_secret(tx.rounds.of(board.workshop.id))
    found = still_open(without_secrets(board, secret), step, tx.at)
    return [one for one in found if one.word != "rate" or (one.segment, one.block) not in secret]


def waiting(tx: Transaction, board: Board, user: str) -> list[Todo]:
    """Return what asks this person to do something: to join, to write, rate or judge, to answer, to act."""
    if user not in board.here:
        return [status.join()]
    return [*_rounds(tx, board, user), *_asks(tx, board, user), *_actions(tx, board, user)]


def _rounds(tx: Transaction, board: Board, user: str) -> Iterable[Todo]:
    """Return the prompts that are written or rated unseen now, and the links that are judged in secret."""
    segments = {one.id: one for one in board.segments if one.state == "open"}
    running = [one for one in tx.rounds.of(board.workshop.id) if one.segment in segments and user not in one.round.done]
    prompts = (one for one in running if one.block != ROUND and user not in one.round.wrote)
    found = [status.prompt_waits(board.workshop, rounds.about(one, segments)) for one in prompts]
    judged = sorted((segments[one.segment] for one in running if one.block == ROUND), key=lambda one: one.number)
    return [*filter(None, found), *map(status.links_to_judge, judged)]


def _asks(tx: Transaction, board: Board, user: str) -> Iterable[Todo]:
    """Return what the last weekly review asked this person and nobody has answered."""
    since = tx.reminders.last_run(board.workshop.id, tx.at + BEFORE)
    known = tx.asked.of(board.workshop.id)
    if since is None or not known:
        return []
    numbers = {one.id: one.number for one in board.segments} if len(board.segments) > 1 else {}
    asks = weekly(board_for_all(tx, board), since, tx.at, known)
    mine = [one for one in asks if one.person == user and one.claim in known]
    return [status.asked(board.workshop, one, numbers.get(one.segment or 0, 0)) for one in mine]


def _actions(tx: Transaction, board: Board, user: str) -> Iterable[Todo]:
    return [status.action_due(card) for card in board.learnings if card.owner == user and is_action_due(card, tx.at)]


def worth_a_look(tx: Transaction, board: Board, user: str) -> list[Todo]:
    """Return that the coach has questions, in the last step, where nothing follows that would ask them."""
    if board.workshop.step != LAST_STEP:
        return []
    found = advice.findings(tx, board_seen_by(tx, user, board), user)
    return [status.to_check(len(found))] if found else []


def leading(tx: Transaction, board: Board, user: str) -> list[Todo]:
    """Offer a member to lead while neither who leads nor who stands in has acted for a day."""
    workshop = board.workshop
    member = user in board.here and not status.leads(workshop, user)
    return [status.take_over(workshop)] if member and pace.led_by_nobody(tx, workshop) else []
