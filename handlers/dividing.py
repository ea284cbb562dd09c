"""Segments come apart and together: one is split in two, one goes into another, one business customer has its roles."""

import re
from dataclasses import replace

from canvas.board import Board, Note, NoteState, Segment, Workshop
from canvas.links import active_links
from canvas.method import KINDS, ROLES
from canvas.numbers import number
from canvas.segment_errors import SameSegment
from canvas.text import clean, unquote
from handlers import channel, versions
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import dividing as blocks
from handlers.blocks import segments as segment_blocks
from handlers.copying import copy_notes, link_alike
from handlers.gesture import Gesture
from handlers.naming import new_name_in, open_segments, segment_called
from handlers.place import board_seen_by, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

_INTO = re.compile(r"(.+?)\s+(?:into|to|with|and|→)\s+(.+)", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"(\d+)([A-Z]\d+)(?:-([A-Z]\d+))?")


def register(surfaces: Surfaces) -> None:
    """Split, merge, and name the roles of a business customer."""
    surfaces.word("segment split", segment_split, usage="segment split 1", says="make two segments of one")
    says = "let one segment go into another"
    surfaces.word("segment merge", segment_merge, usage="segment merge 2 into 1", says=says)
    surfaces.word("segment roles", segment_roles, usage="segment roles", says="who uses, pays, decides, could stop it")
    surfaces.form("dividing.split", split)
    surfaces.button("dividing.merge", merge)
    surfaces.form("dividing.roles", roles)
    surfaces.form("dividing.put_away", put_away)


