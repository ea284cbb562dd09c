"""What to do next about the fit of a segment."""

from dataclasses import dataclass
from enum import StrEnum

from canvas.board import Note
from canvas.evidence import Carries
from canvas.fit import Band, Fit, band
from canvas.method import KINDS, Block


class Move(StrEnum):
    """The one thing that helps most now."""

    LISTEN = "listen"  # there is nothing, or nothing left, to fit to
    DESIGN = "design"  # something that matters has no answer
    LINK = "link"  # offers and wants stand there unconnected
    PROVE = "prove"  # fit on paper that little evidence carries
    TEST = "test"  # fit that evidence carries: try whether it sells


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A move and the note it is about, if it is about one."""

    move: Move
    note: Note | None = None


def advise(found: Fit, offers: int) -> Advice:
    """Return the next best move; `offers` is the number of open notes on the value map."""
    if found.paper is None and found.standings and offers:
        return Advice(move=Move.LINK)
    if found.band is not Band.STRONG:
        worst = _worst(found)
        return Advice(move=Move.DESIGN, note=worst) if worst else Advice(move=Move.LISTEN)
    if band(found.proven) is not Band.STRONG:
        return Advice(move=Move.PROVE, note=_least_known(found))
    return Advice(move=Move.TEST)


def answer_to(block: Block) -> Block:
    """Return the block of the value map whose notes serve a block of the profile."""
    return next(kind.block for kind in KINDS.values() if kind.serves is block)


def _worst(found: Fit) -> Note | None:
    """Return what holds fit down, else the biggest gap."""
    worst = [*(note for cap in found.caps for note in cap.notes), *(gap.note for gap in found.gaps)]
    return worst[0] if worst else None


def _least_known(found: Fit) -> Note:
    """Return what matters most among the notes that are served and that little evidence carries."""
    served = [one for one in found.standings if one.covered > 0]
    weak = [one for one in served if one.grounds.band in {Carries.ASSUMPTION, Carries.SOME}] or served
    return max(weak, key=lambda one: (one.weight.value * (1 - one.grounds.value), -one.note.id)).note
