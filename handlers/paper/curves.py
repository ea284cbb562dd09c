"""Lines from offers to what they serve, where none can be read as coming from a neighbour or going to one."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from canvas.board import Link
from canvas.method import Block
from handlers.paper.items import Drawn
from handlers.paper.regions import Point

Json = dict[str, Any]

PULL: Final = 60.0  # pixels that a line runs level at least
NEAR: Final = 3.0  # pixels around a note within which a line seems to be its own
PLACES: Final = 32  # along a line that are looked at


def curves_of(links: Iterable[Link], drawn: Sequence[Drawn]) -> Iterable[Json]:
    """Return a line for each link that can have one: start, two control points, end. Codes tell the others."""
    boxes = {one.id: one for one in drawn}
    kept: list[tuple[str, list[Point]]] = []
    for link in links:
        start, end = boxes.get(link.source), boxes.get(link.target)
        if start and end and start.area != Block.PRODUCT.value:
            points = _between(start, end)
            hidden = any(_passes(points, one) for one in drawn if one not in (start, end))
            if not hidden and not any(area == start.area and _cross(points, other) for area, other in kept):
                kept.append((start.area, points))
                yield {"area": start.area, "points": [[round(x, 1), round(y, 1)] for x, y in points]}


def _cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Tell whether two lines cross: of the same colour, each could be read as going on where the other does."""
    return (one[0][1] - other[0][1]) * (one[-1][1] - other[-1][1]) < 0


def _between(start: Drawn, end: Drawn) -> list[Point]:
    sx, sy, ex, ey = start.x + start.w, start.y + start.h / 2, end.x, end.y + end.h / 2
    pull = max(PULL, (ex - sx) * 0.45)
    return [(sx, sy), (sx + pull, sy), (ex - pull, ey), (ex, ey)]


def _passes(points: Sequence[Point], box: Drawn) -> bool:
    """Tell whether a line runs behind a note, or so close to it that it seems to be its own."""
    return any(
        box.x - NEAR <= x <= box.x + box.w + NEAR and box.y - NEAR <= y <= box.y + box.h + NEAR
        for x, y in (_at(points, place / PLACES) for place in range(PLACES + 1))
    )


def _at(points: Sequence[Point], part: float) -> Point:
    """Return a place on a cubic curve, 0 at its start and 1 at its end."""
    rest = 1 - part
    shares = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    x, y = (sum(share * point[axis] for share, point in zip(shares, points, strict=True)) for axis in (0, 1))
    return x, y
