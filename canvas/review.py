"""The weekly look at the canvas: what changed, what is most doubtful, and whether it is still alive."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from types import MappingProxyType

from canvas.attention import Ask, Asked, alive, is_month, is_still_true, state, weekly
from canvas.board import Board, Evidence, Hypothesis, Link, Note, NoteState, Workshop
from canvas.cards import Learning, Test
from canvas.consequences import Unsettled, unsettled
from canvas.defaults import SILENCE_DAYS
from canvas.evidence import DAY
from canvas.news import News, news
from canvas.proof import Claim, proof
from canvas.ranking import open_notes

# In turn, one each week.
OPENINGS = MappingProxyType({
    1: ("The team is still coming together. Here is where it stands.", "Here is who is here so far."),
    2: ("A look at what we know about the customer.", "What do we know about the customer by now?"),
    3: ("A look at what we offer, and whom it helps.", "Whom does our offer help by now?"),
    4: ("A look at how well our offer fits the customer.", "Does our offer fit the customer by now?"),
    5: ("A look at what must be true, and what we found out.", "What did we find out, and what is left to find out?"),
    6: ("Time to look at the canvas again.", "What has the week shown?", "Does the canvas still say what is so?"),
})  # fmt: skip
MOST_LATE = 3  # actions that are asked about


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a moment; a note stands in one of the first four at most."""

    added: tuple[Note, ...]
    edited: tuple[Note, ...]
    gone: tuple[Note, ...]
    confirmed: tuple[Note, ...]
    evidence: tuple[Evidence, ...]
    results: tuple[Test, ...] = ()
    learnings: tuple[Learning, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    links: tuple[Link, ...] = ()
    rated: tuple[Note, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything happened."""
        return any(getattr(self, one.name) for one in fields(self))

    def summary(self) -> str:
        """Say it in half a sentence: `3 notes added, 1 changed`."""
        counts = (
            (len(self.added), "note added", "notes added"),
            (len(self.edited), "changed", "changed"),
            (len(self.gone), "taken off", "taken off"),
            (len(self.confirmed), "confirmed", "confirmed"),
            (len(self.evidence), "piece of evidence", "pieces of evidence"),
            (len(self.results), "test result", "test results"),
            (len(self.learnings), "learning", "learnings"),
            (len(self.hypotheses), "hypothesis changed", "hypotheses changed"),
            (len(self.links), "link changed", "links changed"),
            (len(self.rated), "note rated", "notes rated"),
        )
        said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
        return ", ".join(said) or "nothing changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that a review says. `alive` is 0 to 100, None while there is no profile that could fall asleep.

    `week` counts from the beginning of the workshop; `late` are learnings whose action is not done in time, each with
    the one who is asked; `unsettled` those that have not all arrived on the canvas.
    """

    opening: str
    changes: Changes
    asks: tuple[Ask, ...]
    alive: float | None
    state: str  # awake, sleeping, dead
    news: tuple[News, ...]
    week: int = 0
    late: tuple[tuple[Learning, str], ...] = ()
    unsettled: tuple[Unsettled, ...] = ()

    def speaks(self, workshop: Workshop, since: datetime, run: datetime) -> bool:
        """Tell whether a review that was due at `run` says anything: a quiet one only once in four weeks.

        `since` is when the one before was due. What is late or unsettled speaks up for four weeks, then it rests, too.
        """
        begun = (*(one.due or one.at for one, _ in self.late), *(one.learning.at for one in self.unsettled))
        waits = any((run - one) / DAY < SILENCE_DAYS for one in begun)
        return bool(self.asks or self.news or self.changes or waits) or is_month(workshop.created, since, run)


@dataclass(frozen=True, slots=True)
class Behind:
    """What the last reviews left: ids of notes that people said still hold, and did not change; what was asked.

    `hypotheses`, `links` and `rated` are the ids of those that were changed since, and of the notes that were rated.
    """

    confirmed: Collection[int] = ()
    asked: Mapping[Claim, Asked] = field(default_factory=dict[Claim, Asked])
    hypotheses: Collection[int] = ()
    links: Collection[int] = ()
    rated: Collection[int] = ()


NOTHING = Behind()


def review(board: Board, since: datetime, at: datetime, behind: Behind = NOTHING) -> Review | None:
    """Return the review of a board, `since` the one before; None while there is no note to look at."""
    if not open_notes(board):
        return None
    known = proof(board, at)
    life = alive(board, at, known)
    week = int((at - board.workshop.created) / DAY // 7)
    openings = OPENINGS[board.workshop.step]
    return Review(
        opening=openings[week % len(openings)],
        changes=changes(board, since, behind),
        asks=tuple(weekly(board, since, at, behind.asked, known)),
        alive=life,
        state=state(life),
        news=tuple(news(board, since, known)),
        week=week,
        late=tuple(late(board, at)),
        unsettled=tuple(unsettled(board)),
    )


def late(board: Board, at: datetime) -> list[tuple[Learning, str]]:
    """Return the learnings whose action is not done in time, the longest first, with the one who is asked about it."""
    found = sorted((one.due, one.id, one) for one in board.learnings if one.due is not None and one.due < at)
    return [(one, _asked(board, one)) for _, _, one in found][:MOST_LATE]


def _asked(board: Board, one: Learning) -> str:
    """Return who looks after the action of a learning, while they are here, else who leads."""
    return next((user for user in (one.owner, one.recorder) if user in board.here), board.workshop.facilitator)


def changes(board: Board, since: datetime, behind: Behind = NOTHING) -> Changes:
    """Return what changed after `since`. A note that came and went in between is not worth a word."""
    touched = [note for note in board.notes if note.updated > since or note.created > since]
    here = [note for note in touched if note.state in {NoteState.OPEN, NoteState.DECLINED}]
    old = [note for note in here if note.created <= since]
    tests = (test for test in board.tests if test.verdict and not test.void)
    return Changes(
        added=tuple(note for note in here if note.created > since),
        edited=tuple(note for note in old if note.id not in behind.confirmed),
        gone=tuple(note for note in touched if note not in here and note.created <= since),
        confirmed=tuple(note for note in old if note.id in behind.confirmed),
        evidence=tuple(e for e in board.evidence if e.state == "active" and e.at > since and not is_still_true(e)),
        results=tuple(test for test in tests if (test.closed or test.moved) > since),
        learnings=tuple(one for one in board.learnings if one.at > since),
        hypotheses=tuple(one for one in board.hypotheses if one.id in behind.hypotheses and one.state != "draft"),
        links=tuple(link for link in board.links if link.id in behind.links),
        rated=tuple(n for n in board.notes if n.id in behind.rated and n.ratings and n.created <= since),
    )
