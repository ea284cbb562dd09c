"""The view across segments: what they share, what only one has, one offer for both, and where they clash."""

from canvas.across import across
from canvas.board import Workshop
from canvas.links import active_links
from canvas.segment_errors import NoSegmentYet
from handlers import channel
from handlers.answer import Answer, Message
from handlers.blocks import across as blocks
from handlers.gesture import Gesture
from handlers.place import board_seen_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Compare the segments of a workshop."""
    surfaces.word("fit across", show, usage="fit across", says="compare your segments", writes=False)
    surfaces.button("across.share", share)


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Compare the segments for the one who asks."""
    return Answer(says=_compared(tx, workshop_here(gesture, tx), gesture.user))


def share(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the comparison, as it is now, to the channel."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(posts=(channel.say(workshop, _compared(tx, workshop)),))


def _compared(tx: Transaction, workshop: Workshop, reader: str = "") -> Message:
    """Compare for one reader, or for the channel: what is still written unseen stays unseen."""
    board = board_seen_by(tx, reader, tx.workshops.board(workshop.id))
    count = sum(segment.state == "open" for segment in board.segments)
    if not count:
        raise NoSegmentYet
    if count < blocks.SEVERAL:
        return blocks.only_one()
    served = frozenset(link.target for link in active_links(board) if link.works > 0)
    return blocks.compared(board, across(board), served, private=bool(reader))
