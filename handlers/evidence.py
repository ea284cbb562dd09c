"""What customers said or did, for or against a note or a link."""

from dataclasses import replace

from canvas.board import Evidence, NoteState, Workshop
from canvas.errors import (
    EvidenceGone,
    NoQuote,
    OtherWorkshop,
    UnknownDirection,
    UnknownLink,
    UnknownTier,
    WhichTarget,
)
from canvas.evidence import assess, read_evidence
from canvas.method import DIRECTIONS, KINDS, TIERS
from canvas.ranking import ranked
from canvas.text import clean
from canvas.words import read_target
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import evidence as blocks
from handlers.blocks.evidence import Target
from handlers.blocks.picker import MOST_OPTIONS
from handlers.gesture import Gesture
from handlers.place import note_called, segment_meant, still_there, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to the word, the form and the controls of its answer."""
    usage = "evidence P1 “I gave up” – interview with a nurse"
    surfaces.word("evidence", evidence, usage=usage, says="keep what a customer said or did")
    surfaces.button("evidence.tier", tier)
    surfaces.button("evidence.direction", direction)
    surfaces.button("evidence.describe", describe, writes=False)
    surfaces.form("evidence.save", save)
    surfaces.form("evidence.name", name)
    surfaces.search("evidence.search", search)


def evidence(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed after a code; without words open the form."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    if not clean(text):
        return Answer(form=Form(blocks.form(workshop)))
    codes, words = read_target(text)
    target = _called(gesture, tx, workshop, [str(code) for code in codes])
    if not clean(words):
        return Answer(form=Form(blocks.form(workshop, target)))
    quote, source = read_evidence(words)
    return _kept(tx, workshop, target, Evidence(id=0, text=quote, source=source, added_by=tx.user, at=tx.at))


def _called(gesture: Gesture, tx: Transaction, workshop: Workshop, codes: list[str]) -> Target:
    notes = [still_there(note_called(gesture, tx, workshop, code)) for code in codes]
    if len(notes) == 1:
        return blocks.about_note(notes[0])
    offer, want = notes if KINDS[notes[0].block].serves else reversed(notes)
    link = tx.links.between(offer, want)
    if link is None or link.state != "active":
        raise UnknownLink(source=offer.code, target=want.code)
    return blocks.about_link(offer, want, link)


def _kept(tx: Transaction, workshop: Workshop, target: Target, new: Evidence) -> Answer:
    """Keep a piece of evidence; the same words of the same person are kept once."""
    if not any(character.isalnum() for character in new.text):
        raise NoQuote
    same = (item for item in _of(tx, target) if item.added_by == tx.user and _folded(item.text) == _folded(new.text))
    if known := next(same, None):
        return Answer(says=_shown(tx, workshop, known, target, known=True).says)
    added = tx.evidence.add(
        workshop.id,
        note=None if target.link else target.note.id,
        link=target.link.id if target.link else None,
        text=new.text,
        source=new.source,
        tier=new.tier,
        direction=new.direction,
    )
    return _shown(tx, workshop, added, target)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _of(tx: Transaction, target: Target) -> list[Evidence]:
    return tx.evidence.of(link=target.link.id) if target.link else tx.evidence.of(note=target.note.id)


def _shown(tx: Transaction, workshop: Workshop, item: Evidence, target: Target, *, known: bool = False) -> Answer:
    grounds = assess(_of(tx, target), tx.at)
    return Answer(says=blocks.kept(item, target, grounds, workshop, known=known), posts=_redrawn(tx, workshop, target))


def _redrawn(tx: Transaction, workshop: Workshop, target: Target) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, target.note.segment, [target.note.block.value])


def tier(gesture: Gesture, tx: Transaction) -> Answer:
    """Say how strong a piece of evidence is."""
    workshop, item, target = _drawn_for(gesture, tx)
    return _changed(tx, workshop, target, replace(item, tier=_tier(str(gesture.subject.get("tier", "")))))


def direction(gesture: Gesture, tx: Transaction) -> Answer:
    """Turn a piece of evidence from for to against, or back; a second click finds it turned."""
    workshop, item, target = _drawn_for(gesture, tx)
    if gesture.subject.get("direction") != item.direction:
        return Answer(says=_shown(tx, workshop, item, target).says)
    turned = "against" if item.direction == "for" else "for"
    return _changed(tx, workshop, target, replace(item, direction=turned))


def describe(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that names the source."""
    workshop, item, _ = _drawn_for(gesture, tx)
    return Answer(form=Form(blocks.source_form(item, workshop)))


