"""How a workshop ends, and how it goes on later as a new round."""

import re
from dataclasses import replace

from canvas.board import Workshop
from canvas.errors import OtherWorkshop
from canvas.text import clean
from handlers import channel, versions
from handlers.answer import Answer, Form
from handlers.blocks import ending as blocks
from handlers.closing import closed
from handlers.gesture import Gesture
from handlers.place import led_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

ROUND = re.compile(r"(?P<name>.*), round (?P<number>\d+)")


def register(surfaces: Surfaces) -> None:
    """Listen to who finishes a workshop, or opens it again."""
    surfaces.word("finish", finish, usage="finish", says="close the workshop", writes=False)
    surfaces.button("ending.close", close)
    surfaces.button("ending.decide", decide, writes=False)
    surfaces.form("ending.conclude", conclude)
    surfaces.button("ending.reopen", reopen)


def finish(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask once more before the workshop is closed."""
    workshop = workshop_here(gesture, tx)
    led_by(workshop, gesture.user)
    return Answer(says=blocks.confirm(workshop))


def close(gesture: Gesture, tx: Transaction) -> Answer:
    """Close the workshop; a second click finds it closed."""
    if _is_over(gesture, tx):
        return Answer(says=blocks.over())
    return Answer(posts=closed(tx, _led(gesture, tx)))


def decide(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that asks what was decided."""
    return Answer(form=Form(blocks.form(_led(gesture, tx))))


def conclude(gesture: Gesture, tx: Transaction) -> Answer:
    """Close the workshop with what was decided."""
    if _is_over(gesture, tx):
        return Answer(says=blocks.over())
    return Answer(posts=closed(tx, _led(gesture, tx), clean(gesture.words("decided"))))


def _is_over(gesture: Gesture, tx: Transaction) -> bool:
    return tx.workshops.get(int(gesture.subject.get("workshop", 0))).state == "finished"


def _led(gesture: Gesture, tx: Transaction) -> Workshop:
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    return workshop


def reopen(gesture: Gesture, tx: Transaction) -> Answer:
    """Begin a new round: a workshop with all that the finished one holds, which stays as it is."""
    if found := tx.workshops.find_to_begin(gesture.channel):
        return Answer(says=blocks.in_the_way(found))
    old = tx.workshops.get(int(gesture.subject.get("workshop", 0)))
    if old.channel != gesture.channel or old.state != "finished":
        raise OtherWorkshop
    led_by(old, gesture.user)
    last = versions.record(tx, old.id, "json")
    new = replace(old, name=_next(old.name), state="open", created=tx.at, reopens=old.id)
    reminder = last.reminder and replace(last.reminder, state="on")
    kept = replace(last, board=replace(last.board, workshop=new), reminder=reminder, snapshots=())
    begun = versions.begin(tx, kept, gesture.channel)
    tx.snapshots.copy(old.id, begun.id)
    tx.workshops.decide(begun.id, "round", old.name, begun.name, "")
    said = channel.say(begun, blocks.reopened(begun, old, gesture.user))
    return Answer(posts=(said, *channel.stand(tx, begun)))


def _next(name: str) -> str:
    found = ROUND.fullmatch(name)
    return f"{found['name']}, round {int(found['number']) + 1}" if found else f"{name}, round 2"
