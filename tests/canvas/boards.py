"""Boards for the tests of the method: a few words make a note, a link, a piece of evidence."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from canvas.board import Board, Evidence, Hypothesis, Link, Member, Note, NoteState, Rating, Segment, Vote, Workshop
from canvas.cards import Test
from canvas.method import KINDS, Block

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
START = NOW - timedelta(days=7)
PARENTS = Segment(id=10, number=1, name="Working parents")
NURSES = Segment(id=20, number=2, name="Nurses on shifts")


def days(count: float) -> timedelta:
    return timedelta(days=count)


def workshop(**fields: object) -> Workshop:
    plain: dict[str, object] = {
        "id": 1, "team": "T1", "channel": "C1", "name": "Dinner", "facilitator": "alice", "created": START,
    }  # fmt: skip
    return Workshop(**(plain | fields))  # pyright: ignore[reportArgumentType] - the fields are those of the class


def member(user: str, function: str = "", left: datetime | None = None) -> Member:
    return Member(user=user, function=function, joined=START, left=left)


def card(**fields: object) -> Test:
    plain: dict[str, object] = {"id": 1, "code": "T1", "hypothesis": 1, "moved": START}
    return Test(**(plain | fields))  # pyright: ignore[reportArgumentType] - as above


class Table:
    """Notes, links and evidence put on a board one after another, with ids and codes given in order."""

    def __init__(self, *segments: Segment) -> None:
        self.segments = segments or (PARENTS,)
        self.notes: list[Note] = []
        self.links: list[Link] = []
        self.evidence: list[Evidence] = []

    def note(self, block: Block, rating: int | None = None, **fields: object) -> Note:
        number = sum(n.block is block for n in self.notes) + 1
        plain: dict[str, object] = {
            "id": len(self.notes) + 1,
            "segment": self.segments[0].id,
            "code": f"{KINDS[block].letter}{number}",
            "text": f"{KINDS[block].title} number {number}",
            "author": "alice",
            "created": START,
            "updated": START,
            "ratings": (Rating("alice", rating),) if rating else (),
        }
        note = Note(block=block, **(plain | fields))  # pyright: ignore[reportArgumentType] - as above
        self.notes.append(note)
        return note

    def link(self, source: Note, target: Note, strength: float = 1.0, state: str = "active") -> Link:
        link = Link(id=100 + len(self.links), source=source.id, target=target.id, strength=strength, state=state)
        self.links.append(link)
        return link

    def serve(self, target: Note, strength: float = 1.0) -> Link:
        offers = {kind.serves: block for block, kind in KINDS.items() if kind.serves}
        return self.link(self.note(offers[target.block], segment=target.segment), target, strength)

    def back(self, claim: Note | Link | Hypothesis, tiers: Iterable[int] = (2,), **fields: object) -> None:
        for tier in tiers:
            number = len(self.evidence) + 1
            plain: dict[str, object] = {
                "id": number, "tier": tier, "text": "words", "source": f"person {number}", "added_by": "alice",
                "at": NOW, {Note: "note", Link: "link", Hypothesis: "hypothesis"}[type(claim)]: claim.id,
            }  # fmt: skip
            item = Evidence(**(plain | fields))  # pyright: ignore[reportArgumentType] - as above
            self.evidence.append(item)

    def board(
        self, *, members: tuple[Member, ...] = (), hypotheses: tuple[Hypothesis, ...] = (), **fields: object
    ) -> Board:
        return Board(
            workshop=workshop(**fields),
            members=members,
            segments=self.segments,
            notes=tuple(self.notes),
            links=tuple(self.links),
            evidence=tuple(self.evidence),
            hypotheses=hypotheses,
        )


def items(*counts: tuple[int, int], age: float = 0, direction: str = "for") -> list[Evidence]:
    """Return so many pieces of evidence of each tier, each from its own source."""
    return [
        Evidence(
            id=tier * 1000 + i, note=1, tier=tier, text="words", source=f"person {tier}-{i}", direction=direction,
            added_by="alice", at=NOW - days(age),
        )
        for tier, count in counts
        for i in range(count)
    ]  # fmt: skip


def table_of(rows: Mapping[Block, Iterable[tuple[int, float, str]]]) -> tuple[Table, list[Note]]:
    """Return a table with notes of (rating, strength of the best answer, subtype) and their answers."""
    table = Table()
    wants = [
        (table.note(block, rating, subtype=subtype), strength)
        for block, own in rows.items()
        for rating, strength, subtype in own
    ]
    for note, strength in wants:
        if strength:
            table.serve(note, strength)
    return table, [note for note, _ in wants]


GONE = (NoteState.PARKED, NoteState.MERGED, NoteState.REMOVED, NoteState.INVALIDATED)
__all__ = [
    "GONE",
    "NOW",
    "NURSES",
    "PARENTS",
    "START",
    "Rating",
    "Table",
    "Vote",
    "card",
    "days",
    "items",
    "member",
    "table_of",
]
