"""What the bot says to somebody who wrote in a thread, or to it directly."""

from collections.abc import Sequence

from canvas.board import Note
from canvas.defaults import NOTE_LENGTH
from handlers.answer import Message
from handlers.blocks import again, parts

SHOWN = 5  # notes named


def talk() -> Message:
    """Return the answer to a direct message that is no command."""
    says = (
        "I live in channels: type `/vpd` in the channel of your workshop to see where it stands. "
        "Here you can write `@vpd` and a command, for example `@vpd help`."
    )
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("What can I do?", "help"))])


def parked(notes: Sequence[Note]) -> Message:
    """Return what the author of a deleted reply is told when others have built on its notes."""
    codes = ", ".join(note.code for note in notes)
    says = (
        f"{codes} has evidence or a hypothesis, so I parked it instead of removing it. "
        "It no longer counts, and nothing others added is lost."
    )
    return Message(text=says, blocks=[parts.section(says)])


def shortened(notes: Sequence[Note]) -> Message:
    """Tell somebody that what they replied was longer than a note may be, and that nothing of it is lost."""
    listed = [f"*{note.code}* “{parts.escaped(note.text)}”" for note in notes[:SHOWN]]
    more = [f"and {len(notes) - SHOWN} more"] if len(notes) > SHOWN else []
    says = f"Notes have at most {NOTE_LENGTH} characters. All of your reply is kept, the rest as detail of what I show:"
    return Message(text=says, blocks=[parts.section("\n".join([says, *listed, *more]))])
