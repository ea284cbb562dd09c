"""Writing and rating unseen: a prompt's round is begun, led on by the facilitator, by everybody, or by the clock."""

from dataclasses import replace
from datetime import datetime, timedelta

from canvas.board import Board, NoteState, Workshop
from canvas.errors import Stale
from canvas.links import current
from canvas.method import KINDS, Block
from canvas.numbers import number
from canvas.prompts import question
from canvas.ranking import open_notes, ranked
from canvas.round_errors import SeenAlready
from canvas.rounds import Move, Phase, Round, extended, following, move, paused, personal_deadline, resumed, to_nudge
from canvas.situation import Moment
from canvas.words import read_kind
from handlers import advice, channel, pace
from handlers.answer import Answer, Delivery
from handlers.blocks import check as check_blocks
from handlers.blocks import rounds as blocks
from handlers.blocks.ranking import ways
from handlers.gesture import Gesture
from handlers.place import board_for_all, led_by, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.rounds import Running
from storage.transaction import Actor, Transaction

AT_ONCE = 50  # rounds looked at in one tick
MORE = {"live": timedelta(minutes=5), "async": timedelta(days=1)}


def register(surfaces: Surfaces) -> None:
    """Begin rounds and lead them on."""
    surfaces.word("unseen", unseen, usage="unseen pains", says="let everybody write first, then show all")
    surfaces.button("rounds.begin", begin)
    surfaces.button("rounds.done", done)
    surfaces.button("rounds.forward", forward)
    surfaces.button("rounds.longer", longer)
    surfaces.button("rounds.pause", pause)
    surfaces.button("rounds.resume", resume)
    surfaces.button("rounds.reopen", reopen)
    surfaces.tick(due)


