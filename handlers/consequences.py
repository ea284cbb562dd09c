"""What must change after a learning: each thing is changed, kept for a reason, or handed to somebody."""

from canvas.board import Board
from canvas.cards import Consequence, Learning
from canvas.consequence_errors import NoOneToHandTo, NoReasonToKeep
from canvas.consequences import named, of_learning, progress
from canvas.errors import Stale
from canvas.text import clean
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import consequences as blocks
from handlers.gesture import Gesture
from handlers.place import board_seen_by, workshop_drawn_for
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Ask what became of each thing, and keep it."""
    surfaces.button("consequences.ask", ask, writes=False)
    surfaces.form("consequences.settle", settle)


def ask(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the list of what a learning changes; when all of it is settled, say so."""
    board, learning = _drawn_for(gesture, tx)
    found = of_learning(board, learning)
    if all(one.state != "open" for one in found):
        return Answer(says=blocks.settled_before(learning))
    seen = board_seen_by(tx, gesture.user, board)
    return Answer(form=Form(blocks.form(board.workshop, learning, [(one, named(seen, one)) for one in found])))


def settle(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was said about each thing that is still open, and tell who looks after what from now on."""
    board, learning = _drawn_for(gesture, tx)
    seen = board_seen_by(tx, gesture.user, board)
    handed: dict[str, list[str]] = {}
    for one in of_learning(board, learning):
        code = named(seen, one)[0] or "it"
        if one.state == "open" and (chosen := gesture.words(f"state{one.id}")):
            owner = _settled(gesture, tx, board.workshop.id, (one, chosen), code)
            if owner and owner != gesture.user:
                handed.setdefault(owner, []).append(code)
    now = tx.workshops.board(board.workshop.id)
    left = progress(now, learning)
    says = blocks.settled(board.workshop, learning, left)
    posts = [
        channel.tell(tx.team, who, blocks.handed(learning, codes, tx.user), board.workshop.channel)
        for who, codes in handed.items()
    ]
    return Answer(says=says, posts=(*posts, *_all_done(board, now, learning)))


def _settled(gesture: Gesture, tx: Transaction, workshop: int, said: tuple[Consequence, str], code: str) -> str:
    """Keep what became of one thing; return who it was handed to, "" for nobody."""
    one, state = said
    reason, owner = clean(gesture.words(f"reason{one.id}")), gesture.words(f"owner{one.id}")
    if state == "kept" and not reason:
        raise NoReasonToKeep(at=f"reason{one.id}", code=code)
    if state == "handed" and not owner:
        raise NoOneToHandTo(at=f"owner{one.id}", code=code)
    if state not in blocks.STATES:
        raise Stale
    tx.consequences.settle(workshop, one, state, reason=reason, owner=owner if state == "handed" else "")
    return owner if state == "handed" else ""


def _all_done(before: Board, now: Board, learning: Learning) -> tuple[Delivery, ...]:
    """Tell the channel when the last thing was settled."""
    was, left = progress(before, learning), progress(now, learning)
    if was and left and was.settled < was.of == left.settled:
        return (channel.say(now.workshop, blocks.all_settled(learning)),)
    return ()


def _drawn_for(gesture: Gesture, tx: Transaction) -> tuple[Board, Learning]:
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    learning = next((one for one in board.learnings if one.id == gesture.subject.get("learning")), None)
    if learning is None:
        raise Stale
    return board, learning
