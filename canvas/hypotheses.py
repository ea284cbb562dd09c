"""First drafts of what must be true, taken from what matters most on the canvas. People edit them, then keep them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from canvas.aspects import aspect
from canvas.board import Board, Note, Segment
from canvas.defaults import DUPLICATE, HYPOTHESIS_LINKS, HYPOTHESIS_NOTES, HYPOTHESIS_NUMBER, HYPOTHESIS_OFFERS
from canvas.likeness import Shape, shape
from canvas.links import active_links, top_links
from canvas.method import Block
from canvas.ranking import PROFILE, ranked

# What could be seen or heard if it were true: of a note, and of a link to a note.
CLAIMS = {
    Block.JOB: "We believe that of {segment}, at least {number} have tried this in the last month: “{text}”.",
    Block.PAIN: "We believe that of {segment}, at least {number} bring this up before we do: “{text}”.",
    Block.GAIN: "We believe that of {segment}, at least {number} name this when asked what they wish for: “{text}”.",
}
ANSWERS = {
    Block.JOB: "We believe that of {segment}, at least {number} who try “{offer}” use it again for this: “{text}”.",
    Block.PAIN: "We believe that of {segment}, at least {number} who try “{offer}” say this is gone: “{text}”.",
    Block.GAIN: "We believe that of {segment}, at least {number} who try “{offer}” say they got this: “{text}”.",
}
# And of what is offered: what the business must be able to count on.
BUSINESS = {
    "price": "We believe that of {segment}, at least {number} pay our price when we ask them to, for “{offer}”.",
    "cost": "We believe that serving one of {segment} with “{offer}” costs us at most half of what they pay.",
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
    text = CLAIMS[note.block].format(segment=segment.name, number=HYPOTHESIS_NUMBER, text=note.text)
    return HypothesisDraft("circle", text, f"{segment.number}{note.code}")


def _about_links(board: Board, segment: Segment, at: datetime) -> Iterable[tuple[HypothesisDraft, tuple[Note, ...]]]:
    notes = {note.id: note for note in board.notes}
    order = [note.id for note in ranked(board, at, blocks=PROFILE)]
    for link in top_links(active_links(board), order)[:HYPOTHESIS_LINKS]:
        offer, want = notes[link.source], notes[link.target]
        text = ANSWERS[want.block].format(
            segment=segment.name, number=HYPOTHESIS_NUMBER, offer=offer.text, text=want.text
        )
        yield HypothesisDraft("square", text, f"{segment.number}{offer.code}-{want.code}"), (offer, want)


def _about_offers(board: Board, segment: Segment, at: datetime) -> Iterable[tuple[HypothesisDraft, tuple[Note, ...]]]:
    for offer in ranked(board, at, blocks=(Block.PRODUCT,))[:HYPOTHESIS_OFFERS]:
        for name, phrase in BUSINESS.items():
            text = phrase.format(segment=segment.name, number=HYPOTHESIS_NUMBER, offer=offer.text)
            yield HypothesisDraft("rectangle", text, f"{segment.number}{offer.code}", name), (offer,)
