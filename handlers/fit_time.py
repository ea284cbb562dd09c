"""The time of fit rounds: more of it, none of it for a while, and what happens when it is over."""

from datetime import datetime

from canvas.board import Segment, Workshop
from canvas.fit_rounds import ROUND
from canvas.rounds import Move, Round, extended, lengthened, move, paused, resumed
from handlers import channel, delays, judging, pace
from handlers.answer import Answer, Delivery, Message
from handlers.blocks import fit_rounds as fit_blocks
from handlers.blocks import fit_time as blocks
from handlers.blocks import rounds as round_blocks
from handlers.gesture import Gesture
from handlers.naming import segment_drawn_for
from handlers.place import led_by, workshop_drawn_for
from handlers.surfaces import Surfaces
from storage.messages import LivingMessage
from storage.rounds import Running
from storage.transaction import Actor, Transaction

AT_ONCE = 50  # rounds looked at in one tick


def register(surfaces: Surfaces) -> None:
    """Change the time of fit rounds, and look at the clock."""
    surfaces.button("fit_time.longer", longer)
    surfaces.button("fit_time.pause", pause)
    surfaces.button("fit_time.resume", resume)
    surfaces.tick(due)


def longer(gesture: Gesture, tx: Transaction) -> Answer:
    """Give a round more time, in working days where it takes days."""
    workshop, segment, running = _led(gesture, tx)
    if running is None:
        return Answer(says=fit_blocks.over(segment))
    one = lengthened(running.round, tx.at, zone=workshop.time_zone)
    return _kept(tx, running, one, round_blocks.longer(still=one.paused is not None))


def pause(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the time of a round stand still."""
    _, segment, running = _led(gesture, tx)
    if running is None:
        return Answer(says=fit_blocks.over(segment))
    return _kept(tx, running, paused(running.round, tx.at), round_blocks.stands(still=True))


def resume(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the time of a round run again."""
    _, segment, running = _led(gesture, tx)
    if running is None:
        return Answer(says=fit_blocks.over(segment))
    return _kept(tx, running, resumed(running.round, tx.at), round_blocks.stands(still=False))


def _led(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Segment, Running | None]:
    """Return the round a button was drawn for, None when it is closed; for who leads and who began it."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    message = _message(tx, workshop, segment.id)
    if message is None or gesture.user != message.subject:
        led_by(workshop, gesture.user)
    newest = message is not None and message.id == gesture.subject.get("message")
    return workshop, segment, tx.rounds.find(segment.id, ROUND) if newest else None


def _message(tx: Transaction, workshop: Workshop, segment: int) -> LivingMessage | None:
    return tx.messages.find(workshop.id, judging.MESSAGE, segment=segment)


def _kept(tx: Transaction, running: Running, one: Round, says: Message) -> Answer:
    pace.again(tx, running, one)
    return Answer(says=says, posts=_redrawn(tx, tx.workshops.get(running.workshop), running))


def _redrawn(tx: Transaction, workshop: Workshop, running: Running) -> tuple[Delivery, ...]:
    message = _message(tx, workshop, running.segment)
    return (judging.shown(tx, message, channel.CALM),) if message else ()


def due(tx: Transaction, now: datetime) -> tuple[Delivery, ...]:
    """Close the rounds whose time is over or that wait for nobody any more, and remind who has not answered."""
    posts: list[Delivery] = []
    for running in tx.rounds.claim_due(now, AT_ONCE, [ROUND]):
        own = Transaction(tx.connection, Actor(running.team, "", f"fit round {running.id} {now.isoformat()}", now))
        posts += _looked_at(own, running)
    return tuple(posts)


def _looked_at(tx: Transaction, running: Running) -> tuple[Delivery, ...]:
    workshop = tx.workshops.get(running.workshop)
    segment = next(one for one in tx.segments.of(workshop.id) if one.id == running.segment)
    one, here = running.round, pace.people_here(tx, workshop)
    if segment.state != "open":
        tx.rounds.put(workshop.id, segment.id, ROUND, one, due=tx.at + pace.LATER)
        return _redrawn(tx, workshop, running)
    message = _message(tx, workshop, segment.id)
    about = blocks.About(workshop, segment, message.id if message else 0)
    match move(one, here, tx.at, workshop):
        case Move.NEXT:
            return judging.settle(tx, workshop, segment, running)
        case Move.EXTEND:
            pace.again(tx, running, extended(one, tx.at, zone=workshop.time_zone, workshop=workshop))
            return (*_redrawn(tx, workshop, running), channel.say(workshop, blocks.extended(segment)))
        case Move.ASK:
            return delays.ask(
                tx, workshop, running, here, lambda count, away: blocks.asks(about, count, len(here), away=away)
            )
        case Move.WAIT:
            silent = delays.silent(tx, workshop, running, here)
            nudges = (
                channel.tell(workshop.team, user, blocks.nudge(about, deadline), workshop.channel)
                for user, deadline in silent
            )
            return (*_redrawn(tx, workshop, running), *nudges)
