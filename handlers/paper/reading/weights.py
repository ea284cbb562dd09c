"""The rating and the votes of a note as a file gives them, and what is said of those that can't be kept."""

import re
from dataclasses import dataclass

from canvas.defaults import TOP_RATING
from canvas.errors import UnknownRating
from canvas.words import read_rating

MOST_VOTES = 99  # on one note
LEVELS = {"high": 5, "must": 5, "medium": 3, "should": 3, "low": 1, "could": 1}
LONGEST = 40  # characters of a cell that are told
_DIGITS = 20  # a number of more is none
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_NOTHING = re.compile(r"[\s.…–—-]*|n/?a|none|null|nan", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weights:
    """A rating (None: none) and votes; `odd_rating` and `odd_votes` are sentences on what could not be kept, or ""."""

    rating: int | None = None
    votes: int = 0
    odd_rating: str = ""
    odd_votes: str = ""


def read_weights(rating: str, votes: str) -> Weights:
    """Read the cells of a note; an empty one, or a dash, means that there is none."""
    value, count = _rating(rating), _votes(votes)
    return Weights(
        rating=value,
        votes=min(max(count or 0, 0), MOST_VOTES),
        odd_rating="" if value or _is_empty(rating) else _odd_rating(_told(rating)),
        odd_votes="" if _is_empty(votes) else _odd_votes(_told(votes), count),
    )


def _odd_rating(told: str) -> str:
    return f"the rating {told} is not from 1 to {TOP_RATING}, so this note comes without one"


def _odd_votes(told: str, count: int | None) -> str:
    if count is None or count < 0:
        return f"the votes {told} are not a number from 0, so this note comes without any"
    return f"the votes {told} are more than a note takes, so it comes with {MOST_VOTES}" if count > MOST_VOTES else ""


def _rating(cell: str) -> int | None:
    """Return 1 to 5, as a number or a word; anything else is no rating."""
    if found := _NUMBER.fullmatch(cell):
        value = int(float(found[0].replace(",", ".")) + 0.5)
        return value if 1 <= value <= TOP_RATING else None
    try:
        return LEVELS.get(cell.lower()) or read_rating(cell)
    except UnknownRating:
        return None


def _votes(cell: str) -> int | None:
    """Return the number in a cell such as `3 votes`; None where there is none."""
    found = _NUMBER.search(cell)
    return int(float(found[0].replace(",", "."))) if found and len(found[0]) < _DIGITS else None


def _is_empty(cell: str) -> bool:
    return bool(_NOTHING.fullmatch(cell))


def _told(cell: str) -> str:
    """Return a cell as it is repeated: a number as it stands, words in quotes, and not all of what is long."""
    words = " ".join(cell.split())
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return short if _NUMBER.fullmatch(short) else f"“{short}”"
