"""What a team knows before it begins: kept apart from what it believes, as words or as notes with evidence."""

from dataclasses import dataclass
from itertools import chain

from canvas.board import Note, Segment, Workshop
from canvas.defaults import CUSTOMER_TIER
from canvas.errors import NoText, Stale, UnknownTier
from canvas.knowledge import Fact, read_known
from canvas.knowledge_errors import TooMuchKnown
from canvas.method import TIERS
from canvas.text import clean
from handlers import channel, pace
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import known as blocks
from handlers.blocks import notes as note_blocks
from handlers.copying import drafted
from handlers.gesture import Gesture
from handlers.naming import open_segments, segment_numbered
from handlers.place import alike_seen, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from handlers.writing import unkept
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the lines of a form are from, unless a line says so itself, and how strong they are."""

    source: str = ""
    tier: int = CUSTOMER_TIER


SAID = Basis()


def register(surfaces: Surfaces) -> None:
    """Listen to the word and the form."""
    usage = "known pain: They wait on hold – 8 of 12 interviews"
    surfaces.word("known", known, usage=usage, says="what you knew before you began")
    surfaces.form("known.save", save)


def known(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed; with nothing typed open the form."""
    workshop = workshop_here(gesture, tx)
    segments = open_segments(tx, workshop)
    segment, text = segment_meant(gesture, tx, workshop) if segments else (None, gesture.text)
    if not clean(text):
        return Answer(form=Form(blocks.form(workshop, segments, segment)))
    return _kept(tx, workshop, segment, clean(text))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form says: what is new, and the lines of before as they read now."""
    workshop = workshop_drawn_for(gesture, tx)
    chosen, tier = gesture.words("segment"), gesture.words("tier")
    segment = segment_numbered(tx, workshop, int(chosen)) if chosen.isdigit() else None
    if tier not in {str(one) for one in TIERS}:
        raise UnknownTier
    before = clean(gesture.words("before"))
    if "before" in gesture.fields and before != workshop.known:
        if gesture.subject.get("known") != blocks.mark(workshop):
            raise Stale
        workshop = tx.workshops.change(workshop, known=before)
    elif not clean(gesture.words("text")):
        raise NoText
    basis = Basis(source=clean(gesture.words("source")), tier=int(tier))
    return _kept(tx, workshop, segment, clean(gesture.words("text")), basis)


def _kept(tx: Transaction, workshop: Workshop, segment: Segment | None, text: str, basis: Basis = SAID) -> Answer:
    """Keep a line that names a kind as a note with evidence, and every other line as it is."""
    facts, lines = read_known(text) if segment else ([], [line for line in text.split("\n") if line.strip()])
    after = "\n".join([*([workshop.known] if workshop.known else []), *lines])
    if len(after) > blocks.MOST:
        raise TooMuchKnown(most=blocks.MOST)
    notes = [_proven(tx, workshop, segment, fact, basis) for fact in facts] if segment else []
    if lines:
        tx.workshops.change(workshop, known=after)
    lost = unkept(tx, segment.id, [fact.draft for fact in facts]) if segment else []
    says = note_blocks.joined([blocks.kept(notes, lines), *lost])
    return Answer(says=says if lost else blocks.kept(notes, lines), posts=_redrawn(tx, workshop, notes))


def _redrawn(tx: Transaction, workshop: Workshop, notes: list[Note]) -> tuple[Delivery, ...]:
    """Redraw the prompts that show what is known, and those of new notes."""
    shown = {segment.id: [blocks.SHOWN_IN] for segment in open_segments(tx, workshop)}
    for note in notes:
        shown[note.segment].append(note.block)
    found = (channel.changed(tx, workshop, segment, kinds) for segment, kinds in shown.items())
    return (*channel.gathered(tx, workshop), *chain.from_iterable(found))


def _proven(tx: Transaction, workshop: Workshop, segment: Segment, fact: Fact, basis: Basis) -> Note:
    """Keep a fact as evidence for the note that says it, a new one unless it is there."""
    draft = fact.draft
    alike = alike_seen(tx, workshop, (segment.id, draft.block), draft.text)
    new = drafted(draft, workshop=workshop.id, segment=segment.id, author=tx.user)
    note = alike[0][0] if alike else pace.noted(tx, tx.notes.add(new))
    pace.weigh_in(tx, note, tx.user, draft.rating)
    if tx.evidence.mine(fact.words, note=note.id) is None:
        source = fact.source or basis.source
        tx.evidence.add(workshop.id, note=note.id, text=fact.words, source=source, tier=basis.tier)
    return note
