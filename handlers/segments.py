"""Customer segments: list, add, choose, rename, archive."""

import re
from dataclasses import replace

from canvas.board import Segment, Workshop
from canvas.errors import LastSegment, NoSegment, RuleBroken, Stale
from canvas.method import KINDS
from canvas.text import clean, unquote
from handlers import advice, channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import dividing, unplaced
from handlers.blocks import notes as note_blocks
from handlers.blocks import segments as blocks
from handlers.blocks.parts import escaped
from handlers.gesture import Gesture
from handlers.naming import new_name, open_segments, segment_called, segment_drawn_for
from handlers.place import board_seen_by, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

_ADD = re.compile(r"add(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_ORDER = re.compile(r"(use|rename|archive)\b\s*(.*)", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(r"(\d{1,3})\s+(.+)", re.DOTALL)


def register(surfaces: Surfaces) -> None:
    """List, add, choose, rename and archive segments."""
    says = "list, add, use, rename or archive customer segments"
    surfaces.word("segment", segment, usage="segment Working parents", says=says)
    surfaces.button("segments.write", write, writes=False)
    surfaces.form("segments.save", save)
    surfaces.button("segments.archive", archive)
    surfaces.button("segments.choose", choose)
    surfaces.form("segments.do", do)


def segment(gesture: Gesture, tx: Transaction) -> Answer:
    """List the segments, or do with them what was typed."""
    workshop = workshop_here(gesture, tx)
    text = clean(gesture.text)
    if not text:
        return Answer(says=_list(gesture, tx, workshop))
    if added := _ADD.fullmatch(text):
        return _add(gesture, tx, workshop, added[1]) if added[1] else Answer(form=Form(blocks.add_form(workshop)))
    order = _ORDER.fullmatch(text)
    if order is None:
        return _add(gesture, tx, workshop, text)
    word, rest = order[1].lower(), unquote(order[2])
    if not rest:
        return _ask_which(gesture, tx, workshop, word)
    return ORDERS[word](gesture, tx, workshop, rest)


def _ask_which(gesture: Gesture, tx: Transaction, workshop: Workshop, word: str) -> Answer:
    """Open the form that asks which segment is meant; without any there is one to name first."""
    meant, _ = segment_meant(replace(gesture, text=""), tx, workshop)
    return Answer(form=Form(FORMS[word](workshop, open_segments(tx, workshop), meant)))


def choose(gesture: Gesture, tx: Transaction) -> Answer:
    """Do what was chosen in a segment's menu, or open its form."""
    workshop = workshop_drawn_for(gesture, tx)
    one = segment_drawn_for(gesture, tx, workshop)
    word = str(gesture.subject["do"])
    if word == "use":
        return _use(gesture, tx, workshop, str(one.number))
    if word == "split":
        board = board_seen_by(tx, gesture.user, tx.workshops.board(workshop.id))
        return Answer(form=Form(dividing.split_form(workshop, one, board)))
    if word == "roles":
        known = {two.role: two.name for two in open_segments(tx, workshop) if two.parent == one.id}
        return Answer(form=Form(dividing.roles_form(workshop, one, known)))
    return Answer(form=Form(FORMS[word](workshop, open_segments(tx, workshop), one)))


def do(gesture: Gesture, tx: Transaction) -> Answer:
    """Use or rename the segment that was chosen in the form."""
    workshop = workshop_drawn_for(gesture, tx)
    word = str(gesture.subject["do"])
    text = f"{gesture.words('segment')} {gesture.words('name')}".strip()
    try:
        return ORDERS[word](gesture, tx, workshop, text)
    except RuleBroken as problem:
        problem.field = "name" if word == "rename" else "segment"
        raise


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
    open_ones = open_segments(tx, workshop)
    chosen = tx.segments.chosen(workshop.id, gesture.user)
    return next((one.id for one in open_ones if one.id == chosen), open_ones[0].id if open_ones else None)


def _add(gesture: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    name = new_name(text, tx.segments.of(workshop.id))
    new = tx.segments.add(workshop.id, name)
    tx.segments.choose(workshop.id, gesture.user, new.id)
    says = blocks.added(new, advice.about_name(workshop, new))
    if words := unplaced.waiting(tx, workshop).get(tx.user):
        says = note_blocks.joined([says, unplaced.offered(workshop, words)])
    return Answer(says=says, posts=(*channel.card(tx, workshop), *channel.caught_up(tx, workshop, [new])))


def _use(gesture: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    chosen = segment_called(tx, workshop, text)
    tx.segments.choose(workshop.id, gesture.user, chosen.id)
    return Answer(says=blocks.used(chosen))


def _rename(gesture: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    """Rename the segment with the number in front, else the one this person's notes go to."""
    numbered = _NUMBERED.fullmatch(text)
    known = {one.number: one for one in open_segments(tx, workshop)}
    old = known.get(int(numbered[1])) if numbered else None
    wanted = numbered[2] if numbered and old else text
    if old is None:
        mine = _mine(gesture, tx, workshop)
        old = next((one for one in known.values() if one.id == mine), None)
    if old is None:
        raise NoSegment
    name = new_name(wanted, (one for one in tx.segments.of(workshop.id) if one.id != old.id))
    tx.segments.change(workshop.id, old, name=name)
    return Answer(says=blocks.renamed(old, name), posts=_redrawn(tx, workshop, old))


def _redrawn(tx: Transaction, workshop: Workshop, about: Segment) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, about.id, [block.value for block in KINDS])


def _ask_archive(_: Gesture, tx: Transaction, workshop: Workshop, text: str) -> Answer:
    found = segment_called(tx, workshop, text)
    _refuse_last(tx, workshop, found)
    return Answer(says=blocks.confirm_archive(workshop, found))


def _refuse_last(tx: Transaction, workshop: Workshop, found: Segment) -> None:
    if len(open_segments(tx, workshop)) == 1:
        raise LastSegment(name=escaped(found.name))


def archive(gesture: Gesture, tx: Transaction) -> Answer:
    """Put a segment away; its notes are kept."""
    workshop = workshop_drawn_for(gesture, tx)
    found = next((one for one in open_segments(tx, workshop) if one.id == gesture.subject["segment"]), None)
    if found is None:
        raise Stale
    _refuse_last(tx, workshop, found)
    tx.segments.change(workshop.id, found, state="archived")
    return Answer(says=blocks.archived(found), posts=_redrawn(tx, workshop, found))


ORDERS = {"use": _use, "rename": _rename, "archive": _ask_archive}
FORMS = {"use": blocks.use_form, "rename": blocks.rename_form, "archive": dividing.put_away_form}
