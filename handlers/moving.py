"""How far fit has moved since people last looked back, and the change that moved it most."""

from datetime import datetime, timedelta

from canvas.board import Board
from canvas.fit import fit
from canvas.merging import united
from canvas.movement import movement
from handlers import versions
from handlers.blocks.fit import Moved
from storage.transaction import Transaction

LOOK_BACK = timedelta(days=7)


def moved(tx: Transaction, kept: Board, segment: int, step: int = 0) -> Moved | None:
    """Look back a week, or in a younger workshop to the beginning of a step; None when there was no fit then, or now.

    kept: the board as its reader may see it, merged notes apart. step: one that has ended, 0 for the present one.
    """
    board = united(kept)
    now = fit(board, segment, tx.at)
    if now.paper is None:
        return None
    since, name = _since(tx, kept, step)
    then = united(versions.as_of(kept, since, tx.history.since(kept.workshop.id, since)))
    before = fit(then, segment, since)
    if before.paper is None:
        return None
    return Moved(since=name, then=before, now=now, movement=movement(then, board, segment, tx.at))


def _since(tx: Transaction, kept: Board, step: int) -> tuple[datetime, str]:
    workshop, week = kept.workshop, tx.at - LOOK_BACK
    if workshop.created <= week:
        return week, "In the last 7 days"
    return _step_since(tx, kept, step) or workshop.created, "Since this step began"


def _step_since(tx: Transaction, kept: Board, step: int) -> datetime | None:
    workshop = kept.workshop
    if step in {0, workshop.step}:
        return tx.history.step_since(workshop.id)
    changes = tx.history.since(workshop.id, workshop.created, ("workshops",))
    return next((one.at for one in reversed(changes) if one.after.get("step") == step), None)
