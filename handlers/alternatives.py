"""What customers would use instead: a competitor, a workaround, or nothing at all."""

from canvas.board import Segment, Workshop
from canvas.cards import Alternative
from canvas.defaults import NAME_LENGTH
from canvas.errors import NameTooLong, Stale
from canvas.method import ALTERNATIVES
from canvas.offer_errors import AlternativeThere, NoAlternative, UnknownAlternative
from canvas.text import clean, unquote
from handlers.answer import Answer, Form
from handlers.blocks import alternatives as blocks
from handlers.gesture import Gesture
from handlers.naming import segment_drawn_for
from handlers.place import segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

NOTHING = "nothing"  # the kind that needs no name


def register(surfaces: Surfaces) -> None:
    """Listen to who names what customers would use instead."""
    usage = "alternative workaround Ordering pizza"
    surfaces.word("alternative", alternative, usage=usage, says="say what customers would use without you")
    surfaces.button("alternatives.show", show, writes=False)
    surfaces.button("alternatives.write", write, writes=False)
    surfaces.button("alternatives.drop", drop)
    surfaces.form("alternatives.save", save)


def alternative(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed, with its kind first if that was said; with nothing typed show the list."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    words = unquote(clean(text))
    if not words:
        return Answer(says=blocks.listed(workshop, segment, _of(tx, workshop, segment)))
    kind, name = _read(words)
    return _added(tx, workshop, segment, (name, kind))


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the list of the segment whose prompt was clicked."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    return Answer(says=blocks.listed(workshop, segment, _of(tx, workshop, segment)))


def _read(words: str) -> tuple[str, str]:
    """Return the kind and the name; what is no kind is part of the name of a competitor."""
    if words.casefold() == ALTERNATIVES[NOTHING].casefold():
        return NOTHING, ""
    first, _, rest = words.partition(" ")
    named = first.casefold().rstrip(":")
    return (named, rest.strip()) if named in ALTERNATIVES else ("competitor", words)


def _of(tx: Transaction, workshop: Workshop, segment: Segment) -> list[Alternative]:
    return [one for one in tx.alternatives.of(workshop.id) if one.segment == segment.id]


def _added(tx: Transaction, workshop: Workshop, segment: Segment, what: tuple[str, str]) -> Answer:
    name, kind = what
    name = name or (blocks.DOING_NOTHING if kind == NOTHING else "")
    if not name:
        raise NoAlternative
    if len(name) > NAME_LENGTH:
        raise NameTooLong(most=NAME_LENGTH)
    known = _of(tx, workshop, segment)
    if any(one.name.casefold() == name.casefold() for one in known):
        raise AlternativeThere(name=name)
    added = tx.alternatives.add(workshop.id, segment, name, kind)
    return Answer(says=blocks.added(workshop, segment, [*known, added]))


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that asks what they would use instead."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(form=Form(blocks.form(workshop, segment_drawn_for(gesture, tx, workshop))))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form names."""
    workshop = workshop_drawn_for(gesture, tx)
    kind = gesture.words("kind")
    if kind not in ALTERNATIVES:
        raise UnknownAlternative
    return _added(tx, workshop, segment_drawn_for(gesture, tx, workshop), (clean(gesture.words("name")), kind))


def drop(gesture: Gesture, tx: Transaction) -> Answer:
    """Take one off the list."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    known = _of(tx, workshop, segment)
    found = next((one for one in known if one.id == gesture.subject.get("alternative")), None)
    if found is None:
        raise Stale
    tx.alternatives.remove(workshop.id, found)
    return Answer(says=blocks.dropped(workshop, segment, found, [one for one in known if one != found]))
