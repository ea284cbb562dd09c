"""The fit round: each person says in secret how well a link works; the typical answer counts when it closes."""

from dataclasses import dataclass
from datetime import datetime

from canvas.board import Board, Link, Note
from canvas.links import active_links
from canvas.method import STRENGTHS
from canvas.ranking import PROFILE, ranked
from canvas.weight import middle

ROUND = "fit"  # the name it runs under, beside the rounds of the blocks


@dataclass(frozen=True, slots=True)
class Card:
    """One link to judge: the offer, what it is for, and the question."""

    link: Link
    offer: Note
    want: Note

    @property
    def question(self) -> str:
        """What to ask a person."""
        return f"Does “{self.offer.text}” really do enough about “{self.want.text}”?"


def cards(board: Board, segment: int, at: datetime) -> list[Card]:
    """Return what there is to judge, the most important first; `segment` is a Segment.id."""
    own = board.of_segment(segment)
    notes = {note.id: note for note in own.notes}
    places = {note.id: place for place, note in enumerate(ranked(own, at, blocks=PROFILE))}
    links = sorted(active_links(own), key=lambda link: (places.get(link.target, len(places)), link.id))
    return [Card(link, notes[link.source], notes[link.target]) for link in links]


def settled(link: Link) -> float:
    """Return the strength that people agree on: the middle of what they said, in doubt the weaker of two.

    Where nobody said anything it is what it was.
    """
    if not link.opinions:
        return link.strength
    between = middle(opinion.strength for opinion in link.opinions)
    return max(strength for strength in STRENGTHS.values() if strength <= between)


def split(board: Board, segment: int) -> list[Link]:
    """Return the links that some call no answer at all and others a full one, to talk about."""
    ends = {min(STRENGTHS.values()), max(STRENGTHS.values())}
    links = active_links(board.of_segment(segment))
    return [link for link in links if ends <= {opinion.strength for opinion in link.opinions}]
