"""The square and the circle: where their areas lie, how their dividers lean, and what stands on their rims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import radians, sin
from typing import Final

from canvas.method import Block
from handlers.paper.areas import AREAS
from handlers.paper.items import Item
from handlers.paper.packing import Packed, packed
from handlers.paper.regions import Point, Region, arc, polygon, sector, shares

WIDTH, HEIGHT, MARGIN = 1600.0, 1000.0, 40.0
MIDDLE_Y: Final = 534.0
SIDE: Final = 690.0  # of the square
RADIUS: Final = 400.0  # of the circle
RIM: Final = 30.0  # width of the coloured rims
LEFT_X, TOP_Y = MARGIN, MIDDLE_Y - SIDE / 2
CENTRE_X: Final = WIDTH - MARGIN - RADIUS
BADGE: Final = ((LEFT_X + SIDE + CENTRE_X - RADIUS) / 2, MIDDLE_Y, 43.0)  # fit, in the gap between the two
HUB: Final = 31.0  # radius of the signs within
NOTCH: Final = 0.13  # how far the products point into the square, of its width
LEANS: Final = (0.2, 0.5, 0.8)  # tried while a canvas is small
LEAN: Final = 0.55
SMALL: Final = 60  # notes
BIGGEST: Final = 24.0
GOOD: Final = 22.0  # type size at which no other lean is tried
CLEAR: Final = 6.0  # pixels around a hub
BELOW: Final = -0.05  # sine from which a label is turned to be read from below
_SQUARE: Final = (Block.GAIN_CREATOR, Block.PAIN_RELIEVER, Block.PRODUCT)
_CIRCLE: Final = (Block.GAIN, Block.PAIN, Block.JOB)


@dataclass(frozen=True, slots=True)
class Label:
    """A name on a rim: straight at a point and turned (degrees), or along an arc around the circle's centre."""

    x: float
    y: float
    turn: float = 0.0
    arc: float | None = None
    radius: float = 0.0
    flip: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its ground, its piece of the rim, its label, and where notes can stand."""

    ground: Sequence[Point]
    rim: Sequence[Point]
    label: Label
    region: Region


Items = Mapping[Block, tuple[Sequence[Item], Sequence[Item]]]
"""Each area's notes, measured for roomy and for dense type."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All areas with their notes, and where the square's sign stands."""

    shapes: Mapping[Block, Shape]
    packed: Mapping[Block, Packed]
    gift: Point


def arranged(items: Items) -> Arrangement:
    """Return the most legible arrangement; dividers lean towards the fuller areas."""
    count = sum(len(roomy) for roomy, _ in items.values())
    leans = LEANS if count <= SMALL else (LEAN,)
    square, gift = _best([_square(items, lean) for lean in leans], items)
    circle, _ = _best([(_circle(items, lean), (CENTRE_X, MIDDLE_Y)) for lean in leans], items)
    shapes = {**square[0], **circle[0]}
    return Arrangement(shapes, _together(shapes, {**square[1], **circle[1]}, items), gift)


_Made = tuple[Mapping[Block, Shape], Point]


def _best(made: Sequence[_Made], items: Items) -> tuple[tuple[Mapping[Block, Shape], Mapping[Block, Packed]], Point]:
    """Pack each candidate and return the one that hides least and is set in the largest type."""
    found: list[tuple[tuple[float, ...], Mapping[Block, Shape], Mapping[Block, Packed], Point]] = []
    for shapes, sign in made:
        filled = {block: packed(shape.region, *items[block], BIGGEST) for block, shape in shapes.items()}
        used = [one for block, one in filled.items() if items[block][0]]
        sizes = [one.size for one in used] or [BIGGEST]
        found.append(((-sum(one.hidden for one in used), min(sizes), sum(sizes)), shapes, filled, sign))
        if min(sizes) >= GOOD:
            break
    _, shapes, filled, sign = max(found, key=lambda one: one[0])
    return (shapes, filled), sign


def _together(shapes: Mapping[Block, Shape], filled: Mapping[Block, Packed], items: Items) -> Mapping[Block, Packed]:
    """Hold the areas' type sizes together: none much larger than the smallest."""
    smallest = min((filled[block].size for block in items if items[block][0]), default=BIGGEST)
    most = smallest * 1.27
    return {
        block: packed(shapes[block].region, *items[block], most) if items[block][0] and one.size > most else one
        for block, one in filled.items()
    }


def _demand(items: Items, block: Block) -> float:
    return 3.0 + sum(item.length + 14 for item in items[block][0]) / 10


