"""Segments by what people call them, and by what a button or form was drawn for."""

from collections.abc import Iterable, Sequence

from canvas.board import Segment, Workshop
from canvas.codes import Codes
from canvas.defaults import MAYBE_DUPLICATE, NAME_LENGTH
from canvas.errors import NameTooLong, NoSegment, RuleBroken, SegmentExists, UnknownSegment
from canvas.likeness import similarity
from canvas.segment_errors import NoSegmentYet
from canvas.text import clean, unquote
from handlers.blocks.parts import escaped
from handlers.gesture import Gesture
from storage.transaction import Transaction

SAME_NAME = (1 + MAYBE_DUPLICATE) / 2  # near-equal names are one segment; a word more may make another


def open_segments(tx: Transaction, workshop: Workshop) -> list[Segment]:
    """Return the segments that take part, by number."""
    return [segment for segment in tx.segments.of(workshop.id) if segment.state == "open"]


def codes_of(tx: Transaction, workshop: Workshop) -> Codes:
    """Return how the notes of a workshop are called."""
    return Codes(tx.segments.of(workshop.id))


def segment_drawn_for(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Segment:
    """Return the open segment that a button or form was drawn for. Raises UnknownSegment: it may be closed by now."""
    return segment_numbered(tx, workshop, gesture.subject.get("segment"))


def segment_numbered(tx: Transaction, workshop: Workshop, segment: object) -> Segment:
    """Return an open segment by its id. Raises UnknownSegment: what was meant may be closed by now."""
    segments = open_segments(tx, workshop)
    found = next((one for one in segments if one.id == segment), None)
    if found is None:
        raise _unknown(segments, name="that one, it is closed")
    return found


def segment_called(tx: Transaction, workshop: Workshop, text: str) -> Segment:
    """Return the open segment of this name, its beginning, or number. Raises UnknownSegment."""
    segments = open_segments(tx, workshop)
    low = " ".join(text.casefold().split())
    found = [one for one in segments if low in {one.name.casefold(), str(one.number)}]
    found = found or [one for one in segments if low and one.name.casefold().startswith(low)]
    if len(found) != 1:
        raise _unknown(segments, name=escaped(text, 80))
    return found[0]


def new_name(text: str, others: Iterable[Segment]) -> str:
    """Return a name for a segment that no other has. Raises NoSegment, NameTooLong, SegmentExists."""
    name = " ".join(unquote(clean(text)).split())
    if not any(letter.isalnum() for letter in name):
        raise NoSegment
    if len(name) > NAME_LENGTH:
        raise NameTooLong(most=NAME_LENGTH)
    for other in others:
        if other.name.casefold() == name.casefold() or similarity(other.name, name) >= SAME_NAME:
            raise SegmentExists(name=escaped(other.name))
    return name


def new_name_in(field: str, text: str, others: Iterable[Segment]) -> str:
    """Return a name from a form that no segment has; what is wrong with it is said beside its field."""
    try:
        return new_name(text, others)
    except RuleBroken as problem:
        problem.field = field
        raise


def _unknown(segments: Sequence[Segment], name: str) -> RuleBroken:
    """Return what is wrong with a name that none of the open segments has."""
    if not segments:
        return NoSegmentYet()
    return UnknownSegment(name=name, names=", ".join(escaped(one.name) for one in segments))
