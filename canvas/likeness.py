"""How alike two texts are, in any script, and how to find the alike ones without comparing all.

Likeness is the larger of two shares: common words (stop words left out, endings cut) and common character trigrams.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from unicodedata import category, normalize
from zlib import crc32

from canvas.defaults import DUPLICATE, SAME_LINE, SMALL_EDIT

SMALL_WORDS = """
a an and are as at be been but by can do does for from had has have how i if in into is it its me my of on or our so
than that the their them they this to us was we were what when where which who will with you your
"""
STOP_WORDS = frozenset(SMALL_WORDS.split())
# Longest first; the stem that is left must have three letters.
ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
SHORTEST_STEM = 3
SKETCH = 4  # trigrams a text is kept under: with Dice .7 another has none of them in about eight of a thousand cases
SOUGHT = 16  # trigrams it is looked for with: some that only this text has come first
# Trigrams of frequent letters stand in too many texts to find one by: each of these letters puts one off fourfold.
FREQUENT = frozenset(" etaoinsrlhd")
LATER_BITS = 2
KEY_BITS = 31
ANY_KEY = 2**KEY_BITS - 1
NO_LETTERS = re.compile(r"[\W_]+")
APOSTROPHES = re.compile(r"['’ʼ]")


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as it is compared: its words without endings, and its character trigrams.

    sketch: keys of the trigrams by which it is found, those that stand in the fewest texts first.
    """

    words: frozenset[str]
    trigrams: frozenset[str]
    sketch: tuple[int, ...]

    def like(self, other: "Shape") -> float:
        """Return the likeness, 0 to 1."""
        common = len(self.trigrams & other.trigrams)
        dice = 2 * common / (len(self.trigrams) + len(other.trigrams))
        shared = len(self.words & other.words)
        return max(dice, shared / (len(self.words) + len(other.words) - shared))


@lru_cache(maxsize=4096)
def shape(text: str) -> Shape:
    """Return the shape of any text; capitals, punctuation and width of characters make no difference."""
    letters = APOSTROPHES.sub("", normalize("NFKC", text).casefold())
    words = _apart(letters).split() or letters.split()
    padded = f" {' '.join(words)} "
    kept = [word for word in words if word not in STOP_WORDS] or words or [""]
    trigrams = frozenset(padded[i : i + 3] for i in range(len(padded) - 2)) or frozenset((padded,))
    sketch = (rank & ANY_KEY for rank in sorted(map(_rank, trigrams))[:SOUGHT])
    return Shape(frozenset(_stem(word) for word in kept), trigrams, tuple(sketch))


def _apart(letters: str) -> str:
    """Return a text with spaces for all that is neither a letter, a digit nor a mark on one."""
    if letters.isascii():
        return NO_LETTERS.sub(" ", letters)
    return "".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in letters)


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1; `defaults.DUPLICATE` and above is asked about."""
    return shape(one).like(shape(other))


def is_larger_edit(before: str, after: str) -> bool:
    """Tell whether a text says something else than it did, so that what people thought of it may not hold."""
    return similarity(before, after) < SMALL_EDIT


def keys(text: str) -> tuple[int, ...]:
    """Return the few keys under which a text is kept, each below 2**31 and equal in every process.

    Of two texts that are duplicates by their words one always has a key that the other seeks, of those that are so by
    their trigrams in more than 99 of 100 cases. A note of ten words has about nine: each is written into an index.
    """
    own = shape(text)
    ordered = sorted(own.words, key=_rarest_first)
    return _distinct(ordered[: len(ordered) - ceil(DUPLICATE * len(ordered)) + 1], own.sketch[:SKETCH])


def sought(text: str) -> tuple[int, ...]:
    """Return the keys to look for alike texts with; rank what is found by the number of keys it has of them."""
    own = shape(text)
    return _distinct(own.words, own.sketch)


def match_lines(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Pair the lines of a text before and after an edit, as (index in old, index in new).

    Equal lines are paired first, then the most alike. (None, i) is a new line, (i, None) one that vanished.
    A text of one line stays that line whatever is written. New lines come in their order, then the vanished ones.
    """
    pairs = _paired(old, new) if (len(old), len(new)) != (1, 1) else {0: 0}
    kept = set(pairs.values())
    found: list[tuple[int | None, int | None]] = [(pairs.get(i), i) for i in range(len(new))]
    return found + [(i, None) for i in range(len(old)) if i not in kept]


def _paired(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return index in new -> index in old."""
    before, after = [shape(line) for line in old], [shape(line) for line in new]
    scored = (
        (2.0 if line == other else mine.like(yours), -abs(i - j), -i, -j)
        for i, (line, mine) in enumerate(zip(old, before, strict=True))
        for j, (other, yours) in enumerate(zip(new, after, strict=True))
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, i, j in sorted(scored, reverse=True):
        if score >= SAME_LINE and -j not in pairs and -i not in taken:
            pairs[-j] = -i
            taken.add(-i)
    return pairs


def _stem(word: str) -> str:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending) + instead
    return word


def _rarest_first(word: str) -> tuple[int, int, str]:
    """Long words are rare in practice; any order that all texts share keeps the prefix filter exact."""
    return (-len(word), _mixed(word), word)


def _distinct(words: Iterable[str], sketch: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*(_mixed(f"w{word}") for word in words), *sketch)))


@lru_cache(maxsize=16_384)
def _rank(trigram: str) -> int:
    """Return how late a trigram comes in a sketch; its lowest bits are its key."""
    key = _mixed(trigram)
    return key << LATER_BITS * len(FREQUENT.intersection(trigram)) + KEY_BITS | key


def _mixed(text: str) -> int:
    """Return an even spread of numbers below 2**31. The multiplication breaks up the regular steps of a checksum."""
    return (crc32(text.encode("utf-8", "surrogatepass")) * 0x9E3779B1 & 0xFFFFFFFF) >> 1