def name(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the source that the form holds."""
    workshop, item, target = _drawn_for(gesture, tx)
    return _changed(tx, workshop, target, replace(item, source=clean(gesture.words("source"))))


def _drawn_for(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Evidence, Target]:
    """Return what a control of an answer is about. Raises OtherWorkshop, EvidenceGone."""
    workshop = workshop_drawn_for(gesture, tx)
    item = tx.evidence.get(int(gesture.subject.get("evidence", 0)))
    if item is None:
        raise OtherWorkshop
    target = _found(tx, workshop, f"l{item.link}" if item.link else f"n{item.note}")
    if item.state != "active":
        raise EvidenceGone(code=target.code)
    return workshop, item, target


def _changed(tx: Transaction, workshop: Workshop, target: Target, item: Evidence) -> Answer:
    known = tx.evidence.get(item.id)
    wanted = {"tier": item.tier, "direction": item.direction, "source": item.source}
    changes = {field: value for field, value in wanted.items() if getattr(known, field) != value}
    if known and changes:
        tx.evidence.change(workshop.id, known, **changes)
    return _shown(tx, workshop, item, target)


def _found(tx: Transaction, workshop: Workshop, value: str) -> Target:
    """Return the target of a choice, `n12` or `l5`, if it is of this workshop. Raises WhichTarget."""
    kind, number = value[:1], value[1:]
    board = tx.workshops.board(workshop.id)
    notes = {note.id: note for note in board.notes}
    if kind == "n" and number.isdigit() and int(number) in notes:
        return blocks.about_note(notes[int(number)])
    link = next((one for one in board.links if kind == "l" and str(one.id) == number), None)
    if link is None:
        raise WhichTarget
    return blocks.about_link(notes[link.source], notes[link.target], link)


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form holds."""
    workshop = workshop_drawn_for(gesture, tx)
    target = _found(tx, workshop, gesture.words("target"))
    still_there(target.note)
    side = gesture.words("direction")
    if side not in DIRECTIONS:
        raise UnknownDirection
    quote, source = read_evidence(gesture.words("text"))
    said_by = clean(gesture.words("source"))
    if said_by:
        quote, source = clean(gesture.words("text")), said_by
    new = Evidence(id=0, text=quote, source=source, added_by=tx.user, at=tx.at)
    return _kept(tx, workshop, target, replace(new, tier=_tier(gesture.words("tier")), direction=side))


def _tier(word: str) -> int:
    if not word.isdigit() or int(word) not in TIERS:
        raise UnknownTier
    return int(word)


def search(gesture: Gesture, tx: Transaction) -> Answer:
    """Find notes and links by code or words, the most important notes first."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    segments = {one.id: one if len(board.segments) > 1 else None for one in board.segments}
    notes = {note.id: note for note in board.notes if note.state is NoteState.OPEN}
    order = ranked(board, tx.at)
    found = [blocks.about_note(note, segments[note.segment]) for note in order]
    for link in board.links:
        if link.state == "active" and link.source in notes and link.target in notes:
            offer, want = notes[link.source], notes[link.target]
            found.append(blocks.about_link(offer, want, link, segments[offer.segment]))
    wanted = gesture.text.strip().casefold()
    hits = [target for target in found if wanted in f"{target.code} {target.text}".casefold()]
    return Answer(options=[blocks.choice(target) for target in hits[:MOST_OPTIONS]])
