"""What customers said or did, for or against a note, a link or a hypothesis."""

from dataclasses import replace

from canvas.board import Evidence, Workshop
from canvas.defaults import HALF_LIVES
from canvas.errors import (
    EvidenceGone,
    NoQuote,
    OtherWorkshop,
    UnknownDirection,
    UnknownLink,
    UnknownTier,
    WhichTarget,
)
from canvas.evidence import UNKEPT, read_evidence
from canvas.method import DIRECTIONS, KINDS, TIERS
from canvas.plans import read_people
from canvas.proof import Of
from canvas.text import clean, unquote
from canvas.words import read_target
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import evidence as blocks
from handlers.blocks.evidence import Target
from handlers.gesture import Gesture
from handlers.place import (
    hypothesis_called,
    note_called,
    seen_by,
    segment_meant,
    still_there,
    workshop_drawn_for,
    workshop_here,
)
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
    if codes[0].startswith("H"):
        return blocks.about_hypothesis(hypothesis_called(tx, workshop, codes[0]))
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
    about = {target.claim.of.value: target.claim.id}
    if known := tx.evidence.mine(new.text, **about):
        return Answer(says=_shown(tx, workshop, known, target, known=True).says)
    added = tx.evidence.add(
        workshop.id, **about, text=new.text, source=new.source, tier=new.tier, direction=new.direction
    )
    return _shown(tx, workshop, added, target)


def _shown(tx: Transaction, workshop: Workshop, item: Evidence, target: Target, *, known: bool = False) -> Answer:
    says = blocks.kept(blocks.shown(tx.workshops.board(workshop.id), item, target, tx.at), known=known)
    return Answer(says=says, posts=_redrawn(tx, workshop, target))


def _redrawn(tx: Transaction, workshop: Workshop, target: Target) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, target.segment, [target.block])


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
    """Keep what the form says more: the source, of how many people, how fast it ages, whether the words stay."""
    workshop, item, target = _drawn_for(gesture, tx)
    topic = gesture.words("topic")
    more = {
        "source": clean(gesture.words("source")),
        "people": read_people(gesture.words("people")) or 1,
        "topic": topic if topic in HALF_LIVES else "",
    }
    changed = replace(item, **more)
    if gesture.words("consent") == "no" and item.text != UNKEPT:
        tx.evidence.forget([item], text=UNKEPT, permalink="")
        tx.snapshots.forget(workshop.id, {item.text}, {"text": UNKEPT, "permalink": ""})
        changed = replace(changed, text=UNKEPT, permalink="")
    return _changed(tx, workshop, target, changed)


def _drawn_for(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Evidence, Target]:
    """Return what a control of an answer is about. Raises OtherWorkshop, EvidenceGone."""
    workshop = workshop_drawn_for(gesture, tx)
    item = tx.evidence.get(int(gesture.subject.get("evidence", 0)))
    if item is None:
        raise OtherWorkshop
    target = _found(tx, workshop, blocks.value_of(item))
    if item.state != "active":
        raise EvidenceGone(code=target.code)
    return workshop, item, target


def _changed(tx: Transaction, workshop: Workshop, target: Target, item: Evidence) -> Answer:
    known = tx.evidence.get(item.id)
    fields = ("tier", "direction", "source", "people", "topic")
    changes = {field: getattr(item, field) for field in fields if getattr(known, field) != getattr(item, field)}
    if known and changes:
        tx.evidence.change(workshop.id, known, **changes)
    return _shown(tx, workshop, item, target)


def _found(tx: Transaction, workshop: Workshop, value: str) -> Target:
    """Return the target of a choice, if it is of this workshop. Raises WhichTarget."""
    target = blocks.target_of(tx.workshops.board(workshop.id), value)
    if target is None:
        raise WhichTarget
    return target


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form holds."""
    workshop = workshop_drawn_for(gesture, tx)
    target = _found(tx, workshop, gesture.words("target"))
    note = tx.notes.get(target.claim.id) if target.claim.of is Of.NOTE else None
    if note:
        still_there(note)
    side = gesture.words("direction")
    if side not in DIRECTIONS:
        raise UnknownDirection
    quote, source = read_evidence(gesture.words("text"))
    said_by = clean(gesture.words("source"))
    if said_by:
        quote, source = unquote(clean(gesture.words("text"))), said_by
    if not any(character.isalnum() for character in quote):
        raise NoQuote
    words = UNKEPT if gesture.words("consent") == "no" else quote
    new = Evidence(id=0, text=words, source=source, added_by=tx.user, at=tx.at)
    return _kept(tx, workshop, target, replace(new, tier=_tier(gesture.words("tier")), direction=side))


def _tier(word: str) -> int:
    if not word.isdigit() or int(word) not in TIERS:
        raise UnknownTier
    return int(word)


def search(gesture: Gesture, tx: Transaction) -> Answer:
    """Find notes, links and hypotheses by code or words, the most important notes first."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    seen = replace(board, notes=tuple(seen_by(tx, workshop, gesture.user, board.notes)))
    return Answer(options=blocks.matching(blocks.targets(seen, tx.at), gesture.text))
