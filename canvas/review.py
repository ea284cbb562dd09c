"""The weekly look at the canvas: what changed, what is most doubtful, and whether it is still alive."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from canvas.attention import Ask, Asked, alive, is_month, state, weekly
from canvas.board import Board, Evidence, Note, NoteState, Workshop
from canvas.news import News, news
from canvas.proof import Claim, proof
from canvas.ranking import open_notes

OPENINGS = MappingProxyType({
    1: "The team is still coming together. Here is where it stands.",
    2: "A look at what we know about the customer.",
    3: "A look at what we offer, and whom it helps.",
    4: "A look at how well our offer fits the customer.",
    5: "A look at what must be true, and what we found out.",
    6: "Time to look at the canvas again.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a moment; a note stands in one of the first four at most."""

    added: tuple[Note, ...]
    edited: tuple[Note, ...]
    gone: tuple[Note, ...]
    confirmed: tuple[Note, ...]
    evidence: tuple[Evidence, ...]

    def __bool__(self) -> bool:
        """Tell whether anything happened."""
        return any((self.added, self.edited, self.gone, self.confirmed, self.evidence))

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
    asks: tuple[Ask, ...]
    alive: float | None
    state: str  # awake, sleeping, dead
    news: tuple[News, ...]

    def speaks(self, workshop: Workshop, since: datetime, run: datetime) -> bool:
        """Tell whether a review that was due at `run` says anything: a quiet one only once in four weeks.

        `since` is when the one before was due.
        """
        return bool(self.asks or self.news or self.changes) or is_month(workshop.created, since, run)


@dataclass(frozen=True, slots=True)
class Behind:
    """What the last reviews left: ids of notes that people said still hold, and did not change; what was asked."""

    confirmed: Collection[int] = ()
    asked: Mapping[Claim, Asked] = field(default_factory=dict[Claim, Asked])


NOTHING = Behind()


def review(board: Board, since: datetime, at: datetime, behind: Behind = NOTHING) -> Review | None:
    """Return the review of a board, `since` the one before; None while there is no note to look at."""
    if not open_notes(board):
        return None
    life, known = alive(board, at), proof(board, at)
    return Review(
        opening=OPENINGS[board.workshop.step],
        changes=changes(board, since, behind.confirmed),
        asks=tuple(weekly(board, since, at, behind.asked, known)),
        alive=life,
        state=state(life),
        news=tuple(news(board, since, known)),
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
