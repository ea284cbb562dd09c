"""What people read when they want something back that was taken off the canvas."""

from collections.abc import Sequence

from canvas.board import Note, NoteState, Workshop
from canvas.codes import Codes
from handlers.answer import Message
from handlers.blocks import again, parts

SHOWN = 15
WHY = {
    NoteState.REMOVED: "removed",
    NoteState.PARKED: "parked",
    NoteState.DECLINED: "not served, by choice",
    NoteState.INVALIDATED: "turned out wrong",
}


def listed(workshop: Workshop, notes: Sequence[Note], codes: Codes) -> Message:
    """Show what is off the canvas, each with a way back."""
    if not notes:
        return Message(text="Nothing has been taken off the canvas.")
    says = "What is off the canvas, the newest first:"
    rows = [
        parts.section(
            f"*{codes.read(note)}* {parts.escaped(note.text, 150)} _({WHY[note.state]})_",
            parts.button(
                f"Bring {codes.read(note)} back",
                f"restoring.back:{note.id}",
                parts.subject(workshop=workshop.id, note=note.id),
            ),
        )
        for note in notes[:SHOWN]
    ]
    more = (
        [parts.context(f"and {len(notes) - SHOWN} older: `/vpd restore {codes.read(notes[SHOWN])}`")]
        if len(notes) > SHOWN
        else []
    )
    return Message(text=says, blocks=[parts.section(says), *rows, *more])


def restored(notes: Sequence[Note], codes: Codes) -> Message:
    """Say what is back."""
    listed = parts.listed([f"*{codes.read(note)}*" for note in notes[:SHOWN]])
    words = f" {parts.escaped(notes[0].text, 150)}" if len(notes) == 1 else ""
    says = f"{listed}{words} {'is' if len(notes) == 1 else 'are'} back, with all that others added."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])
