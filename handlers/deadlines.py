"""The time of rounds: they go on, get a day more or are asked about when it is over; half way people are reminded."""

from datetime import datetime

from canvas.board import Workshop
from canvas.method import Block
from canvas.prompts import question
from canvas.rounds import Move, extended, move
from handlers import channel, delays, pace, phases
from handlers.answer import Delivery
from handlers.blocks import deadlines as blocks
from handlers.place import board_for_all
from handlers.surfaces import Surfaces
from storage.rounds import Running
from storage.transaction import Actor, Transaction

AT_ONCE = 50  # rounds looked at in one tick


def register(surfaces: Surfaces) -> None:
    """Look at the clock."""
    surfaces.tick(due)


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
            return phases.on(tx, workshop, running)
        case Move.EXTEND:
            pace.again(tx, running, extended(running.round, tx.at, zone=workshop.time_zone, workshop=workshop))
            said = channel.say(workshop, blocks.extended(phases.about(tx, running)))
            return (*phases.redrawn(tx, workshop, running), said)
        case Move.ASK:
            return _asked(tx, workshop, running, here)
        case Move.WAIT:
            return _waited(tx, workshop, running, here)


def _asked(tx: Transaction, workshop: Workshop, running: Running, here: list[str]) -> tuple[Delivery, ...]:
    named = phases.about(tx, running)
    return delays.ask(tx, workshop, running, here, lambda count, away: blocks.asks(named, count, len(here), away=away))


def _waited(tx: Transaction, workshop: Workshop, running: Running, here: list[str]) -> tuple[Delivery, ...]:
    """Redraw the time that is left; remind, once and in private, who has done nothing after half of the days."""
    silent = delays.silent(tx, workshop, running, here)
    if not silent:
        return phases.redrawn(tx, workshop, running)
    board = board_for_all(tx, tx.workshops.board(workshop.id))
    named = phases.about(tx, running)
    nudges: list[Delivery] = []
    for user, deadline in silent:
        asked = question(board, running.segment, Block(running.block), here.index(user))
        nudges.append(channel.tell(workshop.team, user, blocks.nudge(workshop, named, asked, deadline)))
    return tuple(nudges)
