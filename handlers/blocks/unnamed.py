"""Notes without a name: the tick in the form, and what is said about one that is kept."""

from slack_sdk.models.blocks import CheckboxesElement, InputBlock

from handlers.answer import Message
from handlers.blocks import parts

FIELD = "unnamed"
YES = "yes"


def field() -> InputBlock:
    """Return the tick with which somebody writes without their name, and what follows from it."""
    tick = CheckboxesElement(
        action_id="notes.unnamed", options=[parts.option("Without my name (it is not stored)", YES)]
    )
    hint = (
        "You can't take it back alone, as nobody knows that it is yours; who leads can. I only count that you have "
        "written. In a small team people may still guess."
    )
    return parts.field(FIELD, "Whose is it?", tick, optional=True, hint=hint)


def kept(number: int) -> Message:
    """Say that notes are kept without a name; neither which they are nor whose."""
    what = "It is kept" if number == 1 else f"All {number} are kept"
    return Message(text=f"{what} without your name. You can't take {'it' if number == 1 else 'them'} back alone.")
