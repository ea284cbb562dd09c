"""The words in front of a note that say its kind, its subtype and how much it weighs: `extreme pain`, `social:`."""

import re
from collections.abc import Collection
from typing import NamedTuple

from canvas.facets import TYPED
from canvas.likeness import STOP_WORDS
from canvas.method import KINDS, WEIGHTS, Block


class Meaning(NamedTuple):
    """What one word says: a kind, a subtype of a kind, or a weight."""

    block: Block | None = None
    subtype: str = ""
    rating: int | None = None

    @property
    def is_kind(self) -> bool:
        """Whether the word names a kind itself."""
        return self.block is not None and not self.subtype


class Prefix(NamedTuple):
    """What the words say together; `unused` are those that this kind has no use for."""

    block: Block | None = None
    subtype: str = ""
    rating: int | None = None
    flavour: str = ""  # what a pain does to them: `social pain`
    unused: tuple[str, ...] = ()


class Reading(NamedTuple):
    """A prefix, the words as typed, the text behind them, and whether a colon stands between."""

    prefix: Prefix
    typed: str
    rest: str
    colon: bool

    @property
    def is_prose(self) -> bool:
        """Whether this is rather a sentence that begins with such a word: `Service is slow`, `pain in the neck`."""
        if self.colon or not self.rest[:1].islower():
            return False
        return self.typed[0].isupper() or self.rest.split()[0] in STOP_WORDS


MEANINGS: dict[str, Meaning] = {
    **{word: Meaning(block, word) for block, facet in TYPED.items() for word in facet.choices},
    **{word: Meaning(rating=value) for word, value in WEIGHTS.items()},
    **{
        word: Meaning(kind.block, subtype)
        for kind in KINDS.values()
        for subtype, words in kind.subtypes.items()
        for word in words
    },
    **{alias: Meaning(kind.block) for kind in KINDS.values() for alias in kind.aliases},
}
# The longest first, so that a `pain reliever` is not a pain.
WORDS = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(MEANINGS, key=len, reverse=True))
WORD = re.compile(rf"(?:{WORDS})(?![\w'’-])\s*", re.IGNORECASE)
COLON = re.compile(r"\s*[:：]\s*")


def read_prefix(text: str) -> Reading | None:
    """Read the words in front of `text`; None when they name neither a kind nor a subtype (nor anything, by a colon).

    Weights and subtypes stand before the kind in any order. Without a kind the first subtype tells it.
    """
    found: list[tuple[str, Meaning, int]] = []
    position = 0
    while (match := WORD.match(text, position)) and not (found and found[-1][1].is_kind):
        word = " ".join(match.group().split())
        position = match.end()
        found.append((word, MEANINGS[word.lower()], position))
    colon = COLON.match(text, position) if found else None
    if colon is None and found and not found[-1][1].is_kind:
        blocks = [meaning.block is not None for _, meaning, _ in found]
        found = found[: blocks.index(True) + 1] if any(blocks) else []
    if not found:
        return None
    end = colon.end() if colon else found[-1][2]
    prefix = _combine([(word, meaning) for word, meaning, _ in found])
    return Reading(prefix, text[: found[-1][2]].strip(), text[end:].strip(), colon is not None)


def _combine(found: list[tuple[str, Meaning]]) -> Prefix:
    named = [meaning.block for _, meaning in reversed(found) if meaning.is_kind]
    implied = [meaning.block for _, meaning in found if meaning.block is not None]
    block = next(iter(named + implied), None)
    flavours = _flavours(block, [meaning for _, meaning in found])
    prefix = Prefix(block)
    for word, meaning in found:
        if _is_sort(meaning, block) and not prefix.subtype:
            prefix = prefix._replace(subtype=meaning.subtype)
        elif meaning.rating is not None and prefix.rating is None:
            prefix = prefix._replace(rating=meaning.rating)
        elif meaning.subtype in flavours and not prefix.flavour:
            prefix = prefix._replace(flavour=meaning.subtype)
        elif not meaning.is_kind:
            prefix = prefix._replace(unused=(*prefix.unused, word.lower()))
    if block and prefix.flavour:
        return prefix._replace(subtype=TYPED[block].subtype)
    return prefix


def _flavours(block: Block | None, meanings: list[Meaning]) -> Collection[str]:
    """Return the words that say what a note does to people; a note of another sort than has these takes none."""
    facet = TYPED.get(block) if block else None
    sort = next((meaning.subtype for meaning in meanings if _is_sort(meaning, block)), "")
    return facet.choices if facet and sort in {"", facet.subtype} else ()


def _is_sort(meaning: Meaning, block: Block | None) -> bool:
    return block is not None and meaning.block is block and meaning.subtype in KINDS[block].subtypes
