"""What the coach watches in how the team works."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from canvas.attention import alive
from canvas.board import Board
from canvas.defaults import (
    FEW,
    LEARNING_DAYS,
    LOUD_SHARE,
    LOUD_TIMES,
    LOUD_TOP,
    LOUD_TOP_SHARE,
    ONE_SITTING,
    SILENT_DAYS,
    SLEEPING,
)
from canvas.evidence import DAY
from canvas.method import KINDS
from canvas.numbers import number
from canvas.priorities import Quadrant, placed
from canvas.ranking import PROFILE, open_notes, ranked
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from canvas.targets import WHOLE, of_hypothesis, of_part

ONE_DAY: Final = timedelta(days=1)
COLLECTING: Final = tuple(sorted({kind.step for kind in KINDS.values()}))


def one_time_exercise(now: Situation) -> Iterable[Finding]:
    """Ask for a fresh look where a canvas was filled once and left."""
    life = alive(now.board, now.at, now.known)
    if life is not None and life < SLEEPING:
        question = "Hardly anything on the canvas has been touched for weeks. Which note would you still sign?"
        yield Finding("L2", WHOLE, Severity.NOTABLE, question, Fix("Look at it", "remind now"))
    elif _in_one_sitting(now.board, now.at):
        question = "Nearly all of the canvas is from one day. What have you heard from customers since?"
        yield Finding("L2", WHOLE, Severity.NOTABLE, question, Fix("Add evidence", "evidence"))
    learned = max((one.at for one in now.board.learnings), default=now.board.workshop.created)
    if (now.at - learned) / DAY > LEARNING_DAYS:
        waiting = [one for one in placed(now.board, now.at, now.known) if one.quadrant is Quadrant.TEST_FIRST]
        if waiting:
            code = waiting[0].hypothesis.code
            question = f"A month without a new learning, and {code} could sink the idea. What is the smallest test?"
            yield Finding(
                "L2",
                of_hypothesis(waiting[0].hypothesis),
                Severity.SERIOUS,
                question,
                Fix("Plan a test", f"test {code}"),
            )


def _in_one_sitting(board: Board, at: datetime) -> bool:
    """Tell whether nearly all edits fell within 24 hours, and weeks ago."""
    moments = sorted({*(note.created for note in board.notes), *(note.updated for note in board.notes)})
    counts = Counter(moment for note in board.notes for moment in {note.created, note.updated})
    total = sum(counts.values())
    best = max((sum(counts[m] for m in moments if first <= m <= first + ONE_DAY) for first in moments), default=0)
    return len(board.notes) >= FEW and (at - moments[0]) / DAY > SILENT_DAYS and best >= ONE_SITTING * total


def loudest_voice(now: Situation) -> Iterable[Finding]:
    """Tell the facilitator, and nobody else, who has said little so far; one person alone is not bothered with it."""
    here = len(now.board.here)
    if here <= 1:
        return
    notes = [note for segment in now.segments for note in open_notes(now.board, segment=segment.id)]
    own = [note for note in notes if note.block in now.blocks]
    most = max(LOUD_SHARE, LOUD_TIMES / here)
    count = max(Counter(note.author for note in own if note.author).values(), default=0)
    matter = set(PROFILE).intersection(now.blocks)
    ranks = ranked(now.board, now.at, segment=now.segment, blocks=matter, known=now.known.notes)
    top = [note for note in ranks if note.author][:LOUD_TOP]
    leading = Counter(note.author for note in top).most_common(1)[0][1] if len(top) == LOUD_TOP else 0
    if len(own) >= FEW and (count > most * len(own) or leading > max(LOUD_TOP_SHARE, most) * LOUD_TOP):
        whole = "of the canvas comes" if now.block is None else f"{KINDS[now.block].plural.lower()} come"
        question = f"Most {whole} from one person. Who has not been asked yet?"
        target = WHOLE if now.block is None else of_part(now.block)
        yield Finding("L13", target, Severity.NOTABLE, question, Fix("See the team", "team"))
        if now.block is not None:
            return
    for block in now.blocks:
        wrote = {note.author for note in own if note.block is block}
        written = sum(note.block is block for note in own)
        if written >= FEW and len(wrote & now.board.here) < number(now.board.workshop, "rated_by") * here:
            names = KINDS[block].plural.lower()
            question = (
                f"{len(wrote & now.board.here)} of {here} people have written {names}. What would the others add?"
            )
            yield Finding("L13", of_part(block), Severity.SMALL, question, Fix("See the team", "team"))


RULES: Final = (
    Rule(key="L2", name="Filled once, then left", moments=frozenset((Moment.WEEKLY,)), check=one_time_exercise),
    Rule(
        key="L13",
        name="Voices in balance",
        moments=frozenset((Moment.PHASE, Moment.GATE)),
        gates=COLLECTING,
        check=loudest_voice,
        facilitator_only=True,
    ),
)