def unseen(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the prompt of a kind begin unseen; while it runs, lead it on. Without a kind: jobs."""
    workshop = workshop_here(gesture, tx)
    led_by(workshop, gesture.user)
    segment, text = segment_meant(gesture, tx, workshop)
    block = read_kind(text) if text.strip() else Block.JOB
    running = tx.rounds.find(segment.id, block.value)
    if running and running.round.phase is not Phase.CLOSE:
        return _forward(tx, workshop, running)
    return _begin(tx, workshop, segment.id, block.value)


def begin(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the prompt of this button begin unseen."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    block = str(gesture.subject["block"])
    segment = int(gesture.subject["segment"])
    if tx.rounds.find(segment, block):
        return Answer(says=blocks.already(block))
    return _begin(tx, workshop, segment, block)


def _begin(tx: Transaction, workshop: Workshop, segment: int, block: str) -> Answer:
    if tx.notes.counts(segment)[Block(block)]:
        raise SeenAlready(kind=KINDS[Block(block)].plural.lower())
    pace.begun(tx, workshop, segment, block)
    return Answer(says=blocks.begun(block), posts=channel.changed(tx, workshop, segment, [block]))


def _running(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Running]:
    """Return the round a button was drawn for. Raises Stale when it has moved on since."""
    workshop = workshop_drawn_for(gesture, tx)
    running = tx.rounds.find(int(gesture.subject["segment"]), str(gesture.subject["block"]))
    if running is None or running.workshop != workshop.id or running.round.phase.value != gesture.subject["phase"]:
        raise Stale
    return workshop, running


def _led(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Running]:
    workshop, running = _running(gesture, tx)
    led_by(workshop, gesture.user)
    return workshop, running


def done(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that somebody is done; when all are, go on."""
    workshop, running = _running(gesture, tx)
    one = replace(running.round, done=running.round.done | {gesture.user})
    kept = pace.again(tx, running, one)
    if move(one, pace.people_here(tx, workshop), tx.at, workshop) is Move.NEXT:
        return Answer(says=blocks.done(), posts=_on(tx, workshop, kept))
    return Answer(says=blocks.done(), posts=_redrawn(tx, workshop, running))


def forward(gesture: Gesture, tx: Transaction) -> Answer:
    """Go on to the next phase now."""
    return _forward(tx, *_led(gesture, tx))


def _forward(tx: Transaction, workshop: Workshop, running: Running) -> Answer:
    posts = _on(tx, workshop, running)
    now = tx.rounds.find(running.segment, running.block)
    return Answer(says=blocks.moved(now.round.phase if now else Phase.CLOSE, running.block), posts=posts)


def longer(gesture: Gesture, tx: Transaction) -> Answer:
    """Give a round more time."""
    workshop, running = _led(gesture, tx)
    one = running.round
    later = replace(one, closes=max(one.closes, one.paused or tx.at) + MORE[one.pace])
    return _kept(tx, workshop, running, later, Answer(says=blocks.longer()))


def pause(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the time of a round stand still."""
    workshop, running = _led(gesture, tx)
    return _kept(tx, workshop, running, paused(running.round, tx.at), Answer(says=blocks.stands(still=True)))


def resume(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the time of a round run again."""
    workshop, running = _led(gesture, tx)
    return _kept(tx, workshop, running, resumed(running.round, tx.at), Answer(says=blocks.stands(still=False)))


def _kept(tx: Transaction, workshop: Workshop, running: Running, one: Round, answer: Answer) -> Answer:
    return replace(answer, posts=_redrawn(tx, workshop, pace.again(tx, running, one)))


def reopen(gesture: Gesture, tx: Transaction) -> Answer:
    """Let votes count again after they were closed."""
    workshop, running = _led(gesture, tx)
    tx.rounds.end(running)
    return Answer(says=blocks.reopened(), posts=_redrawn(tx, workshop, running))


def _redrawn(tx: Transaction, workshop: Workshop, running: Running) -> tuple[Delivery, ...]:
    return channel.changed(tx, workshop, running.segment, [running.block])


def _on(tx: Transaction, workshop: Workshop, running: Running) -> tuple[Delivery, ...]:
    """Go on to the next phase: one person needs no votes, and who leads learns which functions have not written."""
    alone = len(pace.people_here(tx, workshop)) <= 1
    one = following(running.round, tx.at, zone=workshop.time_zone, workshop=workshop)
    if alone and running.round.phase is not Phase.RATE:
        one = replace(one, phase=Phase.CLOSE)
    pace.again(tx, running, one)
    posts = _redrawn(tx, workshop, running)
    if running.round.phase is Phase.WRITE and (missing := _missing(tx, workshop, running)):
        told = channel.tell(workshop.team, workshop.facilitator, blocks.silent_functions(missing, running.block))
        posts = (*posts, told)
    whole = tx.workshops.board(workshop.id)
    if one.phase is Phase.REVEAL:
        posts = (*posts, *_balance(tx, whole, running))
    board = current(whole)
    if one.phase is not Phase.CLOSE:
        return (*posts, *_announced(board, replace(running, round=one)))
    found = ranked(board, tx.at, segment=running.segment, blocks=(Block(running.block),))
    order = [note for note in found if (note.ratings or note.votes) and note.state is NoteState.OPEN]
    then = ways(board, running.segment, Block(running.block), tx.at, one)
    return (*posts, channel.say(workshop, blocks.closed(running.block, order, then, alone=alone)))


def _announced(board: Board, running: Running) -> tuple[Delivery, ...]:
    """Tell the channel that all is shown, in words; and over days also that votes are open, as nobody says it."""
    about = blocks.about(running, {one.id: one for one in board.segments})
    if running.round.phase is Phase.REVEAL:
        shown = open_notes(board, segment=running.segment, blocks=(Block(running.block),))
        return (channel.say(board.workshop, blocks.revealed(about, shown)),)
    return () if running.round.pace == "live" else (channel.say(board.workshop, blocks.votes_open(about)),)


def _balance(tx: Transaction, board: Board, running: Running) -> tuple[Delivery, ...]:
    """Ask who leads, and nobody else, whose voice is missing among the notes that are shown now."""
    workshop = board.workshop
    about = advice.About(segment=running.segment, block=Block(running.block))
    found = advice.asked(tx, board_for_all(tx, board), Moment.PHASE, to=workshop.facilitator, about=about)
    asks = check_blocks.asks(workshop, found, alone=True)
    return (channel.tell(workshop.team, workshop.facilitator, asks),) if found else ()


def _missing(tx: Transaction, workshop: Workshop, running: Running) -> list[str]:
    """Return the functions of which nobody has written."""
    here = [one for one in tx.members.of(workshop.id) if one.is_here and one.function]
    spoke = {one.function for one in here if one.user in running.round.wrote}
    return sorted({one.function for one in here} - spoke)


def due(tx: Transaction, now: datetime) -> tuple[Delivery, ...]:
    """Lead on the rounds of all teams whose time has come, and remind who has not taken part."""
    posts: list[Delivery] = []
    for running in tx.rounds.claim_due(now, AT_ONCE, list(Block)):
        own = Transaction(tx.connection, Actor(running.team, "", f"round {running.id} {now.isoformat()}", now))
        posts += _looked_at(own, own.workshops.get(running.workshop), running)
    return tuple(posts)


def _looked_at(tx: Transaction, workshop: Workshop, running: Running) -> tuple[Delivery, ...]:
    here = pace.people_here(tx, workshop)
    match move(running.round, here, tx.at, workshop):
        case Move.NEXT:
            return _on(tx, workshop, running)
        case Move.EXTEND:
            pace.again(tx, running, extended(running.round, tx.at, workshop))
            return (
                *_redrawn(tx, workshop, running),
                channel.say(workshop, blocks.extended(running.block, number(workshop, "extension_hours"))),
            )
        case Move.ASK:
            where = (running.workshop, running.segment, running.block)
            tx.rounds.put(*where, running.round, due=tx.at + pace.LATER)
            return (channel.tell(workshop.team, workshop.facilitator, blocks.asks(running, workshop.name)),)
        case Move.WAIT:
            return _waited(tx, workshop, running, here)


def _waited(tx: Transaction, workshop: Workshop, running: Running, here: list[str]) -> tuple[Delivery, ...]:
    """Redraw the time that is left; remind, once and in private, who has done nothing after half of the days."""
    one = running.round
    silent = to_nudge(one, here, tx.at, workshop) if one.pace != "live" else []
    pace.again(tx, running, replace(one, nudged=one.nudged | set(silent)))
    if not silent:
        return _redrawn(tx, workshop, running)
    asked = question(tx.workshops.board(workshop.id), running.segment, Block(running.block), 0)
    nudges: list[Delivery] = []
    for user in silent:
        known = tx.people.person(user)
        deadline = personal_deadline(one, (known.zone if known else "") or workshop.time_zone)
        nudges.append(channel.tell(workshop.team, user, blocks.nudge(workshop, running, asked, deadline)))
    return tuple(nudges)
