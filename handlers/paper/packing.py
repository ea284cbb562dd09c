"""Notes into areas: the largest type at which all of them fit, rows that follow the area's shape, rank order kept.

When the smallest type is still too large, the longest texts are cut; then the lowest ranks stand behind a "+3 more".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from handlers.paper.items import DENSE, ROOMY, Item, Style, gap, style
from handlers.paper.regions import Region

SIZES: Final = (24, 22, 20.5, 19, 17.5, 16.2, 15, 14, 13, 12.2, 11.5, 10.8, 10.2, 9.6, 9.0, 8.5)
LINES: Final = (3, 4, 2, 5, 6, 7)  # lines of a note, the most pleasant first
# Lines and em.
CUTS: Final = (
    (5, 22),
    (4, 22),
    (4, 18),
    (3, 20),
    (4, 14),
    (3, 16),
    (3, 13),
    (2, 17),
    (2, 14),
    (2, 12),
    (3, 10),
    (3, 9),
)
FULL: Final = 0.95  # of an area that notes and their gaps can cover at most: the ends of rows take the rest
TALLEST: Final = 190  # pixels of text in one note
AHEAD: Final = 6  # notes among which a row looks for one that fits
ANY_WIDTH: Final = 1e9
STEP, MOVES = 8, 5  # pixels by which rows are moved to the middle, and how many ways are tried


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

    def covered(self, items: Sequence[Item]) -> float:
        """Return the square pixels that notes take with their gaps."""
        between = gap(self.size)
        boxes = (item.takes(self.lines, self.widest) for item in items)
        return sum(
            (width * self.size + between) * (self.style.height(lines) * self.size + between) for width, lines in boxes
        )

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
            width, needed = item.takes(lines, widest)
            if width * self.size <= room + 0.01:
                return item, width * self.size, needed
        return None


def packed(region: Region, items: Sequence[Item], dense: Sequence[Item], biggest: float) -> Packed:
    """Return the notes of an area in rows; `dense` are the same notes measured for small type."""
    if not items:
        return Packed(SIZES[0])
    top, bottom = region.extent
    room = region.area()
    least = {drawn: _least(own) for drawn, own in ((DENSE, dense), (ROOMY, items))}
    for attempt in _attempts(region, biggest):
        own = dense if attempt.style is DENSE else items
        if attempt.widest == ANY_WIDTH and least[attempt.style][attempt.lines - 1] * attempt.size**2 > room * FULL:
            continue  # hopeless, however the words are wrapped
        if attempt.covered(own) > room * FULL:
            continue  # hopeless, however the rows fall
        start = _start(region, attempt.size, top)
        rows = attempt.rows(own, start, bottom)
        if rows is not None:
            return Packed(attempt.size, _centred(attempt, own, rows, start, bottom))
    return _as_many_as_fit(region, dense, top, bottom)


def _least(items: Sequence[Item]) -> Sequence[float]:
    """Return the square em that notes take at least in one line, in at most two, and so on."""
    return [sum(areas) for areas in zip(*(one.least_areas(max(LINES)) for one in items), strict=True)]


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
