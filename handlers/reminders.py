"""The weekly review that keeps a canvas living: when it comes, what it says, and its buttons."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from canvas.attention import STILL_TRUE, is_still_true
from canvas.board import Workshop
from canvas.errors import NoReminder, Stale
from canvas.method import Block
from canvas.proof import Of
from canvas.schedule import Act, Order, read_day, read_order, read_time, read_zone, slot, snoozed
from handlers import advice, channel, versions
from handlers.answer import Answer, Delivery, Form, Message
from handlers.blocks import reminders as blocks
from handlers.blocks import review as reviews
from handlers.gesture import Gesture, Surface
from handlers.naming import codes_of
from handlers.place import note_drawn_for, workshop_drawn_for, workshop_here
from handlers.review import told
from handlers.surfaces import Surfaces
from storage.reminders import Due, Reminder
from storage.transaction import Transaction

AT_ONCE = 10_000  # reviews that one tick hands out


def register(surfaces: Surfaces) -> None:
    """Listen to the word, the form and the buttons; draw the review; tick."""
    says = "the weekly review: weekly DAY HH:MM, off, now, snooze 1w, status"
    surfaces.word("remind", remind, usage="remind weekly monday 09:00", says=says)
    surfaces.form("reminders.save", save)
    surfaces.button("reminders.confirm", confirm)
    surfaces.button("reminders.snooze", snooze)
    surfaces.button("reminders.stop", stop)
    surfaces.drawing("reminders.review", review)
    surfaces.tick(due)


def remind(gesture: Gesture, tx: Transaction) -> Answer:
    """Do what was typed; with nothing typed open the form, or in a thread say when the review comes."""
    workshop = workshop_here(gesture, tx)
    reminder = tx.reminders.of(workshop.id)
    if not gesture.text.strip() and gesture.surface is not Surface.MENTION:
        return Answer(form=Form(blocks.form(workshop, reminder)))
    order = read_order(gesture.text, reminder.time_zone if reminder else workshop.time_zone)
    match order.act:
        case Act.WEEKLY:
            return _set(tx, workshop, order)
        case Act.NOW:
            return _now(tx, workshop)
        case Act.OFF:
            return _off(tx, workshop)
        case Act.SNOOZE:
            return _put_off(tx, workshop, order.weeks)
        case Act.STATUS:
            return Answer(says=blocks.status(reminder))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Set the review as the form says."""
    workshop = workshop_drawn_for(gesture, tx)
    if gesture.words("state") == "off":
        return _off(tx, workshop)
    day, clock = read_day(gesture.words("day")), read_time(gesture.words("time"))
    return _set(tx, workshop, Order(act=Act.WEEKLY, day=day, time=clock, zone=read_zone(gesture.words("zone"))))


def _set(tx: Transaction, workshop: Workshop, order: Order) -> Answer:
    return Answer(says=blocks.set_to(tx.reminders.put(workshop.id, order.day, order.time, order.zone)))


def _now(tx: Transaction, workshop: Workshop) -> Answer:
    if not any(tx.notes.counts(segment.id)[block] for segment in tx.segments.of(workshop.id) for block in Block):
        return Answer(says=blocks.too_early())
    tx.reminders.ran(workshop.id)
    post = _post(workshop.team, workshop.channel, workshop.id, tx.at)
    return Answer(says=blocks.coming(workshop), posts=(replace(post, subject={**post.subject, "asked_for": True}),))


def _off(tx: Transaction, workshop: Workshop) -> Answer:
    reminder = tx.reminders.of(workshop.id)
    if reminder is None or reminder.state == "off":
        return Answer(says=blocks.off(already=True))
    tx.reminders.change(reminder, state="off")
    return Answer(says=blocks.off(already=False), posts=(channel.say(workshop, blocks.stopped(tx.user)),))


def _put_off(tx: Transaction, workshop: Workshop, weeks: int) -> Answer:
    reminder = _on(tx, workshop)
    tx.reminders.change(reminder, next_run=snoozed(reminder.next_run, reminder.time_zone, weeks))
    later = _on(tx, workshop)
    return Answer(says=blocks.put_off(later), posts=(channel.say(workshop, blocks.skipped(later, tx.user)),))


def _on(tx: Transaction, workshop: Workshop) -> Reminder:
    reminder = tx.reminders.of(workshop.id)
    if reminder is None or reminder.state == "off":
        raise NoReminder
    return reminder


