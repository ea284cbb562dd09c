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


def archived(workshop: Workshop) -> Message:
    """Tell who leads that the channel was archived, and that nothing is lost."""
    name = f"*{parts.escaped(workshop.name)}*"
    says = f"<#{workshop.channel}> was archived, so {name} is paused. It goes on when the channel does."
    return Message(text=says)
