"""Notes into areas: the largest type at which all of them fit, rows that follow the area's shape, rank order kept.

When the smallest type is still too large, the longest texts are cut; then the lowest ranks stand behind a "+3 more".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from canvas.board import Note
from handlers.paper.measuring import LONG_WORD, Piece, line_count, pieces
from handlers.paper.regions import Region

SIZES: Final = (24, 22, 20.5, 19, 17.5, 16.2, 15, 14, 13, 12.2, 11.5, 10.8, 10.2, 9.6, 9.0, 8.5)
FROM_DENSE: Final = 11.0  # below this size code and votes stand within the text
LINES: Final = (3, 4, 2, 5, 6, 7)  # lines of a note, the most pleasant first
CUTS: Final = ((5, 22), (4, 22), (4, 18), (3, 20), (4, 14), (3, 16), (3, 13), (2, 17), (2, 14), (2, 12))  # lines, em
TALLEST: Final = 190  # pixels of text in one note
AHEAD: Final = 6  # notes among which a row looks for one that fits
SLACK: Final = 1.04  # what shaping may add to the estimates
SCALES: Final = (1.0, 0.95, 0.9)  # of the type in a note that is full
ANY_WIDTH: Final = 1e9
# Latin words and numbers with common marks: where other signs meet, each typesetter breaks lines in its own way.
_WORD: Final = r"[(\"']?[A-Za-z0-9]+(?:['-][A-Za-z]+)*%?[)\"'.,;:!?]{0,2}"
PLAIN: Final = re.compile(rf"{_WORD}(?: {_WORD})*[ -]?")  # the end may have been cut
STEP, MOVES = 8, 5  # pixels by which rows are moved to the middle, and how many ways are tried


@dataclass(frozen=True, slots=True)
class Style:
    """Em: line height, paddings, height of the row of badges, smallest width."""

    line: float
    pad_x: float
    pad_y: float
    badges: float
    least: float

    def height(self, lines: int) -> float:
        """Return the height of a note."""
        return lines * self.line + 2 * self.pad_y + self.badges


ROOMY: Final = Style(1.27, 0.62, 0.50, 1.22, 5.2)
DENSE: Final = Style(1.22, 0.45, 0.34, 0.0, 4.4)


@dataclass(frozen=True, slots=True)
class Card:
    """A note as it is drawn: its cleaned words, and what stands on it besides."""

    note: Note
    text: str
    votes: int
    links: tuple[str, ...]
    state: str  # plain, met, open
    top: bool


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
    words: list[Piece] = field(init=False)
    length: float = field(init=False)
    widest: float = field(init=False)
    pad: float = field(init=False)
    badges: float = field(init=False)
    _before: int = field(init=False, default=0)  # words that stand before the note's own, and where those after begin
    _after: int = field(init=False)
    _needs: dict[int, float] = field(init=False, default_factory=dict[int, float])

    def __post_init__(self) -> None:
        """Measure the words once."""
        card, met = self.card, self.card.state == "met"
        self.words = pieces(card.text)
        self._after = len(self.words)
        self.pad = 2 * (DENSE if self.dense else ROOMY).pad_x
        letters, digits = len(card.note.code), len(str(card.votes))
        if self.dense:
            code = (0.66 * letters + (0.85 if met else 0) + 0.5, 0.0)
            votes = [(0.75 + 0.62 * digits, 0.3)] if card.votes else []
            self.words = [code, *self.words, *votes, *((1.0 + 0.64 * len(link), 0.3) for link in card.links)]
            self._before, self._after = 1, self._after + 1
            self.badges = 0.0
        self.length = sum(word + space for word, space in self.words)
        self.widest = max((word for word, _ in self.words if word <= LONG_WORD), default=0.0)
        if self.dense:
            return
        code_width = 0.74 * (0.68 * letters + (1.05 if met else 0)) + 0.68
        links = sum(0.74 * (1.35 + 0.68 * len(link)) + 0.94 for link in card.links)
        votes_width = 0.76 * (0.66 * digits + 0.8) + 0.55 if card.votes else 0.0
        self.badges = self.pad + code_width + links + votes_width

    def width(self, lines: int) -> float:
        """Return the smallest width at which the words take at most so many lines."""
        if lines not in self._needs:
            low, high = max(3.4, self.widest, self.length / lines * 0.9), max(3.6, self.length * 1.02)
            while line_count(self.words, low) > lines and high - low > 0.3:  # noqa: PLR2004 - em, near enough
                middle = (low + high) / 2
                low, high = (low, middle) if line_count(self.words, middle) <= lines else (middle, high)
            fitting = low if line_count(self.words, low) <= lines else high
            self._needs[lines] = fitting * SLACK + 0.15
        return self._needs[lines]

    def least_area(self, lines: int) -> float:
        """Return square em that it takes at least, however it is wrapped in so many lines."""
        drawn = DENSE if self.dense else ROOMY
        widths = ((count, max(self.length / count + self.pad, drawn.least)) for count in range(1, lines + 1))
        return min(width * drawn.height(count) for count, width in widths)

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

    def _saying(self, text: str) -> list[Piece]:
        return [*self.words[: self._before], *pieces(text), *self.words[self._after :]]


@dataclass(frozen=True, slots=True)
class Row:
    """Notes beside each other, with their widths in pixels, within an interval of the area."""

    y: float
    height: float
    low: float
    high: float
    items: Sequence[tuple[Item, float]]


@dataclass(frozen=True, slots=True)
class Packed:
    """The rows of an area, the type size they are set in, and how many notes stand behind "more"."""

    size: float
    rows: Sequence[Row] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class _Try:
    """One way to pack: type size, lines a note may have, the widest note in em."""

    region: Region
    size: float
    lines: int
    widest: float = ANY_WIDTH
    style: Style = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "style", style(self.size))

    def rows(self, items: Sequence[Item], y: float, bottom: float) -> list[Row] | None:
        """Return rows from `y` downwards, None when they pass the bottom."""
        left, rows = list(items), list[Row]()
        while left:
            if y + self.size * self.style.height(1) > bottom:
                return None
            tall = self.lines if y + self.size * self.style.height(self.lines) <= bottom else 1
            found, lines = self._beside(left, y, tall)
            if not found:
                y += 5
                continue
            height = self.size * self.style.height(lines)
            rows += [Row(y, height, low, high, row) for low, high, row in found]
            y += height + gap(self.size)
        return rows

    def _beside(
        self, left: list[Item], y: float, lines: int
    ) -> tuple[list[tuple[float, float, list[tuple[Item, float]]]], int]:
        """Take from `left` what fits beside each other at a height; return it with the lines that the row needs."""
        found: list[tuple[float, float, list[tuple[Item, float]]]] = []
        tallest = 0
        for low, high in self.region.free(y, y + self.size * self.style.height(lines)):
            row: list[tuple[Item, float]] = []
            room = high - low
            while (fitting := self._next(left, room, lines)) is not None:
                item, width, needed = fitting
                left.remove(item)
                row.append((item, width))
                tallest = max(tallest, needed)
                room -= width + gap(self.size)
            if row:
                found.append((low, high, row))
        return found, tallest

    def _next(self, left: Sequence[Item], room: float, lines: int) -> tuple[Item, float, int] | None:
        widest = self.widest if lines == self.lines else max(self.widest, 18)
        for item in left[:AHEAD]:
            wanted = item.width(lines) + item.pad
            width = max(min(wanted, widest), self.style.least, item.badges)
            if width * self.size <= room + 0.01:
                return item, width * self.size, min(lines, item.lines(width)) if wanted <= widest else lines
        return None


def packed(region: Region, items: Sequence[Item], dense: Sequence[Item], biggest: float) -> Packed:
    """Return the notes of an area in rows; `dense` are the same notes measured for small type."""
    if not items:
        return Packed(SIZES[0])
    top, bottom = region.extent
    room = region.area()
    least = {
        (drawn, lines): sum(one.least_area(lines) for one in own)
        for drawn, own in ((DENSE, dense), (ROOMY, items))
        for lines in LINES
    }
    for attempt in _attempts(region, biggest):
        own = dense if attempt.style is DENSE else items
        if attempt.widest == ANY_WIDTH and least[attempt.style, attempt.lines] * attempt.size**2 > room:
            continue  # not even without any space between them
        start = _start(region, attempt.size, top)
        rows = attempt.rows(own, start, bottom)
        if rows is not None:
            return Packed(attempt.size, _centred(attempt, own, rows, start, bottom))
    return _as_many_as_fit(region, dense, top, bottom)


def _attempts(region: Region, biggest: float) -> Iterator[_Try]:
    for size in [one for one in SIZES if one <= biggest] or SIZES[-1:]:
        for lines in LINES:
            if lines * style(size).line * size <= TALLEST:
                yield _Try(region, size, lines)
    for lines, widest in CUTS:
        yield _Try(region, SIZES[-1], lines, widest)


def _start(region: Region, size: float, top: float) -> float:
    y = top
    while y < top + 60 and not region.free(y, y + size * 3.5):
        y += 5
    return y


def _centred(attempt: _Try, items: Sequence[Item], rows: list[Row], start: float, bottom: float) -> list[Row]:
    """Move the block of rows down to where its middle is nearest to the area's, unless that costs rows."""
    middle = attempt.region.middle()
    count = len({row.y for row in rows})

    def off(found: list[Row]) -> float:
        centre = (found[0].y + found[-1].y + found[-1].height) / 2
        return abs(centre - middle) + 10 * (len({row.y for row in found}) - count)

    # Rows are about as tall wherever they stand, so only the moves that nearly centre them are worth packing.
    wanted = middle - (rows[0].y + rows[-1].y + rows[-1].height) / 2
    moves = sorted((STEP * number for number in range(1, 48)), key=lambda move: abs(move - wanted))[:MOVES]
    moved = (attempt.rows(items, start + move, bottom) for move in moves if wanted > 0)
    return min([rows, *(one for one in moved if one)], key=off)


def _as_many_as_fit(region: Region, items: Sequence[Item], top: float, bottom: float) -> Packed:
    """Return the first notes that fit at the smallest type, cut short; the others are counted."""
    attempt = _Try(region, SIZES[-1], 2, 12.0)
    start = _start(region, attempt.size, top)
    low, high, best = 0, len(items), list[Row]()
    while high - low > 1:
        middle = (low + high) // 2
        rows = attempt.rows(items[:middle], start, bottom - 14)
        if rows is None:
            high = middle
        else:
            low, best = middle, rows
    return Packed(attempt.size, best, len(items) - low)