def snooze(gesture: Gesture, tx: Transaction) -> Answer:
    """Skip the next review; a second click, or one on an old review, skips nothing more."""
    workshop = workshop_drawn_for(gesture, tx)
    reminder = _on(tx, workshop)
    if gesture.subject.get("run") != reminder.next_run.isoformat():
        return Answer(says=blocks.put_off_before(reminder))
    return _put_off(tx, workshop, 1)


def stop(gesture: Gesture, tx: Transaction) -> Answer:
    """Switch the review off."""
    return _off(tx, workshop_drawn_for(gesture, tx))


def confirm(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that somebody says that a note or hypothesis still holds; its clock begins anew."""
    workshop = workshop_drawn_for(gesture, tx)
    of, number = gesture.subject["claim"]
    if of == Of.HYPOTHESIS:
        one = next((known for known in tx.hypotheses.of(workshop.id) if known.id == number), None)
        if one is None:
            raise Stale
        touch = partial(tx.hypotheses.touch, workshop.id, one)
        held = partial(_held, tx, workshop, touch, hypothesis=number)
        return _confirmed(gesture, workshop, one.code, one.updated, held)
    note = note_drawn_for(replace(gesture, subject={**gesture.subject, "note": number}), tx, workshop)
    held = partial(_held, tx, workshop, partial(tx.notes.touch, note), note=number)
    return _confirmed(gesture, workshop, codes_of(tx, workshop).read(note), note.updated, held)


def _held(tx: Transaction, workshop: Workshop, touch: Callable[[], None], **about: int) -> None:
    """Begin the clock anew, and keep who said so: an opinion of the team, which carries nothing."""
    touch()
    said = tx.evidence.mine(STILL_TRUE, **about)
    if said and is_still_true(said):
        tx.evidence.change(workshop.id, said, at=tx.at)
    else:
        tx.evidence.add(workshop.id, **about, text=STILL_TRUE, tier=0)


def _confirmed(
    gesture: Gesture, workshop: Workshop, code: str, updated: datetime | None, touch: Callable[[], None]
) -> Answer:
    """Say so to who clicked, and below the review to all, as its buttons stay."""
    if updated and updated > datetime.fromisoformat(gesture.subject["since"]):
        return Answer(says=blocks.confirmed_before(code))
    touch()
    below = channel.say(workshop, blocks.holds(gesture.user, code), gesture.ts)
    return Answer(says=blocks.confirmed(code), posts=(below,))


def due(tx: Transaction, now: datetime) -> tuple[Delivery, ...]:
    """Hand out the reviews whose time has come; one that is many hours late waits for the day."""
    return tuple(_of(one, now) for one in tx.reminders.claim_due(now, AT_ONCE))


def _of(one: Due, now: datetime) -> Delivery:
    reminder = one.reminder
    at = slot(reminder.next_run, reminder.time_zone, now)
    return _post(reminder.team, one.channel, reminder.workshop, reminder.next_run, at)


def _post(team: str, where: str, workshop: int, run: datetime, at: datetime | None = None) -> Delivery:
    """Ask for a review; one that waits already is not asked for twice."""
    return Delivery(
        team=team,
        lane=where,
        method="chat.postMessage",
        payload={"channel": where},
        drawing="reminders.review",
        subject={"workshop": workshop, "run": run.isoformat()},
        key=f"review:{workshop}",
        not_before=at,
    )


def review(tx: Transaction, subject: Mapping[str, Any]) -> Message | None:
    """Draw the review as of now; None without a note, in a quiet week, and when the workshop is paused or finished."""
    found = told(tx, subject["workshop"], datetime.fromisoformat(subject["run"]))
    if found is None or found.workshop.state != "open" or not (found.speaks or subject.get("asked_for")):
        return None
    return replace(reviews.review(found), after=partial(_counted, found))


def _counted(said: reviews.Told, tx: Transaction) -> None:
    """Keep what a review has asked, and the canvas as it was then."""
    tx.asked.ask(said.workshop.id, {ask.claim: ask.times for ask in said.review.asks})
    advice.told(tx, said.workshop, said.questions)
    advice.remember(tx, tx.workshops.board(said.workshop.id))
    if said.review.changes:
        versions.keep(tx, said.workshop.id, reason="weekly review")
