"""Something turned out wrong: all that follows is shown, done at once, and can be taken back for a day."""

from dataclasses import replace
from datetime import datetime, timedelta

from canvas.board import Board, NoteState, Workshop
from canvas.cascade import Cascade, invalidate
from canvas.cascade_errors import NothingChosen, NothingNamed, TooLate
from canvas.consequences import behind
from canvas.errors import NothingToUndo
from canvas.links import current
from canvas.proof import Claim, Of
from canvas.words import read_code
from handlers import channel, versions
from handlers.answer import Answer, Delivery, Form, FormAct
from handlers.blocks import cascade as blocks
from handlers.blocks.evidence import Target, matching, targets
from handlers.gesture import Gesture, Surface
from handlers.place import seen_by, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

A_DAY = timedelta(hours=24)


def register(surfaces: Surfaces) -> None:
    """Say that something is wrong, look at what follows, do it, take it back."""
    surfaces.word("wrong", wrong, usage="wrong P1", says="a note, link or hypothesis turned out wrong")
    surfaces.button("cascade.ask", ask, writes=False)
    surfaces.search("cascade.find", find)
    surfaces.form("cascade.choose", choose)
    surfaces.form("cascade.confirm", confirm)
    surfaces.button("cascade.restore", restore)


def wrong(gesture: Gesture, tx: Transaction) -> Answer:
    """Show what follows when what was named is wrong, before anything happens; with nothing named ask what it is."""
    workshop = workshop_here(gesture, tx)
    if not gesture.text.strip():
        return Answer(form=Form(blocks.choosing(workshop)))
    return _asked(gesture, tx, workshop, gesture.text.strip())


def ask(gesture: Gesture, tx: Transaction) -> Answer:
    """Show what follows when what the button is about is wrong."""
    workshop = workshop_drawn_for(gesture, tx)
    return _asked(gesture, tx, workshop, str(gesture.subject.get("code", "")))


def find(gesture: Gesture, tx: Transaction) -> Answer:
    """Find hypotheses, notes and links by code or words; nothing that is still unseen."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    return Answer(options=matching(_nameable(tx, board), gesture.text))


def _nameable(tx: Transaction, board: Board) -> list[Target]:
    """Return all that can turn out wrong, hypotheses first."""
    shown = current(replace(board, notes=tuple(seen_by(tx, board.workshop, "", board.notes))))
    return sorted(targets(shown, tx.at), key=lambda one: one.claim.of is not Of.HYPOTHESIS)


def choose(gesture: Gesture, tx: Transaction) -> Answer:
    """Show what follows when what was chosen is wrong."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    chosen = next((one.claim for one in _nameable(tx, board) if one.value == gesture.words("claim")), None)
    if chosen is None:
        raise NothingChosen
    return Answer(form=Form(blocks.form(workshop, chosen, invalidate(board, chosen, tx.at)), FormAct.UPDATE))


def _asked(gesture: Gesture, tx: Transaction, workshop: Workshop, code: str) -> Answer:
    board = tx.workshops.board(workshop.id)
    claim = _claim(gesture, tx, board, code)
    found = invalidate(board, claim, tx.at)
    if not (found.notes or found.links or found.hypotheses):
        return Answer(says=blocks.already(found.cause))
    if gesture.surface is Surface.MENTION:
        return Answer(says=blocks.preview(workshop, found))
    return Answer(form=Form(blocks.form(workshop, claim, found)))


def confirm(gesture: Gesture, tx: Transaction) -> Answer:
    """Do all that follows, in one act, and tell the channel in one message."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    claim = Claim(Of(gesture.subject["of"]), int(gesture.subject["id"]))
    found = invalidate(board, claim, tx.at)
    if not (found.notes or found.links or found.hypotheses):
        return Answer(says=blocks.already(found.cause))
    before = versions.keep(tx, workshop.id, reason=f"before {found.cause} was marked as wrong")
    _apply(tx, workshop, found)
    reason = gesture.words("reason")
    rests = behind(board, [claim], tx.at)
    tx.workshops.decide(workshop.id, "wrong", found.cause, "", reason, evidence=rests, before=before.at)
    told = blocks.fallen(workshop, found, reason=reason, act=blocks.Act(gesture.user, tx.at, gesture.id))
    posts = (channel.say(workshop, told), *_redrawn(tx, workshop, board, found))
    return Answer(says=blocks.done(found.cause), posts=posts)


def _apply(tx: Transaction, workshop: Workshop, found: Cascade) -> None:
    """Keep what follows. The links of a note that is wrong stay as they are: they count no more, and wake with it."""
    for note in found.notes:
        tx.notes.change(note, state=NoteState.INVALIDATED)
    if not found.notes:
        for link in found.links:
            tx.links.remove(workshop.id, link)
    for one in found.hypotheses:
        tx.hypotheses.change(workshop.id, one, state="closed")


def restore(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the whole act back, by anybody, for a day."""
    workshop = workshop_drawn_for(gesture, tx)
    if tx.at - datetime.fromisoformat(gesture.subject["at"]) > A_DAY:
        raise TooLate
    cause = str(gesture.subject["code"])
    try:
        changes = tx.take_back(workshop.id, str(gesture.subject["gesture"]))
    except NothingToUndo:
        return Answer(says=blocks.restored_before(cause))
    tx.workshops.decide(workshop.id, "wrong after all", cause, "taken back", "")
    notes = [note for one in changes if one.entity == "notes" and (note := tx.notes.get(one.row))]
    redrawn = (sent for note in notes for sent in channel.changed(tx, workshop, note.segment, [note.block.value]))
    posts = (channel.say(workshop, blocks.restored(cause, gesture.user)), *redrawn, *channel.card(tx, workshop))
    return Answer(says=blocks.thanks(cause), posts=posts)


def _redrawn(tx: Transaction, workshop: Workshop, board: Board, found: Cascade) -> tuple[Delivery, ...]:
    places = {(note.segment, note.block.value) for note in found.notes}
    ends = {end for link in found.links for end in (link.source, link.target)}
    places |= {(note.segment, note.block.value) for note in board.notes if note.id in ends}
    drawn = [sent for segment, block in sorted(places) for sent in channel.changed(tx, workshop, segment, [block])]
    return (*drawn, *channel.card(tx, workshop))


def _claim(gesture: Gesture, tx: Transaction, board: Board, code: str) -> Claim:
    """Return what a code names: `H2`, `P3`, `2P3`, `R1-P2`; nothing that is still unseen. Raises NothingNamed."""
    wanted = code.upper().replace(" ", "")
    hypothesis = next((one for one in board.hypotheses if one.code == wanted), None)
    if hypothesis:
        return Claim(Of.HYPOTHESIS, hypothesis.id)
    first, _, second = wanted.partition("-")
    segment, _ = segment_meant(gesture, tx, board.workshop)
    number, letters = read_code(first) if first else (None, "")
    wanted_in = next((one.id for one in board.segments if one.number == number), segment.id)
    shown = seen_by(tx, board.workshop, "", board.notes)
    notes = {note.code: note.id for note in shown if note.segment == wanted_in}
    if letters not in notes:
        raise NothingNamed(code=code[:40])
    if not second:
        return Claim(Of.NOTE, notes[letters])
    pair = notes[letters], notes.get(read_code(second)[1])
    link = next((one for one in board.links if (one.source, one.target) == pair and one.state == "active"), None)
    if link is None:
        raise NothingNamed(code=code[:40])
    return Claim(Of.LINK, link.id)