def _square(items: Items, lean: float) -> _Made:
    creators, relievers, products = shares([_demand(items, block) for block in _SQUARE], 0.24, 0.44, lean)
    inner = SIDE - 2 * RIM
    x0, y0 = LEFT_X + RIM, TOP_Y + RIM
    x1, y1 = x0 + inner, y0 + inner
    middle = y0 + inner * min(0.66, max(0.34, creators / (creators + relievers)))
    top_x = x0 + inner * (products - NOTCH / 2)
    tip = (top_x + inner * NOTCH, middle)
    grounds = {
        Block.PRODUCT: [(x0, y0), (top_x, y0), tip, (top_x, y1), (x0, y1)],
        Block.GAIN_CREATOR: [(top_x, y0), (x1, y0), (x1, middle), tip],
        Block.PAIN_RELIEVER: [tip, (x1, middle), (x1, y1), (top_x, y1)],
    }
    holes = ((*tip, HUB + CLEAR), (BADGE[0], BADGE[1], BADGE[2] + 7))
    rims, labels = _square_rims(top_x, tip), _square_labels(top_x)
    shapes = {
        block: Shape(ground, rims[block], labels[block], polygon(ground, holes)) for block, ground in grounds.items()
    }
    return shapes, tip


def _square_rims(top_x: float, tip: Point) -> Mapping[Block, Sequence[Point]]:
    """Return the rim's pieces; the dividers between them go on to the outer edge."""
    left, top, right, bottom = LEFT_X, TOP_Y, LEFT_X + SIDE, TOP_Y + SIDE
    x0, y0, x1, y1 = left + RIM, top + RIM, right - RIM, bottom - RIM
    above = top_x - (tip[0] - top_x) * RIM / (tip[1] - y0)
    below = top_x - (tip[0] - top_x) * RIM / (y1 - tip[1])
    outside = [(above, top), (left, top), (left, bottom), (below, bottom)]
    return {
        Block.PRODUCT: [*outside, (top_x, y1), (x0, y1), (x0, y0), (top_x, y0)],
        Block.GAIN_CREATOR: [(above, top), (right, top), (right, tip[1]), (x1, tip[1]), (x1, y0), (top_x, y0)],
        Block.PAIN_RELIEVER: [
            (below, bottom), (right, bottom), (right, tip[1]), (x1, tip[1]), (x1, y1), (top_x, y1),
        ],
    }  # fmt: skip


def _square_labels(top_x: float) -> Mapping[Block, Label]:
    beside = (top_x + LEFT_X + SIDE) / 2
    return {
        Block.PRODUCT: Label(LEFT_X + RIM / 2, MIDDLE_Y, turn=-90),
        Block.GAIN_CREATOR: Label(beside, TOP_Y + RIM / 2),
        Block.PAIN_RELIEVER: Label(beside, TOP_Y + SIDE - RIM / 2),
    }


def _circle(items: Items, lean: float) -> Mapping[Block, Shape]:
    gains, _, jobs = shares([_demand(items, block) for block in _CIRCLE], 0.25, 0.44, lean)
    half, first = jobs * 180, jobs * 180 + gains * 360
    angles = {Block.JOB: (-half, half), Block.GAIN: (half, first), Block.PAIN: (first, 360 - half)}
    return {block: _slice(*ends) for block, ends in angles.items()}


def _slice(start: float, end: float) -> Shape:
    whole, within = (CENTRE_X, MIDDLE_Y, RADIUS), (CENTRE_X, MIDDLE_Y, RADIUS - RIM)
    middle = (start + end) / 2
    label = Label(CENTRE_X, MIDDLE_Y, arc=middle, radius=RADIUS - RIM / 2, flip=sin(radians(middle)) < BELOW)
    holes = ((CENTRE_X, MIDDLE_Y, HUB + CLEAR), (BADGE[0], BADGE[1], BADGE[2] + 7))
    ground = [(CENTRE_X, MIDDLE_Y), *arc(within, start, end)]
    return Shape(ground, [*arc(whole, start, end), *arc(within, end, start)], label, sector(within, start, end, holes))


def hint_at(block: Block, shape: Shape) -> Point:
    """Return where an empty area's question stands; a sector's middle lies nearer to its arc than to its tip."""
    points = shape.ground if AREAS[block].on_map else shape.ground[1:]
    x, y = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    if AREAS[block].on_map:
        return x, y
    return CENTRE_X + (x - CENTRE_X) * 0.72, MIDDLE_Y + (y - MIDDLE_Y) * 0.72
