"""What was taken off the canvas comes back, whoever took it off and however long ago."""

from canvas.board import Note, NoteState, Workshop
from canvas.errors import NoCode
from canvas.restore_errors import NotGone
from canvas.words import split_codes
from handlers import channel
from handlers.answer import Answer, Delivery
from handlers.blocks import restoring as blocks
from handlers.gesture import Gesture
from handlers.naming import codes_of
from handlers.place import note_called, segment_meant, still_there, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

GONE = frozenset({NoteState.REMOVED, NoteState.PARKED, NoteState.DECLINED, NoteState.INVALIDATED})


def register(surfaces: Surfaces) -> None:
    """Listen to who wants something back."""
    surfaces.word("restore", restore, usage="restore", says="bring back what was taken off the canvas")
    surfaces.button("restoring.back", back)


def restore(gesture: Gesture, tx: Transaction) -> Answer:
    """Bring back the notes whose codes were typed; with nothing typed show what is gone, the newest first."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    if not text.strip():
        codes = codes_of(tx, workshop)
        gone = [note for note in tx.workshops.board(workshop.id).notes if note.state in GONE]
        return Answer(says=blocks.listed(workshop, sorted(gone, key=lambda note: note.updated, reverse=True), codes))
    codes, words = split_codes(text)
    if not codes or words:
        raise NoCode(example="restore P3")
    return _restored(tx, workshop, [note_called(gesture, tx, workshop, str(code)) for code in codes])


def back(gesture: Gesture, tx: Transaction) -> Answer:
    """Bring back the note of a button."""
    workshop = workshop_drawn_for(gesture, tx)
    note = tx.notes.get(int(gesture.subject.get("note", 0)))
    if note is None or note.segment not in {segment.id for segment in tx.segments.of(workshop.id)}:
        raise NotGone(code="That note")
    return _restored(tx, workshop, [note])


def _restored(tx: Transaction, workshop: Workshop, notes: list[Note]) -> Answer:
    for note in notes:
        if note.state not in GONE:
            raise NotGone(code=still_there(note).code)
    posts: list[Delivery] = []
    for note in notes:
        tx.notes.change(note, state=NoteState.OPEN)
        posts += channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.restored(notes, codes_of(tx, workshop)), posts=tuple(posts))
