"""The menu beside a note in a list."""

from slack_sdk.models.blocks import OverflowMenuElement

from canvas.board import Note, Workshop
from canvas.method import Block
from handlers.blocks import parts

CHANGE, RATE, MERGE, WHY, WORTH, DECLINE = "change", "rate", "merge", "why", "worth", "decline"
ITEMS = {CHANGE: "Change it", RATE: "Rate it", MERGE: "Says the same as…"}
LEAVE = {DECLINE: "Choose not to serve it"}
OF_BLOCK = {  # Slack takes five at most
    Block.JOB: {WHY: "Ask why", WORTH: "Worth building for?"},
    Block.PAIN: LEAVE,
    Block.GAIN: LEAVE,
}


def menu(workshop: Workshop, note: Note) -> OverflowMenuElement:
    """Return what can be done with a note."""
    items = {**ITEMS, **OF_BLOCK.get(note.block, {})}
    options = [parts.option(label, parts.place(workshop, note=note.id, do=do)) for do, label in items.items()]
    return OverflowMenuElement(action_id=f"menu.choose:{note.id}", options=options)
