"""Fit: how well what is offered answers what matters, and what to do next."""

from canvas.board import Note, NoteState, Segment, Workshop
from canvas.errors import UnknownSegment
from canvas.fit import fit
from canvas.ranking import VALUE_MAP, open_notes
from handlers import channel
from handlers.answer import Answer, Form, Message
from handlers.blocks import fit as blocks
from handlers.gesture import Gesture
from handlers.place import note_drawn_for, segment_named, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to questions about fit."""
    surfaces.word("fit", show, usage="fit", says="see how well the offer fits, and the gaps", writes=False)
    surfaces.button("fit.share", share)
    surfaces.button("fit.decline", decline, writes=False)
    surfaces.form("fit.declined", declined)


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Show fit to the one who asks."""
    workshop = workshop_here(gesture, tx)
    segment = segment_named(gesture, tx, workshop)
    return Answer(says=_report(tx, workshop, segment, private=True))


def share(gesture: Gesture, tx: Transaction) -> Answer:
    """Show fit, as it is now, to the channel."""
    workshop = workshop_drawn_for(gesture, tx)
    segments = tx.segments.of(workshop.id)
    segment = next((one for one in segments if one.id == gesture.subject.get("segment")), None)
    if segment is None or segment.state != "open":
        raise UnknownSegment(name="that one, it is closed", names=", ".join(one.name for one in segments))
    return Answer(posts=(channel.say(workshop, _report(tx, workshop, segment, private=False)),))


def _report(tx: Transaction, workshop: Workshop, segment: Segment, *, private: bool) -> Message:
    board = tx.workshops.board(workshop.id)
    found = fit(board, segment.id, tx.at)
    advice = blocks.next_step(found, len(open_notes(board, segment=segment.id, blocks=VALUE_MAP)))
    notes: dict[int, Note] = {note.id: note for note in board.notes}
    return blocks.report(workshop, segment, found, advice, notes, private=private)


def decline(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask why a note is not to be served."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(form=Form(blocks.declining(workshop, note_drawn_for(gesture, tx, workshop))))


def declined(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that the team chose not to serve a note, and why."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    after = tx.notes.change(note, state=NoteState.DECLINED)
    tx.workshops.decide(workshop.id, "decline", note.code, "", gesture.words("reason"))
    return Answer(says=blocks.declined(after), posts=channel.changed(tx, workshop, note.segment, [note.block.value]))
