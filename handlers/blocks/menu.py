"""The menu beside a note in a list."""

from slack_sdk.models.blocks import OverflowMenuElement

from canvas.board import Note, Workshop
from canvas.method import Block
from handlers.blocks import parts

CHANGE, RATE, MERGE, WHY, WORTH = "change", "rate", "merge", "why", "worth"
ITEMS = {CHANGE: "Change it", RATE: "Rate it", MERGE: "Says the same as…"}
OF_BLOCK = {Block.JOB: {WHY: "Ask why", WORTH: "Worth building for?"}}


def menu(workshop: Workshop, note: Note) -> OverflowMenuElement:
    """Return what can be done with a note."""
    items = {**ITEMS, **OF_BLOCK.get(note.block, {})}
    options = [parts.option(label, parts.place(workshop, note=note.id, do=do)) for do, label in items.items()]
    return OverflowMenuElement(action_id=f"menu.choose:{note.id}", options=options)
