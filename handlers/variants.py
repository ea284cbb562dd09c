"""Variants of a value map: several offers to one segment, side by side, one of which counts."""

from collections.abc import Sequence
from dataclasses import replace

from canvas.board import Board, Note, Segment, Workshop
from canvas.errors import Stale, UnknownCode
from canvas.focus import next_variant, variants
from canvas.links import active_links
from canvas.method import KINDS, VARIANTS, Side
from canvas.offer_errors import NotAnOffer, NoVariantLeft, SameVariant, UnknownVariant
from canvas.ranking import VALUE_MAP, open_notes
from canvas.words import split_codes
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import variants as blocks
from handlers.copying import anew, link_alike
from handlers.gesture import Gesture
from handlers.naming import segment_drawn_for
from handlers.place import (
    board_for_all,
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
    """Listen to who tries another offer."""
    says = "compare offers, take one up, or copy notes into one"
    surfaces.word("variant", variant, usage="variant B R1", says=says)
    surfaces.button("variants.show", show, writes=False)
    surfaces.button("variants.use", use)
    surfaces.button("variants.begin", begin)
    surfaces.button("variants.write", write, writes=False)
    surfaces.form("variants.save", save)


def variant(gesture: Gesture, tx: Transaction) -> Answer:
    """Take up the variant whose letter was typed, or copy notes into it; with nothing typed compare all."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    letter, _, rest = text.strip().partition(" ")
    if not letter:
        return Answer(says=_compared(tx, workshop, segment))
    if letter.upper() not in VARIANTS:
        raise UnknownVariant(letters=", ".join(VARIANTS), example="B")
    if not rest.strip():
        return _used(tx, workshop, segment, letter.upper())
    codes, words = split_codes(rest)
    if words or not codes:
        raise UnknownCode(code=words or rest)
    notes = [still_there(note_called(gesture, tx, workshop, str(code))) for code in codes]
    segments = {one.id: one for one in tx.segments.of(workshop.id)}
    return _copied(tx, workshop, segments[notes[0].segment], notes, letter.upper())


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Compare the variants of the segment whose prompt was clicked."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(says=_compared(tx, workshop, segment_drawn_for(gesture, tx, workshop)))


def _compared(tx: Transaction, workshop: Workshop, segment: Segment) -> blocks.Message:
    board = board_for_all(tx, tx.workshops.board(workshop.id))
    return blocks.compared(workshop, segment, variants(board, segment.id, tx.at), _next(board, segment))


def _next(board: Board, segment: Segment) -> str:
    """Return the letter of the next variant, empty when all are in use."""
    used = next_variant(_offers(board, segment))
    return used if used != (segment.variant or VARIANTS[0]) else ""


def _offers(board: Board, segment: Segment) -> list[Note]:
    return open_notes(board, segment=segment.id, blocks=VALUE_MAP)


def use(gesture: Gesture, tx: Transaction) -> Answer:
    """Let another variant count, unless somebody has taken up another one since the button was drawn."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    if gesture.subject.get("current") != segment.variant:
        raise Stale
    return _used(tx, workshop, segment, str(gesture.subject.get("letter")))


def _used(tx: Transaction, workshop: Workshop, segment: Segment, letter: str) -> Answer:
    if letter not in VARIANTS:
        raise UnknownVariant(letters=", ".join(VARIANTS), example="B")
    board = tx.workshops.board(workshop.id)
    _pin(tx, board, segment)
    if segment.variant != letter:
        tx.segments.change(workshop.id, segment, variant=letter)
    left = sum(
        note.variant == letter or (letter == VARIANTS[0] and not note.variant) for note in _offers(board, segment)
    )
    return Answer(says=blocks.used(segment, letter, left), posts=_redrawn(tx, workshop, segment))


def _pin(tx: Transaction, board: Board, segment: Segment) -> None:
    """Make what is offered so far variant A, once there is to be another."""
    own = [note for note in board.notes if note.segment == segment.id and note.block in VALUE_MAP]
    if not segment.variant and not any(note.variant for note in own):
        for note in own:
            tx.notes.change(note, variant=VARIANTS[0])


def begin(gesture: Gesture, tx: Transaction) -> Answer:
    """Begin the next variant with a copy of what counts now, and take it up."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    if gesture.subject.get("current") != segment.variant:
        raise Stale
    board = tx.workshops.board(workshop.id)
    letter = _next(board, segment)
    if not letter:
        raise NoVariantLeft
    now = segment.variant or VARIANTS[0]
    chosen = [note for note in _offers(board, segment) if (note.variant or now) == now]
    _pin(tx, board, segment)
    copies = _copy(tx, workshop, board, chosen, letter)
    tx.segments.change(workshop.id, segment, variant=letter)
    return Answer(says=blocks.used(segment, letter, len(copies)), posts=_redrawn(tx, workshop, segment))


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that copies a note into a variant."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(form=Form(blocks.form(workshop, segment_drawn_for(gesture, tx, workshop))))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Copy the note that was chosen."""
    workshop = workshop_drawn_for(gesture, tx)
    letter = gesture.words("letter")
    if letter not in VARIANTS:
        raise UnknownVariant(letters=", ".join(VARIANTS), example="B")
    note = note_drawn_for(gesture, tx, workshop)
    segment = next(one for one in tx.segments.of(workshop.id) if one.id == note.segment)
    return _copied(tx, workshop, segment, [note], letter)


def _copied(tx: Transaction, workshop: Workshop, segment: Segment, notes: Sequence[Note], letter: str) -> Answer:
    for note in notes:
        if KINDS[note.block].side is not Side.VALUE_MAP or note.segment != segment.id:
            raise NotAnOffer(code=note.code, example="R1")
        if (note.variant or segment.variant or VARIANTS[0]) == letter:
            raise SameVariant(code=note.code, letter=letter)
    board = tx.workshops.board(workshop.id)
    _pin(tx, board, segment)
    copies = _copy(tx, workshop, board, notes, letter)
    if not segment.variant:
        tx.segments.change(workshop.id, segment, variant=VARIANTS[0])
    posts = _redrawn(tx, workshop, segment)
    return Answer(
        says=blocks.copied(workshop, replace(segment, variant=segment.variant or VARIANTS[0]), copies, letter),
        posts=posts,
    )


def _copy(tx: Transaction, workshop: Workshop, board: Board, notes: Sequence[Note], letter: str) -> list[Note]:
    """Copy notes into a variant, linked as they are."""
    copies = {note.id: _add(tx, workshop, note, letter) for note in notes}
    wants = {note.id: note for note in board.notes if note.block not in VALUE_MAP}
    link_alike(tx, workshop, active_links(board), {**wants, **copies})
    return list(copies.values())


def _add(tx: Transaction, workshop: Workshop, note: Note, letter: str) -> Note:
    """Copy a note; what is still to be looked at again there is so here, too."""
    added = tx.notes.add(replace(anew(workshop, note), author=tx.user, variant=letter, shared=""))
    return tx.notes.change(added, recheck=True) if note.recheck else added


def _redrawn(tx: Transaction, workshop: Workshop, segment: Segment) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, segment.id, [block.value for block in VALUE_MAP])
