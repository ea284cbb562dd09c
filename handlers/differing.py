"""Where people see a note differently: the channel is asked why, and nobody is named."""

from collections.abc import Iterable, Mapping
from typing import Any

from canvas.board import Note, NoteState, Workshop
from canvas.defaults import TOP_RATING
from canvas.errors import NoText, Stale
from canvas.method import KINDS, Block
from canvas.spread import Split, differs, splits, spread
from canvas.text import clean
from canvas.words import read_kind, read_rating
from handlers import channel, pace
from handlers.answer import Answer, Form, Message
from handlers.blocks import differing as blocks
from handlers.gesture import Gesture
from handlers.place import note_drawn_for, segment_meant, votes_shown, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

ASKED_AT_ONCE = 3  # differences asked about in one go


def register(surfaces: Surfaces) -> None:
    """Listen to who wants to know why people differ, and to the answers."""
    surfaces.word("differ", by_word, usage="differ", says="see where you differ, and ask why")
    surfaces.button("differing.differ", differ)
    surfaces.button("differing.say", say, writes=False)
    surfaces.button("differing.one", one, writes=False)
    surfaces.form("differing.said", said)
    surfaces.form("differing.regrade", regrade)
    surfaces.drawing("differing.split", split)


def by_word(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask the channel about what people in it see differently."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    wanted = (read_kind(text),) if text.strip() else tuple(Block)
    return _asked(tx, workshop, segment.id, wanted)


def differ(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask the channel about what people see differently in a block."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = int(gesture.subject.get("segment", 0))
    if segment not in {one.id for one in tx.segments.of(workshop.id)}:
        raise Stale
    return _asked(tx, workshop, segment, (Block(gesture.subject["block"]),))


def _asked(tx: Transaction, workshop: Workshop, segment: int, wanted: Iterable[Block]) -> Answer:
    open_ones = [block for block in wanted if votes_shown(tx, segment, block.value)]
    found = splits(tx.workshops.board(workshop.id), segment=segment, blocks=open_ones)
    there = {one.note.id for one in found if tx.messages.find(workshop.id, channel.SPLIT, subject=str(one.note.id))}
    new = [one.note for one in found if one.note.id not in there][:ASKED_AT_ONCE]
    known = [one.note for one in found if one.note.id in there]
    return Answer(says=blocks.asked(new, known[:ASKED_AT_ONCE]), posts=channel.differing(tx, workshop, new))


def split(tx: Transaction, subject: Mapping[str, Any]) -> Message | None:
    """Draw the question about a note that people see differently; None when the note is gone."""
    message = tx.messages.get(subject["message"])
    note = tx.families.whole(int(message.subject)) if message else None
    if message is None or note is None or note.state is not NoteState.OPEN:
        return None
    workshop = tx.workshops.get(message.workshop)
    if not votes_shown(tx, note.segment, note.block.value):
        return blocks.waits(note)
    if not differs(workshop, note):
        return blocks.agreed(note)
    return blocks.split(workshop, _ends(note), tx.rounds.find(note.segment, note.block.value))


def _ends(note: Note) -> Split:
    values = [rating.value for rating in note.ratings] or [TOP_RATING]
    return Split(note, max(values), min(values), spread(note))


def say(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to answer without a name."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(form=Form(blocks.saying(workshop, note_drawn_for(gesture, tx, workshop), gesture.ts)))


def said(gesture: Gesture, tx: Transaction) -> Answer:
    """Post in the thread what somebody said without a name."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    text = clean(gesture.words("text"))
    if not any(letter.isalnum() for letter in text):
        raise NoText
    whole = tx.families.whole(note.id) or note
    own = next((rating.value for rating in whole.ratings if rating.user == tx.user), None)
    told = own if votes_shown(tx, note.segment, note.block.value) else None
    thread = str(gesture.subject.get("ts", ""))
    return Answer(posts=(channel.say(workshop, blocks.said(_ends(whole), told, text), thread),))


def one(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to rate one note again."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    pace.weighable(tx, note.segment, note.block.value)
    whole = tx.families.whole(note.id) or note
    own = next((rating.value for rating in whole.ratings if rating.user == tx.user), None)
    return Answer(form=Form(blocks.one(workshop, whole, own)))


def regrade(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the new rating of one note."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    chosen = gesture.words(str(note.id))
    value = read_rating(chosen, note.code, KINDS[note.block].scale)
    pace.weighing(tx, note.segment, note.block.value)
    tx.families.rate(note, tx.user, value)
    redrawn = channel.changed(tx, workshop, note.segment, [note.block.value])
    posts = (*redrawn, *channel.differed(tx, workshop, [note]))
    return Answer(says=blocks.regraded(note, value), posts=posts)
