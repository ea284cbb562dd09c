"""A note as it is drawn: what stands on it, how much room it needs in roomy and in dense type, and its box."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from canvas.board import Note
from handlers.paper.measuring import LONG_WORD, Piece, line_count, pieces

FROM_DENSE: Final = 11.0  # below this size code and votes stand within the text
SLACK: Final = 1.04  # what shaping may add to the estimates
SCALES: Final = (1.0, 0.95, 0.9)  # of the type in a note that is full
# Latin words and numbers with common marks: where other signs meet, each typesetter breaks lines in its own way.
_WORD: Final = r"[(\"']?[A-Za-z0-9]+(?:['-][A-Za-z]+)*%?[)\"'.,;:!?]{0,2}"
PLAIN: Final = re.compile(rf"{_WORD}(?: {_WORD})*[ -]?")  # the end may have been cut


@dataclass(frozen=True, slots=True)
class Style:
    """Em: line height, paddings, height of the row of badges, smallest width, what a band of evidence takes.

    `gap` between two notes: of the largest type drawn so, as it is the same number of pixels in every size.
    """

    line: float
    pad_x: float
    pad_y: float
    badges: float
    least: float
    band: float
    gap: float

    def height(self, lines: int) -> float:
        """Return the height of a note."""
        return lines * self.line + 2 * self.pad_y + self.badges


ROOMY: Final = Style(1.27, 0.62, 0.50, 1.22, 5.2, 0.34, 0.29)
DENSE: Final = Style(1.22, 0.45, 0.34, 0.0, 4.4, 0.72, 0.45)


@dataclass(frozen=True, slots=True)
class Card:
    """A note as it is drawn: its cleaned words, and what stands on it besides.

    `pill` of its code: top (among the most important), rated, or guess while nobody has rated it or voted for it.
    `steps` of its band of evidence, 0 to 5. `must`: customers cannot do without it.
    """

    note: Note
    text: str
    votes: int
    links: tuple[str, ...]
    state: str  # plain, met, open
    pill: str = "guess"
    rating: str = ""
    steps: int = 0
    must: bool = False

    @property
    def code(self) -> str:
        """Its code with the marks that stand right behind it."""
        return f"{self.note.code}{' !' if self.must else ''}{' ✓' if self.state == 'met' else ''}"


def style(size: float) -> Style:
    """Return the style that a type size is drawn in."""
    return DENSE if size < FROM_DENSE else ROOMY


def gap(size: float) -> float:
    """Return the pixels between two notes."""
    return 7.0 if size >= FROM_DENSE else 5.0


@dataclass(slots=True)
class Item:
    """A card with the widths it needs, in em: all words in one line, and the widest word that is not broken."""

    card: Card
    dense: bool
    words: Sequence[Piece] = field(init=False)
    length: float = field(init=False)
    widest: float = field(init=False)
    pad: float = field(init=False)
    badges: float = field(init=False)
    _before: int = field(init=False, default=0)  # words that stand before the note's own, and where those after begin
    _after: int = field(init=False)
    _needs: dict[int, float] = field(init=False, default_factory=dict[int, float])
    _takes: dict[tuple[int, float], tuple[float, int]] = field(
        init=False, default_factory=dict[tuple[int, float], tuple[float, int]]
    )

    def __post_init__(self) -> None:
        """Measure the words once."""
        card, met = self.card, 1.0 if self.card.state == "met" else 0.0
        drawn = DENSE if self.dense else ROOMY
        self.words = pieces(card.text)
        self._after = len(self.words)
        self.pad = 2 * drawn.pad_x + (drawn.band if card.steps else 0.0)
        letters, digits = len(card.note.code) + (0.8 if card.must else 0.0), len(str(card.votes))
        if self.dense:
            code = (0.66 * letters + 0.85 * met + 0.5, 0.0)
            marks = [(0.95 + 0.6 * len(card.rating), 0.3)] if card.rating else []
            marks += [(0.75 + 0.62 * digits, 0.3)] if card.votes else []
            self.words = [code, *self.words, *marks, *((1.0 + 0.64 * len(link), 0.3) for link in card.links)]
            self._before, self._after = 1, self._after + 1
            self.badges = 0.0
        self.length = sum(word + space for word, space in self.words)
        self.widest = max((word for word, _ in self.words if word <= LONG_WORD), default=0.0)
        if self.dense:
            return
        code_width = 0.74 * (0.68 * letters + 1.05 * met) + 0.68
        links = sum(0.74 * (1.35 + 0.68 * len(link)) + 0.94 for link in card.links)
        votes_width = 0.76 * (0.66 * digits + 0.8) + 0.55 if card.votes else 0.0
        rating_width = 0.76 * (0.64 * len(card.rating) + 1.1) + 0.55 if card.rating else 0.0
        self.badges = self.pad + code_width + links + votes_width + rating_width

    def width(self, lines: int) -> float:
        """Return the smallest width at which the words take at most so many lines."""
        if lines not in self._needs:
            low, high = max(3.4, self.widest, self.length / lines * 0.9), max(3.6, self.length * 1.02)
            if line_count(self.words, low) <= lines:
                high = low
            while high - low > 0.3:  # noqa: PLR2004 - em, near enough
                middle = (low + high) / 2
                low, high = (low, middle) if line_count(self.words, middle) <= lines else (middle, high)
            self._needs[lines] = high * SLACK + 0.15
        return self._needs[lines]

    def takes(self, lines: int, widest: float) -> tuple[float, int]:
        """Return the width of the note and the lines it needs, where it has at most so many and is not wider."""
        if (lines, widest) not in self._takes:
            wanted = self.width(lines) + self.pad
            width = max(min(wanted, widest), (DENSE if self.dense else ROOMY).least, self.badges)
            self._takes[lines, widest] = width, min(lines, self.lines(width)) if wanted <= widest else lines
        return self._takes[lines, widest]

    def least_areas(self, most: int) -> Sequence[float]:
        """Return square em that it takes at least in one line, in at most two, and so on; with what it keeps free."""
        drawn = DENSE if self.dense else ROOMY
        widths = (
            (count, max(self.length / count + self.pad, drawn.least, self.badges)) for count in range(1, most + 1)
        )
        areas = ((width + drawn.gap) * (drawn.height(count) + drawn.gap) for count, width in widths)
        return list(accumulate(areas, min))

    def lines(self, width: float) -> int:
        """Return how many lines the words take in a note of this width."""
        return line_count(self.words, (width - self.pad - 0.15) / SLACK)

    def fitted(self, width: float, height: float) -> tuple[float, str]:
        """Return the scale and the words that fit a note of this size, in em: smaller first, then cut.

        Only of plain words are widths and breaks known well enough; for others the scale is 0: the template measures.
        """
        text, drawn = self.card.text, DENSE if self.dense else ROOMY
        if not PLAIN.fullmatch(text):
            return 0.0, text
        inner, tall = (width - self.pad - 0.15) / SLACK, height - 2 * drawn.pad_y - drawn.badges + 0.01
        for scale in SCALES:
            if line_count(self.words, inner / scale) * drawn.line * scale <= tall:
                return scale, text
        lines, room = int(tall / drawn.line / SCALES[-1]), inner / SCALES[-1]
        # The longest beginning that fits: the longer, the more lines it takes.
        cut = bisect_right(range(1, len(text)), lines, key=lambda end: line_count(self._saying(f"{text[:end]}…"), room))
        return SCALES[-1], f"{text[:cut].rstrip()}…"

    def _saying(self, text: str) -> Sequence[Piece]:
        return [*self.words[: self._before], *pieces(text), *self.words[self._after :]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A note in its box, with what its `Card` says.

    `scale` of its type at which its words fit; 0 where that must be measured, as its letters are of many fonts.
    """

    id: int
    code: str
    area: str
    text: str
    x: float
    y: float
    w: float
    h: float
    size: float
    dense: bool
    pill: str
    rating: str
    votes: int
    links: tuple[str, ...]
    state: str
    steps: int
    contested: bool
    dir: str
    lang: str
    scale: float
