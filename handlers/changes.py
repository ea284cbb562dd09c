"""Notes are changed, moved, taken off the canvas and brought back."""

from datetime import datetime

from canvas.board import Note, NoteState, Workshop
from canvas.clashes import before_them, settle
from canvas.errors import NoText, OneAtATime, SameKind, Stale, UnknownKind, WrongSubtype
from canvas.facets import NAMES, read_facets
from canvas.method import KINDS, Block
from canvas.text import clean, shorten, unquote
from canvas.words import read_kind, split_codes
from handlers import advice, channel
from handlers.answer import Answer, Delivery, Form, FormAct
from handlers.blocks import changes as blocks
from handlers.blocks import notes as note_blocks
from handlers.blocks import reminders
from handlers.gesture import Gesture
from handlers.naming import codes_of
from handlers.place import note_called, note_drawn_for, segment_meant, still_there, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.history import Change
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to everything that changes notes."""
    surfaces.word("edit", edit, usage="edit P3 Waiting on hold for 20 minutes", says="change what a note says")
    surfaces.word("move", move, usage="move P3 gain", says="make a note another kind")
    surfaces.word("remove", remove, usage="remove P3", says="take a note off the canvas")
    surfaces.word("undo", undo, usage="undo", says="take back your last change")
    surfaces.form("changes.rewrite", rewrite)
    surfaces.form("changes.pick", pick)
    surfaces.button("changes.shift", shift)
    surfaces.button("changes.same", same)
    surfaces.button("changes.park", park)
    surfaces.button("changes.drop", drop)
    surfaces.button("changes.older", older)


def edit(gesture: Gesture, tx: Transaction) -> Answer:
    """Give a note other words; without words open the form with those it has."""
    workshop, note, words = _called(gesture, tx)
    if note is None or not words:
        return Answer(form=Form(blocks.rewriting(workshop, note, codes_of(tx, workshop), words)))
    return _rewritten(tx, workshop, note, unquote(clean(words)))


def rewrite(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the form's words, unless somebody has changed the note since it was opened."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    was = gesture.subject.get("was")
    if not was:
        return _rewritten(tx, workshop, note, gesture.words("text"))
    subtype = gesture.words("subtype")
    if subtype and subtype not in KINDS[note.block].subtypes:
        choices = ", ".join(one.replace("_", " ") for one in KINDS[note.block].subtypes)
        raise WrongSubtype(kind=KINDS[note.block].title.lower(), choices=choices)
    said = {name: gesture.words(name) for name in NAMES if name in gesture.fields}
    more = {"measure": gesture.words("measure"), **read_facets(note.block, subtype, said, note)}
    if datetime.fromisoformat(was) != note.updated:
        return _settled(gesture, tx, workshop, note, more)
    return _rewritten(tx, workshop, note, gesture.words("text"), **more)


def _settled(gesture: Gesture, tx: Transaction, workshop: Workshop, note: Note, more: dict[str, str]) -> Answer:
    """Put two changes of a note together; where both changed the same, show theirs and ask which one holds."""
    text, detail, _ = shorten(gesture.words("text"))
    since = tx.history.since(workshop.id, datetime.fromisoformat(gesture.subject["was"]))
    theirs = [one for one in since if (one.entity, one.row) == ("notes", note.id)]
    was = before_them((one.before, one.after) for one in theirs)
    mine = {"text": text, "detail": detail, **more}
    found = settle(mine, {name: getattr(note, name) for name in mine}, was)
    if found.clashes:
        who = theirs[-1].user
        return Answer(form=Form(blocks.clashing(workshop, note, codes_of(tx, workshop), found, who), FormAct.UPDATE))
    values = dict(found.values)
    words = f"{values.pop('text')} {values.pop('detail')}".strip()
    return _rewritten(tx, workshop, note, words, **values)


def _rewritten(tx: Transaction, workshop: Workshop, note: Note, words: str, **more: str) -> Answer:
    text, detail, cut = shorten(words)
    if not text:
        raise NoText
    after = tx.notes.reword(note, text=text, detail=detail, **more)
    posts = channel.changed(tx, workshop, note.segment, [note.block.value])
    codes = codes_of(tx, workshop)
    says = blocks.rewritten(workshop, after, codes, was_cut=cut)
    segment = next(one for one in codes.segments if one.id == note.segment)
    unclear = advice.about_new(tx, workshop, segment, [after]) if text != note.text else None
    return Answer(says=note_blocks.joined([says, note_blocks.unclear(unclear)]) if unclear else says, posts=posts)


def same(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that a note means what it did before: its ratings and evidence hold."""
    workshop, note = _unchanged(gesture, tx)
    if not note.recheck:
        return Answer(says=blocks.settled(note, codes_of(tx, workshop)))
    after = tx.notes.change(note, recheck=False)
    says = blocks.settled(after, codes_of(tx, workshop))
    return Answer(says=says, posts=channel.changed(tx, workshop, note.segment, [note.block.value]))


def move(gesture: Gesture, tx: Transaction) -> Answer:
    """Make a note another kind; from the customer's side to ours, or back, only after a click."""
    workshop, note, words = _called(gesture, tx)
    if note is None or not words:
        return Answer(form=Form(blocks.picking(workshop, "move", note)))
    return _moved(tx, workshop, note, read_kind(words))


