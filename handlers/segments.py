"""Customer segments: list, add, choose, rename, archive."""

import re

from canvas.board import Segment, Workshop
from canvas.defaults import MAYBE_DUPLICATE, NAME_LENGTH
from canvas.errors import LastSegment, NameTooLong, NoSegment, SegmentExists, Stale, UnknownSegment
from canvas.likeness import similarity
from canvas.method import KINDS
from canvas.text import clean, unquote
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import segments as blocks
from handlers.blocks.parts import escaped
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

SAME_NAME = (1 + MAYBE_DUPLICATE) / 2  # near-equal names are one segment; a word more may make another
_ORDER = re.compile(r"(use|rename|archive)\b\s*(.*)", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(r"(\d{1,3})\s+(.+)", re.DOTALL)


def register(surfaces: Surfaces) -> None:
    """List, add, choose, rename and archive segments."""
    surfaces.word("segment", segment, usage="segment Working parents", says="list or add customer segments")
    surfaces.button("segments.write", write, writes=False)
    surfaces.form("segments.save", save)
    surfaces.button("segments.archive", archive)


def segment(gesture: Gesture, tx: Transaction) -> Answer:
    """List the segments, or do with them what was typed."""
    workshop = workshop_here(gesture, tx)
    text = clean(gesture.text)
    if not text:
        return Answer(says=_list(gesture, tx, workshop))
    order = _ORDER.fullmatch(text)
    if order is None:
        return _add(gesture, tx, workshop, text)
    word, rest = order[1].lower(), unquote(order[2])
    if not rest:
        return Answer(says=_list(gesture, tx, workshop))
    orders = {"use": _use, "rename": _rename, "archive": _ask_archive}
    return orders[word](gesture, tx, workshop, rest)


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that names a segment."""
    return Answer(form=Form(blocks.add_form(workshop_drawn_for(gesture, tx))))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Add the segment of the form."""
    return _add(gesture, tx, workshop_drawn_for(gesture, tx), gesture.words("segment"))


def _list(gesture: Gesture, tx: Transaction, workshop: Workshop) -> blocks.Message:
    segments = tx.segments.of(workshop.id)
    return blocks.listed(workshop, segments, _mine(gesture, tx, workshop))


def _mine(gesture: Gesture, tx: Transaction, workshop: Workshop) -> int | None:
    open_ones = _open(tx, workshop)
    chosen = tx.segments.chosen(workshop.id, gesture.user)
    return next((one.id for one in open_ones if one.id == chosen), open_ones[0].id if open_ones else None)


def _open(tx: Transaction, workshop: Workshop) -> list[Segment]:
    return [one for one in tx.segments.of(workshop.id) if one.state == "open"]


def _add(gesture: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    name = _name(text)
    _refuse_same(tx.segments.of(workshop.id), name)
    new = tx.segments.add(workshop.id, name)
    tx.segments.choose(workshop.id, gesture.user, new.id)
    return Answer(says=blocks.added(new), posts=(*channel.card(tx, workshop), *channel.caught_up(tx, workshop, [new])))


def _name(text: str) -> str:
    name = " ".join(unquote(clean(text)).split())
    if not any(letter.isalnum() for letter in name):
        raise NoSegment
    if len(name) > NAME_LENGTH:
        raise NameTooLong(most=NAME_LENGTH)
    return name


def _refuse_same(segments: tuple[Segment, ...], name: str) -> None:
    for other in segments:
        if other.name.casefold() == name.casefold() or similarity(other.name, name) >= SAME_NAME:
            raise SegmentExists(name=escaped(other.name))


def _called(tx: Transaction, workshop: Workshop, text: str) -> Segment:
    """Return the open segment of this name or number. Raises UnknownSegment."""
    open_ones = _open(tx, workshop)
    low = " ".join(text.casefold().split())
    for one in open_ones:
        if low in {one.name.casefold(), str(one.number)}:
            return one
    begun = [one for one in open_ones if one.name.casefold().startswith(low)]
    if len(begun) == 1:
        return begun[0]
    raise UnknownSegment(name=escaped(text, 80), names=", ".join(escaped(one.name) for one in open_ones) or "none yet")


def _use(gesture: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    chosen = _called(tx, workshop, text)
    tx.segments.choose(workshop.id, gesture.user, chosen.id)
    return Answer(says=blocks.used(chosen))


def _rename(gesture: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    """Rename the segment with the number in front, else the one this person's notes go to."""
    numbered = _NUMBERED.fullmatch(text)
    known = {one.number: one for one in _open(tx, workshop)}
    old = known.get(int(numbered[1])) if numbered else None
    name = _name(numbered[2] if numbered and old else text)
    if old is None:
        mine = _mine(gesture, tx, workshop)
        old = next((one for one in known.values() if one.id == mine), None)
    if old is None:
        raise NoSegment
    _refuse_same(tuple(one for one in tx.segments.of(workshop.id) if one.id != old.id), name)
    tx.segments.change(workshop.id, old, name=name)
    return Answer(says=blocks.renamed(old, name), posts=_redrawn(tx, workshop, old))


def _redrawn(tx: Transaction, workshop: Workshop, about: Segment) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, about.id, [block.value for block in KINDS])


def _ask_archive(_: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    found = _called(tx, workshop, text)
    _refuse_last(tx, workshop, found)
    return Answer(says=blocks.confirm_archive(workshop, found))


def _refuse_last(tx: Transaction, workshop: Workshop, found: Segment) -> None:
    if len(_open(tx, workshop)) == 1:
        raise LastSegment(name=escaped(found.name))


def archive(gesture: Gesture, tx: Transaction) -> Answer:
    """Put a segment away; its notes are kept."""
    workshop = workshop_drawn_for(gesture, tx)
    found = next((one for one in _open(tx, workshop) if one.id == gesture.subject["segment"]), None)
    if found is None:
        raise Stale
    _refuse_last(tx, workshop, found)
    tx.segments.change(workshop.id, found, state="archived")
    return Answer(says=blocks.archived(found), posts=_redrawn(tx, workshop, found))
