"""Notes that were written before there was a segment for them: they wait, and their author is asked once there is."""

from collections.abc import Sequence
from itertools import groupby

from canvas.board import Workshop
from handlers.answer import Message
from handlers.blocks import again, parts
from storage.aside import Aside
from storage.transaction import Transaction

UNPLACED = "unplaced"  # words that wait for the first segment
SHOWN = 10


def set_aside(tx: Transaction, workshop: Workshop, text: str, *, user: str, ts: str = "") -> Message:
    """Keep words aside until there is a segment, and return what their author reads; `ts` is the reply they are in."""
    tx.aside.keep(UNPLACED, user, text, channel=workshop.channel, ts=ts, workshop=workshop.id)
    says = (
        f"There is no customer segment yet, so “{parts.escaped(text, 150)}” waits. "
        "Name the first one, and I ask you whether to keep it there."
    )
    name = again.linked("Name a segment", "segment add", workshop.channel)
    return Message(text=says, blocks=[parts.section(says), parts.actions(name)])


def waiting(tx: Transaction, workshop: Workshop) -> dict[str, list[Aside]]:
    """Return the words that wait for a segment of a workshop, by who wrote them, oldest first."""
    found = tx.aside.waiting(UNPLACED, workshop.channel, workshop=workshop.id)
    by_user = sorted(found, key=lambda one: one.user)
    return {user: list(theirs) for user, theirs in groupby(by_user, key=lambda one: one.user)}


def offered(workshop: Workshop, words: Sequence[Aside]) -> Message:
    """Ask somebody whether to keep what they wrote before there was a segment."""
    says = f"There is a segment now, in *{parts.escaped(workshop.name)}*. What you wrote before waits for it:"
    listed = [f"• {parts.escaped(one.text, 150)}" for one in words[:SHOWN]]
    more = [f"and {len(words) - SHOWN} more"] if len(words) > SHOWN else []
    drawn = parts.subject(workshop=workshop.id, channel=workshop.channel)
    keep = parts.button("Keep it" if len(words) == 1 else "Keep all", "notes.place", drawn)
    return Message(text=says, blocks=[parts.section("\n".join([says, *listed, *more])), parts.actions(keep)])
