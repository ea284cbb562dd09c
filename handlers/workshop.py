"""A workshop from its first word on: start, where it stands, who leads."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import Any

from canvas.agenda import step_line
from canvas.board import Workshop
from canvas.defaults import NAME_LENGTH, REVIEW_DAY, REVIEW_TIME, TAKE_OVER_HOURS
from canvas.errors import AlreadyFacilitator, ChannelOnly, FacilitatorActive, NameTooLong, NoName, SameStandIn, Stale
from canvas.schedule import DAYS, is_zone, read_day, read_time, read_zone
from canvas.text import clean
from canvas.words import read_start
from handlers import channel, pace
from handlers.answer import Answer, Delivery, Form, Message
from handlers.blocks import parts, roles
from handlers.blocks import status as status_blocks
from handlers.blocks import workshop as blocks
from handlers.blocks.todo import todos
from handlers.closing import closed
from handlers.gesture import Gesture
from handlers.paper.scene import described
from handlers.place import board_for_all, led_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Fact, Surfaces
from handlers.waiting import gate, leading, waiting, worth_a_look
from storage.transaction import Transaction

SHUT = frozenset(
    {"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "is_inactive", "ekm_access_denied"}
)
FIELDS = (
    "name", "segment", "goal", "decision", "why_now", "facilitator", "stand_in", "decider", "pace", "day", "time",
    "zone", "silent",
)  # fmt: skip


def register(surfaces: Surfaces) -> None:
    """Begin, show and hand over workshops."""
    person = [Fact.PERSON]
    surfaces.word("start", start, usage="start Dinner on autopilot for Working parents", says="begin", facts=person)
    surfaces.word("", status, usage="", says="where we are and what to do next")
    surfaces.word("take over", take_over, usage="take over", says="lead when the facilitator is away")
    surfaces.form("workshop.save", save, facts=person)
    surfaces.button("workshop.restart", restart, facts=person)
    surfaces.button("workshop.give_back", give_back)
    surfaces.drawing("workshop.card", card)
    surfaces.event("member_joined_channel", invited, concerns=paused_here)
    surfaces.refused(refused)


def start(gesture: Gesture, tx: Transaction) -> Answer:
    """Begin a workshop at once, or open the form when nothing is named."""
    _in_a_channel(gesture)
    name, segment = read_start(gesture.text)
    if found := tx.workshops.find_to_begin(gesture.channel):
        return Answer(says=blocks.already_open(found, name[:NAME_LENGTH], segment[:NAME_LENGTH]))
    if not name:
        return Answer(form=Form(blocks.start_form(gesture.channel, gesture.user, _zone(gesture) or "UTC")))
    return _begin(gesture, tx, {"name": name, "segment": segment})


def restart(gesture: Gesture, tx: Transaction) -> Answer:
    """Finish the open workshop and begin the one that was asked for."""
    tx.workshops.find_to_begin(gesture.channel)
    old = workshop_drawn_for(gesture, tx)
    led_by(old, gesture.user)
    if not gesture.subject["name"]:
        zone = _zone(gesture) or "UTC"
        return Answer(form=Form(blocks.start_form(gesture.channel, gesture.user, zone, old.id)))
    last = closed(tx, old)
    begun = _begin(gesture, tx, {"name": gesture.subject["name"], "segment": gesture.subject["segment"]})
    return Answer(says=begun.says, posts=(*last, *begun.posts))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Begin a workshop as the form says."""
    told = {name: clean(gesture.words(name)) for name in FIELDS}
    told["day"], told["time"] = read_day(told["day"]), read_time(told["time"])
    told["zone"] = read_zone(told["zone"])
    if told["stand_in"] == told["facilitator"]:
        raise SameStandIn
    found = tx.workshops.find_to_begin(gesture.channel)
    if found and found.id != gesture.subject.get("workshop"):
        return Answer(says=blocks.already_open(found, told["name"], told["segment"]))
    last = tuple[Delivery, ...]()
    if found:
        led_by(found, gesture.user)
        last = closed(tx, found)
    begun = _begin(gesture, tx, told)
    return Answer(says=begun.says, posts=(*last, *begun.posts))


def _begin(gesture: Gesture, tx: Transaction, told: Mapping[str, str]) -> Answer:
    name, segment = " ".join(told["name"].split()), " ".join(told["segment"].split())
    if not name:
        raise NoName
    if max(len(name), len(segment)) > NAME_LENGTH:
        raise NameTooLong(most=NAME_LENGTH)
    zone = told.get("zone") or _zone(gesture)
    workshop = tx.workshops.start(
        channel=gesture.channel,
        name=name,
        facilitator=told.get("facilitator") or gesture.user,
        time_zone=zone or "UTC",
        **{more: told[more] for more in ("goal", "decision", "why_now", "stand_in", "decider") if more in told},
        pace=told.get("pace") or "live",
        silent=told.get("silent") == "yes",
    )
    team = (gesture.user, workshop.facilitator, workshop.stand_in, workshop.decider)
    for user in dict.fromkeys(filter(None, team)):
        tx.members.join(workshop.id, user, "")
    tx.reminders.put(
        workshop.id, told.get("day") or DAYS[REVIEW_DAY], told.get("time") or REVIEW_TIME, workshop.time_zone
    )
    if segment:
        tx.segments.add(workshop.id, segment)
    given = [role for role in roles.ROLES if getattr(workshop, role)]
    posts = (*channel.stand(tx, workshop), *channel.roles_given(tx, workshop, given))
    return Answer(says=blocks.begun(workshop, segment, zone_known=bool(zone), at=tx.at), posts=posts)


