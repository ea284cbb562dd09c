"""What somebody can do next: a sentence and the button that does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement

from canvas.board import Workshop
from canvas.lack import Lack
from canvas.method import LAST_STEP
from handlers.answer import Message
from handlers.blocks import again, parts

LONGEST = 280  # characters of a sentence
# Words whose form begins with a segment and a block that only a button can name.
FORMS = {"add": "notes.write", "segment": "segments.write"}
ALL = 40  # sentences: with the longest ones still within what Slack takes


@dataclass(frozen=True, slots=True)
class Todo:
    """A sentence of markup, and the button that does what it says."""

    says: str
    click: ButtonElement


def todos(workshop: Workshop, found: Iterable[Lack]) -> list[Todo]:
    """Return what is still open as sentences with their buttons."""
    return [Todo(parts.escaped(one.says, LONGEST), way(workshop, one)) for one in found]


def way(workshop: Workshop, lack: Lack) -> ButtonElement:
    """Return the button that helps."""
    if lack.word in FORMS:
        drawn = parts.subject(workshop=workshop.id, segment=lack.segment, block=lack.block)
        return parts.button(lack.label, FORMS[lack.word], drawn)
    return again.button(lack.label, lack.word, lack.text)


def lines(found: Sequence[Todo], most: int) -> list[Block]:
    """Return the first sentences, each with its button beside it."""
    return [parts.section(f"• {one.says}", one.click) for one in found[:most]]


def more(workshop: Workshop, step: int, left: int) -> list[Block]:
    """Return how many more there are, with the button that shows them all; nothing where none is left."""
    return [parts.section(f"• and {left} more", see_all(workshop, step))] if left > 0 else []


def see_all(workshop: Workshop, step: int) -> ButtonElement:
    """Return the button that shows all that is still open in a step."""
    return parts.button("See all", "steps.see_all", parts.subject(workshop=workshop.id, step=step))


def everything(step: int, found: Sequence[Todo]) -> Message:
    """Return all that is still open in a step, for the one who asks."""
    lead = f"Still open in step {step} of {LAST_STEP}:" if found else f"Nothing is open in step {step} any more."
    left = len(found) - ALL
    rest = [parts.context(f"and {left} more")] if left > 0 else []
    return Message(text=lead, blocks=[parts.section(lead), *lines(found, ALL), *rest])
