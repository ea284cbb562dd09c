"""What people read about the ten traits of a strong offer: the questions, and what the answers come to."""

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from canvas.board import Segment, Workshop
from canvas.traits import POINTS, UNKNOWN, Answered, Portrait
from handlers.answer import Message
from handlers.blocks import again, parts

NAMES = {"yes": "Yes", "partly": "Partly", "no": "No", UNKNOWN: "Don't know"}
GROUPS = {"yes": "Strong", "partly": "Half way", "no": "Weak", UNKNOWN: "To find out"}


def form(workshop: Workshop, segment: Segment, found: Portrait) -> View:
    """Return the ten questions, with what was answered before."""
    lead = (
        f"About what you offer *{parts.escaped(segment.name, 80)}*. An honest “don't know” is worth more than a guess."
    )
    fields: list[SlackBlock] = [parts.section(lead), *(_question(one) for one in found.traits)]
    return parts.form("Ten questions", "traits.save", parts.place(workshop, segment=segment.id), fields)


def _question(one: Answered) -> SlackBlock:
    options = [parts.option(name, answer) for answer, name in NAMES.items()]
    known = one.answer if one.answer in POINTS else UNKNOWN
    hint = "This is what the canvas says. Change it if you know better." if one.by_canvas and known != UNKNOWN else ""
    element = parts.select("traits.choice", options, known)
    return parts.field(one.trait.key, one.trait.question, element, optional=True, hint=hint)


def answered(workshop: Workshop, segment: Segment, found: Portrait) -> Message:
    """Say what the answers come to, to the one who gave them."""
    value = parts.subject(workshop=workshop.id, segment=segment.id)
    here = f"--segment {segment.number}"
    row = parts.actions(
        parts.button("Share with the channel", "traits.share", value),
        again.button("Change the answers", "fit traits", here),
        again.button("Undo", "undo"),
    )
    shown = shared(segment, found)
    return Message(text=shown.text, blocks=[*shown.blocks, row])


def shared(segment: Segment, found: Portrait) -> Message:
    """Return what the answers come to, for everybody."""
    says = f"*Ten questions about the offer for {parts.escaped(segment.name, 80)}: {found.says}.*"
    lines = [line for answer, title in GROUPS.items() if (line := _group(found, answer, title))]
    return Message(text=says, blocks=[parts.section(f"{says}\n{chr(10).join(lines)}")])


def _group(found: Portrait, answer: str, title: str) -> str:
    here = [one.trait.question for one in found.traits if one.answer == answer]
    return "\n".join([f"*{title}*", *(f"• {question}" for question in here)]) if here else ""
