"""The settings of a workshop, as a form and in words."""

from collections.abc import Iterable

from slack_sdk.models.blocks import InputBlock, UserSelectElement
from slack_sdk.models.views import View

from canvas.board import Workshop
from canvas.coach import RULES, TEXT
from canvas.defaults import NAME_LENGTH
from canvas.method import REASONS
from handlers.answer import Message
from handlers.blocks import again, numbers, parts
from handlers.blocks.workshop import PACES, UNSEEN
from storage.reminders import Reminder

NAMES = {
    "name": "name",
    "goal": "goal",
    "decision": "decision",
    "why_now": "why now",
    "facilitator": "who leads",
    "stand_in": "who stands in",
    "decider": "who has the last word",
    "pace": "pace",
    "time_zone": "time zone",
    "off": "what I may ask",
    "silent": "write unseen first",
    "outsiders": "people of other organisations",
}
WORDING = {"on": "Ask about words that are hard to test", "off": "Don't ask about wording"}


def form(workshop: Workshop) -> View:
    """Return the form; it remembers what it showed, so that only what is changed in it is written."""
    reasons = [parts.option(reason.capitalize(), reason) for reason in REASONS]
    paces = [parts.option(label, value) for value, label in PACES.items()]
    leads = UserSelectElement(action_id="settings.lead", initial_user=workshop.facilitator)
    second = UserSelectElement(action_id="settings.second", initial_user=workshop.stand_in or None)
    decides = UserSelectElement(action_id="settings.decider", initial_user=workshop.decider or None)
    fields = [
        parts.field("name", "Name", parts.line("settings.name", workshop.name, most=NAME_LENGTH)),
        parts.field("goal", "Goal", parts.line("settings.goal", workshop.goal), optional=True),
        parts.field(
            "decision", "Which decision will it inform?", parts.line("settings.why", workshop.decision), optional=True
        ),
        parts.field("why_now", "Why now?", parts.select("settings.now", reasons, workshop.why_now), optional=True),
        parts.field("facilitator", "Who leads?", leads),
        parts.field("stand_in", "Who stands in?", second, optional=True),
        parts.field("decider", "Who has the last word, when you differ?", decides, optional=True),
        parts.field("pace", "Pace", parts.select("settings.pace", paces, workshop.pace)),
        parts.field(
            "time_zone",
            "Time zone",
            parts.line("settings.zone", workshop.time_zone, most=60),
            hint="For example Europe/Paris",
        ),
    ]
    words = [parts.option(label, value) for value, label in WORDING.items()]
    now = "off" if TEXT in workshop.off else "on"
    fields.append(parts.field("wording", "Questions about wording", parts.select("settings.wording", words, now)))
    fields.append(_questions(workshop))
    now = "yes" if workshop.silent else "no"
    fields.append(parts.field("silent", "Write unseen first?", parts.select("settings.silent", UNSEEN, now)))
    now = "yes" if workshop.outsiders else "no"
    guests = [parts.option("Yes, they may take part", "yes"), parts.option("No, only our own", "no")]
    let_in = parts.select("settings.outsiders", guests, now)
    fields.append(parts.field("outsiders", "People of other organisations in this channel?", let_in))
    was = {name: getattr(workshop, name) for name in NAMES if name not in {"off", "silent", "outsiders"}}
    about = parts.place(workshop, was=was, off=list(workshop.off))
    return parts.form("Settings", "settings.save", about, [*fields, numbers.open_button(workshop)])


def _questions(workshop: Workshop) -> InputBlock:
    """Return the field for single questions; the text ones are only guesses from English words."""
    options = [parts.option(rule.name, rule.key) for rule in RULES.values()]
    on = [rule.key for rule in RULES.values() if rule.key not in workshop.off]
    element = parts.several("settings.questions", options, on)
    hint = "Take out what doesn't help this team. It comes back as easily."
    return parts.field("questions", "Questions I may ask", element, optional=True, hint=hint)


def told(workshop: Workshop, reminder: Reminder | None) -> Message:
    """Return the settings for somebody who does not lead."""
    review = f"{reminder.day.title()} {reminder.time}" if reminder and reminder.state == "on" else "off"
    lines = [
        f"*{parts.escaped(workshop.name)}* is led by {parts.person(workshop.facilitator)}",
        f"Stands in: {parts.person(workshop.stand_in) if workshop.stand_in else 'nobody yet'}",
        f"Has the last word: {parts.person(workshop.decider) if workshop.decider else 'nobody in particular'}",
        f"Goal: {parts.escaped(workshop.goal) or 'not said yet'}",
        f"Decision: {parts.escaped(workshop.decision) or 'not said yet'}",
        f"Why now: {parts.escaped(workshop.why_now) or 'not said yet'}",
        f"Pace: {PACES[workshop.pace]}. Weekly review: {review}. Time zone: {workshop.time_zone}",
        f"Write unseen first: {'yes' if workshop.silent else 'no'}",
        f"People of other organisations: {'may take part' if workshop.outsiders else 'not let in'}",
        f"Numbers of the method: {numbers.count(workshop)}",
    ]
    says = "\n".join(lines)
    hint = parts.context("Who leads can change this with `/vpd settings`.")
    return Message(
        text=says,
        blocks=[
            parts.section(says),
            hint,
            parts.actions(again.button("Team", "team"), again.button("Numbers", "settings numbers")),
        ],
    )


def saved(changed: Iterable[str]) -> Message:
    """Say what was changed."""
    return Message(text=f"Saved: {', '.join(NAMES[name] for name in changed)}.")


def without(role: str) -> Message:
    """Tell somebody that they have no such role any more."""
    return Message(text=f"Fine. You are not the one {NAMES[role]} any more; the team knows.")


def unchanged() -> Message:
    """Say that everything is as before."""
    return Message(text="Nothing has changed.")


def handed_over(before: Workshop, after: Workshop) -> Message:
    """Tell the channel who leads now."""
    old, new = parts.person(before.facilitator), parts.person(after.facilitator)
    return Message(text=f"{old} has handed *{parts.escaped(after.name)}* over: {new} leads now.")
