"""Ratings and dots: what weighs most, as each person sees it."""

from collections.abc import Callable
from dataclasses import replace

from slack_sdk.models.views import View

from canvas.board import Note, Workshop
from canvas.errors import NoCode, OneAtATime
from canvas.links import current
from canvas.method import KINDS
from canvas.prefix import read_prefix
from canvas.ranking import open_notes
from canvas.rounds import Phase
from canvas.words import read_rating, split_codes, split_rating
from handlers import channel, pace
from handlers.answer import Answer, Form
from handlers.blocks import ranking as pages
from handlers.blocks import votes as blocks
from handlers.gesture import Gesture
from handlers.place import (
    hypothesis_called,
    note_called,
    note_drawn_for,
    seen_by,
    segment_meant,
    still_there,
    votes_shown,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to ratings and votes."""
    surfaces.word("rate", rate, usage="rate P3 5", says="say how much a note weighs, 1 to 5")
    surfaces.word("vote", vote, usage="vote P3", says="put a dot on a note")
    surfaces.form("votes.grade", grade)


def rate(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep somebody's rating of a note; without a number open its form, without a code a page of them."""
    if page := _page(gesture, tx, pages.rating):
        return page
    if said := _hypothesis(gesture, tx):
        return said
    workshop, note, word = _called(gesture, tx)
    if not word:
        pace.weighable(tx, note.segment, note.block.value)
        return Answer(form=Form(blocks.rating(workshop, note)))
    return _rated(tx, workshop, note, word)


def _hypothesis(gesture: Gesture, tx: Transaction) -> Answer | None:
    """Keep how much somebody thinks depends on a hypothesis; None when a note is meant."""
    codes, word = split_codes(gesture.text, most=1)
    if not codes or not codes[0].code.startswith("H"):
        return None
    workshop = workshop_here(gesture, tx)
    one = hypothesis_called(tx, workshop, codes[0].code)
    value = read_rating(word, one.code, ("little depends on it", "everything does"))
    tx.hypotheses.rate(workshop.id, one, tx.user, value)
    return Answer(says=blocks.weighed(one, value), posts=channel.changed(tx, workshop, 0, [""]))


def grade(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the rating of the form."""
    workshop = workshop_drawn_for(gesture, tx)
    return _rated(tx, workshop, note_drawn_for(gesture, tx, workshop), gesture.words("rating"))


def _rated(tx: Transaction, workshop: Workshop, note: Note, word: str) -> Answer:
    value = read_rating(word, note.code, KINDS[note.block].scale)
    pace.weighing(tx, note.segment, note.block.value)
    tx.families.rate(note, tx.user, value)
    after = tx.families.whole(note.id) or note
    if not votes_shown(tx, note.segment, note.block.value):
        after = replace(after, ratings=tuple(one for one in after.ratings if one.user == tx.user), decided=None)
    redrawn = channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.rated(after, value), posts=(*redrawn, *channel.differed(tx, workshop, [note])))


def vote(gesture: Gesture, tx: Transaction) -> Answer:
    """Put a dot on a note, or take one's dots back with one vote too many; without a code open a page of them."""
    if page := _page(gesture, tx, pages.dotting):
        return page
    workshop, note, more = _called(gesture, tx)
    if more:
        raise OneAtATime(example=f"vote {note.code}")
    return _voted(tx, workshop, note)


def _voted(tx: Transaction, workshop: Workshop, note: Note) -> Answer:
    pace.weighing(tx, note.segment, note.block.value)
    own = tx.families.cast(note, tx.user, workshop)
    each = tx.families.each(note.segment, note.block, workshop)
    left = max(0, each - tx.families.dots_of(note.segment, note.block, tx.user))
    posts = channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.voted(note, own, left), posts=posts)


def _page(gesture: Gesture, tx: Transaction, draw: Callable[[pages.Sheet], View]) -> Answer | None:
    """Return all notes of a block to weigh: of the kind that was typed, else of the one to weigh first."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    reading = read_prefix(text.strip())
    named = reading.prefix.block if reading and not reading.rest else None
    if text.strip() and named is None:
        return None
    notes = seen_by(tx, workshop, tx.user, open_notes(current(tx.workshops.board(workshop.id)), segment=segment.id))
    running = {one.block: one.round for one in tx.rounds.of(workshop.id) if one.segment == segment.id}
    open_now = [note for note in notes if note.block not in running or running[note.block].phase is Phase.RATE]
    block = named or pages.block_to_weigh(open_now or notes, tx.user, workshop.step)
    if block is None:
        return Answer(says=pages.nothing_at_all())
    pace.weighable(tx, segment.id, block.value)
    sheet = pages.sheet_of(workshop, segment.id, block, notes, tx.user)
    return Answer(form=Form(draw(sheet))) if sheet.notes else Answer(says=pages.nothing(block))


def _called(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Note, str]:
    """Return the workshop, the open note whose code was typed, and the words after it."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    codes, word = split_rating(text)
    if not codes:
        raise NoCode(example=f"{gesture.address} P3")
    if codes[1:]:
        raise OneAtATime(example=f"{gesture.address} {codes[0]} {word}".strip())
    return workshop, still_there(note_called(gesture, tx, workshop, str(codes[0]))), word
