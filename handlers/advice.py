"""What the coach asks of a workshop: features share it, and none of them is in anybody's way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from canvas.board import Board, Note, Segment, Workshop
from canvas.cards import Test
from canvas.coach import RULES, coach
from canvas.defaults import FINDINGS, QUIET_DAYS
from canvas.english import mirrored
from canvas.language import is_english
from canvas.method import KINDS, Block
from canvas.proof import NO_PROOF, proof
from canvas.schedule import next_morning
from canvas.situation import Finding, Moment, Situation
from handlers.naming import open_segments
from handlers.place import seen_by
from storage.transaction import Transaction

QUIET = timedelta(days=QUIET_DAYS)
OFFER = KINDS[Block.PRODUCT].step
OPPOSITE = MappingProxyType({Block.PAIN: Block.GAIN, Block.GAIN: Block.PAIN})
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
        concerns = [(one.rule, one.target) for one in found]
        tx.findings.notice(workshop.id, concerns)
        tx.findings.tell(workshop.id, to, concerns)


def asked(tx: Transaction, board: Board, moment: Moment, *, to: str = "", about: About = ALL) -> list[Finding]:
    """Return what is `due`, and remember that it is asked."""
    found = due(tx, board, moment, to=to, about=about)
    told(tx, board.workshop, found, to)
    return found


def watch(tx: Transaction, workshop: Workshop) -> None:
    """Look at a workshop's tests and learnings on the next working day, and then every day."""
    tx.looks.put(workshop.id, next_morning(workshop.time_zone, tx.at))


def about_name(workshop: Workshop, segment: Segment) -> Finding | None:
    """Return one question about the name of a new segment."""
    board = Board(workshop=workshop, segments=(segment,))
    now = Situation(board=board, at=workshop.created, known=NO_PROOF, moment=Moment.ADD, segment=segment.id)
    return next(iter(coach(now, off=workshop.off, most=1)), None)


def about_new(tx: Transaction, workshop: Workshop, segment: Segment, notes: Sequence[Note]) -> Finding | None:
    """Return one question about notes that somebody just wrote or changed in a segment, and remember that it is asked.

    Nobody is asked more than one a day. The canvas is not loaded: the cost of a note must not grow with it.
    """
    asked = tx.findings.told(workshop.id, tx.user)
    zone = ZoneInfo(workshop.time_zone)
    today = tx.at.astimezone(zone).date()
    if any(RULES[rule].asks_on_add and at.astimezone(zone).date() == today for (rule, _), at in asked.items()):
        return None
    around = _around(tx, workshop)
    for note in notes:
        for one in coach(_glimpse(tx, around, segment, note), off=workshop.off, most=None):
            concern = one.rule, one.target
            lately = asked.get(concern, tx.at - QUIET) > tx.at - QUIET
            if not lately and not tx.findings.is_accepted(workshop.id, concern):
                told(tx, workshop, [one], tx.user)
                return one
    return None


def _around(tx: Transaction, workshop: Workshop) -> Board:
    """Return what every new note is compared with: the open segments, and what is offered once that is asked for."""
    segments = open_segments(tx, workshop)
    offers: list[Note] = []
    if workshop.step >= OFFER:
        offers = tx.glimpses.newest([one.id for one in segments], Block.PRODUCT)
    return Board(workshop=workshop, segments=tuple(segments), notes=tuple(offers))


def _glimpse(tx: Transaction, around: Board, segment: Segment, note: Note) -> Situation:
    """Return a note with the little that rules about a new note compare it with, of what its writer may see."""
    workshop, beside = around.workshop, list(around.notes)
    if note.block in OPPOSITE and is_english(note.text):
        beside += tx.glimpses.near(segment.id, OPPOSITE[note.block], mirrored(note.text))
    seen = seen_by(tx, workshop, tx.user, [one for one in beside if one.id != note.id]) if beside else []
    return Situation(
        board=replace(around, notes=(note, *seen)),
        at=tx.at,
        known=NO_PROOF,
        moment=Moment.ADD,
        segment=segment.id,
        note=note,
        entered={OFFER: workshop.created} if workshop.step >= OFFER else {},
        sorts={segment.id: tx.glimpses.sorts(segment.id, Block.JOB)} if note.block is Block.JOB else {},
    )


def remember(tx: Transaction, board: Board) -> None:
    """Remember all that the coach finds on a whole board; what it finds no more is fixed."""
    now = Situation(board=board, at=tx.at, known=proof(board, tx.at), entered=_entered(tx, board.workshop))
    found = coach(now, to_facilitator=True, most=None)
    tx.findings.see(board.workshop.id, {(one.rule, one.target) for one in found})


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
