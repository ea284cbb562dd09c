"""Rounds of prompts as all features see them: who takes part, what a new note or vote means for a round."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from canvas.board import Note, Segment, Workshop
from canvas.defaults import TAKE_OVER_HOURS
from canvas.method import KINDS, Block
from canvas.round_errors import VotesClosed, VotesNotOpen
from canvas.rounds import Phase, Round, begin, half_way, is_late, paused, resumed
from storage.messages import PROMPT
from storage.rounds import Running
from storage.transaction import Actor, Transaction

MINUTE = timedelta(minutes=1)
LATER = timedelta(days=3650)  # nothing to look at by itself any more
UNRATED = frozenset({Phase.REVEAL, Phase.CLOSE})  # in which a rating that comes with a note is not kept


def people_here(tx: Transaction, workshop: Workshop) -> list[str]:
    """Return who takes part now."""
    return [member.user for member in tx.members.of(workshop.id) if member.is_here]


def led_by_nobody(tx: Transaction, workshop: Workshop) -> bool:
    """Tell whether who leads and who stands in have both been quiet for so long that anybody may take over."""
    return tx.at - tx.workshops.acted(workshop) >= timedelta(hours=TAKE_OVER_HOURS)


def begun(tx: Transaction, workshop: Workshop, segment: int, block: str, phase: Phase = Phase.WRITE) -> Running:
    """Let a prompt be written unseen, or rated in secret."""
    one = begin(phase, tx.at, pace=workshop.pace, zone=workshop.time_zone, workshop=workshop)
    return keep(tx, workshop.id, segment, block, one)


def keep(tx: Transaction, workshop: int, segment: int, block: str, one: Round) -> Running:
    """Keep a round as it is now, to be looked at when something happens to it next."""
    due = one.closes
    if one.phase is Phase.CLOSE:
        due = tx.at + LATER
    elif one.pace == "live":
        due = min(due, tx.at + MINUTE)
    elif tx.at < (half := half_way(one, tx.workshops.get(workshop))):
        due = half
    return tx.rounds.put(workshop, segment, block, one, due=due)


def again(tx: Transaction, running: Running, one: Round) -> Running:
    """Keep what has become of a round."""
    return keep(tx, running.workshop, running.segment, running.block, one)


def begin_step(tx: Transaction, workshop: Workshop, segments: Iterable[Segment]) -> list[tuple[int, str]]:
    """Let the prompts of a step begin unseen, where the workshop wants that; return segment and block of each.

    What was known before a prompt is posted is seen by all and does not stand in the way; notes that were written in
    the open do.
    """
    if not workshop.silent:
        return []
    found: list[tuple[int, str]] = []
    for segment in (one for one in segments if one.state == "open"):
        counts = tx.notes.counts(segment.id)
        for block in (kind.block for kind in KINDS.values() if kind.step == workshop.step):
            fresh = not counts[block] or not stands(tx, workshop, segment.id, block.value)
            if fresh and tx.rounds.find(segment.id, block.value) is None:
                begun(tx, workshop, segment.id, block.value)
                found.append((segment.id, block.value))
    return found


def stands(tx: Transaction, workshop: Workshop, segment: int, block: str) -> bool:
    """Tell whether the prompt of a block is in the channel, where people see its round."""
    step = KINDS[Block(block)].step
    return tx.messages.find(workshop.id, PROMPT, step=step, segment=segment, block=block) is not None


def noted(tx: Transaction, note: Note, *, in_thread: bool = False) -> Note:
    """Count a new note for its round.

    One that comes after the others were shown is marked as late, one that all could read in a thread as early.
    """
    running = tx.rounds.find(note.segment, note.block.value)
    if running is None:
        return note
    if is_late(running.round):
        return tx.notes.change(note, late=True)
    if running.round.phase is Phase.WRITE:
        if note.author:
            _took_part(tx, running, note.author)
        if in_thread:
            return tx.notes.change(note, early=True)
    return note


def took_part(tx: Transaction, note: Note) -> None:
    """Count that this person has written in the round of a note without a name; not which note it was."""
    running = tx.rounds.find(note.segment, note.block.value)
    if running and running.round.phase is Phase.WRITE:
        _took_part(tx, running, tx.user)


def nobody(tx: Transaction) -> Transaction:
    """Return a transaction beside this one in which nothing is done in anybody's name, nor by a gesture of theirs."""
    return Transaction(tx.connection, Actor(tx.team, "", f"unnamed {secrets.token_hex(16)}", tx.at))


def weigh_in(tx: Transaction, note: Note, user: str, value: int | None) -> None:
    """Keep the rating that somebody wrote with a note, if ratings count now.

    While people write, a rating comes with a note; once all is shown it waits until rating is open.
    """
    if not value or not user:
        return
    running = tx.rounds.find(note.segment, note.block.value)
    if running and running.round.phase in UNRATED:
        return
    tx.families.rate(note, user, value)
    if running and running.round.phase is Phase.RATE:
        _took_part(tx, running, user)


def refuses_ratings(tx: Transaction, segment: int, block: Block) -> Phase | None:
    """Return the phase of a prompt in which a rating that comes with a note is not kept, None when it is."""
    running = tx.rounds.find(segment, block.value)
    return running.round.phase if running and running.round.phase in UNRATED else None


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
    """Let the time of every round stand still while the workshop is paused."""
    for running in tx.rounds.of(workshop.id):
        again(tx, running, paused(running.round, tx.at))


def go_on_all(tx: Transaction, workshop: Workshop) -> None:
    """Give every round the time back that it had left."""
    for running in tx.rounds.of(workshop.id):
        again(tx, running, resumed(running.round, tx.at))
