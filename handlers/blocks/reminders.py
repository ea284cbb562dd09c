"""What people read about when the weekly review comes, and after its buttons."""

from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import TimePickerElement
from slack_sdk.models.views import View

from canvas.board import Workshop
from canvas.defaults import REVIEW_DAY, REVIEW_TIME
from canvas.schedule import DAYS
from handlers.answer import Message
from handlers.blocks import again, parts
from storage.reminders import Reminder


def confirmed(code: str) -> Message:
    """Say that a note or hypothesis still holds."""
    return Message(text=f"Thank you. *{code}* still holds, and I wrote down that you said so.")


def holds(user: str, code: str) -> Message:
    """Tell everybody who said that a note or hypothesis still holds."""
    return Message(text=f"{parts.person(user)} says that *{code}* still holds.")


def confirmed_before(code: str) -> Message:
    """Tell somebody that a note or hypothesis was confirmed or changed after the review was drawn."""
    return Message(text=f"*{code}* was looked at since this review, so there is nothing left to do.")


def coming(workshop: Workshop) -> Message:
    """Say that a review is on its way."""
    return Message(text=f"The review of *{parts.escaped(workshop.name)}* is on its way into the channel.")


def too_early() -> Message:
    """Say that there is nothing to review."""
    says = "There is nothing to review yet. Add the first note, and I look at it every week."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Add a note", "add"))])


def when(reminder: Reminder) -> str:
    """Return when a review comes, in words."""
    local = reminder.next_run.astimezone(ZoneInfo(reminder.time_zone))
    rule = f"every {reminder.day.title()} at {reminder.time} ({reminder.time_zone})"
    return f"{rule}. The next one is on {day(local)} at {local:%H:%M}"


def day(local: datetime) -> str:
    """Return a day as people say it."""
    return f"{local:%A} {local.day} {local:%B}"


def status(reminder: Reminder | None) -> Message:
    """Say when the review comes, with ways to change it."""
    on = reminder is not None and reminder.state == "on"
    says = f"I review the canvas {when(reminder)}." if reminder and on else "The weekly review is off."
    change = again.button("Change it" if on else "Switch it on", "remind")
    return Message(text=says, blocks=[parts.section(says), parts.actions(change)])


def set_to(reminder: Reminder) -> Message:
    """Say when the review comes from now on."""
    return Message(text=f"Done: I review the canvas {when(reminder)}.")


def skipped(reminder: Reminder, user: str) -> Message:
    """Tell the channel that the review pauses."""
    return Message(text=f"{parts.person(user)} put the weekly review off. It is back {_back(reminder)}.")


def put_off(reminder: Reminder) -> Message:
    """Tell the one who put the review off when it comes."""
    return Message(text=f"Done: the next review comes {_back(reminder)}.")


def put_off_before(reminder: Reminder) -> Message:
    """Tell somebody whose button is old when the next review comes."""
    return Message(text=f"That has changed already: the next review comes {_back(reminder)}.")


def _back(reminder: Reminder) -> str:
    local = reminder.next_run.astimezone(ZoneInfo(reminder.time_zone))
    return f"on {day(local)} at {local:%H:%M}"


def stopped(user: str) -> Message:
    """Tell the channel that there are no more reviews."""
    says = f"{parts.person(user)} switched the weekly review off."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Switch it on", "remind"))])


def taken_back(user: str, reminder: Reminder) -> Message:
    """Tell the channel when the review comes, after somebody took a change of it back."""
    now = f"it comes {when(reminder)}" if reminder.state == "on" else "it is off"
    return Message(text=f"{parts.person(user)} took a change of the weekly review back: {now}.")


def off(*, already: bool) -> Message:
    """Tell the one who switched the review off."""
    lead = "The weekly review is off already." if already else "The weekly review is off."
    return Message(text=f"{lead} `/vpd remind weekly monday 09:00` switches it on.")


def form(workshop: Workshop, reminder: Reminder | None) -> View:
    """Return the form for the day, time and zone of the review."""
    chosen = (reminder.day, reminder.time, reminder.time_zone) if reminder else None
    day_now, time_now, zone = chosen or (DAYS[REVIEW_DAY], REVIEW_TIME, workshop.time_zone)
    days = [parts.option(one.title(), one) for one in DAYS]
    states = [parts.option("Every week", "on"), parts.option("Off", "off")]
    state = reminder.state if reminder else "on"
    fields = [
        parts.field("state", "Weekly review", parts.select("reminders.state", states, state)),
        parts.field("day", "Day", parts.select("reminders.day", days, day_now)),
        parts.field("time", "Time", TimePickerElement(action_id="reminders.time", initial_time=time_now)),
        parts.field("zone", "Time zone", parts.line("reminders.zone", zone, most=60), hint="For example Europe/Paris"),
    ]
    return parts.form("Weekly review", "reminders.save", parts.place(workshop), fields)
