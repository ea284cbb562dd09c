"""What can be done with a note: the menu beside it in a list, and the row in its form."""

from slack_sdk.models.blocks import ActionsBlock, OverflowMenuElement

from canvas.board import Note, Workshop
from canvas.method import KINDS, Block, Side
from handlers.blocks import parts

# What opens the form of which word; `copy` needs another segment.
CHANGE, RATE, MERGE, WHY, WORTH, DECLINE, LINK, MOVE, COPY = (
    "edit", "rate", "merge", "why", "worth", "decline", "link", "move", "copy",
)  # fmt: skip
LABELS = {
    CHANGE: "Change it",
    RATE: "Rate it",
    MOVE: "Make it another kind",
    LINK: "Link it",
    COPY: "Also for…",
    MERGE: "Says the same as…",
    WHY: "Ask why",
    WORTH: "Worth building for?",
    DECLINE: "Choose not to serve it",
}
ALWAYS = (CHANGE, RATE, MERGE)
OF_BLOCK = {  # beside a note: Slack takes five at most
    Block.JOB: (*ALWAYS, WHY, WORTH),
    Block.PAIN: (*ALWAYS, LINK, DECLINE),
    Block.GAIN: (*ALWAYS, LINK, DECLINE),
}


def menu(workshop: Workshop, note: Note) -> OverflowMenuElement:
    """Return what is done most with a note; changing it leads to the rest."""
    items = OF_BLOCK.get(note.block, (*ALWAYS, LINK, MOVE))
    options = [parts.option(LABELS[do], parts.place(workshop, note=note.id, do=do)) for do in items]
    return OverflowMenuElement(action_id=f"menu.choose:{note.id}", options=options)


def ways(workshop: Workshop, note: Note, *, several: bool) -> ActionsBlock:
    """Return all else that can be done with a note whose form is open; `several`: there are other segments."""
    wanted = KINDS[note.block].side is Side.PROFILE
    left_out = {
        CHANGE,
        *(() if several else (COPY,)),
        *(() if wanted else (DECLINE,)),
        *(() if note.block is Block.JOB else (WHY, WORTH)),
    }
    return parts.actions(
        *(
            parts.button(label, f"menu.choose:{do}", parts.place(workshop, note=note.id, do=do))
            for do, label in LABELS.items()
            if do not in left_out
        )
    )
