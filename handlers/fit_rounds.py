"""The fit round: everybody says in secret how well each link works; the typical answer counts once it is closed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.models.views import View

from canvas.board import Board, Segment, Workshop
from canvas.errors import UnknownStrength
from canvas.fit_rounds import ROUND, Card, cards
from canvas.links import active_links
from canvas.method import STRENGTHS
from canvas.rounds import Phase
from handlers import channel, judging, pace
from handlers.answer import Answer, Delivery, Form, FormAct, Message
from handlers.blocks import fit_rounds as blocks
from handlers.gesture import Gesture
from handlers.naming import segment_drawn_for
from handlers.place import led_by, segment_meant, segment_named, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.messages import LivingMessage
from storage.rounds import Running
from storage.transaction import Transaction

CARDS = 200  # judged in one go
CLOSING = frozenset(("close", "end", "stop"))


def register(surfaces: Surfaces) -> None:
    """Begin, answer and close fit rounds."""
    surfaces.word("fit round", ask, usage="fit round", says="let everybody say, in secret, how well each link works")
    surfaces.button("fit_rounds.begin", begin)
    surfaces.button("fit_rounds.answer", answer)
    surfaces.form("fit_rounds.save", save)
    surfaces.button("fit_rounds.close", close)
    surfaces.button("fit_rounds.revert", revert)
    surfaces.drawing(judging.DRAWING, card)


def ask(gesture: Gesture, tx: Transaction) -> Answer:
    """Begin a round, or open one's own answers while one runs; `close` closes it."""
    workshop = workshop_here(gesture, tx)
    first, _, rest = gesture.text.strip().partition(" ")
    closing = first.lower() in CLOSING
    segment = segment_named(replace(gesture, text=rest) if closing else gesture, tx, workshop)
    return _close(tx, workshop, segment) if closing else _begin(tx, workshop, segment)


def begin(gesture: Gesture, tx: Transaction) -> Answer:
    """Begin a round for the segment of this button; on a prompt for the whole workshop, for every segment."""
    workshop = workshop_drawn_for(gesture, tx)
    if gesture.subject.get("segment"):
        return _begin(tx, workshop, segment_drawn_for(gesture, tx, workshop))
    board = tx.workshops.board(workshop.id)
    linked = [one for one in board.segments if one.state == "open" and active_links(board.of_segment(one.id))]
    waiting = [one for one in linked if tx.rounds.find(one.id, ROUND) is None]
    if not waiting:
        return _begin(tx, workshop, segment_meant(replace(gesture, text=""), tx, workshop)[0])
    return Answer(says=blocks.begun(workshop), posts=tuple(_opened(tx, workshop, segment) for segment in waiting))


def _begin(tx: Transaction, workshop: Workshop, segment: Segment) -> Answer:
    board = tx.workshops.board(workshop.id)
    if not active_links(board.of_segment(segment.id)):
        return Answer(says=blocks.nothing_linked(segment))
    last = tx.messages.find(workshop.id, judging.MESSAGE, segment=segment.id)
    if tx.rounds.find(segment.id, ROUND) and last:
        return Answer(form=Form(_page(tx, board, segment, last)))
    return Answer(says=blocks.begun(workshop), posts=(_opened(tx, workshop, segment),))


def _opened(tx: Transaction, workshop: Workshop, segment: Segment) -> Delivery:
    """Begin a round and post its message, which remembers who began it."""
    last = tx.messages.find(workshop.id, judging.MESSAGE, segment=segment.id)
    running = pace.begun(tx, workshop, segment.id, ROUND, Phase.RATE)
    pace.again(tx, running, replace(running.round, since=tx.at))
    about = {"segment": segment.id, "round": last.round + 1 if last else 1, "subject": tx.user}
    return judging.shown(tx, tx.messages.put(workshop.id, workshop.channel, judging.MESSAGE, **about)[0])


def _running(gesture: Gesture, tx: Transaction, segment: Segment) -> Running | None:
    """Return the round that a button or form was drawn for, None when it is closed."""
    running = tx.rounds.find(segment.id, ROUND)
    newest = tx.messages.find(gesture.subject["workshop"], judging.MESSAGE, segment=segment.id)
    return running if newest and newest.id == gesture.subject.get("message") else None


