"""What customers said or did, for or against a note, a link or a hypothesis."""

from dataclasses import replace

from canvas.board import Evidence, Workshop
from canvas.defaults import CUSTOMER_TIER, HALF_LIVES
from canvas.errors import (
    EvidenceGone,
    NoQuote,
    OtherWorkshop,
    UnknownDirection,
    UnknownLink,
    UnknownTier,
    WhichTarget,
)
from canvas.evidence import UNKEPT, for_outsiders, read_evidence, read_side
from canvas.experiments import EXPERIMENTS, lowered, topic_of
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
    side, said = read_side(words)
    quote, source = read_evidence(said)
    new = Evidence(id=0, text=quote, source=source, direction=side, added_by=tx.user, at=tx.at)
    return _kept(gesture, tx, workshop, target, new)


def _called(gesture: Gesture, tx: Transaction, workshop: Workshop, codes: list[str]) -> Target:
    if codes[0].startswith("H"):
        return blocks.about_hypothesis(hypothesis_called(tx, workshop, codes[0]))
    notes = [still_there(note_called(gesture, tx, workshop, code)) for code in codes]
    segments = tx.segments.of(workshop.id)
    named = next(one for one in segments if one.id == notes[0].segment) if len(segments) > 1 else None
    if len(notes) == 1:
        return blocks.about_note(notes[0], named)
    offer, want = notes if KINDS[notes[0].block].serves else reversed(notes)
    link = tx.links.between(offer, want)
    if link is None or link.state != "active":
        raise UnknownLink(source=offer.code, target=want.code)
    return blocks.about_link(offer, want, link, named)


def _kept(gesture: Gesture, tx: Transaction, workshop: Workshop, target: Target, new: Evidence) -> Answer:
    """Keep a piece of evidence; the same words of the same person are kept once."""
    if not any(character.isalnum() for character in new.text):
        raise NoQuote
    about = {target.claim.of.value: target.claim.id}
    if known := tx.evidence.mine(new.text, **about):
        return Answer(says=blocks.kept(_shown(gesture, tx, workshop, known, target), known=True))
    fields = ("text", "source", "tier", "direction", "experiment", "topic")
    added = tx.evidence.add(workshop.id, **about, **{name: getattr(new, name) for name in fields})
    says = blocks.kept(_shown(gesture, tx, workshop, added, target))
    return Answer(says=says, posts=_redrawn(tx, workshop, target))


def _shown(gesture: Gesture, tx: Transaction, workshop: Workshop, item: Evidence, target: Target) -> blocks.Shown:
    """Return what is kept; people of other organisations don't read the words that others said elsewhere."""
    shown = blocks.shown(tx.workshops.board(workshop.id), item, target, tx.at)
    if gesture.foreign:
        (own,), items = (for_outsiders(one, workshop.channel) for one in ([item], shown.pile.items))
        shown = replace(shown, item=own, pile=shown.pile._replace(items=items))
    return shown


def _redrawn(tx: Transaction, workshop: Workshop, target: Target) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, target.segment, [target.block])


def tier(gesture: Gesture, tx: Transaction) -> Answer:
    """Say how strong a piece of evidence is."""
    workshop, item, target = _drawn_for(gesture, tx)
    tier = _tier(str(gesture.subject.get("tier", "")), item.experiment)
    return _changed(gesture, tx, workshop, target, replace(item, tier=tier))


def direction(gesture: Gesture, tx: Transaction) -> Answer:
    """Turn a piece of evidence from for to against, or back; a second click finds it turned."""
    workshop, item, target = _drawn_for(gesture, tx)
    if gesture.subject.get("direction") != item.direction:
        return Answer(says=blocks.kept(_shown(gesture, tx, workshop, item, target)))
    turned = "against" if item.direction == "for" else "for"
    return _changed(gesture, tx, workshop, target, replace(item, direction=turned))


def describe(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that names the source."""
    workshop, item, _ = _drawn_for(gesture, tx)
    return Answer(form=Form(blocks.source_form(item, workshop)))


def name(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form says more: the source, of how many people, how fast it ages, whether the words stay."""
    workshop, item, target = _drawn_for(gesture, tx)
    more = {
        "source": clean(gesture.words("source")),
        "people": read_people(gesture.words("people")) or 1,
        "topic": _topic(gesture),
    }
    changed = replace(item, **more)
    if gesture.words("consent") == "no" and item.text != UNKEPT:
        tx.evidence.forget([item], text=UNKEPT, permalink="")
        tx.snapshots.forget(workshop.id, {item.text}, {"text": UNKEPT, "permalink": ""})
        changed = replace(changed, text=UNKEPT, permalink="")
    return _changed(gesture, tx, workshop, target, changed)


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


def _changed(gesture: Gesture, tx: Transaction, workshop: Workshop, target: Target, item: Evidence) -> Answer:
    known = tx.evidence.get(item.id)
    fields = ("tier", "direction", "source", "people", "topic")
    changes = {field: getattr(item, field) for field in fields if getattr(known, field) != getattr(item, field)}
    if known and changes:
        tx.evidence.change(workshop.id, known, **changes)
    says = blocks.kept(_shown(gesture, tx, workshop, item, target))
    return Answer(says=says, posts=_redrawn(tx, workshop, target))


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
    heard = gesture.words("heard") if gesture.words("heard") in EXPERIMENTS else ""
    new = Evidence(id=0, text=words, source=source, direction=side, experiment=heard, added_by=tx.user, at=tx.at)
    new = replace(new, tier=_tier(gesture.words("tier"), heard), topic=_topic(gesture) or topic_of(heard))
    return _kept(gesture, tx, workshop, target, new)


def _topic(gesture: Gesture) -> str:
    return gesture.words("topic") if gesture.words("topic") in HALF_LIVES else ""


def _tier(word: str, heard: str) -> int:
    """Read how strong evidence is, at most as strong as how it was heard (an experiment) lets it be."""
    if not word:
        return lowered(heard, None) if heard else CUSTOMER_TIER
    if not word.isdigit() or int(word) not in TIERS:
        raise UnknownTier
    return lowered(heard, int(word))


def search(gesture: Gesture, tx: Transaction) -> Answer:
    """Find notes, links and hypotheses by code or words, the most important notes first."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    seen = replace(board, notes=tuple(seen_by(tx, workshop, gesture.user, board.notes)))
    return Answer(options=blocks.matching(blocks.targets(seen, tx.at), gesture.text))
