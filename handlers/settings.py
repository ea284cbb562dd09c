"""What a workshop is about and who leads it, changed while it goes on."""

from typing import Any

from canvas.board import Workshop
from canvas.coach import RULES, TEXT
from canvas.defaults import NAME_LENGTH
from canvas.errors import NameTooLong, NoName, SameStandIn, Stale
from canvas.schedule import read_zone
from canvas.text import clean
from handlers import channel, pace
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import roles
from handlers.blocks import settings as blocks
from handlers.gesture import Gesture
from handlers.place import led_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

FIELDS = ("name", "goal", "decision", "why_now", "facilitator", "stand_in", "decider", "pace", "time_zone")


def register(surfaces: Surfaces) -> None:
    """Show and change the settings."""
    surfaces.word("settings", settings, usage="settings", says="what it is about, and who leads", writes=False)
    surfaces.form("settings.save", save)
    surfaces.button("settings.decline", decline)


def settings(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for who leads; everybody else reads what is set."""
    workshop = workshop_here(gesture, tx)
    if gesture.user in {workshop.facilitator, workshop.stand_in}:
        return Answer(form=Form(blocks.form(workshop)))
    return Answer(says=blocks.told(workshop, tx.reminders.of(workshop.id)))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form says and nobody else has changed meanwhile."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    told = {name: clean(gesture.words(name)) for name in FIELDS}
    told["name"] = _name(told["name"])
    told["time_zone"] = read_zone(told["time_zone"])
    if told["stand_in"] == told["facilitator"]:
        raise SameStandIn
    new: dict[str, Any] = {name: one for name, one in told.items() if one != gesture.subject["was"].get(name, "")}
    new |= _off(gesture, workshop)
    new |= _switch(gesture, "silent", now=workshop.silent) | _switch(gesture, "outsiders", now=workshop.outsiders)
    if not new:
        return Answer(says=blocks.unchanged())
    changed = tx.workshops.change(workshop, **new)
    _follow(tx, workshop, changed, new)
    said = (channel.say(changed, blocks.handed_over(workshop, changed)),) if "facilitator" in new else ()
    posts = (*channel.roles_given(tx, changed, new), *said, *_begun(tx, changed, new), *channel.card(tx, changed))
    return Answer(says=blocks.saved(new), posts=posts)


def decline(gesture: Gesture, tx: Transaction) -> Answer:
    """Give a role back that somebody was put down for."""
    workshop = tx.workshops.current(gesture.subject["channel"])
    role = str(gesture.subject["role"])
    if workshop.id != gesture.subject["workshop"] or getattr(workshop, role) != gesture.user:
        raise Stale
    after = tx.workshops.change(workshop, **{role: ""})
    said = channel.say(after, roles.declined(role, gesture.user))
    return Answer(says=blocks.without(role), posts=(said, *channel.card(tx, after)))


def _follow(tx: Transaction, before: Workshop, after: Workshop, new: dict[str, Any]) -> None:
    """Let who leads now take part, keep the decision, and move the review to the new zone."""
    if "facilitator" in new:
        tx.workshops.decide(before.id, "hand_over", before.facilitator, after.facilitator, "")
    here = {member.user for member in tx.members.of(before.id) if member.is_here}
    for user in (after.facilitator, after.stand_in, after.decider):
        if user and user not in here:
            tx.members.join(before.id, user, "")
    reminder = tx.reminders.of(before.id)
    if "time_zone" in new and reminder and reminder.state == "on" and reminder.time_zone == before.time_zone:
        tx.reminders.put(before.id, reminder.day, reminder.time, after.time_zone)


def _begun(tx: Transaction, after: Workshop, new: dict[str, Any]) -> tuple[Delivery, ...]:
    """Let the prompts of this step that hold nothing yet begin unseen, once the workshop wants that."""
    begun = pace.begin_step(tx, after, tx.segments.of(after.id)) if "silent" in new else []
    return tuple(one for segment, block in begun for one in channel.changed(tx, after, segment, [block]))


def _off(gesture: Gesture, workshop: Workshop) -> dict[str, list[str]]:
    """Return which questions of the coach are off, when the form changes that."""
    before = set(gesture.subject.get("off", ()))
    wanted = set(RULES).difference(gesture.chosen("questions")) | (before - set(RULES) - {TEXT})
    if gesture.words("wording") == "off":
        wanted.add(TEXT)
    switched_off, switched_on = wanted - before, before - wanted
    off = sorted((set(workshop.off) | switched_off) - switched_on)
    return {"off": off} if off != sorted(workshop.off) else {}


def _switch(gesture: Gesture, name: str, *, now: bool) -> dict[str, bool]:
    """Return what a field of yes and no says, when that changes."""
    chosen = gesture.words(name)
    return {name: chosen == "yes"} if chosen and (chosen == "yes") != now else {}


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise NoName
    if len(name) > NAME_LENGTH:
        raise NameTooLong(most=NAME_LENGTH)
    return name
