"""What people read about what must change after a learning."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, UserSelectElement
from slack_sdk.models.views import View

from canvas.board import Workshop
from canvas.cards import Consequence, Learning
from canvas.consequences import Unsettled
from handlers.answer import Message
from handlers.blocks import again, parts

MOST = 12  # things in one form
SHOWN = 10  # things that are settled
STATES = {"changed": "Changed", "kept": "Keep it, because…", "handed": "Hand it to …"}
Named = tuple[Consequence, tuple[str, str]]  # with code and words


def form(workshop: Workshop, learning: Learning, found: Sequence[Named]) -> View:
    """Return the form with a row for each thing that is still open."""
    waiting = [one for one in found if one[0].state == "open"]
    done = [_done(one) for one in found if one[0].state != "open"]
    lead = f"*{learning.code}* “{parts.escaped(learning.learned, 150)}” asks for another look at these."
    left = len(waiting) - MOST
    fields: list[Block] = [
        parts.section(lead),
        *([parts.context("\n".join(done[:SHOWN]))] if done else []),
        *(field for one in waiting[:MOST] for field in _row(one)),
        *([parts.context(f"And {left} more. They come when these are settled.")] if left > 0 else []),
        parts.context("What is edited, moved, declined or taken off counts as changed by itself."),
    ]
    return parts.form("What must change?", "consequences.settle", parts.place(workshop, learning=learning.id), fields)


def _row(one: Named) -> list[Block]:
    number = one[0].id
    choices = [parts.option(label, state) for state, label in STATES.items()]
    why = parts.line(f"consequences.reason:{number}", placeholder="Nurses still have this problem")
    who = UserSelectElement(action_id=f"consequences.owner:{number}")
    state = parts.select(f"consequences.state:{number}", choices)
    return [
        parts.field(f"state{number}", parts.cut(_name(one), 150), state, optional=True),
        parts.field(f"reason{number}", "Because …", why, optional=True),
        parts.field(f"owner{number}", "Who looks after it?", who, optional=True),
    ]


def _name(one: Named) -> str:
    code, words = one[1]
    return f"{code} {words}" if code else "A note that is still unseen"


def _done(one: Named) -> str:
    found = one[0]
    became = {
        "changed": "changed",
        "kept": f"stays, because “{parts.escaped(found.reason, 100)}”",
        "handed": f"{parts.person(found.owner)} looks after it",
    }
    return f"{parts.escaped(_name(one), 80)}: {became.get(found.state, found.state)}"


def settled_before(learning: Learning) -> Message:
    """Say that nothing is left to settle."""
    return Message(text=f"Everything that *{learning.code}* changes is settled.")


def settled(workshop: Workshop, learning: Learning, left: Unsettled | None) -> Message:
    """Say how much is settled, with the way to the rest."""
    if left is None or left.settled == left.of:
        return settled_before(learning)
    says = f"*{learning.code}*: {left.settled} of {left.of} settled."
    about = parts.subject(workshop=workshop.id, learning=learning.id)
    row = parts.actions(parts.button("What must change", "consequences.ask", about), again.button("Undo", "undo"))
    return Message(text=says, blocks=[parts.section(says), row])


def all_settled(learning: Learning) -> Message:
    """Tell the channel that a learning has arrived on the canvas."""
    return Message(text=f"Everything that *{learning.code}* changes is settled: it is part of the canvas now.")


def handed(learning: Learning, codes: Sequence[str], user: str) -> Message:
    """Tell somebody what they look after from now on."""
    what = parts.listed([f"*{code}*" for code in codes])
    says = f"{parts.person(user)} asks you to look after {what}: *{learning.code}* says that it must change."
    learned = f"“{parts.escaped(learning.learned, 300)}”"
    return Message(text=says, blocks=[parts.section(f"{says}\n{learned}")])
