"""The pitch: one sentence for each segment, drafted from its canvas, that says when the canvas has moved on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from canvas.board import Board, Note, Segment, Workshop
from canvas.cards import Pitch, Quoted, Slot
from canvas.defaults import NOTE_LENGTH, SAME_LINE
from canvas.errors import Stale
from canvas.likeness import similarity
from canvas.offer_errors import NothingToPitch
from canvas.pitch import SLOTS, WHOLE, bands, draft, stale
from canvas.pitch import Stale as Out
from canvas.text import clean
from handlers import channel
from handlers.answer import Answer, Form
from handlers.blocks import pitch as blocks
from handlers.gesture import Gesture
from handlers.naming import segment_drawn_for
from handlers.place import board_for_all, segment_named, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

A_MOMENT = timedelta(milliseconds=1)


def register(surfaces: Surfaces) -> None:
    """Listen to who wants to say it in a sentence."""
    surfaces.word("pitch", pitch, usage="pitch", says="say what you offer in one sentence", writes=False)
    surfaces.button("pitch.show", show, writes=False)
    surfaces.button("pitch.write", write, writes=False)
    surfaces.form("pitch.save", save)
    surfaces.button("pitch.update", update)
    surfaces.button("pitch.share", share)
    surfaces.button("pitch.critique", critique)


def pitch(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the pitch of a segment."""
    workshop = workshop_here(gesture, tx)
    return Answer(says=_shown(tx, workshop, segment_named(gesture, tx, workshop)))


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the pitch of the segment whose prompt was clicked."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(says=_shown(tx, workshop, segment_drawn_for(gesture, tx, workshop)))


def _shown(tx: Transaction, workshop: Workshop, segment: Segment) -> blocks.Message:
    return blocks.shown(_look(tx, workshop, segment))


def _look(tx: Transaction, workshop: Workshop, segment: Segment) -> blocks.Look:
    """Return the pitch that was kept last, or a draft, with what each line rests on and what has changed."""
    board = board_for_all(tx, tx.workshops.board(workshop.id))
    kept = _kept(board, segment)
    text = kept or Pitch(segment=segment.id, slots=_drafted(board, segment, tx.at), at=tx.at)
    return blocks.Look(
        workshop=workshop,
        segment=segment,
        pitch=text,
        kept=kept is not None,
        bands=bands(text, board, tx.at),
        stale=stale(text, board, _former(tx, board, text)),
        notes={note.id: note for note in board.notes},
    )


def _former(tx: Transaction, board: Board, pitch: Pitch) -> set[str]:
    """Return the names that the segment, and alternatives, had when a pitch was kept and that are not theirs now."""
    changes = tx.history.since(board.workshop.id, pitch.at - A_MOMENT, ("alternatives", "segments"))
    rows = {one.row for one in changes if one.entity == "alternatives"}
    dropped = tx.alternatives.dropped(board.workshop.id, rows) if rows else set[str]()
    own = (one.before or {} for one in changes if one.entity == "segments" and one.row == pitch.segment)
    renamed = {str(before["name"]) for before in own if "name" in before}
    now = {one.name for one in board.segments if one.id == pitch.segment}
    still = {one.name for one in board.alternatives if one.segment == pitch.segment}
    return (renamed - now) | (dropped - still)


def _kept(board: Board, segment: Segment) -> Pitch | None:
    return next((one for one in reversed(board.pitches) if one.segment == segment.id), None)


def _drafted(board: Board, segment: Segment, at: datetime) -> tuple[Slot, ...]:
    return tuple(filled.slot for filled in draft(board, segment, at))


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form with every line of the pitch."""
    workshop = workshop_drawn_for(gesture, tx)
    look = _look(tx, workshop, segment_drawn_for(gesture, tx, workshop))
    return Answer(form=Form(blocks.form(look, tx.at)))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the pitch as the form has it; a line that is still much like its note goes on quoting it."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    quotes: Mapping[str, Sequence[int]] = gesture.subject.get("quotes", {})
    drawn = datetime.fromisoformat(gesture.subject["at"])
    slots = [
        _slot(name, clean(gesture.words(name))[:NOTE_LENGTH], _quotable(tx, quotes.get(name, ()), drawn))
        for name in SLOTS
    ]
    if not any(slot.text for slot in slots if slot.name != "segment"):
        raise NothingToPitch
    tx.pitches.keep(workshop.id, segment, slots)
    return Answer(says=_shown(tx, workshop, segment))


def _quotable(tx: Transaction, ids: Sequence[int], drawn: datetime) -> list[tuple[Note, bool]]:
    """Return the notes a line was drawn with, each with whether it still reads as it did then."""
    found = (tx.notes.get(int(one)) for one in ids)
    return [(note, note.updated <= drawn) for note in found if note is not None]


def _slot(name: str, text: str, notes: Sequence[tuple[Note, bool]]) -> Slot:
    """Return a line; what was reworded while the form was open is quoted as unread, to be asked about."""
    known = [(note, same) for note, same in notes if text and similarity(text, note.text) >= SAME_LINE]
    return Slot(name=name, text=text, notes=tuple(Quoted(note.id, note.text if same else "") for note, same in known))


def update(gesture: Gesture, tx: Transaction) -> Answer:
    """Put what the notes say now into the pitch; what is gone is drafted anew."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    board = board_for_all(tx, tx.workshops.board(workshop.id))
    kept = _kept(board, segment)
    if kept is None or kept.at.isoformat() != gesture.subject.get("at"):
        raise Stale
    changed = stale(kept, board, _former(tx, board, kept))
    tx.pitches.keep(workshop.id, segment, _brought_up(kept, changed, board, _drafted(board, segment, tx.at)))
    return Answer(says=_shown(tx, workshop, segment))


def _brought_up(pitch: Pitch, changed: Sequence[Out], board: Board, drafted: Sequence[Slot]) -> list[Slot]:
    """Return the lines of a pitch as the canvas has them now.

    A line whose note is gone is drafted anew, and with it what stands beside it, as far as it quotes a note: only
    together they are a want and its answer.
    """
    reworded = {one.slot for one in changed if one.reworded}
    gone = {one.slot for one in changed} - reworded
    beside = {name for pair in WHOLE.values() if gone & set(pair) for name in pair}
    anew = {slot.name: slot for slot in drafted}
    notes = {note.id: note for note in board.notes}

    def now(slot: Slot) -> Slot:
        if slot.name in gone or (slot.name in beside and slot.notes):
            return anew[slot.name]
        note = notes[slot.notes[0].note] if slot.name in reworded else None
        return replace(slot, text=note.text, notes=(Quoted(note.id, note.text),)) if note else slot

    return [now(slot) for slot in pitch.slots]


def share(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the pitch, as it is now, to the channel."""
    workshop = workshop_drawn_for(gesture, tx)
    look = _look(tx, workshop, segment_drawn_for(gesture, tx, workshop))
    return Answer(posts=(channel.say(workshop, blocks.shared(look)),))


def critique(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask the channel for five kinds of thought about the pitch, one after the other, in one thread."""
    workshop = workshop_drawn_for(gesture, tx)
    look = _look(tx, workshop, segment_drawn_for(gesture, tx, workshop))
    return Answer(posts=(channel.say(workshop, blocks.critique(look, tx.at)),))
