"""How a fit round ends, whoever or whatever ends it, and how its message is shown."""

from datetime import timedelta

from canvas.board import Segment, Workshop
from canvas.fit import fit
from canvas.fit_rounds import cards, settled, split
from handlers import channel
from handlers.answer import Delivery
from handlers.blocks import fit_rounds as blocks
from storage.messages import LivingMessage
from storage.rounds import Running
from storage.transaction import Actor, Transaction

MESSAGE = "fit_round"
DRAWING = "fit_rounds.card"
MOMENT = timedelta(microseconds=1)
RESULT = " result"  # the end of the id of the act that changes the links


def shown(tx: Transaction, message: LivingMessage, wait: timedelta = timedelta(0)) -> Delivery:
    """Post the message of a round, or redraw it."""
    return channel.show(tx.team, message, DRAWING, wait, tx=tx)


def settle(tx: Transaction, workshop: Workshop, segment: Segment, running: Running) -> tuple[Delivery, ...]:
    """End a round: each link that was judged in it gets the middle of what people said, and the channel the result.

    It is the team that changes the links, not the one who happened to answer last: their own undo leaves it alone.
    """
    before = tx.workshops.board(workshop.id)
    team = Transaction(tx.connection, Actor(tx.team, "", f"{tx.gesture}{RESULT}", tx.at))
    told = _judged(tx, running)
    found: list[blocks.Settled] = []
    for one in cards(before, segment.id, tx.at):
        if one.link.id in told and one.link.opinions:
            strength = settled(one.link)
            if strength != one.link.strength:
                team.links.put(workshop.id, one.offer, one.want, strength)
            found.append(blocks.Settled(one, strength))
    tx.rounds.end(running)
    after = tx.workshops.board(workshop.id)
    result = blocks.Result(
        segment=segment,
        settled=found,
        split=frozenset(link.id for link in split(after, segment.id)) & told,
        voices=len(running.round.wrote | running.round.done),
        before=fit(before, segment.id, tx.at).paper,
        after=fit(after, segment.id, tx.at).paper,
        gesture=team.gesture,
    )
    message = tx.messages.find(workshop.id, MESSAGE, segment=segment.id)
    redrawn = (shown(tx, message),) if message else ()
    return (*redrawn, channel.say(workshop, blocks.result(workshop, result)), *channel.card(tx, workshop))


def _judged(tx: Transaction, running: Running) -> frozenset[int]:
    """Return the links about which somebody has said something since the round began."""
    began = running.round.since or running.round.opened  # a pause moves when it opened
    changes = tx.history.since(running.workshop, began - MOMENT)
    return frozenset(one.after["link_id"] for one in changes if one.entity == "opinions" and "link_id" in one.after)
