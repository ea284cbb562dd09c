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

HERE, IN_CHANNEL = "in this thread", "in this channel"
OF_CANVAS, OF_CARD = "in the thread of the canvas", "in the thread of the workshop's card"


def choose(workshop: Workshop) -> Message:
    """Ask for the format."""
    says = "How would you like to take the canvas out? Everybody here can open the file."
    return Message(text=says, blocks=[parts.section(says), _ways(workshop)])


def _ways(workshop: Workshop) -> ActionsBlock:
    return parts.actions(
        *(
            parts.button(f"{label} ({kind})", f"exports.send:{kind}", parts.subject(workshop=workshop.id, format=kind))
            for kind, label in LABELS.items()
        )
    )


def coming(kind: str, where: str) -> Message:
    """Say that the file is being written, and where to look for it."""
    return Message(text=f"Your {kind} file is on its way. Look {where}.")


def comment(workshop: Workshop) -> str:
    """Return the line beside the file."""
    return f"The canvas of *{parts.escaped(workshop.name)}* as it stands now."
