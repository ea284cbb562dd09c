"""What the coach watches in how the team works."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from canvas.attention import alive
from canvas.board import Board, Note
from canvas.defaults import (
    LEARNING_DAYS,
    LOUD_NOTES,
    LOUD_SHARE,
    LOUD_TOP,
    LOUD_TOP_SHARE,
    ONE_SITTING,
    RATED_BY,
    SILENT_DAYS,
    SLEEPING,
)
from canvas.evidence import DAY
from canvas.method import KINDS, Block
from canvas.priorities import Quadrant, placed
from canvas.ranking import PROFILE, ranked
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation

ONE_DAY: Final = timedelta(days=1)


def one_time_exercise(now: Situation) -> Iterable[Finding]:
    """Ask for a fresh look where a canvas was filled once and left."""
    life = alive(now.board, now.at)
    if life is not None and life < SLEEPING:
        question = "Hardly anything on the canvas has been touched for weeks. Which note would you still sign?"
        yield Finding("L2", None, Severity.NOTABLE, question, Fix("Look at it", "remind now"))
    elif _in_one_sitting(now.board, now.at):
        question = "Nearly all of the canvas is from one day. What have you heard from customers since?"
        yield Finding("L2", None, Severity.NOTABLE, question, Fix("Add evidence", "evidence"))
    learned = max((one.at for one in now.board.learnings), default=now.board.workshop.created)
    if (now.at - learned) / DAY > LEARNING_DAYS:
        waiting = [one for one in placed(now.board, now.at, now.known) if one.quadrant is Quadrant.TEST_FIRST]
        if waiting:
            code = waiting[0].hypothesis.code
            question = f"A month without a new learning, and {code} could sink the idea. What is the smallest test?"
            yield Finding("L2", code, Severity.SERIOUS, question, Fix("Plan a test", f"test {code}"))


def _in_one_sitting(board: Board, at: datetime) -> bool:
    """Tell whether nearly all edits fell within 24 hours, and weeks ago."""
    moments = sorted({*(note.created for note in board.notes), *(note.updated for note in board.notes)})
    counts = Counter(moment for note in board.notes for moment in {note.created, note.updated})
    total = sum(counts.values())
    best = max((sum(counts[m] for m in moments if first <= m <= first + ONE_DAY) for first in moments), default=0)
    return bool(moments) and (at - moments[0]) / DAY > SILENT_DAYS and best >= ONE_SITTING * total


def loudest_voice(now: Situation) -> Iterable[Finding]:
    """Tell the facilitator, and nobody else, who has said little so far; one person alone is not bothered with it."""
    if len(now.active) <= 1:
        return
    notes = [note for segment in now.segments for note in _of(now.board, segment.id)]
    count = max(Counter(note.author for note in notes).values(), default=0)
    top = ranked(now.board, now.at, blocks=PROFILE, known=now.known.notes)[:LOUD_TOP]
    leading = Counter(note.author for note in top).most_common(1)[0][1] if len(top) == LOUD_TOP else 0
    if len(notes) >= LOUD_NOTES and (count > LOUD_SHARE * len(notes) or leading > LOUD_TOP_SHARE * LOUD_TOP):
        question = "Most of the canvas comes from one person. Who has not been asked yet?"
        yield Finding("L13", None, Severity.NOTABLE, question, Fix("See the team", "team"))
    for block in Block:
        wrote = {note.author for note in notes if note.block is block} & now.active
        if wrote and len(wrote) < RATED_BY * len(now.active):
            names = KINDS[block].plural.lower()
            question = f"{len(wrote)} of {len(now.active)} people have written {names}. What would the others add?"
            yield Finding("L13", KINDS[block].prompt, Severity.SMALL, question, Fix("See the team", "team"))


def _of(board: Board, segment: int) -> list[Note]:
    return [note for note in board.notes if note.segment == segment and note.state == "open"]


RULES: Final = (
    Rule(key="L2", name="One-time exercise", moments=frozenset((Moment.WEEKLY,)), check=one_time_exercise),
    Rule(
        key="L13", name="Loudest voice", moments=frozenset((Moment.PHASE,)), check=loudest_voice, facilitator_only=True
    ),
)
