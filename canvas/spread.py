"""Where people differ, and what their ratings say beyond a median: splits, orders, opportunities, focus jobs."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from statistics import pstdev
from typing import NamedTuple

from canvas.board import Board, Note, Workshop
from canvas.defaults import ALL_TOP, ATTRACTIVE, ORDERED, TOP_RATING
from canvas.method import TICKS, Block
from canvas.numbers import number
from canvas.ranking import open_notes, ranked
from canvas.weight import weigh


class Split(NamedTuple):
    """A note on which people differ: the two ends of what they say, 1 to 5, and the standard deviation."""

    note: Note
    high: int
    low: int
    spread: float

    @property
    def says(self) -> str:
        """The question to the team; nobody is named."""
        return f"You see {self.note.code} differently: {self.high} against {self.low}. What does each side know?"


def spread(note: Note) -> float:
    """Return the population standard deviation of a note's ratings, 0 where fewer than two have rated it."""
    return pstdev(rating.value for rating in note.ratings) if note.ratings else 0.0


def differs(workshop: Workshop, note: Note) -> bool:
    """Tell whether people's ratings of a note are so far apart that the team should say why."""
    return spread(note) >= number(workshop, "split")


def splits(board: Board, *, segment: int | None = None, blocks: Iterable[Block] = Block) -> list[Split]:
    """Return the open notes on which people differ, the widest apart first; `segment` is a Segment.id."""
    found = [
        Split(note, max(r.value for r in note.ratings), min(r.value for r in note.ratings), spread(note))
        for note in open_notes(board, segment=segment, blocks=blocks)
        if differs(board.workshop, note)
    ]
    return sorted(found, key=lambda split: (-split.spread, split.note.created, split.note.id))


def to_order(board: Board, segment: int, block: Block, at: datetime) -> list[Note]:
    """Return the notes to put in order because most of a block is rated 5; empty when ratings tell them apart."""
    notes = open_notes(board, segment=segment, blocks=(block,))
    top = [note for note in notes if note.ratings and weigh(note).rating >= TOP_RATING]
    if len(top) <= ALL_TOP * len(notes) or len(notes) == 1:
        return []
    return ranked(board, at, segment=segment, blocks=(block,))[:ORDERED]


def borda(orders: Iterable[Sequence[int]], among: Collection[int]) -> list[tuple[int, float]]:
    """Return the ids of `among` with their points, most points first; ties keep the order of `among`.

    Each order gives its first of n ids n - 1 points, its second n - 2, and so on. The ids that somebody left out share
    what is left evenly. What is not in `among` or is said twice does not count.
    """
    points = dict.fromkeys(among, 0.0)
    for order in orders:
        said = list(dict.fromkeys(one for one in order if one in points))
        for place, one in enumerate(said):
            points[one] += len(points) - 1 - place
        others = [one for one in points if one not in said]
        for one in others:
            points[one] += (len(others) - 1) / 2
    return sorted(points.items(), key=lambda pair: -pair[1])


def as_ratings(order: Sequence[int], among: Collection[int] = ()) -> dict[int, int]:
    """Return ratings from 5 down to 1 spread evenly over an order of ids, the most important first.

    The ids of `among` that the order leaves out are equals: they share the middle of the places that are left.
    """
    points = borda([order], dict.fromkeys((*order, *among)))
    last = len(points) - 1
    return {one: TOP_RATING - round((TOP_RATING - 1) * (last - won) / max(1, last)) for one, won in points}


def opportunity(note: Note) -> float | None:
    """Return how much room there is to do better, 0 to 20; None where nobody said how satisfied customers are.

    Importance and satisfaction count 0 to 10; what is important and badly served counts twice.
    """
    if note.satisfaction is None:
        return None
    scale = 10 / TOP_RATING
    important, satisfied = scale * weigh(note).rating, scale * note.satisfaction
    return important + max(important - satisfied, 0.0)


def is_attractive(note: Note) -> bool:
    """Tell whether there is much room to do better."""
    score = opportunity(note)
    return score is not None and score > ATTRACTIVE


def is_focus(note: Note) -> bool:
    """Tell whether a job has all four ticks that make it worth building for."""
    return {tick.name for tick in note.ticks if tick.holds} >= set(TICKS)


def open_ticks(note: Note) -> tuple[str, ...]:
    """Return the ticks of a job about which nobody has said anything, in the order of `method.TICKS`."""
    said = {tick.name for tick in note.ticks}
    return tuple(name for name in TICKS if name not in said)
