"""What people read when they choose not to serve something."""

from slack_sdk.models.views import View

from canvas.board import Note, Workshop
from handlers.answer import Message
from handlers.blocks import again, parts, picker


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


def declined(note: Note, reason: str) -> Message:
    """Say that the team does not serve a note, and why."""
    why = f"\nBecause: {parts.escaped(reason)}" if reason else ""
    says = f"*{note.code}* is not served, by choice. It still counts as a gap in fit.{why}"
    row = parts.actions(again.button("Undo", "undo"), again.button("Fit", "fit"))
    return Message(text=says, blocks=[parts.section(says), parts.context(parts.escaped(note.text, 100)), row])
