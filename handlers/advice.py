"""What the coach asks of a workshop: features share it, and none of them is in anybody's way."""

from dataclasses import dataclass
from datetime import datetime

from canvas.board import Board, Note, Segment, Workshop
from canvas.coach import RULES, coach
from canvas.proof import proof
from canvas.situation import Finding, Moment, Situation
from storage.transaction import Transaction

NOT_ABOUT_WORDS = frozenset(rule.key for rule in RULES.values() if not rule.text)


@dataclass(frozen=True, slots=True)
class Leave:
    """Whom the coach speaks to, and what they chose to live with."""

    off: frozenset[str]
    accepted: frozenset[tuple[str, str | None]]
    leads: bool


def leave(tx: Transaction, workshop: Workshop, user: str) -> Leave:
    """Return what somebody may be asked."""
    leads = user in {workshop.facilitator, workshop.stand_in}
    return Leave(frozenset(workshop.off), frozenset(tx.findings.accepted(workshop.id)), leads)


def findings(
    tx: Transaction, board: Board, to: Leave, *, moment: Moment | None = None, most: int | None = None
) -> list[Finding]:
    """Return what the coach asks about a whole canvas, the weightiest first; without a moment every rule speaks."""
    entered = _entered(tx, board.workshop)
    now = Situation(board=board, at=tx.at, known=proof(board, tx.at), moment=moment, entered=entered)
    return coach(now, accepted=to.accepted, off=to.off, to_facilitator=to.leads, most=most)


def about_words(workshop: Workshop, segment: Segment, note: Note) -> Finding | None:
    """Return one question about the words of a note that was just written; nothing but the note is looked at."""
    board = Board(workshop=workshop, segments=(segment,), notes=(note,))
    now = Situation(
        board=board,
        at=note.created,
        known=proof(board, note.created),
        moment=Moment.ADD,
        segment=note.segment,
        note=note,
    )
    found = coach(now, off={*workshop.off, *NOT_ABOUT_WORDS}, most=1)
    return found[0] if found else None


def _entered(tx: Transaction, workshop: Workshop) -> dict[int, datetime]:
    """Return when the workshop first came to each step."""
    found = {1: workshop.created}
    for change in tx.history.since(workshop.id, workshop.created):
        if change.entity == "workshops" and "step" in change.after:
            found.setdefault(int(change.after["step"]), change.at)
    return found
