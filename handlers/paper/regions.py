"""Areas as geometry: convex, perhaps cut from a disc, with round holes. Pixels of the page, y downwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, radians, sin, sqrt
from typing import Final

Point = tuple[float, float]
Span = tuple[float, float]
Disc = tuple[float, float, float]
"""Centre and radius."""

TOP, BOTTOM = 100, 960  # where notes can stand on the page
NARROW: Final = 20.0  # an interval too narrow for any note
EDGE: Final = 9.0  # pixels kept free along an area's edge
FAR: Final = 1e9


@dataclass(frozen=True, slots=True)
class Plane:
    """The points with a·x + b·y ≤ c."""

    a: float
    b: float
    c: float


@dataclass(frozen=True)
class Region:
    """What lies within all planes, and the disc when there is one, and outside all holes."""

    planes: tuple[Plane, ...]
    disc: Disc | None = None
    holes: tuple[Disc, ...] = ()

    def span(self, y: float) -> Span | None:
        """Return the interval of the area at a height, holes not counted."""
        top, bottom, left, right = self._sides
        if y < top or y > bottom:
            return None
        low, high = -FAR, FAR
        for start, slope in left:
            low = x if (x := start - slope * y) > low else low
        for start, slope in right:
            high = x if (x := start - slope * y) < high else high
        if self.disc:
            x, middle, radius = self.disc
            square = radius**2 - (y - middle) ** 2
            if square <= 0:
                return None
            low, high = max(low, x - sqrt(square)), min(high, x + sqrt(square))
        return (low, high) if high > low else None

    @cached_property
    def _sides(self) -> tuple[float, float, list[Span], list[Span]]:
        """The highest and the lowest height, and the lines on the left and right: x at height 0, and x a pixel up."""
        flat = [plane for plane in self.planes if abs(plane.a) < 1 / FAR]
        top = max((plane.c / plane.b for plane in flat if plane.b < 0), default=-FAR)
        bottom = min((plane.c / plane.b for plane in flat if plane.b > 0), default=FAR)
        sides = [plane for plane in self.planes if plane not in flat]
        left, right = (
            [(one.c / one.a, one.b / one.a) for one in sides if (one.a > 0) is to_the_right]
            for to_the_right in (False, True)
        )
        return top, bottom, left, right

    def free(self, top: float, bottom: float) -> list[Span]:
        """Return the intervals in which a row between two heights can stand. Convex: its ends decide."""
        above, below = self.span(top), self.span(bottom)
        if not above or not below:
            return []
        found = [(max(above[0], below[0]), min(above[1], below[1]))]
        for x, y, radius in self.holes:
            off = 0.0 if top <= y <= bottom else min(abs(top - y), abs(bottom - y))
            if off < radius:
                half = sqrt(radius**2 - off**2)
                found = [
                    part for low, high in found for part in ((low, min(high, x - half)), (max(low, x + half), high))
                ]
        return [(low, high) for low, high in found if high - low > NARROW]

    @cached_property
    def extent(self) -> Span:
        """The highest and the lowest place of the area."""
        heights = [float(y) for y in range(TOP, BOTTOM, 3) if self.span(y)]
        return (heights[0], heights[-1]) if heights else (0.0, 0.0)

    def area(self) -> float:
        """Return the square pixels in which notes can stand."""
        top, bottom = self.extent
        return sum(6 * (high - low) for y in range(int(top), int(bottom) + 6, 6) for low, high in self.free(y, y))

    def middle(self) -> float:
        """Return the height of the centre of mass."""
        top, bottom = self.extent
        widths = [(y, span[1] - span[0]) for y in range(int(top), int(bottom) + 1, 6) if (span := self.span(y))]
        whole = sum(width for _, width in widths)
        return sum(y * width for y, width in widths) / whole if whole else (top + bottom) / 2


def plane(one: Point, other: Point, inside: Point, edge: float = EDGE) -> Plane:
    """Return the side of the line through two points that holds a third, an edge's width away from the line."""
    a, b = other[1] - one[1], one[0] - other[0]
    length = hypot(a, b)
    a, b = a / length, b / length
    c = a * one[0] + b * one[1]
    return Plane(a, b, c - edge) if a * inside[0] + b * inside[1] <= c else Plane(-a, -b, -c - edge)


def polygon(points: Sequence[Point], holes: tuple[Disc, ...]) -> Region:
    """Return the region of a convex polygon."""
    inside = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    following = [*points[1:], points[0]]
    return Region(tuple(plane(p, q, inside) for p, q in zip(points, following, strict=True)), None, holes)


def sector(disc: Disc, start: float, end: float, holes: tuple[Disc, ...]) -> Region:
    """Return the region of a sector of a disc, between two angles (degrees, counter-clockwise from the right)."""
    x, y, radius = disc
    middle = radians((start + end) / 2)
    inside = (x + 50 * cos(middle), y - 50 * sin(middle))
    ends = (on_circle(disc, start), on_circle(disc, end))
    return Region(tuple(plane((x, y), one, inside) for one in ends), (x, y, radius - EDGE), holes)


def on_circle(disc: Disc, angle: float) -> Point:
    """Return the point of a circle at an angle in degrees."""
    x, y, radius = disc
    return x + radius * cos(radians(angle)), y - radius * sin(radians(angle))


def arc(disc: Disc, start: float, end: float) -> list[Point]:
    """Return points along a circle, three degrees apart."""
    steps = max(2, int(abs(end - start) / 3))
    return [on_circle(disc, start + (end - start) * step / steps) for step in range(steps + 1)]


def shares(weights: Sequence[float], low: float, high: float, lean: float) -> list[float]:
    """Return shares of 1 between equal ones (`lean` 0) and the weights' own (1), each kept between `low` and `high`."""
    whole = sum(weights)
    found = [min(high, max(low, (1 - lean) / len(weights) + lean * weight / whole)) for weight in weights]
    rest = 1 - sum(found)
    free = [number for number, one in enumerate(found) if low < one < high] or list(range(len(found)))
    for number in free:
        found[number] += rest / len(free)
    return found
