"""What people read about what customers would use instead."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from canvas.board import Segment, Workshop
from canvas.cards import Alternative
from canvas.defaults import NAME_LENGTH
from canvas.method import ALTERNATIVES
from handlers.answer import Message
from handlers.blocks import again, parts

DOING_NOTHING = "Doing nothing"
SHOWN = 20
ASK = "What would they use if you did not exist? A competitor, a workaround they live with, or nothing at all."


def listed(workshop: Workshop, segment: Segment, known: Sequence[Alternative], lead: str = "") -> Message:
    """Return the list of a segment with a way to remove each."""
    name = parts.escaped(segment.name, 80)
    says = lead or f"*What {name} would use without you*"
    lines = [_removable(workshop, segment, one) for one in known[:SHOWN]]
    more = [parts.context(f"and {len(known) - SHOWN} more")] if len(known) > SHOWN else []
    asks = [] if known else [parts.context(ASK)]
    value = parts.subject(workshop=workshop.id, segment=segment.id)
    add = parts.button("Add another" if known else "Add one", "alternatives.write", value, style="primary")
    row = parts.actions(add, again.button("Pitch", "pitch", f"--segment {segment.number}"))
    return Message(text=says, blocks=[parts.section(says), *asks, *lines, *more, row])


def _removable(workshop: Workshop, segment: Segment, one: Alternative) -> SlackBlock:
    value = parts.subject(workshop=workshop.id, segment=segment.id, alternative=one.id)
    remove = parts.button("Remove", f"alternatives.drop:{one.id}", value)
    return parts.section(f"{parts.escaped(one.name)}{_kind(one)}", remove)


def _kind(one: Alternative) -> str:
    kind = ALTERNATIVES[one.kind].lower()
    return "" if kind == one.name.lower() else f" _{kind}_"


def added(workshop: Workshop, segment: Segment, known: Sequence[Alternative]) -> Message:
    """Say what is on the list now."""
    name = parts.escaped(segment.name, 80)
    lead = f"Kept. Without you, *{name}* would use one of these. The first of them goes into the pitch."
    return _with_undo(listed(workshop, segment, known, lead))


def dropped(workshop: Workshop, segment: Segment, gone: Alternative, known: Sequence[Alternative]) -> Message:
    """Say what is off the list, and what is left."""
    return _with_undo(listed(workshop, segment, known, f"“{parts.escaped(gone.name)}” is off the list."))


def _with_undo(shown: Message) -> Message:
    row = parts.actions(again.button("Undo", "undo"))
    return Message(text=shown.text, blocks=[*shown.blocks, row])


def form(workshop: Workshop, segment: Segment) -> View:
    """Return the form that asks what they would use instead."""
    kinds = [parts.option(label, kind) for kind, label in ALTERNATIVES.items()]
    choice = parts.select("alternatives.kind", kinds, "competitor")
    words = parts.line("alternatives.name", most=NAME_LENGTH, placeholder="Ordering pizza")
    fields = [
        parts.section(f"For *{parts.escaped(segment.name, 80)}*. {ASK}"),
        parts.field("kind", "What is it?", choice),
        parts.field("name", "Its name", words, optional=True, hint="Doing nothing needs no name."),
    ]
    about = parts.place(workshop, segment=segment.id)
    return parts.form("Without you", "alternatives.save", about, fields)
