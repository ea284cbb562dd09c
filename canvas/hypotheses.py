"""First drafts of what must be true, taken from what matters most on the canvas. People edit them, then keep them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from canvas.board import Board, Link, Note, Segment
from canvas.defaults import DUPLICATE, HYPOTHESIS_LINKS, HYPOTHESIS_NOTES, HYPOTHESIS_NUMBER
from canvas.fit import active_links, top_links
from canvas.likeness import shape
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


@dataclass(frozen=True, slots=True)
class HypothesisDraft:
    """A proposed hypothesis: its area (circle or square), its words, and the note or link it is about (`2P3`)."""

    area: str
    text: str
    about: str


def drafts(board: Board, segment: Segment, at: datetime) -> list[HypothesisDraft]:
    """Draft hypotheses from a segment's top notes and links, without those already drafted, kept or thrown away."""
    own = board.of_segment(segment.id)
    known = {hypothesis.about for hypothesis in board.hypotheses}
    written = [shape(hypothesis.text) for hypothesis in board.hypotheses]
    fresh: list[HypothesisDraft] = []
    for draft in (*_about_notes(own, segment, at), *_about_links(own, segment, at)):
        look = shape(draft.text)
        if draft.about not in known and all(look.like(other) < DUPLICATE for other in written):
            fresh.append(draft)
    return fresh


def _about_notes(board: Board, segment: Segment, at: datetime) -> Iterable[HypothesisDraft]:
    for note in ranked(board, at, blocks=PROFILE)[:HYPOTHESIS_NOTES]:
        text = CLAIMS[note.block].format(segment=segment.name, number=HYPOTHESIS_NUMBER, text=note.text)
        yield HypothesisDraft("circle", text, f"{segment.number}{note.code}")


def _about_links(board: Board, segment: Segment, at: datetime) -> Iterable[HypothesisDraft]:
    notes = {note.id: note for note in board.notes}
    order = [note.id for note in ranked(board, at, blocks=PROFILE)]
    for link in top_links(active_links(board), order)[:HYPOTHESIS_LINKS]:
        yield _answer(segment, link, notes)


def _answer(segment: Segment, link: Link, notes: dict[int, Note]) -> HypothesisDraft:
    offer, want = notes[link.source], notes[link.target]
    text = ANSWERS[want.block].format(segment=segment.name, number=HYPOTHESIS_NUMBER, offer=offer.text, text=want.text)
    return HypothesisDraft("square", text, f"{segment.number}{offer.code}-{want.code}")
