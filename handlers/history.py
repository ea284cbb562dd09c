"""What changed in a workshop, who did it, and why: newest first, a page at a time."""

from itertools import groupby

from handlers.answer import Answer
from handlers.blocks import decisions
from handlers.blocks import history as blocks
from handlers.gesture import Gesture
from handlers.place import board_told_to, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

DECISIONS = frozenset({"decision", "decisions"})
AT_ONCE = 60  # changes on a page; one act can be many


def register(surfaces: Surfaces) -> None:
    """Listen to who wants to know what happened."""
    says = "what changed, and why; history decisions: what was decided"
    surfaces.word("history", history, usage="history", says=says, writes=False)
    surfaces.button("history.earlier", earlier, writes=False)


def history(gesture: Gesture, tx: Transaction) -> Answer:
    """Tell the newest changes to the one who asks, or `history decisions` all that was decided."""
    workshop = workshop_here(gesture, tx)
    if gesture.text.strip().casefold() in DECISIONS:
        return Answer(says=decisions.decided(workshop, tx.workshops.decisions(workshop.id)))
    return _page(tx, workshop.id, gesture.user, None)


def earlier(gesture: Gesture, tx: Transaction) -> Answer:
    """Tell what came before the page whose button was clicked."""
    return _page(tx, workshop_drawn_for(gesture, tx).id, gesture.user, int(gesture.subject["before"]))


def _page(tx: Transaction, workshop: int, user: str, before: int | None) -> Answer:
    changes = tx.history.newest(workshop, AT_ONCE, before)
    board = board_told_to(tx, user, tx.workshops.board(workshop))
    acts = [blocks.Act(list(reversed(list(act)))) for _, act in groupby(changes, lambda one: (one.user, one.gesture))]
    full = len(changes) == AT_ONCE
    if full and len(acts) > 1:
        acts.pop()  # its beginning may lie on the next page
    until = changes[-1].at if changes and full else board.workshop.created
    since = changes[0].at if before is not None and changes else tx.at
    decisions = [one for one in tx.workshops.decisions(workshop) if one.reason and until <= one.at <= since]
    return Answer(says=blocks.page(board, acts, decisions, more=full))
