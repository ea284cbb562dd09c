"""What who leads reads when somebody has left."""

from collections.abc import Sequence

from canvas.board import Workshop
from handlers.answer import Message
from handlers.blocks import again, parts

SHOWN = 20


def item(code: str, text: str) -> str:
    """Return something that somebody looked after, as a line."""
    return f"• *{code}* {parts.escaped(text, 100)}".rstrip()


def handed(workshop: Workshop, user: str, items: Sequence[str]) -> Message:
    """Say what is now looked after by the one who reads this."""
    lead = f"{parts.person(user)} has left *{parts.escaped(workshop.name)}*. This was theirs and is yours for now:"
    more = [f"and {len(items) - SHOWN} more"] if len(items) > SHOWN else []
    says = "\n".join([lead, *items[:SHOWN], *more])
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("All tests", "test"))])
