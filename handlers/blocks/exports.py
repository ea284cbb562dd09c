"""What people read when they take the canvas out."""

from slack_sdk.models.blocks import ActionsBlock

from canvas.board import Workshop
from handlers.answer import Message
from handlers.blocks import parts

LABELS = {
    "png": "Picture",
    "pdf": "Everything to print",
    "svg": "Drawing",
    "md": "Text for a wiki",
    "csv": "Spreadsheet",
    "json": "All data",
}


def choose(workshop: Workshop) -> Message:
    """Ask for the format."""
    says = "How would you like to take the canvas out? The file goes into this channel."
    return Message(text=says, blocks=[parts.section(says), _ways(workshop)])


def _ways(workshop: Workshop) -> ActionsBlock:
    return parts.actions(
        *(
            parts.button(f"{label} ({kind})", f"exports.send:{kind}", parts.subject(workshop=workshop.id, format=kind))
            for kind, label in LABELS.items()
        )
    )


def coming(kind: str) -> Message:
    """Say that the file is being written."""
    return Message(text=f"Your {kind} file is on its way into this channel.")


def comment(workshop: Workshop) -> str:
    """Return the line beside the file."""
    return f"The canvas of *{parts.escaped(workshop.name)}* as it stands now."
