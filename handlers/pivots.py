"""Changing course: what kind of pivot, why, and what still holds where it leads."""

from canvas.board import Segment, Workshop
from canvas.consequences import behind, turned_down
from canvas.links import active_links
from canvas.method import KINDS
from canvas.pivot_errors import UnknownPivot
from canvas.pivots import PIVOTS, Pivot, still_holds
from canvas.proof import proof
from canvas.text import clean
from handlers import channel, versions
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import pivots as blocks
from handlers.copying import copy_notes, link_alike
from handlers.gesture import Gesture
from handlers.naming import new_name_in, open_segments
from handlers.place import board_seen_by, led_by, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

OTHER_CUSTOMERS = "customer_segment"


def register(surfaces: Surfaces) -> None:
    """Open the form, and change course."""
    surfaces.word("pivot", pivot, usage="pivot", says="change course, and take along what still holds")
    surfaces.form("pivots.save", save)


def pivot(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form with what may still hold for other customers."""
    workshop = workshop_here(gesture, tx)
    led_by(workshop, gesture.user)
    segment, _ = segment_meant(gesture, tx, workshop)
    board = board_seen_by(tx, gesture.user, tx.workshops.board(workshop.id))
    found = still_holds(board, segment.id, proof(board, tx.at))
    return Answer(form=Form(blocks.form(workshop, segment, found)))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the version before, the decision and its reason, and go where the pivot leads."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    chosen = PIVOTS.get(gesture.words("kind"))
    if chosen is None:
        raise UnknownPivot
    name, reason = " ".join(clean(gesture.words("name")).split()), gesture.words("reason")
    board = tx.workshops.board(workshop.id)
    old = next(one for one in board.segments if one.id == gesture.subject["segment"])
    before = versions.keep(tx, workshop.id, reason=f"before the pivot “{chosen.name}”")
    ids = {int(one) for one in gesture.chosen("notes") if one.isdigit()}
    new = _others(tx, workshop, old, name) if chosen.key == OTHER_CUSTOMERS else None
    taken = _taken_along(tx, workshop, (old, new), ids) if new else 0
    moved = _go(tx, workshop, chosen)
    after = versions.keep_after(tx, workshop.id, f"after the pivot “{chosen.name}”")
    tx.workshops.decide(
        workshop.id,
        f"pivot: {chosen.key}",
        old.name,
        new.name if new else "",
        reason,
        before=before.at,
        after=after.at,
        evidence=behind(board, turned_down(board, old.id), tx.at),
        deciders=gesture.chosen("deciders"),
        dissent=clean(gesture.words("dissent")),
    )
    told = blocks.announced(moved, chosen, user=gesture.user, reason=reason, way=blocks.Way(old, new, taken))
    return Answer(says=blocks.done(chosen), posts=(channel.say(moved, told), *_prompts(tx, moved, new)))


def _others(tx: Transaction, workshop: Workshop, old: Segment, name: str) -> Segment:
    """Return the other segment of this name; one that is not there yet is added."""
    others = [one for one in open_segments(tx, workshop) if one.id != old.id]
    known = next((one for one in others if one.name.casefold() == name.casefold()), None)
    return known or tx.segments.add(workshop.id, new_name_in("name", name, tx.segments.of(workshop.id)))


def _taken_along(tx: Transaction, workshop: Workshop, way: tuple[Segment, Segment], chosen: set[int]) -> int:
    """Copy the chosen notes and their links, and return how many; what is there already stands for its like."""
    old, new = way
    board = tx.workshops.board(workshop.id).of_segment(old.id)
    alike = {one.id: tx.notes.alike(new.id, one.block, one.text) for one in board.notes if one.id in chosen}
    there = {note: found[0][0] for note, found in alike.items() if found}
    kept = copy_notes(tx, workshop, board, chosen - set(there), new)
    link_alike(tx, workshop, active_links(board), {**there, **kept})
    for member in tx.members.of(workshop.id):
        tx.segments.choose(workshop.id, member.user, new.id)
    return len(kept)


def _go(tx: Transaction, workshop: Workshop, chosen: Pivot) -> Workshop:
    return tx.workshops.change(workshop, step=chosen.step) if workshop.step > chosen.step else workshop


def _prompts(tx: Transaction, workshop: Workshop, new: Segment | None) -> tuple[Delivery, ...]:
    """Redraw the card and the prompts of the step, and post those of the new segment."""
    if new is None:
        return channel.stand(tx, workshop)
    redrawn = channel.changed(tx, workshop, new.id, [block.value for block in KINDS])
    return (*channel.stand(tx, workshop), *channel.caught_up(tx, workshop, [new]), *redrawn)