def segment_split(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that says which notes go to the new segment, and which hold for both."""
    workshop = workshop_here(gesture, tx)
    text = unquote(clean(gesture.text))
    segment = segment_called(tx, workshop, text) if text else segment_meant(gesture, tx, workshop)[0]
    board = board_seen_by(tx, gesture.user, tx.workshops.board(workshop.id))
    return Answer(form=Form(blocks.split_form(workshop, segment, board)))


def split(gesture: Gesture, tx: Transaction) -> Answer:
    """Make the new segment: some notes go there, some are in both; links go where both their ends are."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    old = next(one for one in board.segments if one.id == gesture.subject["segment"])
    name = new_name_in("name", gesture.words("name"), board.segments)
    own = {str(note.id): note for note in board.notes if note.segment == old.id and note.state is NoteState.OPEN}
    both = [own[one] for one in gesture.chosen("both") if one in own]
    gone = [own[one] for one in gesture.chosen("moved") if one in own and own[one] not in both]
    versions.keep(tx, workshop.id, reason=f"before {old.name} was split")
    links = active_links(board)
    new = tx.segments.add(workshop.id, name)
    there = {note.id: tx.notes.relocate(note, new.id) for note in gone}
    copies = copy_notes(tx, workshop, board.of_segment(old.id), [note.id for note in both], new)
    link_alike(tx, workshop, links, {**there, **copies})
    _follow(tx, board, new, there)
    tx.workshops.decide(workshop.id, "split", old.name, new.name, "")
    posts = (*_redrawn(tx, workshop, old), *channel.caught_up(tx, workshop, [new]))
    return Answer(says=blocks.divided(old, new, moved=len(gone), both=len(both)), posts=posts)


def segment_merge(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask once more before one segment goes into another."""
    workshop = workshop_here(gesture, tx)
    text = unquote(clean(gesture.text))
    if not text:
        open_ones = open_segments(tx, workshop)
        return Answer(form=Form(blocks.put_away_form(workshop, open_ones, segment_meant(gesture, tx, workshop)[0])))
    named = _INTO.fullmatch(text) or re.fullmatch(r"(\d+)\s+(\d+)", text)
    if named is None:
        raise SameSegment
    one, other = segment_called(tx, workshop, named[1]), segment_called(tx, workshop, named[2])
    if one.id == other.id:
        raise SameSegment
    alike = _alike(tx, tx.workshops.board(workshop.id), one, other)
    return Answer(says=blocks.confirm_merge(workshop, one, other, counts=(alike.count(None), len(alike))))


def put_away(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask once more before the segment of the form is archived, or goes into another."""
    workshop = workshop_drawn_for(gesture, tx)
    one, into = gesture.words("segment"), gesture.words("into")
    if into and into != one:
        return segment_merge(replace(gesture, text=f"{one} into {into}"), tx)
    if into:
        problem = SameSegment()
        problem.field = "into"
        raise problem
    return Answer(says=segment_blocks.confirm_archive(workshop, segment_called(tx, workshop, one)))


def merge(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the notes of one segment go into another: what says the same becomes one note, the rest gets new codes."""
    workshop = workshop_drawn_for(gesture, tx)
    open_ones = {one.id: one for one in tx.segments.of(workshop.id) if one.state == "open"}
    old, new = open_ones.get(gesture.subject["from"]), open_ones.get(gesture.subject["to"])
    if old is None or new is None:
        return Answer(says=blocks.merged_before())
    versions.keep(tx, workshop.id, reason=f"before {old.name} went into {new.name}")
    board = tx.workshops.board(workshop.id)
    alike = _alike(tx, board, old, new)
    notes = [note for note in board.notes if note.segment == old.id]
    there = {note.id: tx.notes.relocate(note, new.id) for note in notes}
    open_notes = [there[note.id] for note in notes if note.state is NoteState.OPEN]
    for note, same in zip(open_notes, alike, strict=True):
        if same:
            tx.notes.change(note, state=NoteState.MERGED, merged_into=same.id)
    _follow(tx, board, new, there)
    tx.segments.change(workshop.id, old, state="merged")
    tx.workshops.decide(workshop.id, "merge", old.name, new.name, "")
    united = sum(same is not None for same in alike)
    said = blocks.merged(old, new, user=gesture.user, counts=(len(alike) - united, united))
    redrawn = (*_redrawn(tx, workshop, old), *_redrawn(tx, workshop, new))
    return Answer(says=blocks.gone(old, new), posts=(channel.say(workshop, said), *redrawn))


def _alike(tx: Transaction, board: Board, old: Segment, new: Segment) -> list[Note | None]:
    """Return, for each open note of a segment, the note of the other that says the same."""
    notes = [note for note in board.notes if note.segment == old.id and note.state is NoteState.OPEN]
    found = [tx.notes.alike(new.id, note.block, note.text) for note in notes]
    least = number(board.workshop, "duplicate")
    return [same[0][0] if same and same[0][1] >= least else None for same in found]


def _follow(tx: Transaction, board: Board, new: Segment, there: dict[int, Note]) -> None:
    """Let hypotheses be about their notes where those are now."""
    numbers = {one.id: one.number for one in board.segments}
    codes = {f"{numbers[n.segment]}{n.code}": there[n.id].code for n in board.notes if n.id in there}
    for one in board.hypotheses:
        named = _REFERENCE.fullmatch(one.about)
        if named is None:
            continue
        first, second = codes.get(f"{named[1]}{named[2]}"), codes.get(f"{named[1]}{named[3]}")
        if first and (second or not named[3]):
            about = f"{new.number}{first}" + (f"-{second}" if second else "")
            tx.hypotheses.change(board.workshop.id, one, about=about)


def segment_roles(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that asks who is who at a business customer."""
    workshop = workshop_here(gesture, tx)
    segment, _ = segment_meant(gesture, tx, workshop)
    known = [one for one in tx.segments.of(workshop.id) if one.parent == segment.id and one.state == "open"]
    return Answer(form=Form(blocks.roles_form(workshop, segment, {one.role: one.name for one in known})))


def roles(gesture: Gesture, tx: Transaction) -> Answer:
    """Make a segment for every role that was named and has none yet."""
    workshop = workshop_drawn_for(gesture, tx)
    segments = tx.segments.of(workshop.id)
    parent = next(one for one in segments if one.id == gesture.subject["segment"])
    known = [(one.role, one.name.casefold()) for one in segments if one.parent == parent.id]
    named = {role: " ".join(unquote(clean(gesture.words(role))).split()) for role in ROLES}
    added: list[Segment] = []
    for role, name in named.items():
        if name and (role, name.casefold()) not in known:
            fresh = new_name_in(role, name, (*segments, *added))
            added.append(tx.segments.add(workshop.id, fresh, role, parent.id))
    missed = channel.caught_up(tx, workshop, added)
    return Answer(says=blocks.with_roles(parent, added), posts=(*channel.card(tx, workshop), *missed))


def _redrawn(tx: Transaction, workshop: Workshop, about: Segment) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, about.id, [block.value for block in KINDS])
