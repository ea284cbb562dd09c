"""What people read when they choose not to serve something."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.codes import Codes
from handlers.answer import Message
from handlers.blocks import again, parts, picker

MOST = 12  # in a list: Slack refuses a message with more than 13 000 characters over all its blocks


def form(workshop: Workshop, note: Note | None = None) -> View:
    """Return the form that asks why a note is not served; without a note also which one."""
    lead = f"*{note.code}* {parts.escaped(note.text)}\n" if note else ""
    fields = [
        *([] if note else [picker.note(label="What do you choose not to serve?")]),
        parts.section(f"{lead}Nobody can serve everything. It stays on record as a gap you chose."),
        parts.field("reason", "Why not?", parts.line("declining.reason", most=300), optional=True),
    ]
    about = parts.place(workshop, **({"note": note.id} if note else {}))
    return parts.form("Not this one", "declining.save", about, fields, submit="Don't serve it")


def declined(note: Note, reason: str, codes: Codes) -> Message:
    """Say that the team does not serve a note, and why."""
    why = f"\nBecause: {parts.escaped(reason)}" if reason else ""
    says = f"*{codes.read(note)}* is not served, by choice. It still counts as a gap in fit.{why}"
    row = parts.actions(again.button("Undo", "undo"), again.button("Fit", "fit"))
    return Message(text=says, blocks=[parts.section(says), parts.context(parts.escaped(note.text, 100)), row])


def listing(workshop: Workshop, segment: Segment, found: Sequence[tuple[Note, str]], codes: Codes) -> Message:
    """Return what is not served by choice, each with its reason and a button that takes the choice back."""
    says = f"*Not served, by choice, for {parts.escaped(segment.name, 80)}*"
    if not found:
        says = f"Nothing is left out by choice for {parts.escaped(segment.name, 80)}."
    lines = [_chosen(workshop, note, reason, codes) for note, reason in found[:MOST]]
    left = [parts.context(f"and {len(found) - MOST} more. `/vpd export` has them all.")] if len(found) > MOST else []
    return Message(text=says, blocks=[parts.section(says), *lines, *left])


def _chosen(workshop: Workshop, note: Note, reason: str, codes: Codes) -> SlackBlock:
    why = f"\nBecause: {parts.escaped(reason, 200)}" if reason else ""
    value = parts.subject(workshop=workshop.id, note=note.id)
    back = parts.button("Serve it after all", "declining.take_back", value)
    return parts.section(f"*{codes.read(note)}* {parts.escaped(note.text, 120)}{why}", back)


def taken_back(note: Note, codes: Codes) -> Message:
    """Say that a note is a gap like any other again."""
    says = f"*{codes.read(note)}* is to be served again."
    row = parts.actions(again.button(f"Link {note.code}", "link", codes.typed(note)), again.button("Undo", "undo"))
    return Message(text=says, blocks=[parts.section(says), parts.context(parts.escaped(note.text, 100)), row])
