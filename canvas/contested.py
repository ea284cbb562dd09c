"""Claims for and against which customers have spoken: both sides are shown, never their average alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from canvas.board import Board, Evidence
from canvas.links import COUNTED, active_links
from canvas.proof import Pile, proof


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim by its code (`P3`, `R1-P3`), and the strongest, freshest words on each side of it."""

    code: str
    text: str
    for_: Evidence
    against: Evidence


def contested(board: Board, segment: int, at: datetime) -> list[Contested]:
    """Return the contested notes and links of a segment (a Segment.id), notes first, in order of creation."""
    own = board.of_segment(segment)
    rests = proof(own, at)
    notes = {note.id: note for note in own.notes}
    claims = [(one.code, one.text, rests.by_note.get(one.id)) for one in own.notes if one.state in COUNTED]
    for link in active_links(own):
        offer, want = notes[link.source], notes[link.target]
        claims.append((f"{offer.code}-{want.code}", f"{offer.text} → {want.text}", rests.by_link.get(link.id)))
    return [
        Contested(code, text, _best(pile, "for", at), _best(pile, "against", at))
        for code, text, pile in claims
        if pile is not None and pile.grounds.contested
    ]


def _best(pile: Pile, side: str, at: datetime) -> Evidence:
    return max(_counted(pile.items, side, at), key=lambda item: (item.tier, item.at, item.id))


def _counted(items: Iterable[Evidence], side: str, at: datetime) -> Iterable[Evidence]:
    return (item for item in items if item.direction == side and item.state == "active" and item.at <= at)
