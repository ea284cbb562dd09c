"""Fit: how well what is offered answers what matters, what moved it, and what to do next."""

from canvas.board import Note, Segment, Workshop
from canvas.contested import contested
from canvas.fit import fit
from canvas.merging import united
from canvas.ranking import PROFILE, VALUE_MAP, open_notes
from canvas.traits import portrait
from canvas.voices import one_hand
from handlers import channel
from handlers.answer import Answer, Message
from handlers.blocks import fit as blocks
from handlers.blocks import gaps
from handlers.gesture import Gesture
from handlers.moving import moved
from handlers.naming import segment_drawn_for
from handlers.place import board_seen_by, segment_named, votes_shown, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to questions about fit."""
    surfaces.word("fit", show, usage="fit", says="see how well the offer fits, and the gaps", writes=False)
    surfaces.button("fit.share", share)
    surfaces.button("fit.more", more, writes=False)


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Show fit to the one who asks."""
    workshop = workshop_here(gesture, tx)
    segment = segment_named(gesture, tx, workshop)
    return Answer(says=_report(tx, workshop, segment, gesture.user))


def share(gesture: Gesture, tx: Transaction) -> Answer:
    """Show fit, as it is now, to the channel."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    return Answer(posts=(channel.say(workshop, _report(tx, workshop, segment)),))


def more(gesture: Gesture, tx: Transaction) -> Answer:
    """Show further gaps, or more of what hardly matters, to the one who asks."""
    workshop = workshop_drawn_for(gesture, tx)
    told = _told(tx, workshop, segment_drawn_for(gesture, tx, workshop), gesture.user)
    return Answer(says=gaps.more(told, str(gesture.subject["what"]), int(gesture.subject["start"])))


def _report(tx: Transaction, workshop: Workshop, segment: Segment, reader: str = "") -> Message:
    return blocks.report(_told(tx, workshop, segment, reader), private=bool(reader))


def _told(tx: Transaction, workshop: Workshop, segment: Segment, reader: str) -> blocks.Report:
    """Return what to tell one reader, or the channel: what is still written or rated unseen stays unseen."""
    kept = board_seen_by(tx, reader, tx.workshops.board(workshop.id, united=False))
    board = united(kept)
    found = fit(board, segment.id, tx.at)
    notes: dict[int, Note] = {note.id: note for note in board.notes}
    leads = bool(reader) and reader in {workshop.facilitator, workshop.stand_in}
    return blocks.Report(
        workshop=workshop,
        segment=segment,
        found=found,
        notes=notes,
        offers=len(open_notes(board, segment=segment.id, blocks=VALUE_MAP)),
        several=sum(one.state == "open" for one in board.segments) > 1,
        moved=moved(tx, kept, segment.id),
        portrait=portrait(board, segment.id, dict(segment.answers)) if segment.answers else None,
        contested=contested(board, segment.id, tx.at),
        secret=frozenset(block for block in PROFILE if not votes_shown(tx, segment.id, block.value)),
        one_hand=one_hand(board, segment.id, tx.at) if leads else (0, 0),
    )
