"""What happens to any round in which people are late: who leads is asked what to do, the silent are reminded."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from canvas.board import Workshop
from canvas.rounds import next_morning, personal_deadline, to_nudge
from handlers import channel, pace
from handlers.answer import Delivery, Message
from storage.rounds import Running
from storage.transaction import Transaction

Asks = Callable[[int, bool], Message]  # how many took part, and whether who leads is away


def ask(tx: Transaction, workshop: Workshop, running: Running, here: Sequence[str], asks: Asks) -> tuple[Delivery, ...]:
    """Ask who leads what to do, and the channel while they are away; again each working day until somebody decides."""
    one = running.round
    later = next_morning(tx.at, workshop.time_zone)
    tx.rounds.put(running.workshop, running.segment, running.block, one, due=later)
    away = pace.led_by_nobody(tx, workshop)
    message = asks(len((one.wrote | one.done) & set(here)), away)
    told = channel.tell(workshop.team, workshop.facilitator, message, workshop.channel)
    return (channel.say(workshop, message), told) if away else (told,)


def silent(tx: Transaction, workshop: Workshop, running: Running, here: Sequence[str]) -> list[tuple[str, datetime]]:
    """Return who is to be reminded now, with their own deadline: nobody twice, and nobody in a round of minutes."""
    one = running.round
    late = to_nudge(one, here, tx.at, workshop) if one.pace != "live" else []
    pace.again(tx, running, replace(one, nudged=one.nudged | set(late)))
    people = {user: tx.people.person(user) for user in late}
    zones = {user: (known.zone if known else "") or workshop.time_zone for user, known in people.items()}
    return [(user, personal_deadline(one, zone)) for user, zone in zones.items()]
