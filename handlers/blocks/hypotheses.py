"""What people read about hypotheses: drafts to choose from, and what must be true."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.models.views import View

from canvas.board import Hypothesis, Workshop
from canvas.cards import Test
from canvas.experiments import Experiment
from handlers.answer import Message
from handlers.blocks import again, parts

LONGEST = 1000  # characters
SHOWN = 6  # hypotheses listed in one answer
AREAS = {
    "circle": "About the customer",
    "square": "About what we offer",
    "rectangle": "About the business: price and cost",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A hypothesis with what it rests on, how important people think it is, and how to test it next."""

    one: Hypothesis
    workshop: Workshop
    flaw: str  # what keeps it from being tested, with an example; "" when nothing does
    rests: str
    important: float | None
    tests: Sequence[Test] = ()
    idea: Experiment | None = None


def kept(shown: Shown, lead: str = "Kept as") -> Message:
    """Say what is kept, how to make it easier to test, and what to do next."""
    one = shown.one
    says = f"{lead}{' ' if lead and not lead.endswith(chr(10)) else ''}*{one.code}*: {parts.escaped(one.text, LONGEST)}"
    facts = [
        f"about {parts.escaped(one.about)}" if one.about else "",
        "" if shown.important is None else f"importance {shown.important:g} of 5",
        shown.rests,
        f"tested by {', '.join(test.code for test in shown.tests)}" if shown.tests else "",
    ]
    blocks: list[Block] = [parts.section(says), parts.context(" · ".join(fact for fact in facts if fact))]
    if shown.flaw:
        blocks.append(parts.context(f"This makes it easier to test: {parts.escaped(shown.flaw)}"))
    elif shown.idea:
        blocks.append(parts.context(f"A cheap way to find out: *{shown.idea.name}*. {shown.idea.does}"))
    return Message(text=says, blocks=[*blocks, _row(one, shown.workshop, alone=True)])


def rated(value: int) -> str:
    """Say that somebody's rating is kept."""
    return f"You gave it {value} of 5. Others see only the typical rating.\n"


def already(one: Hypothesis) -> Message:
    """Say that the very words are there."""
    return Message(text=f"You have that one already: it is *{one.code}*.")


def dropped(one: Hypothesis) -> Message:
    """Say that a hypothesis is gone, with a way back."""
    says = f"*{one.code}* is dropped."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def changed_since(one: Hypothesis) -> Message:
    """Tell somebody whose button is older than the hypothesis what has become of it."""
    became = {
        "kept": "is kept already",
        "removed": "has been dropped",
        "draft": "is a draft again",
        "closed": "is closed, as what it was about has turned out wrong",
    }
    return Message(text=f"*{one.code}* {became[one.state]}: {parts.escaped(one.text)}")


def listed(found: Sequence[Hypothesis], workshop: Workshop, drafted: int, first: str) -> Message:
    """List drafts and kept hypotheses, each with its buttons; `first` says which one to test first."""
    lead = "What must be true for this to work? Keep what you want to test, and put in your own numbers."
    if not drafted:
        lead = "These are your hypotheses so far. There is nothing new to draft from the notes and links."
    blocks: list[Block] = [parts.section(lead)]
    for one in found[:SHOWN]:
        draft = " (draft)" if one.state == "draft" else ""
        about = f"  _about {parts.escaped(one.about)}_" if one.about else ""
        blocks += [parts.section(f"*{one.code}*{draft} {parts.escaped(one.text)}{about}"), _row(one, workshop)]
    if len(found) > SHOWN:
        rest = "Keep or drop some, and `/vpd hypothesis draft` shows the next. `/vpd hypothesis map` has them all."
        blocks.append(parts.context(f"…and {len(found) - SHOWN} more. {rest}"))
    if first:
        blocks.append(parts.section(first))
    row = parts.actions(
        again.button("What to test first", "hypothesis map"), again.button("Write one myself", "hypothesis")
    )
    return Message(text=lead, blocks=[*blocks, row])


def nothing() -> Message:
    """Say what is needed before anything can be drafted."""
    says = "There is nothing to draft from yet. Add a few notes first, or write your own hypothesis."
    row = parts.actions(again.button("Add a note", "add"), again.button("Write a hypothesis", "hypothesis"))
    return Message(text=says, blocks=[parts.section(says), row])


def _row(one: Hypothesis, workshop: Workshop, *, alone: bool = False) -> ActionsBlock:
    drawn = parts.subject(workshop=workshop.id, hypothesis=one.id, state=one.state)
    keep = [parts.button("Keep", "hypotheses.keep", drawn, style="primary")] if one.state == "draft" else []
    rest = [parts.button("Edit", "hypotheses.edit", drawn), parts.button("Drop", "hypotheses.drop", drawn)]
    plan = parts.button("Plan a test", "plans.design", drawn, style="primary" if alone and not keep else None)
    more = [again.button("Add evidence", "evidence", one.code)] if alone else []
    return parts.actions(*keep, plan, *rest, *more)


def form(workshop: Workshop, one: Hypothesis | None = None, weight: str = "") -> View:
    """Return the form for a new hypothesis, or to edit one; `weight` is one's own rating of it."""
    words = parts.line(
        "hypotheses.text",
        one.text[:LONGEST] if one else "",
        most=LONGEST,
        multiline=True,
        placeholder="We believe at least 6 of 10 working parents cook on weekdays",
    )
    areas = [parts.option(label, area) for area, label in AREAS.items()]
    weights = [parts.option(f"{value}", f"{value}") for value in range(1, 6)]
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
