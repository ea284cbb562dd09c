"""The canvas as a picture, before it is drawn: every shape, note and word with its place. Pixels of 1600 × 1000."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Final

from canvas.board import Board, Link, Note, Segment
from canvas.defaults import CUSTOMER_TIER
from canvas.evidence import NOTHING, Carries, Grounds
from canvas.fit import fit, must_serve
from canvas.links import current
from canvas.method import KINDS, Block
from canvas.proof import proof
from canvas.ranking import open_notes, ranked
from canvas.weight import dots, weigh
from handlers.paper.areas import AREAS, INK, PAGE, QUIET
from handlers.paper.curves import curves_of
from handlers.paper.items import FROM_DENSE, Card, Drawn, Item, gap
from handlers.paper.measuring import breakable, direction, drawable, language
from handlers.paper.packing import Packed, Row
from handlers.paper.shapes import (
    BADGE,
    CENTRE_X,
    HEIGHT,
    HUB,
    LEFT_X,
    MIDDLE_Y,
    RADIUS,
    SIDE,
    TOP_Y,
    WIDTH,
    Arrangement,
    Shape,
    arranged,
    hint_at,
)

Json = dict[str, Any]

TOP: Final = 3  # ranks whose codes are filled, once somebody has rated them
CUSTOMER_STEPS: Final = 2
LINKS_SHOWN: Final = 3
CURVES, CURVED_NOTES = 8, 36  # most links and notes with which links are drawn as lines
NAME, SEGMENT_NAME = 160, 120  # characters


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn. `tree` is plain JSON for the template; `alt` says the picture in words."""

    tree: Json
    notes: tuple[Drawn, ...]
    hidden: Mapping[Block, int]


def scene(board: Board, segment: Segment, at: datetime) -> Scene:
    """Return the picture of one segment's canvas at a moment."""
    board = current(board)
    grounds = proof(board, at).notes
    cards = _cards(board, segment, at, grounds)
    items = {
        block: ([Item(card, dense=False) for card in own], [Item(card, dense=True) for card in own])
        for block, own in cards.items()
    }
    arrangement = arranged(items)
    links = _serving(board, segment)
    few = len(links) <= CURVES and sum(map(len, cards.values())) <= CURVED_NOTES
    linked = {end for link in links for end in (link.source, link.target)} if few else set[int]()
    drawn = tuple(one for block in AREAS for one in _boxes(block, arrangement.packed[block], linked, grounds))
    curves = list(curves_of(links, drawn)) if few else []
    tree = _tree(board, segment, cards, arrangement, at) | {"notes": [_plain(one) for one in drawn], "curves": curves}
    return Scene(tree, drawn, {block: one.hidden for block, one in arrangement.packed.items() if one.hidden})


def _cards(
    board: Board, segment: Segment, at: datetime, grounds: Mapping[int, Grounds]
) -> Mapping[Block, Sequence[Card]]:
    notes = ranked(board, at, segment=segment.id, known=grounds)
    codes = {note.id: note.code for note in notes}
    serves: dict[int, list[str]] = {}
    met: set[int] = set()
    for link in _serving(board, segment):
        serves.setdefault(link.source, []).append(codes[link.target])
        met.add(link.target)
    found: dict[Block, list[Card]] = {block: [] for block in AREAS}
    for note in notes:
        own = serves.get(note.id, [])
        more = (f"+{len(own) - LINKS_SHOWN}",) if len(own) > LINKS_SHOWN else ()
        state = "plain" if AREAS[note.block].on_map else "met" if note.id in met else "open"
        shown = (*own[:LINKS_SHOWN], *more)
        place = len(found[note.block])
        found[note.block].append(_card(note, shown, state, place, grounds.get(note.id, NOTHING)))
    return found


def _card(note: Note, links: tuple[str, ...], state: str, place: int, grounds: Grounds) -> Card:
    placed, rated = dots(note), bool(note.ratings) or note.decided is not None
    return Card(
        note,
        drawable(note.text),
        placed,
        links,
        state,
        pill="guess" if not (rated or placed) else "top" if place < TOP else "rated",
        rating=f"{weigh(note).rating:g}" if rated else "",
        steps=steps(grounds),
        must=must_serve(note),
    )


def steps(grounds: Grounds) -> int:
    """Return how many of five steps evidence fills; what customers said or did for it is never less than two."""
    if not grounds.for_:
        return 0
    least = CUSTOMER_STEPS if grounds.tier >= CUSTOMER_TIER else 1
    return max(least, list(Carries).index(grounds.band) + 1)


def _serving(board: Board, segment: Segment) -> list[Link]:
    """Return the links of a segment that serve something, between notes that are on the canvas."""
    here = {note.id for note in open_notes(board, segment=segment.id)}
    return [
        link
        for link in board.links
        if link.state == "active" and link.works > 0 and link.source in here and link.target in here
    ]


def _boxes(block: Block, filled: Packed, linked: set[int], grounds: Mapping[int, Grounds]) -> Iterable[Drawn]:
    for row in filled.rows:
        yield from _row(block, filled.size, row, linked, grounds)


