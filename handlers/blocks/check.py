"""What people read when the coach asks: questions, each with one fix, and no blame."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from canvas.board import Workshop
from canvas.coach import RULES
from canvas.situation import Finding
from handlers.answer import Message
from handlers.blocks import again, parts

LONGEST = 600  # characters of a question


@dataclass(frozen=True, slots=True)
class Rest:
    """How many questions there are, how many came before these, and how many the team chose to live with."""

    all: int
    before: int
    accepted: int


def empty() -> Message:
    """Say that there is nothing on the canvas that could be asked about."""
    says = "Nothing to look at yet. Add the first note."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Add a note", "add"))])


def page(workshop: Workshop, found: Sequence[Finding], rest: Rest) -> Message:
    """Return up to three questions, and a way to the others."""
    lived = f" You chose to live with {rest.accepted}." if rest.accepted else ""
    if not found:
        says = f"Nothing to ask: the canvas looks well kept.{lived}"
        row = parts.actions(again.button("Fit", "fit"), again.button("Canvas", "canvas"))
        return Message(text=says, blocks=[parts.section(says), row])
    count = "One thing is" if rest.all == 1 else f"{rest.all} things are"
    blocks: list[Block] = [parts.section(f"{count} worth a look.{lived}")] if not rest.before else []
    blocks += questions(workshop, found)
    left = rest.all - rest.before - len(found)
    if left:
        drawn = parts.subject(workshop=workshop.id, after=rest.before + len(found))
        blocks.append(parts.actions(parts.button(f"Show {left} more", "check.more", drawn)))
    return Message(text=in_short(found), blocks=blocks)


def questions(
    workshop: Workshop, found: Sequence[Finding], *, direct: bool = False, event_told: bool = False
) -> list[Block]:
    """Return questions, each with its fix and a way to live with it; any message can end with them.

    In a direct message the buttons know which channel it is about. Where the message itself tells the event that
    brought a question up (`event_told`), only the question is asked.
    """
    blocks: list[Block] = []
    for one in found:
        title = "" if event_told and one.bare else f"*{RULES[one.rule].name}*\n"
        asks = one.bare if event_told and one.bare else one.question
        blocks += [parts.section(f"{title}{parts.escaped(asks, LONGEST)}")]
        blocks += [_row(workshop, one, workshop.channel if direct else "")]
    return blocks


def in_short(found: Sequence[Finding]) -> str:
    """Return questions as one line, for notifications."""
    return "; ".join(parts.escaped(one.question, 100) for one in found)


def asks(workshop: Workshop, found: Sequence[Finding], *, alone: bool = False) -> Message:
    """Return a message that the coach begins by itself, to one person; `alone` when nobody else reads it."""
    where = f"*{parts.escaped(workshop.name)}* in <#{workshop.channel}>"
    lead = f"About {where}, for you alone:" if alone else f"A thought about {where}:"
    return Message(text=in_short(found), blocks=[parts.section(lead), *questions(workshop, found, direct=True)])


def _row(workshop: Workshop, one: Finding, channel: str) -> Block:
    drawn = parts.subject(workshop=workshop.id, rule=one.rule, target=one.target, channel=channel)
    return parts.actions(again.fix(one, channel), parts.button("Accept, because …", "check.accept", drawn))


def form(workshop: Workshop, rule: str, target: str) -> View:
    """Return the form that asks why the team lives with something."""
    why = parts.line("check.reason", placeholder="We know this customer well")
    fields = [
        parts.field("reason", "Why is it fine as it is?", why, optional=True, hint="Kept with the decisions."),
    ]
    name = parts.cut(RULES[rule].name, 24) if rule in RULES else "Accept"
    return parts.form(
        name, "check.accept_because", parts.place(workshop, rule=rule, target=target), fields, submit="Accept"
    )


def accepted() -> Message:
    """Say that it is not asked again."""
    says = "Kept. I won't ask about it again. `/vpd undo` brings the question back."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("What else?", "check"))])


def accepted_before() -> Message:
    """Say that it was accepted already."""
    return Message(text="That is accepted already, so I don't ask about it any more.")
