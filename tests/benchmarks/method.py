"""How long the method takes on a full canvas: fit, advice and attention of everything on it, together."""

import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

from canvas.advice import advise
from canvas.attention import weekly
from canvas.best import best
from canvas.board import Board, Evidence, Link, Member, Note, Rating, Segment, Workshop
from canvas.fit import fit
from canvas.links import ANSWERS
from canvas.method import KINDS, Block
from canvas.proof import proof
from canvas.ranking import PROFILE

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOTES, LINKS, PIECES = 500, 1_000, 2_000
PEOPLE = 5
ROUNDS = 30
MOST = 20.0  # milliseconds


def full_board(seed: int = 4) -> Board:
    """Return a canvas of one segment with 500 notes, 1 000 links and 2 000 pieces of evidence, aged up to two years."""
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
    )


def run() -> list[tuple[str, float]]:
    """Return rows of (what, milliseconds in the middle of many rounds); the last one is all of it together."""
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


def together(board: Board) -> object:
    """Work out fit, advice and attention of a board from nothing."""
    known = proof(board, NOW)
    found = fit(board, 1, NOW, known)
    return advise(found), best(found), weekly(board, NOW - timedelta(days=7), NOW, {}, known)


def _timed(work: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - start))
    return statistics.median(taken)


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
