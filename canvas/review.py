"""The weekly look at the canvas: what changed, what is most doubtful, and whether it is still alive."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from canvas.board import Board, Evidence, Note, NoteState
from canvas.defaults import (
    ALIVE_HALF_LIFE,
    ATTENTION,
    ATTENTION_CONTESTED,
    ATTENTION_DAYS,
    ATTENTION_OWNER_GONE,
    DEAD,
    DOUBTFUL_NOTES,
    SLEEPING,
)
from canvas.evidence import DAY, Grounds, assess
from canvas.ranking import PROFILE, open_notes
from canvas.weight import weigh

OPENINGS = MappingProxyType({
    1: "The team is still coming together. Here is where it stands.",
    2: "A look at what we know about the customer.",
    3: "A look at what we offer, and whom it helps.",
    4: "A look at how well our offer fits the customer.",
    5: "A look at what must be true, and what we found out.",
    6: "Time to look at the canvas again.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """A note that needs a look, how much (0 to about 1.5), and why in a few words."""

    note: Note
    attention: float
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a moment; a note stands in one of the first four at most."""

    added: tuple[Note, ...]
    edited: tuple[Note, ...]
    gone: tuple[Note, ...]
    confirmed: tuple[Note, ...]
    evidence: tuple[Evidence, ...]

    def summary(self) -> str:
        """Say it in half a sentence: `3 notes added, 1 changed`."""
        counts = (
            (len(self.added), "note added", "notes added"),
            (len(self.edited), "changed", "changed"),
            (len(self.gone), "taken off", "taken off"),
            (len(self.confirmed), "confirmed", "confirmed"),
            (len(self.evidence), "piece of evidence", "pieces of evidence"),
        )
        said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
        return ", ".join(said) or "nothing changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that a review says. `alive` is 0 to 100, None while there is no profile that could fall asleep."""

    opening: str
    changes: Changes
    doubts: tuple[Doubt, ...]
    alive: float | None
    state: str  # awake, sleeping, dead


def review(board: Board, since: datetime, at: datetime, confirmed: Collection[int] = ()) -> Review | None:
    """Return the review of a board, `since` the one before; None while there is no note to look at.

    `confirmed` are ids of notes that somebody said still hold, and that were not changed.
    """
    if not open_notes(board):
        return None
    life = alive(board, at)
    return Review(
        opening=OPENINGS[board.workshop.step],
        changes=changes(board, since, confirmed),
        doubts=tuple(doubts(board, since, at)),
        alive=life,
        state=_state(life),
    )


def changes(board: Board, since: datetime, confirmed: Collection[int] = ()) -> Changes:
    """Return what changed after `since`. A note that came and went in between is not worth a word."""
    touched = [note for note in board.notes if note.updated > since or note.created > since]
    here = [note for note in touched if note.state in {NoteState.OPEN, NoteState.DECLINED}]
    old = [note for note in here if note.created <= since]
    return Changes(
        added=tuple(note for note in here if note.created > since),
        edited=tuple(note for note in old if note.id not in confirmed),
        gone=tuple(note for note in touched if note not in here and note.created <= since),
        confirmed=tuple(note for note in old if note.id in confirmed),
        evidence=tuple(e for e in board.evidence if e.state == "active" and e.at > since),
    )


def doubts(board: Board, since: datetime, at: datetime) -> Sequence[Doubt]:
    """Return the profile notes that most need a look, at most three, the most doubtful first."""
    present = {member.user for member in board.members if member.left is None}
    left = {member.user for member in board.members} - present
    pieces = _by_note(board.evidence)
    notes = _profile(board)
    found = [_doubt(note, pieces.get(note.id, []), (since, at), gone=note.author in left) for note in notes]
    worth = [doubt for doubt in found if doubt.attention >= ATTENTION]
    return sorted(worth, key=lambda d: (-d.attention, d.note.created, d.note.id))[:DOUBTFUL_NOTES]


def alive(board: Board, at: datetime) -> float | None:
    """Return how recently the profile was touched, by weight, 0 to 100; None without notes in it."""
    pieces = _by_note(board.evidence)
    weights = [
        (weigh(note).value, 2 ** (-_days(touched(note, pieces.get(note.id, [])), at) / ALIVE_HALF_LIFE))
        for note in _profile(board)
    ]
    return 100 * sum(w * fresh for w, fresh in weights) / sum(w for w, _ in weights) if weights else None


def _profile(board: Board) -> list[Note]:
    """Return the open profile notes of the segments that still count."""
    counting = {segment.id for segment in board.segments if segment.state == "open"}
    return [note for note in open_notes(board, blocks=PROFILE) if note.segment in counting]


def touched(note: Note, pieces: Iterable[Evidence]) -> datetime:
    """Return when somebody last changed a note or added to what it rests on."""
    return max((note.updated, *(e.at for e in pieces if e.state == "active")))


def _state(life: float | None) -> str:
    if life is None or life >= SLEEPING:
        return "awake"
    return "sleeping" if life >= DEAD else "dead"


def _doubt(note: Note, pieces: Sequence[Evidence], window: tuple[datetime, datetime], *, gone: bool) -> Doubt:
    """Weigh what is unproven and untouched, what evidence lost, an author who left, and two sides."""
    since, at = window
    weight, now, before = weigh(note).value, assess(pieces, at), assess(pieces, since)
    days = _days(touched(note, pieces), at)
    parts = (
        (weight * (1 - now.value) * min(1.0, days / ATTENTION_DAYS), _untested(now)),
        (weight * max(0.0, before.value - now.value), "its evidence is weaker than it was"),
        (ATTENTION_OWNER_GONE * gone, "its author has left"),
        (ATTENTION_CONTESTED * now.contested, "customers say both yes and no"),
    )
    reason = "its words changed since people looked at it" if note.recheck else max(parts)[1]
    return Doubt(note, sum(part for part, _ in parts), reason)


def _untested(grounds: Grounds) -> str:
    return "no customer has said or done anything about it yet" if grounds.tier < 1 else "its evidence is still thin"


def _by_note(evidence: Iterable[Evidence]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for item in evidence:
        if item.note is not None:
            found.setdefault(item.note, []).append(item)
    return found


def _days(since: datetime, at: datetime) -> float:
    return max(0.0, (at - since) / DAY)
