"""What people read when a note holds for other customers too."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.codes import Codes
from handlers.answer import Message
from handlers.blocks import again, parts, picker

HOW = "It keeps its words. Ratings and evidence stay where they are: other customers may see it differently."


def form(workshop: Workshop, note: Note | None, others: Sequence[Segment]) -> View:
    """Return the form that asks for whom else a note holds; without a note also which one."""
    options = [parts.option(f"{one.number}  {one.name}", str(one.id)) for one in others[: picker.MOST_OPTIONS]]
    for_whom = parts.several("sharing.segments", options, ())
    fields = [
        parts.section(f"*{note.code}* {parts.escaped(note.text)}") if note else picker.note(),
        parts.field("segments", "Also for", for_whom, hint=HOW),
    ]
    about = parts.place(workshop, **({"note": note.id} if note else {}))
    return parts.form("Also for…", "sharing.save", about, fields, submit="Copy")


def shared(note: Note, copies: Sequence[tuple[Note, Segment]], codes: Codes) -> Message:
    """Say where a note is now too."""
    where = parts.listed([f"{parts.escaped(to.name, 60)} as *{codes.read(copy)}*" for copy, to in copies])
    says = f"*{codes.read(note)}* is now also for {where}. {HOW}"
    rate = [again.button("Rate it there", "rate", codes.typed(copies[0][0]))] if len(copies) == 1 else []
    row = parts.actions(*rate, again.button("Compare segments", "fit across"), again.button("Undo", "undo"))
    return Message(text=says, blocks=[parts.section(says), row])
