"""Choosing not to serve something, on purpose and with a reason."""

from canvas.board import Note, NoteState, Workshop
from canvas.declined import declined
from canvas.errors import Stale
from canvas.method import KINDS, Side
from canvas.offer_errors import NotAWant
from canvas.text import clean, unquote
from canvas.words import split_codes
from handlers import channel
from handlers.answer import Answer, Form
from handlers.blocks import declining as blocks
from handlers.gesture import Gesture
from handlers.naming import codes_of, segment_drawn_for
from handlers.place import (
    board_seen_by,
    note_called,
    note_drawn_for,
    segment_meant,
    still_there,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

REASON = 300  # characters


def register(surfaces: Surfaces) -> None:
    """Listen to who chooses not to serve something."""
    says = "choose not to serve a job, pain or gain"
    surfaces.word("decline", decline, usage="decline P3 Supermarkets do that well", says=says)
    surfaces.button("declining.ask", ask, writes=False)
    surfaces.form("declining.save", save)
    surfaces.button("declining.listing", listing, writes=False)
    surfaces.button("declining.take_back", take_back)


def decline(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that the note whose code was typed is not served; without a reason, or a code, open the form."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    if not text.strip():
        return Answer(form=Form(blocks.form(workshop)))
    codes, reason = split_codes(text, most=1)
    note = _want(still_there(note_called(gesture, tx, workshop, str(codes[0]) if codes else text.split()[0])))
    if not reason.strip():
        return Answer(form=Form(blocks.form(workshop, note)))
    return _declined(tx, workshop, note, unquote(clean(reason)))


def ask(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask why a note is not to be served."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(form=Form(blocks.form(workshop, _want(note_drawn_for(gesture, tx, workshop)))))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that the team chose not to serve a note, and why."""
    workshop = workshop_drawn_for(gesture, tx)
    note = _want(note_drawn_for(gesture, tx, workshop))
    return _declined(tx, workshop, note, clean(gesture.words("reason")))


def _want(note: Note) -> Note:
    if KINDS[note.block].side is not Side.PROFILE:
        raise NotAWant(code=note.code)
    return note


def _declined(tx: Transaction, workshop: Workshop, note: Note, reason: str) -> Answer:
    after = tx.notes.change(note, state=NoteState.DECLINED)
    codes = codes_of(tx, workshop)
    tx.workshops.decide(workshop.id, "decline", codes.read(note), "", reason[:REASON])
    posts = channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.declined(after, reason[:REASON], codes), posts=posts)


def listing(gesture: Gesture, tx: Transaction) -> Answer:
    """List what a segment is not served with by choice, each with its reason and the way back."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    board = board_seen_by(tx, tx.user, tx.workshops.board(workshop.id))
    return Answer(says=blocks.listing(workshop, segment, declined(board, segment.id), codes_of(tx, workshop)))


def take_back(gesture: Gesture, tx: Transaction) -> Answer:
    """Let a note be a gap to serve again."""
    workshop = workshop_drawn_for(gesture, tx)
    note = tx.notes.get(int(gesture.subject["note"]))
    codes = codes_of(tx, workshop)
    if note is None or not codes.number(note) or note.state is not NoteState.DECLINED:
        raise Stale
    after = tx.notes.change(note, state=NoteState.OPEN)
    posts = channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.taken_back(after, codes), posts=posts)
