"""How much a note weighs: its typical rating, and what follows from it."""

from collections.abc import Iterable
from typing import NamedTuple

from canvas.board import Note, Workshop
from canvas.defaults import DOTS, DOTS_A_NOTE, DOTS_BEYOND, FREQUENCIES, TOP_RATING, UNRATED
from canvas.errors import NoDotsLeft
from canvas.numbers import number


class Weight(NamedTuple):
    """`rating` is 1 to 5; `provisional` when nobody has rated the note, or not as it reads and stands now.

    `often` is how much of it is left because it comes seldom, 0.6 to 1.
    """

    rating: float
    provisional: bool
    often: float = 1.0

    @property
    def value(self) -> float:
        """The weight, up to 1. It is convex, so that ten trivial notes cannot outweigh one extreme."""
        return (self.rating / TOP_RATING) ** 2 * self.often


def weigh(note: Note) -> Weight:
    """Return the weight of a note: what was decided, else the median of its ratings; and how often it comes."""
    often = FREQUENCIES.get(note.frequency, 1.0)
    if note.decided is not None:
        return Weight(note.decided, provisional=False, often=often)
    typical = typical_rating(note)
    if typical is None:
        return Weight(UNRATED, provisional=True, often=often)
    return Weight(typical, provisional=note.recheck, often=often)


def typical_rating(note: Note) -> float | None:
    """Return the median of a note's ratings, whatever was decided; None where nobody has rated it."""
    return middle([rating.value for rating in note.ratings]) if note.ratings else None


def middle(values: Iterable[float]) -> float:
    """Return the median of some values, of which there is at least one."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def dots(note: Note) -> int:
    """Return the dots that count on a note."""
    return sum(min(vote.dots, DOTS_A_NOTE) for vote in note.votes)


def dots_each(notes: int, workshop: Workshop | None = None) -> int:
    """Return how many dots each person has when there are so many notes to choose from, or what the team has set."""
    return int(number(workshop, "dots")) or next((each for most, each in DOTS if notes <= most), DOTS_BEYOND)


def dots_after(own: int, placed: int, notes: int, workshop: Workshop | None = None) -> int:
    """Return the dots somebody has on a note after one more vote for it; a vote too many takes them back.

    `own` are theirs on it, `placed` all of theirs on the `notes` of its block. Raises NoDotsLeft.
    """
    most = dots_each(notes, workshop)
    if own >= DOTS_A_NOTE or (own and placed >= most):
        return 0
    if placed >= most:
        raise NoDotsLeft(dots=most)
    return own + 1