def _moved(tx: Transaction, workshop: Workshop, note: Note, block: Block) -> Answer:
    if note.block is block:
        raise SameKind(code=codes_of(tx, workshop).read(note), kind=KINDS[block].title.lower())
    if KINDS[note.block].side is not KINDS[block].side:
        return Answer(says=blocks.confirm_move(workshop, note, block, codes_of(tx, workshop)))
    return _move(tx, workshop, note, block)


def _move(tx: Transaction, workshop: Workshop, note: Note, block: Block) -> Answer:
    after = tx.notes.move(note, block)
    posts = channel.changed(tx, workshop, note.segment, [note.block.value, block.value])
    return Answer(says=blocks.moved(note, after, codes_of(tx, workshop)), posts=posts)


def shift(gesture: Gesture, tx: Transaction) -> Answer:
    """Move a note to the other side of the canvas."""
    workshop, note = _unchanged(gesture, tx)
    return _move(tx, workshop, note, Block(gesture.subject["block"]))


def remove(gesture: Gesture, tx: Transaction) -> Answer:
    """Take a note off the canvas; what others have built on can be parked instead."""
    workshop, note, more = _called(gesture, tx)
    if note is None:
        return Answer(form=Form(blocks.picking(workshop, "remove")))
    if more:
        raise OneAtATime(example=f"remove {codes_of(tx, workshop).read(note)}")
    return _removed(tx, workshop, note)


def _removed(tx: Transaction, workshop: Workshop, note: Note) -> Answer:
    if any(tx.notes.is_built_on(one) for one in (note, *tx.families.of(note))):
        return Answer(says=blocks.park_instead(workshop, note, codes_of(tx, workshop)))
    return _take_off(tx, workshop, note, NoteState.REMOVED)


def park(gesture: Gesture, tx: Transaction) -> Answer:
    """Take a note off the canvas and keep what stands on it."""
    return _take_off(tx, *_unchanged(gesture, tx), NoteState.PARKED)


def drop(gesture: Gesture, tx: Transaction) -> Answer:
    """Remove a note that others have built on."""
    return _take_off(tx, *_unchanged(gesture, tx), NoteState.REMOVED)


def _take_off(tx: Transaction, workshop: Workshop, note: Note, state: NoteState) -> Answer:
    tx.notes.change(note, state=state)
    posts = channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.gone(note, codes_of(tx, workshop), parked=state is NoteState.PARKED), posts=posts)


def pick(gesture: Gesture, tx: Transaction) -> Answer:
    """Move or remove the note that was chosen in the form."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    if gesture.subject.get("word") != "move":
        return _removed(tx, workshop, note)
    if gesture.words("kind") not in set(Block):
        raise UnknownKind(kinds="choose one of the list")
    return _moved(tx, workshop, note, Block(gesture.words("kind")))


def undo(gesture: Gesture, tx: Transaction) -> Answer:
    """Take back the typer's own last change and say what that was; ask first where it would be an older one."""
    workshop = workshop_here(gesture, tx)
    stuck = tx.history.in_the_way(workshop.id)
    return Answer(says=blocks.in_the_way(stuck, workshop)) if stuck else _taken_back(tx, workshop)


def older(gesture: Gesture, tx: Transaction) -> Answer:
    """Take back the last change that can be, though there was another since."""
    return _taken_back(tx, workshop_drawn_for(gesture, tx))


def _taken_back(tx: Transaction, workshop: Workshop) -> Answer:
    changes = tx.undo(workshop.id)
    touched = [(change, _note_of(change, tx)) for change in changes]
    codes = codes_of(tx, workshop)
    lines = [blocks.taken_back(change.entity, change.before or {}, note, codes) for change, note in touched]
    places: dict[int, list[str]] = {}
    for change, note in touched:
        if note:
            for segment in {note.segment, change.after.get("segment_id", note.segment)}:
                places.setdefault(segment, []).append(note.block.value)
    redrawn = [post for segment, names in places.items() for post in channel.changed(tx, workshop, segment, names)]
    redrawn += channel.differed(tx, workshop, [note for _, note in touched if note])
    posts = [*(redrawn or channel.card(tx, workshop)), *_brought_back(tx, workshop, changes[0].gesture)]
    if any(change.entity == "reminders" for change in changes) and (reminder := tx.reminders.of(workshop.id)):
        posts.append(channel.say(workshop, reminders.taken_back(tx.user, reminder)))
    return Answer(says=blocks.undone(list(dict.fromkeys(lines))), posts=tuple(posts))


def _brought_back(tx: Transaction, workshop: Workshop, act: str) -> tuple[Delivery, ...]:
    """Tell in the thread of what said that a file was brought in that it has been taken back."""
    found = tx.messages.find(workshop.id, channel.BROUGHT, subject=act)
    return (channel.say(workshop, blocks.brought_back(tx.user), found.ts or ""),) if found else ()


def _note_of(change: Change, tx: Transaction) -> Note | None:
    return tx.notes.get(change.row) if change.entity == "notes" else None


def _called(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Note | None, str]:
    """Return the workshop, the open note whose code was typed first, and the words after it."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    if not text.strip():
        return workshop, None, ""
    codes, words = split_codes(text, most=1)
    code = str(codes[0]) if codes else text.split()[0]
    return workshop, still_there(note_called(gesture, tx, workshop, code), code.upper()), words


def _unchanged(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Note]:
    """Return the note a button is about, if it still has the code that the button was drawn for."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    if note.code != gesture.subject.get("code"):
        raise Stale
    return workshop, note