def _row(block: Block, size: float, row: Row, linked: set[int], grounds: Mapping[int, Grounds]) -> Iterable[Drawn]:
    """Stretch a row to be flush when it nearly is; linked notes move to the side that faces the other shape."""
    between, room = gap(size), row.high - row.low
    whole = sum(width for _, width in row.items)
    spare = room - whole - between * (len(row.items) - 1)
    flush = spare / whole <= (0.8 if size < FROM_DENSE else 0.42)
    grow = 1 + (spare / whole if flush else min(0.16, max(0.0, spare / whole)))
    wide = whole * grow + between * (len(row.items) - 1)
    x = row.low + (room - wide) * AREAS[block].lean
    on_map = AREAS[block].on_map
    ordered = sorted(row.items, key=lambda one: (one[0].card.note.id in linked) == on_map) if linked else row.items
    for item, width in ordered:
        yield _drawn(item, size, (x, row.y, width * grow, row.height), grounds.get(item.card.note.id, NOTHING))
        x += width * grow + between


def _drawn(item: Item, size: float, box: tuple[float, float, float, float], grounds: Grounds) -> Drawn:
    card, (x, y, w, h) = item.card, box
    scale, text = item.fitted(w / size, h / size)
    return Drawn(
        id=card.note.id,
        code=card.code,
        area=card.note.block.value,
        text=breakable(text),
        x=round(x, 2),
        y=round(y, 2),
        w=round(w, 2),
        h=round(h, 2),
        size=size,
        dense=item.dense,
        pill=card.pill,
        rating=card.rating,
        votes=card.votes,
        links=card.links,
        state=card.state,
        steps=card.steps,
        contested=grounds.contested,
        dir=direction(card.text),
        lang=language(card.text),
        scale=scale,
    )


def _plain(one: Drawn) -> Json:
    """Return a note in its box for the template; `asdict` would copy every value of every note."""
    return {name.name: getattr(one, name.name) for name in fields(Drawn)}


def _tree(
    board: Board, segment: Segment, cards: Mapping[Block, Sequence[Card]], arrangement: Arrangement, at: datetime
) -> Json:
    found = fit(board, segment.id, at)
    profile = (Block.JOB, Block.GAIN, Block.PAIN)
    return {
        "w": WIDTH,
        "h": HEIGHT,
        "ink": INK,
        "soft": QUIET,
        "page": PAGE,
        "title": drawable(board.workshop.name, NAME),
        "segment": drawable(segment.name, SEGMENT_NAME),
        "date": f"{at.day} {at:%B %Y}",
        "count": sum(map(len, cards.values())),
        "areas": [_area(block, arrangement.shapes[block], len(cards[block])) for block in AREAS],
        "hints": [_hint(block, arrangement.shapes[block]) for block in AREAS if not cards[block]],
        "more": [_more(block, one) for block, one in arrangement.packed.items() if one.hidden and one.rows],
        "gift": _rounded([arrangement.gift])[0],
        "hub": HUB,
        "fit": {
            "x": BADGE[0],
            "y": BADGE[1],
            "r": BADGE[2],
            "paper": None if found.paper is None else round(found.paper),
            "proven": None if found.proven is None else round(found.proven),
        },
        "met": {block.value: [sum(c.state == "met" for c in cards[block]), len(cards[block])] for block in profile},
        "square": [LEFT_X, TOP_Y, SIDE],
        "circle": [CENTRE_X, MIDDLE_Y, RADIUS],
    }


def _area(block: Block, shape: Shape, count: int) -> Json:
    area = AREAS[block]
    return {
        "key": block.value,
        "label": area.label,
        "n": count,
        "ground": _rounded(shape.ground),
        "rim": _rounded(shape.rim),
        "at": asdict(shape.label),
        **asdict(area.hue),
    }


def _hint(block: Block, shape: Shape) -> Json:
    x, y = hint_at(block, shape)
    return {"area": block.value, "text": AREAS[block].hint, "x": round(x, 2), "y": round(y, 2), "w": 170}


def _more(block: Block, filled: Packed) -> Json:
    last = filled.rows[-1]
    x, y = (last.low + last.high) / 2, last.y + last.height + 3
    return {"area": block.value, "n": filled.hidden, "x": round(x, 2), "y": round(y, 2), "size": max(filled.size, 10)}


def _rounded(points: Iterable[tuple[float, float]]) -> list[list[float]]:
    return [[round(x, 2), round(y, 2)] for x, y in points]


def described(board: Board, segment: Segment, at: datetime, most: int = 2000) -> str:
    """Say the picture in words: counts, fit and the first notes, within `most` characters."""
    board = current(board)
    found = fit(board, segment.id, at)
    notes: Sequence[Note] = ranked(board, at, segment=segment.id)
    counts = [(KINDS[block], [n for n in notes if n.block is block]) for block in AREAS]
    told = ", ".join(f"{len(own)} {(kind.title if len(own) == 1 else kind.plural).lower()}" for kind, own in counts)
    numbers = "Fit: not yet."
    if found.paper is not None:
        numbers = f"Fit on paper {found.paper:.0f}, proven {found.proven or 0:.0f}."
    what = f"{drawable(board.workshop.name, 80)} for {drawable(segment.name, 80)}"
    lead = f"Value proposition canvas of {what}: {told}. {numbers}"
    first = [f"{n.code} {drawable(n.text, 100)}" for _, own in counts for n in own[:TOP]]
    words = f"{lead} First in each: {'; '.join(first)}." if first else lead
    return words if len(words) <= most else f"{words[: most - 1]}…"
