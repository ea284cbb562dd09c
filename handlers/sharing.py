"""One note for several segments: its copies share a key, and each is rated and backed on its own."""

from collections.abc import Sequence

from canvas.board import Note, NoteState, Segment, Workshop
from canvas.errors import NoCode
from canvas.links import active_links
from canvas.note_errors import OnlyOneSegment, ThereAlready, WhichSegment
from canvas.text import clean, unquote
from canvas.words import split_codes
from handlers import channel
from handlers.answer import Answer, Form
from handlers.blocks import sharing as blocks
from handlers.blocks.parts import escaped
from handlers.copying import copy_notes, link_alike
from handlers.gesture import Gesture
from handlers.naming import codes_of, open_segments, segment_called, segment_numbered
from handlers.place import (
    alike_seen,
    note_called,
    note_drawn_for,
    segment_meant,
    still_there,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to who says that a note holds for others too."""
    surfaces.word("copy", copy, usage="copy P1 Students", says="say that a note holds for other customers too")
    surfaces.form("sharing.save", save)


def copy(gesture: Gesture, tx: Transaction) -> Answer:
    """Copy a note into the segment that was typed; without a segment, or a code, open the form."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    codes, name = split_codes(text, most=1)
    if not codes:
        if text.strip():
            raise NoCode(example="copy P1 2")
        return Answer(form=Form(blocks.form(workshop, None, _others(tx, workshop, None))))
    code = str(codes[0])
    note = still_there(note_called(gesture, tx, workshop, code), code)
    others = _others(tx, workshop, note)
    if not name.strip():
        return Answer(form=Form(blocks.form(workshop, note, others)))
    return _shared(tx, workshop, note, [segment_called(tx, workshop, unquote(clean(name)))])


def _others(tx: Transaction, workshop: Workshop, note: Note | None) -> list[Segment]:
    """Return the segments that a note can be copied to. Raises OnlyOneSegment."""
    segments = open_segments(tx, workshop)
    others = [one for one in segments if note is None or one.id != note.segment]
    if len(segments) < 2 or not others:  # noqa: PLR2004 - from one to another
        raise OnlyOneSegment
    return others


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Copy the note of the form."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    chosen = [segment_numbered(tx, workshop, int(one)) for one in gesture.chosen("segments") if one.isdigit()]
    if not chosen:
        raise WhichSegment(code=codes_of(tx, workshop).typed(note), example="2")
    return _shared(tx, workshop, note, chosen)


def _shared(tx: Transaction, workshop: Workshop, note: Note, chosen: Sequence[Segment]) -> Answer:
    """Copy a note into segments, each linked there to the copies of what it is linked to here."""
    board = tx.workshops.board(workshop.id)
    codes = codes_of(tx, workshop)
    standing = [one for one in board.notes if one.state is NoteState.OPEN]
    here = [one for one in standing if one.segment == note.segment]
    kept: list[tuple[Note, Segment]] = []
    for segment in chosen:
        there = {one.shared: one for one in standing if one.segment == segment.id and one.shared}
        close = [one for one, _ in alike_seen(tx, workshop, (segment.id, note.block), note.text)]
        known = note if segment.id == note.segment else there.get(note.share_key) or next(iter(close), None)
        if known:
            raise ThereAlready(code=codes.read(note), name=escaped(segment.name, 80), there=codes.read(known))
        made = copy_notes(tx, workshop, board, [note.id], segment)
        stands = {one.id: there[one.share_key] for one in here if one.share_key in there}
        link_alike(tx, workshop, active_links(board), {**stands, **made})
        kept.append((made[note.id], segment))
    names = [note.block.value]
    places = [note.segment, *(segment.id for _, segment in kept)]
    posts = [post for place in places for post in channel.changed(tx, workshop, place, names)]
    return Answer(says=blocks.shared(note, kept, codes), posts=tuple(posts))
