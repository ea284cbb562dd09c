"""How long the method takes on a full canvas: fit, advice and attention of everything on it, together.

`python -m tests.benchmarks.method` measures this alone, and fails when it takes too long.
"""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

from canvas.advice import advise
from canvas.attention import weekly
from canvas.best import best
from canvas.board import Board, Evidence, Hypothesis, Link, Member, Note, Rating, Segment, Workshop
from canvas.cards import Test
from canvas.fit import fit
from canvas.links import ANSWERS
from canvas.method import KINDS, Block
from canvas.proof import proof
from canvas.ranking import PROFILE

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOTES, LINKS, PIECES, CARDS = 500, 1_000, 2_000, 30
PEOPLE = 5
ROUNDS = 30
MOST = 20.0  # milliseconds of the processor


def full_board(seed: int = 4) -> Board:
    """Return a canvas of one segment with 500 notes, 1 000 links and 2 000 pieces of evidence, aged up to two years.

    Thirty hypotheses about its notes and links each have a test, two in three of them with a result.
    """
    chance = random.Random(seed)
    blocks = [chance.choice(PROFILE) if i % 5 < 3 else chance.choice((*ANSWERS, Block.PRODUCT)) for i in range(NOTES)]
    notes = tuple(_note(i + 1, block, chance) for i, block in enumerate(blocks))
    wants = {block: [n.id for n in notes if n.block is block] for block in PROFILE}
    offers = [note for note in notes if KINDS[note.block].serves]
    links = tuple(_link(i + 1, chance.choice(offers), wants, chance) for i in range(LINKS))
    return Board(
        workshop=Workshop(
            id=1, team="T1", channel="C1", name="Dinner", facilitator="p0", step=5, created=NOW - timedelta(days=730)
        ),
        members=tuple(Member(user=f"p{i}", joined=NOW - timedelta(days=730)) for i in range(PEOPLE)),
        segments=(Segment(id=1, number=1, name="Working parents"),),
        notes=notes,
        links=links,
        evidence=tuple(_piece(i + 1, notes, links, chance) for i in range(PIECES)),
        hypotheses=tuple(_hypothesis(i + 1, notes, links, chance) for i in range(CARDS)),
        tests=tuple(_test(i + 1, chance) for i in range(CARDS)),
    )


def run() -> list[tuple[str, float]]:
    """Return rows of (what, milliseconds of the processor in the best of many rounds); the last one is all together.

    What other programs do on the machine at the same time is not the method's.
    """
    board = full_board()
    known = proof(board, NOW)
    found = fit(board, 1, NOW, known)
    since = NOW - timedelta(days=7)
    return [
        ("what every claim rests on", _timed(lambda: proof(board, NOW))),
        ("fit", _timed(lambda: fit(board, 1, NOW, known))),
        ("advice", _timed(lambda: (advise(found), best(found)))),
        ("attention", _timed(lambda: weekly(board, since, NOW, {}, known))),
        ("fit, advice and attention", _timed(lambda: together(board))),
    ]


def tell(rows: Sequence[tuple[str, float]]) -> None:
    """Print what was measured, and whether all of it together was quick enough."""
    for what, took in rows:
        print(f"500 notes, 1 000 links, 2 000 pieces of evidence, 30 tests, {what}: {took:.1f} ms")
    print(f"  (the last under {MOST:.0f}: {'missed' if is_over(rows) else 'held'})")


def is_over(rows: Sequence[tuple[str, float]]) -> bool:
    """Tell whether all of it together took too long."""
    return rows[-1][1] >= MOST


def together(board: Board) -> object:
    """Work out fit, advice and attention of a board from nothing."""
    known = proof(board, NOW)
    found = fit(board, 1, NOW, known)
    return advise(found), best(found), weekly(board, NOW - timedelta(days=7), NOW, {}, known)


def _timed(work: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        taken.append(1000 * (process_time() - start))
    return min(taken)


def _note(number: int, block: Block, chance: random.Random) -> Note:
    ratings = tuple(Rating(f"p{i}", chance.randint(1, 5)) for i in range(PEOPLE))
    at = NOW - timedelta(days=chance.random() * 700)
    subtypes = ("", *KINDS[block].subtypes)
    note = Note(id=number, segment=1, code=f"{KINDS[block].letter}{number}", block=block, text=f"Note {number}",
                author=f"p{number % PEOPLE}", created=at, updated=at, ratings=ratings)  # fmt: skip
    return replace(note, subtype=chance.choice(subtypes))


def _link(number: int, offer: Note, wants: dict[Block, list[int]], chance: random.Random) -> Link:
    serves = KINDS[offer.block].serves or Block.JOB
    target = chance.choice(wants[serves])
    return Link(id=number, source=offer.id, target=target, strength=chance.choice((0.0, 0.5, 1.0)))


def _piece(number: int, notes: Sequence[Note], links: Sequence[Link], chance: random.Random) -> Evidence:
    on_note = chance.random() < 0.6
    return Evidence(
        id=number,
        note=chance.choice(notes).id if on_note else None,
        link=None if on_note else chance.choice(links).id,
        direction=chance.choice(("for", "for", "for", "against")),
        tier=chance.randint(0, 5),
        text="words",
        source=f"Person {chance.randint(1, 400)}",
        added_by="p0",
        at=NOW - timedelta(days=chance.random() * 700),
    )


def _hypothesis(number: int, notes: Sequence[Note], links: Sequence[Link], chance: random.Random) -> Hypothesis:
    codes = {note.id: note.code for note in notes}
    link = chance.choice(links)
    about = f"1{chance.choice(notes).code}" if number % 2 else f"1{codes[link.source]}-{codes[link.target]}"
    return Hypothesis(
        id=number, code=f"H{number}", area="circle" if number % 2 else "square", state="kept", about=about,
        text=f"We believe that 6 of 10 parents want number {number}", importance=chance.randint(1, 5),
    )  # fmt: skip


def _test(number: int, chance: random.Random) -> Test:
    at = NOW - timedelta(days=chance.random() * 60)
    return Test(
        id=number, code=f"T{number}", hypothesis=number, experiment="customer_interview", threshold=6.0, min_sample=10,
        column="done" if number % 3 else "measure", moved=at, observed=7.0, sample=12, closed=at,
        verdict=("", "validated", "invalidated")[number % 3],
    )  # fmt: skip


if __name__ == "__main__":
    measured = run()
    tell(measured)
    sys.exit(is_over(measured))