def answer(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the first page of somebody's own answers."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    message = tx.messages.get(int(gesture.subject["message"]))
    if _running(gesture, tx, segment) is None or message is None:
        return Answer(says=blocks.over(segment))
    board = tx.workshops.board(workshop.id)
    if not active_links(board.of_segment(segment.id)):
        return Answer(says=blocks.nothing_linked(segment))
    return Answer(form=Form(_page(tx, board, segment, message)))


def _page(
    tx: Transaction, board: Board, segment: Segment, message: LivingMessage, left: list[int] | None = None
) -> View:
    """Return the form with the next links to judge; what somebody has not judged yet comes first."""
    every = {one.link.id: one for one in cards(board, segment.id, tx.at)}
    if left is None:
        judged = {number for number, one in every.items() if _own(one, tx.user) is not None}
        left = sorted(every, key=lambda number: number in judged)[:CARDS]
    here = [number for number in left if number in every]
    asked = [(every[number], _own(every[number], tx.user)) for number in here[: blocks.PAGE]]
    return blocks.form(board.workshop, segment, message.id, asked, here[blocks.PAGE :])


def _own(one: Card, user: str) -> float | None:
    """Return what somebody has said about a link."""
    return next((opinion.strength for opinion in one.link.opinions if opinion.user == user), None)


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a page of answers; show the next page, or thank; when all have answered the round closes by itself."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    running, message = _running(gesture, tx, segment), tx.messages.get(int(gesture.subject["message"]))
    if running is None or message is None:
        return Answer(form=Form(blocks.closed_meanwhile(), FormAct.UPDATE))
    _keep(gesture, tx, workshop, segment)
    one, user = running.round, frozenset((gesture.user,))
    board = tx.workshops.board(workshop.id)
    links = {link.id for link in active_links(board.of_segment(segment.id))}
    left = [int(number) for number in gesture.subject.get("left", ()) if int(number) in links]
    one = replace(one, wrote=one.wrote | user, done=one.done if left else one.done | user)
    running = pace.again(tx, running, one)
    if left:
        form = Form(_page(tx, board, segment, message, left), FormAct.UPDATE)
        return Answer(form=form)
    if board.here and board.here <= one.done:
        return Answer(form=Form(blocks.thanks(0), FormAct.UPDATE), posts=judging.settle(tx, workshop, segment, running))
    return Answer(
        form=Form(blocks.thanks(len(board.here - one.done)), FormAct.UPDATE),
        posts=(judging.shown(tx, message, channel.CALM),),
    )


def _keep(gesture: Gesture, tx: Transaction, workshop: Workshop, segment: Segment) -> None:
    """Keep the choices of a page; a link that is gone meanwhile is passed over, an empty choice takes one back."""
    links = {one.id: one for one in active_links(tx.workshops.board(workshop.id).of_segment(segment.id))}
    for field, chosen in gesture.fields.items():
        link = links.get(int(field)) if field.isdigit() else None
        if chosen and chosen not in STRENGTHS:
            raise UnknownStrength
        if link is not None:
            said = STRENGTHS[str(chosen)] if chosen else None
            if said is not None or any(opinion.user == gesture.user for opinion in link.opinions):
                tx.links.opine(workshop.id, link, gesture.user, said)


def close(gesture: Gesture, tx: Transaction) -> Answer:
    """Close the round of this button."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = segment_drawn_for(gesture, tx, workshop)
    if _running(gesture, tx, segment) is None:
        return Answer(says=blocks.over(segment))
    return _close(tx, workshop, segment)


def _close(tx: Transaction, workshop: Workshop, segment: Segment) -> Answer:
    """Close a round; who began it may, and who leads the workshop."""
    running = tx.rounds.find(segment.id, ROUND)
    message = tx.messages.find(workshop.id, judging.MESSAGE, segment=segment.id)
    if running is None or message is None:
        return Answer(says=blocks.over(segment))
    if tx.user != message.subject:
        led_by(workshop, tx.user)
    return Answer(
        says=Message(text="Closed. The result is in the channel."), posts=judging.settle(tx, workshop, segment, running)
    )


def revert(gesture: Gesture, tx: Transaction) -> Answer:
    """Give the links back the strengths they had before a round, for who leads."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    tx.take_back(workshop.id, str(gesture.subject["gesture"]))
    posts = (channel.say(workshop, blocks.reverted(gesture.user)), *channel.card(tx, workshop))
    return Answer(posts=posts)


def card(tx: Transaction, subject: Mapping[str, Any]) -> Message | None:
    """Draw the message of a round; None when its segment is gone."""
    message = tx.messages.get(subject["message"])
    if message is None:
        return None
    board = tx.workshops.board(message.workshop)
    segment = next((one for one in board.segments if one.id == message.segment), None)
    if segment is None:
        return None
    newest = tx.messages.find(message.workshop, judging.MESSAGE, segment=segment.id)
    running = tx.rounds.find(segment.id, ROUND) if newest and newest.id == message.id else None
    if running is None or segment.state != "open" or board.workshop.state == "finished":
        return blocks.closed(segment)
    here = blocks.Asked(
        message=message.id,
        links=len(active_links(board.of_segment(segment.id))),
        done=len(running.round.done & board.here),
        active=len(board.here),
        round=running.round,
        at=tx.at,
    )
    return blocks.asking(board.workshop, segment, here)