def _in_a_channel(gesture: Gesture) -> None:
    if gesture.channel.startswith("D"):
        raise ChannelOnly


def _zone(gesture: Gesture) -> str:
    """Return the zone of the one who acts, "" when it is not known."""
    known = gesture.facts.people.get(gesture.user)
    return known.zone if known and is_zone(known.zone) else ""


def status(gesture: Gesture, tx: Transaction) -> Answer:
    """Say where this channel's workshop stands; one that was paused goes on."""
    found = tx.workshops.find(gesture.channel)
    if found is None and gesture.channel.startswith("D"):
        found = tx.workshops.latest_of(gesture.user)
    if found is None:
        return Answer(says=blocks.nothing_here(tx.workshops.finished(gesture.channel)))
    posts = _resume(tx, found)
    board = tx.workshops.board(found.id)
    open_now = gate(tx, board, board.workshop.step)
    todo = [*waiting(tx, board, gesture.user), *todos(found, open_now), *leading(tx, board, gesture.user)]
    thin = Counter(one.segment for one in open_now)
    told = todo or worth_a_look(tx, board, gesture.user)
    return Answer(says=status_blocks.status(board, told, gesture.user, thin), posts=posts)


def _resume(tx: Transaction, workshop: Workshop) -> tuple[Delivery, ...]:
    return channel.awake(tx, workshop) if workshop.state == "paused" else ()


def take_over(gesture: Gesture, tx: Transaction) -> Answer:
    """Lead the workshop, once neither facilitator nor stand-in has acted for a day."""
    workshop = workshop_here(gesture, tx)
    if gesture.user == workshop.facilitator:
        raise AlreadyFacilitator
    quiet = gesture.at - tx.workshops.acted(workshop)
    wait = timedelta(hours=TAKE_OVER_HOURS) - quiet
    if gesture.user != workshop.stand_in and wait > timedelta(0):
        raise FacilitatorActive(hours=ceil(wait / timedelta(hours=1)))
    hands = blocks.Handover(workshop.facilitator, gesture.user)
    tx.workshops.decide(workshop.id, "take_over", hands.old, hands.new, "")
    if not any(one.user == gesture.user and one.is_here for one in tx.members.of(workshop.id)):
        tx.members.join(workshop.id, gesture.user, "")
    led = tx.workshops.change(workshop, facilitator=gesture.user)
    said = channel.say(led, blocks.taken_over(led, hands))
    return Answer(says=Message(text="You lead now. `/vpd next` goes on."), posts=(said, *channel.card(tx, led)))


def give_back(gesture: Gesture, tx: Transaction) -> Answer:
    """Let the former facilitator lead again; either of the two may say so."""
    workshop = workshop_drawn_for(gesture, tx)
    old, new = gesture.subject["old"], gesture.subject["new"]
    here = pace.people_here(tx, workshop)
    if workshop.facilitator != new or old not in here:
        raise Stale
    if gesture.user != old:
        led_by(workshop, gesture.user)
    tx.workshops.decide(workshop.id, "give_back", new, old, "")
    led = tx.workshops.change(workshop, facilitator=old)
    return Answer(posts=(channel.say(led, blocks.given_back(led)), *channel.card(tx, led)))


def card(tx: Transaction, subject: Mapping[str, Any]) -> Message:
    """Draw the card of a workshop."""
    board = tx.workshops.board(subject["workshop"])
    newest = tx.pictures.newest(board.workshop.id)
    lasts = step_line(board.workshop, tx.history.step_since(board.workshop.id) or board.workshop.created, tx.at)
    segment = newest and next((one for one in board.segments if one.id == newest.segment), None)
    if newest is None or segment is None:
        return blocks.card(board, lasts=lasts)
    alt = described(board_for_all(tx, board), segment, tx.at)
    return blocks.card(board, parts.image(newest.file, alt, f"Canvas: {segment.name}"), lasts=lasts)


def paused_here(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether a workshop waits here for the bot to be invited: the first arrival we hear of is our own."""
    found = tx.workshops.find(gesture.channel)
    return found is not None and found.state == "paused"


def invited(gesture: Gesture, tx: Transaction) -> Answer:
    """Go on with a paused workshop, as we are in its channel again."""
    found = tx.workshops.find(gesture.channel)
    return Answer(posts=_resume(tx, found) if found else ())


def refused(delivery: Delivery, error: str, tx: Transaction) -> tuple[Delivery, ...]:
    """Pause the workshop of a channel that takes no messages from us, and tell its facilitator once."""
    found = tx.workshops.find(delivery.lane) if error in SHUT else None
    if found is None or found.state != "open":
        return ()
    pace.stop_all(tx, found)
    paused = tx.workshops.change(found, state="paused")
    return (channel.tell(tx.team, paused.facilitator, blocks.shut_out(paused)),)
