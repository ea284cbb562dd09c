"""Rounds of prompts as all features see them: who takes part, what a new note or vote means for a round."""

from collections.abc import Iterable
from datetime import timedelta

from canvas.board import Note, Segment, Workshop
from canvas.fit_rounds import ROUND
from canvas.method import KINDS
from canvas.round_errors import VotesClosed, VotesNotOpen
from canvas.rounds import Phase, Round, begin, half_way, is_late, paused, resumed
from storage.rounds import Running
from storage.transaction import Transaction

MINUTE = timedelta(minutes=1)
LATER = timedelta(days=3650)  # nothing to look at by itself any more


def people_here(tx: Transaction, workshop: Workshop) -> list[str]:
    """Return who takes part now."""
    return [member.user for member in tx.members.of(workshop.id) if member.is_here]


def begun(tx: Transaction, workshop: Workshop, segment: int, block: str) -> Running:
    """Let a prompt begin unseen."""
    one = begin(Phase.WRITE, tx.at, pace=workshop.pace, zone=workshop.time_zone, workshop=workshop)
    return keep(tx, workshop.id, segment, block, one)


def keep(tx: Transaction, workshop: int, segment: int, block: str, one: Round) -> Running:
    """Keep a round as it is now, to be looked at when something happens to it next."""
    due = one.closes
    half = half_way(one, tx.workshops.get(workshop))
    if one.phase is Phase.CLOSE:
        due = tx.at + LATER
    elif one.pace == "live":
        due = min(due, tx.at + MINUTE)
    elif tx.at < half:
        due = half
    return tx.rounds.put(workshop, segment, block, one, due=due)


def again(tx: Transaction, running: Running, one: Round) -> Running:
    """Keep what has become of a round."""
    return keep(tx, running.workshop, running.segment, running.block, one)


def begin_step(tx: Transaction, workshop: Workshop, segments: Iterable[Segment]) -> None:
    """Let the prompts of a step that hold nothing yet begin unseen, where the workshop wants that."""
    if not workshop.silent:
        return
    for segment in (one for one in segments if one.state == "open"):
        counts = tx.notes.counts(segment.id)
        for kind in KINDS.values():
            fresh = kind.step == workshop.step and not counts[kind.block]
            if fresh and tx.rounds.find(segment.id, kind.block.value) is None:
                begun(tx, workshop, segment.id, kind.block.value)


def noted(tx: Transaction, note: Note) -> Note:
    """Count a new note for its round; one that comes after the others were shown is marked as late."""
    running = tx.rounds.find(note.segment, note.block.value)
    if running is None:
        return note
    if is_late(running.round):
        return tx.notes.change(note, late=True)
    _took_part(tx, running, note.author)
    return note


def votes_open(tx: Transaction, note: Note) -> bool:
    """Tell whether a vote for a note counts now."""
    running = tx.rounds.find(note.segment, note.block.value)
    return running is None or running.round.phase is Phase.RATE


def weighing(tx: Transaction, segment: int, block: str) -> None:
    """Count that this person weighs notes of a prompt. Raises VotesNotOpen, VotesClosed."""
    if running := weighable(tx, segment, block):
        _took_part(tx, running, tx.user)


def weighable(tx: Transaction, segment: int, block: str) -> Running | None:
    """Return the round of a prompt whose notes can be weighed now, None for one without. Raises as `weighing`."""
    running = tx.rounds.find(segment, block)
    if running is None or running.round.phase is Phase.RATE:
        return running
    raise VotesClosed if running.round.phase is Phase.CLOSE else VotesNotOpen


def _took_part(tx: Transaction, running: Running, user: str) -> None:
    one = running.round.with_voice(user)
    tx.rounds.put(running.workshop, running.segment, running.block, one, due=running.due)


def stop_all(tx: Transaction, workshop: Workshop) -> None:
    """Let the time of every prompt's round stand still while the workshop is paused."""
    for running in tx.rounds.of(workshop.id):
        if running.block != ROUND:
            again(tx, running, paused(running.round, tx.at))


def go_on_all(tx: Transaction, workshop: Workshop) -> None:
    """Give every prompt's round the time back that it had left."""
    for running in tx.rounds.of(workshop.id):
        if running.block != ROUND:
            again(tx, running, resumed(running.round, tx.at))
