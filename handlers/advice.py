"""What the coach asks of a workshop: features share it, and none of them is in anybody's way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from canvas.board import Board, Note, Segment, Workshop
from canvas.cards import Test
from canvas.coach import RULES, coach
from canvas.defaults import FINDINGS, QUIET_DAYS
from canvas.method import Block
from canvas.proof import NO_PROOF, proof
from canvas.schedule import next_morning
from canvas.situation import Finding, Moment, Situation
from storage.transaction import Transaction

QUIET = timedelta(days=QUIET_DAYS)
# An act of one's own is answered each time; what comes by itself is not said twice.
ANSWERED = frozenset((Moment.START, Moment.VERDICT, Moment.EVENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What just happened: the segment (a Segment.id) and block of a prompt, or a test."""

    segment: int | None = None
    block: Block | None = None
    test: Test | None = None


ALL = About()


def findings(tx: Transaction, board: Board, user: str) -> list[Finding]:
    """Return all that the coach asks somebody about a board as they may see it, the weightiest first."""
    now = Situation(board=board, at=tx.at, known=proof(board, tx.at), entered=_entered(tx, board.workshop))
    return _found(tx, now, user)


def due(tx: Transaction, board: Board, moment: Moment, *, to: str = "", about: About = ALL) -> list[Finding]:
    """Return what the coach asks by itself at a moment, at most three questions, and nothing it asked lately.

    `board` is as `to` may see it; "" is the whole channel. Nothing is remembered: who says it calls `told`.
    """
    found = all_due(tx, board, moment, to=to, about=about)
    return (found if moment in ANSWERED else fresh(tx, board.workshop, found, to))[:FINDINGS]


def all_due(tx: Transaction, board: Board, moment: Moment, *, to: str = "", about: About = ALL) -> list[Finding]:
    """Return all that the coach asks at a moment, whoever was asked lately."""
    now = Situation(
        board=board,
        at=tx.at,
        known=proof(board, tx.at),
        moment=moment,
        segment=about.segment,
        block=about.block,
        test=about.test,
    )
    return _found(tx, now, to)


def fresh(tx: Transaction, workshop: Workshop, found: Sequence[Finding], to: str) -> list[Finding]:
    """Return the questions that somebody was not asked lately; "" is the whole channel."""
    told_before = tx.findings.told(workshop.id, to) if found else {}
    return [one for one in found if told_before.get((one.rule, one.target), tx.at - QUIET) <= tx.at - QUIET]


def told(tx: Transaction, workshop: Workshop, found: Collection[Finding], to: str = "") -> None:
    """Remember that somebody is asked now; "" is the whole channel."""
    if found:
        open_to_all = [(one.rule, one.target) for one in found if not RULES[one.rule].facilitator_only]
        tx.findings.see(workshop.id, open_to_all, whole=False)
        tx.findings.tell(workshop.id, to, [(one.rule, one.target) for one in found])


def asked(tx: Transaction, board: Board, moment: Moment, *, to: str = "", about: About = ALL) -> list[Finding]:
    """Return what is `due`, and remember that it is asked."""
    found = due(tx, board, moment, to=to, about=about)
    told(tx, board.workshop, found, to)
    return found


def watch(tx: Transaction, workshop: Workshop) -> None:
    """Look at a workshop's tests and learnings on the next working day, and then every day."""
    tx.looks.put(workshop.id, next_morning(workshop.time_zone, tx.at))


def about_words(workshop: Workshop, segment: Segment, note: Note | None = None) -> Finding | None:
    """Return one question about the words of a note that was just written, or of a segment's name.

    Nothing else is looked at: the cost of a note must not grow with the canvas.
    """
    board = Board(workshop=workshop, segments=(segment,), notes=(note,) if note else ())
    now = Situation(board=board, at=workshop.created, known=NO_PROOF, moment=Moment.ADD, segment=segment.id, note=note)
    found = coach(now, off=workshop.off, words_only=True, most=1)
    return found[0] if found else None


def _found(tx: Transaction, now: Situation, to: str) -> list[Finding]:
    workshop = now.board.workshop
    leads = to in {workshop.facilitator, workshop.stand_in}
    accepted = tx.findings.accepted(workshop.id)
    return coach(now, accepted=accepted, off=workshop.off, to_facilitator=leads, most=None)


def _entered(tx: Transaction, workshop: Workshop) -> dict[int, datetime]:
    """Return when the workshop first came to each step."""
    found = {1: workshop.created}
    for change in tx.history.since(workshop.id, workshop.created):
        if change.entity == "workshops" and "step" in change.after:
            found.setdefault(int(change.after["step"]), change.at)
    return found
