"""What people read about the weekly review: the review itself, and when it comes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, TimePickerElement
from slack_sdk.models.views import View

from canvas.attention import Ask
from canvas.board import Workshop
from canvas.cards import Learning
from canvas.defaults import REVIEW_DAY, REVIEW_TIME
from canvas.news import News
from canvas.proof import Of
from canvas.review import Review
from canvas.rewind import FitThen
from canvas.schedule import DAYS
from canvas.situation import Finding
from handlers.answer import Message
from handlers.blocks import again, cards, check, parts
from storage.reminders import Reminder

NEWS = 3  # hypotheses with news that are told
SMALLEST_MOVE = 0.5  # points of fit that are told
TO_DO = {
    1: "Who is still missing? Ask them to `/vpd join`, then go on to the customer.",
    2: "Is the profile still what customers say? Add what you heard this week.",
    3: "Does every offer still answer something that matters? Say which, or drop it.",
    4: "Look at the biggest gap in `/vpd fit`, and decide who closes it.",
    5: "Ask or watch one customer this week, and keep what they said with `/vpd evidence`.",
    6: "Put what you learned into the canvas: change it, prove it, or take it off.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one review tells. `since` is the local day it looks back to; `reminder` is None when none is set."""

    workshop: Workshop
    since: str
    review: Review
    fits: Sequence[FitThen]
    segments: Mapping[int, int]  # Segment.id -> number
    at: datetime
    speaks: bool
    questions: Sequence[Finding]  # what the coach asks the channel
    reminder: Reminder | None


def review(of: Told) -> Message:
    """Return the review: what changed, what is most doubtful, what to do."""
    opening = parts.section(of.review.opening)
    blocks: list[Block] = [parts.header(f"Weekly review: {of.workshop.name}"), opening, *summary(of)]
    if of.reminder and of.reminder.state == "on":
        drawn = parts.subject(workshop=of.workshop.id, run=of.reminder.next_run.isoformat())
        snooze = parts.button("Skip next week", "reminders.snooze", drawn)
        blocks.append(parts.actions(snooze, parts.button("Stop these reviews", "reminders.stop", drawn)))
    return Message(text=f"Weekly review of {parts.escaped(of.workshop.name)}. {_changed(of)}", blocks=blocks)


def summary(of: Told) -> list[Block]:
    """Return what changed, what is most in doubt, and what to do."""
    lines = [f"*{_changed(of)}*", *fits(of.fits), *_life(of.review), TO_DO[of.workshop.step]]
    blocks: list[Block] = [parts.section("\n".join(lines))]
    blocks += news(of.review.news, of.at)
    if of.review.asks:
        blocks.append(parts.section("*Most in doubt*"))
    for one in of.review.asks:
        blocks += _ask(one, of)
    if of.questions:
        blocks.append(parts.section("*Worth a thought*"))
    return [*blocks, *check.questions(of.workshop, of.questions)]


def _changed(of: Told) -> str:
    return f"Since {of.since}: {of.review.changes.summary()}."


def _life(found: Review) -> list[str]:
    told = {
        "sleeping": "The canvas is falling asleep: nobody has touched most of it for weeks.",
        "dead": "The canvas sleeps. Wake it with one fresh note, or close it with `/vpd finish`.",
    }
    return [told[found.state]] if found.state in told else []


def fits(found: Iterable[FitThen]) -> list[str]:
    """Return how the fit of each segment moved, in words, where there is one."""
    return [
        f"Fit on paper for {parts.escaped(one.segment, 60)}: {_moved(one)}." for one in found if one.after is not None
    ]


def _moved(one: FitThen) -> str:
    after = one.after or 0.0
    if one.before is None:
        return f"{after:.0f} of 100, counted for the first time"
    move = after - one.before
    if abs(move) < SMALLEST_MOVE:
        return f"{after:.0f} of 100, as before"
    return f"{'up' if move > 0 else 'down'} from {one.before:.0f} to {after:.0f} of 100"


def _ask(one: Ask, of: Told) -> list[Block]:
    """Return a question to one person, with what they can do about it."""
    number = of.segments.get(one.segment or 0, "") if one.claim.of is Of.NOTE and len(of.segments) > 1 else ""
    code = f"{number}{one.code}"
    drawn = parts.subject(
        workshop=of.workshop.id, claim=[one.claim.of.value, one.claim.id], since=one.touched.isoformat()
    )
    whom = f"{parts.person(one.person)}, does it still hold?"
    if one.escalated:
        whom = f"{parts.person(one.person)}, nobody has answered this for two weeks. Does it matter, or can it go?"
    away = (
        again.button("Take it off", "remove", code)
        if one.claim.of is Of.NOTE
        else again.button("Retire", "learn", f"{code} retire")
    )
    return [
        parts.section(f"*{code}* {parts.escaped(one.text, 150)}\n_{one.reason}_ · {whom}"),
        parts.actions(
            parts.button("Still true", "reminders.confirm", drawn),
            again.button("Add evidence", "evidence", code),
            again.button("Plan a test", "test", code),
            away,
        ),
    ]


def news(found: Iterable[News], at: datetime) -> list[Block]:
    """Return what was tried and learned: a few lines for each hypothesis, in an order that never changes."""
    told = list(found)
    shown = [parts.section("\n".join(_told(one, at))) for one in told[:NEWS]]
    more = [parts.context(f"And {len(told) - NEWS} more: `/vpd test` shows all.")] if len(told) > NEWS else []
    return [parts.section("*What we tried and learned*"), *shown, *more] if told else []


def _told(one: News, at: datetime) -> list[str]:
    tests = [f"• Experiment: {cards.line(test, {}, at)}" for test in one.tests]
    learned = [f"• Insight: *{card.code}* {parts.escaped(card.learned, 150)}" for card in one.learnings if card.learned]
    actions = [f"• Action: {_action(card)}" for card in one.learnings]
    return [cards.claim(one.hypothesis), *tests, f"• Evidence: {cards.CARRIES[one.grounds.band]}", *learned, *actions]


def _action(card: Learning) -> str:
    what = f": {parts.escaped(card.action, 150)}" if card.action else ""
    who = f", {parts.person(card.owner)}" if card.owner else ""
    return f"{cards.DECISIONS[card.decision].lower()}{what}{who}{f' by {cards.day(card.due)}' if card.due else ''}"


def confirmed(code: str) -> Message:
    """Say that a note or hypothesis still holds."""
    return Message(text=f"Thank you. *{code}* still holds, and I wrote down that you said so.")


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
