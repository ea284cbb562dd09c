"""How long a picture of 150 notes takes, layout included, and how long it keeps the event loop from others."""

import asyncio
import random
import statistics
from datetime import UTC, datetime, timedelta
from functools import partial
from time import perf_counter

from canvas.board import Board, Link, Note, Segment, Workshop
from canvas.method import KINDS, Block
from handlers.paper.press import Order, Press
from handlers.paper.scene import scene
from tests.benchmarks.bounds import Bounds

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SEGMENT = Segment(id=1, number=1, name="Working parents")
NOTES, LINKS, PICTURES = 150, 40, 11
MOST, MOST_HELD = 250, 20  # milliseconds
PHRASES = (
    "Food goes off before anybody cooks it",
    "and the bin is full of what we paid for",
    "while a calm evening needs planning",
    "that nobody has time for",
    "after late meetings wreck every plan",
    "and three shops are visited twice",
)


def board(seed: int) -> Board:
    """Return a canvas of 150 notes whose texts no other has."""
    chance = random.Random(seed)
    blocks = [list(Block)[number % len(Block)] for number in range(NOTES)]
    notes = [
        Note(
            id=number,
            segment=1,
            code=f"{KINDS[block].letter}{number // len(Block) + 1}",
            block=block,
            text=f"{number} {' '.join(chance.choices(PHRASES, k=chance.randint(1, 2)))} {seed}",
            author="ben",
            created=AT - timedelta(days=1),
            updated=AT - timedelta(days=1),
        )
        for number, block in enumerate(blocks)
    ]
    pairs = [(one.id, other.id) for one in notes for other in notes if KINDS[one.block].serves is other.block]
    links = [
        Link(id=number, source=one, target=other, strength=1.0)
        for number, (one, other) in enumerate(chance.sample(pairs, LINKS))
    ]
    workshop = Workshop(id=1, team="T", channel="C", name=f"Dinner {seed}", facilitator="ben", created=AT)
    return Board(workshop=workshop, segments=(SEGMENT,), notes=tuple(notes), links=tuple(links))


def _order(of: Board, pixels: int) -> Order:
    return Order(scene(of, SEGMENT, AT), "png", pixels=pixels)


async def _longest_hold(done: asyncio.Event) -> float:
    """Return the longest time in milliseconds that the loop was late for a timer of one millisecond."""
    worst = 0.0
    while not done.is_set():
        started = perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, (perf_counter() - started) * 1000 - 1)
    return worst


async def measured(pixels: int) -> tuple[float, float]:
    """Return the median milliseconds of a picture and the longest hold of the loop meanwhile."""
    press, done = Press(), asyncio.Event()
    first, *boards = [board(seed) for seed in range(PICTURES + 1)]
    await press.print(partial(_order, first, pixels))
    held = asyncio.create_task(_longest_hold(done))
    times: list[float] = []
    for one in boards:
        started = perf_counter()
        await press.print(partial(_order, one, pixels))
        times.append((perf_counter() - started) * 1000)
    done.set()
    return statistics.median(times), await held


async def run(bounds: Bounds) -> None:
    """Print both sizes."""
    for pixels, name in ((1, "1600 x 1000"), (2, "3200 x 2000, as it is sent")):
        median, held = await measured(pixels)
        print(f"a PNG of 150 notes, {name}: {median:.0f} ms (under {MOST}); ", end="")
        print(f"the loop is held {held:.0f} ms at most ({MOST_HELD})")
        bounds.at_most(f"milliseconds of a PNG of 150 notes, {name}", median, MOST)
        bounds.at_most(f"milliseconds that a PNG of {name} holds the loop", held, MOST_HELD)


if __name__ == "__main__":
    looked_at = Bounds()
    asyncio.run(run(looked_at))
    looked_at.end()
