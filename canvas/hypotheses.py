"""First drafts of what must be true, taken from what matters most on the canvas. People edit them, then keep them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from canvas.aspects import aspect
from canvas.board import Board, Hypothesis, Note, Segment
from canvas.defaults import DUPLICATE, HYPOTHESIS_LINKS, HYPOTHESIS_NOTES, HYPOTHESIS_NUMBER, HYPOTHESIS_OFFERS
from canvas.language import is_english
from canvas.likeness import Shape, shape
from canvas.links import active_links, top_links
from canvas.method import KINDS, Block, Side
from canvas.ranking import PROFILE, ranked

# What could be seen or heard if it were true: of a note, and of a link to a note.
CLAIMS = {
    Block.JOB: "We believe at least {number} {segment} have tried to do this in the last month: “{text}”.",
    Block.PAIN: "We believe at least {number} {segment} mention “{text}” before we do.",
    Block.GAIN: "We believe at least {number} {segment} name “{text}” when we ask what they wish for.",
}
ANSWERS = {
    Block.JOB: "We believe at least {number} {segment} who try “{offer}” use it again for “{text}”.",
    Block.PAIN: "We believe at least {number} {segment} who try “{offer}” say this is gone: “{text}”.",
    Block.GAIN: "We believe at least {number} {segment} who try “{offer}” say they got this: “{text}”.",
}
# And of what is offered: what the business must be able to count on.
BUSINESS = {
    "price": "We believe at least {number} {segment} pay our price for “{offer}” when we ask them to.",
    "cost": "We believe “{offer}” for {segment} costs us at most half of what they pay.",
}


@dataclass(frozen=True, slots=True)
class HypothesisDraft:
    """A proposed hypothesis: its area (circle, square, rectangle), its words, and the note or link it is about (`2P3`).

    `aspect` is price or cost for a rectangle.
    """

    area: str
    text: str
    about: str
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody says must be true: the words, what they are about, and how much depends on them.

    `notes` are the note, or the offer and the want of the link, that it is about.
    """

    text: str
    area: str = "circle"
    aspect: str = ""
    segment: Segment | None = None
    notes: Sequence[Note] = ()
    weight: int | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """What is kept of it."""
        place = {"about": about(self.notes, self.segment), "segment": self.segment.id} if self.segment else {}
        return {"area": area_of(self.area, self.notes), "aspect": self.aspect, **place}


def keeping(one: Hypothesis, user: str) -> dict[str, str]:
    """Return what changes when somebody keeps a hypothesis: a draft that nobody looks after is theirs now."""
    return {"state": "kept", "owner": one.owner or user}


def area_of(chosen: str, notes: Sequence[Note]) -> str:
    """Return the area of a hypothesis about a note or a link (two notes): what is offered is not the customer's."""
    offered = any(KINDS[note.block].side is Side.VALUE_MAP for note in notes)
    return "square" if offered and chosen == "circle" else chosen


def about(notes: Sequence[Note], segment: Segment) -> str:
    """Return the note or link (two notes) that a hypothesis is about, as it is kept: `2P3`, `1R1-P2`."""
    return f"{segment.number}{'-'.join(note.code for note in notes)}" if notes else ""


def as_link(notes: Sequence[Note]) -> list[Note]:
    """Return two notes as a link goes, from the offer to what it serves; none when they can't be one."""
    ways = (list(notes), list(reversed(notes)))
    fits = (way for way in ways if KINDS[way[0].block].serves is way[1].block and way[0].segment == way[1].segment)
    return next(fits, list[Note]())


def _named(segment: Segment) -> str:
    """Return a segment's name as it stands inside a sentence: `Working parents` in small letters, `IT staff` not."""
    first, rest = segment.name[:1], segment.name[1:]
    inside = rest[:1].islower() and rest.islower() and is_english(segment.name)
    return f"{first.lower() if inside else first}{rest}"


def drafts(board: Board, segment: Segment, at: datetime) -> list[HypothesisDraft]:
    """Draft hypotheses from a segment's top notes, links and offers, without those drafted, kept or thrown away."""
    own = board.of_segment(segment.id)
    known = {(hypothesis.about, aspect(hypothesis)) for hypothesis in board.hypotheses}
    written = [shape(hypothesis.text) for hypothesis in board.hypotheses if not hypothesis.about]
    return [
        draft
        for draft, notes in (
            *_about_notes(own, segment, at),
            *_about_links(own, segment, at),
            *_about_offers(own, segment, at),
        )
        if (draft.about, draft.aspect) not in known and not any(_says(one, draft, notes) for one in written)
    ]


def _says(written: Shape, draft: HypothesisDraft, notes: Iterable[Note]) -> bool:
    """Tell whether somebody has written a draft by hand: much alike, and with the notes' own words.

    Likeness alone would not do, because all drafts share their phrase.
    """
    words = frozenset[str]().union(*(shape(note.text).words for note in notes))
    return words <= written.words and shape(draft.text).like(written) >= DUPLICATE


def _about_notes(board: Board, segment: Segment, at: datetime) -> Iterable[tuple[HypothesisDraft, tuple[Note, ...]]]:
    for note in ranked(board, at, blocks=PROFILE)[:HYPOTHESIS_NOTES]:
        yield about_note(note, segment), (note,)


def about_note(note: Note, segment: Segment) -> HypothesisDraft:
    """Draft what must be true of a job, pain or gain of a segment."""
    text = CLAIMS[note.block].format(segment=_named(segment), number=HYPOTHESIS_NUMBER, text=note.text)
    return HypothesisDraft("circle", text, f"{segment.number}{note.code}")


def _about_links(board: Board, segment: Segment, at: datetime) -> Iterable[tuple[HypothesisDraft, tuple[Note, ...]]]:
    notes = {note.id: note for note in board.notes}
    order = [note.id for note in ranked(board, at, blocks=PROFILE)]
    for link in top_links(active_links(board), order)[:HYPOTHESIS_LINKS]:
        offer, want = notes[link.source], notes[link.target]
        text = ANSWERS[want.block].format(
            segment=_named(segment), number=HYPOTHESIS_NUMBER, offer=offer.text, text=want.text
        )
        yield HypothesisDraft("square", text, f"{segment.number}{offer.code}-{want.code}"), (offer, want)


def _about_offers(board: Board, segment: Segment, at: datetime) -> Iterable[tuple[HypothesisDraft, tuple[Note, ...]]]:
    for offer in ranked(board, at, blocks=(Block.PRODUCT,))[:HYPOTHESIS_OFFERS]:
        for name, phrase in BUSINESS.items():
            text = phrase.format(segment=_named(segment), number=HYPOTHESIS_NUMBER, offer=offer.text)
            yield HypothesisDraft("rectangle", text, f"{segment.number}{offer.code}", name), (offer,)
