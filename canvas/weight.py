"""How much a note weighs: the middle of what people rated it, and what follows from it."""

from statistics import median
from typing import NamedTuple

from canvas.board import Note
from canvas.defaults import DOTS, DOTS_A_NOTE, DOTS_BEYOND, TOP_RATING, UNRATED
from canvas.errors import NoDotsLeft


class Weight(NamedTuple):
    """`rating` is 1 to 5; `provisional` when nobody has rated the note, or not as it reads and stands now."""

    rating: float
    provisional: bool

    @property
    def value(self) -> float:
        """The weight, .04 to 1. It is convex, so that ten trivial notes cannot outweigh one extreme."""
        return (self.rating / TOP_RATING) ** 2


def weigh(note: Note) -> Weight:
    """Return the weight of a note, by the median of its ratings."""
    if not note.ratings:
        return Weight(UNRATED, provisional=True)
    return Weight(float(median(rating.value for rating in note.ratings)), provisional=note.recheck)


def dots(note: Note) -> int:
    """Return the dots that count on a note."""
    return sum(min(vote.dots, DOTS_A_NOTE) for vote in note.votes)


def dots_each(notes: int) -> int:
    """Return how many dots each person has when there are so many notes to choose from."""
    return next((each for most, each in DOTS if notes <= most), DOTS_BEYOND)


def dots_after(own: int, placed: int, notes: int) -> int:
    """Return the dots somebody has on a note after one more vote for it; a vote too many takes them back.

    `own` are theirs on it, `placed` all of theirs on the `notes` of its block. Raises NoDotsLeft.
    """
    most = dots_each(notes)
    if own >= DOTS_A_NOTE or (own and placed >= most):
        return 0
    if placed >= most:
        raise NoDotsLeft(dots=most)
    return own + 1
