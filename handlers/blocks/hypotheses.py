"""What people read about hypotheses: drafts to choose from, and what must be true."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.models.views import View

from canvas.board import Hypothesis, Workshop
from handlers.answer import Message
from handlers.blocks import again, parts

LONGEST = 1000  # characters
SHOWN = 12  # hypotheses listed in one answer
AREAS = {
    "circle": "About the customer",
    "square": "About what we offer",
    "rectangle": "About the business: price and cost",
}
HINT = (
    "It is easier to test with a belief and a number, for example "
    "“We believe at least 6 of 10 parents cook on weekdays”. Edit it whenever you like."
)


def kept(one: Hypothesis, workshop: Workshop, *, testable: bool) -> Message:
    """Say what is kept, and how to make it easier to test."""
    says = f"Kept as *{one.code}*: {parts.escaped(one.text)}"
    blocks: list[Block] = [parts.section(says), *([] if testable else [parts.context(HINT)]), _row(one, workshop)]
    return Message(text=says, blocks=blocks)


def already(one: Hypothesis) -> Message:
    """Say that the very words are there."""
    return Message(text=f"You have that one already: it is *{one.code}*.")


def dropped(one: Hypothesis) -> Message:
    """Say that a hypothesis is gone, with a way back."""
    says = f"*{one.code}* is dropped."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def changed_since(one: Hypothesis) -> Message:
    """Tell somebody whose button is older than the hypothesis what has become of it."""
    became = {"kept": "is kept already", "removed": "has been dropped", "draft": "is a draft again"}
    return Message(text=f"*{one.code}* {became[one.state]}: {parts.escaped(one.text)}")


def listed(found: Sequence[Hypothesis], workshop: Workshop, drafted: int) -> Message:
    """List drafts and kept hypotheses, each with its buttons."""
    lead = "What must be true for this to work? Keep what you want to test, and put in your own numbers."
    if not drafted:
        lead = "These are your hypotheses so far. There is nothing new to draft from the notes and links."
    blocks: list[Block] = [parts.section(lead)]
    for one in found[:SHOWN]:
        draft = " (draft)" if one.state == "draft" else ""
        about = f"  _about {parts.escaped(one.about)}_" if one.about else ""
        blocks += [parts.section(f"*{one.code}*{draft} {parts.escaped(one.text)}{about}"), _row(one, workshop)]
    if len(found) > SHOWN:
        blocks.append(parts.context(f"…and {len(found) - SHOWN} more: `/vpd export md` has them all."))
    return Message(text=lead, blocks=blocks)


def nothing() -> Message:
    """Say what is needed before anything can be drafted."""
    says = "There is nothing to draft from yet. Add a few notes first, or write your own hypothesis."
    row = parts.actions(again.button("Add a note", "add"), again.button("Write a hypothesis", "hypothesis"))
    return Message(text=says, blocks=[parts.section(says), row])


def _row(one: Hypothesis, workshop: Workshop) -> ActionsBlock:
    drawn = parts.subject(workshop=workshop.id, hypothesis=one.id, state=one.state)
    keep = [parts.button("Keep", "hypotheses.keep", drawn, style="primary")] if one.state == "draft" else []
    rest = [parts.button("Edit", "hypotheses.edit", drawn), parts.button("Drop", "hypotheses.drop", drawn)]
    return parts.actions(*keep, *rest)


def form(workshop: Workshop, one: Hypothesis | None = None) -> View:
    """Return the form for a new hypothesis, or to edit one."""
    words = parts.line(
        "hypotheses.text",
        one.text[:LONGEST] if one else "",
        most=LONGEST,
        multiline=True,
        placeholder="We believe at least 6 of 10 working parents cook on weekdays",
    )
    areas = [parts.option(label, area) for area, label in AREAS.items()]
    weights = [parts.option(f"{value}", f"{value}") for value in range(1, 6)]
    weight = str(one.importance) if one and one.importance else ""
    fields = [
        parts.field("text", "What must be true?", words, hint="Say who, what they do, and at least how many."),
        parts.field("area", "What is it about?", parts.select("hypotheses.area", areas, one.area if one else "circle")),
        parts.field(
            "importance",
            "How much depends on it? (5: everything)",
            parts.select("hypotheses.weight", weights, weight),
            optional=True,
        ),
    ]
    about = parts.place(workshop, hypothesis=one.id if one else 0)
    return parts.form(f"Edit {one.code}" if one else "Write a hypothesis", "hypotheses.save", about, fields)
