"""Ten questions about a strong offer, two of which the canvas answers by itself."""

from canvas.board import Board, Segment
from canvas.traits import POINTS, TRAITS, portrait
from handlers import channel
from handlers.answer import Answer, Form
from handlers.blocks import traits as blocks
from handlers.gesture import Gesture
from handlers.naming import segment_drawn_for
from handlers.place import segment_named, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Ask the ten questions, and keep the answers."""
    says = "ten questions about a strong offer"
    surfaces.word("fit traits", ask, usage="fit traits", says=says, writes=False)
    surfaces.form("traits.save", save)
    surfaces.button("traits.share", share)


def ask(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the ten questions."""
    workshop = workshop_here(gesture, tx)
    segment = segment_named(gesture, tx, workshop)
    board = tx.workshops.board(workshop.id)
    return Answer(form=Form(blocks.form(workshop, segment, portrait(board, segment.id, dict(segment.answers)))))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the answers; what the canvas says by itself is left to it."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    board = tx.workshops.board(workshop.id)
    said = {key: _said(gesture.words(key), key, board, segment) for key in TRAITS}
    tx.segments.answer(workshop.id, segment, said)
    return Answer(says=blocks.answered(workshop, segment, portrait(board, segment.id, said)))


def _said(chosen: str, key: str, board: Board, segment: Segment) -> str:
    """Return an answer to keep, "" for one that nobody knows or that the canvas gives by itself."""
    fill = TRAITS[key].fill
    if chosen not in POINTS or (fill and chosen == fill(board.of_segment(segment.id))):
        return ""
    return chosen


def share(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the answers, as they are now, to the channel."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    found = portrait(tx.workshops.board(workshop.id), segment.id, dict(segment.answers))
    return Answer(posts=(channel.say(workshop, blocks.shared(segment, found)),))
