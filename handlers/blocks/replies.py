"""What the bot says to somebody who wrote in a thread, or to it directly."""

from collections.abc import Sequence

from canvas.board import Note
from handlers.answer import Message
from handlers.blocks import again, parts


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
