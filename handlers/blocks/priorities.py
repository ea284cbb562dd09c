"""What people read about which hypothesis to test first: importance against evidence, and the form to rate."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Hypothesis, Workshop
from canvas.experiments import Experiment
from canvas.priorities import Placed, Quadrant
from handlers.answer import Message
from handlers.blocks import again, cards, parts

SHOWN = 5  # hypotheses of a quadrant in the message
PAGE = 20  # on one page
RATED = 25  # in one form
TITLES = {
    Quadrant.TEST_FIRST: "Test first: much depends on it, little is known",
    Quadrant.MONITOR: "Keep an eye on: much depends on it, and it is backed",
    Quadrant.LATER: "Later: less depends on it",
    Quadrant.PARK: "Leave: less depends on it, and it is backed",
}
WEIGHTS = {"1": "1  little", "2": "2", "3": "3  some", "4": "4", "5": "5  everything"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All hypotheses that stand, the one to test first in front, and how to test that one."""

    workshop: Workshop
    placed: Sequence[Placed]
    idea: Experiment | None
    unrated: int  # by the one who reads it


def first(found: Sequence[Placed]) -> str:
    """Say which hypothesis to test first and why; "" when none needs a test."""
    top = next(iter(found), None)
    unsaid = top is not None and top.provisional and top.quadrant is Quadrant.LATER
    if top is None or not (unsaid or top.quadrant is Quadrant.TEST_FIRST):
        return ""
    return f"Test *{top.hypothesis.code}* first: {_why(top)}. {parts.escaped(top.hypothesis.text, 200)}"


def _why(one: Placed) -> str:
    weight = "not rated yet" if one.provisional else f"importance {one.importance:g} of 5"
    contested = ", evidence on both sides" if one.grounds.contested else ""
    return f"{weight}, {cards.CARRIES[one.grounds.band]}{contested}"


def chart(shown: Chart, *, shared: bool = False) -> Message:
    """Return the map: what to test first, and the hypotheses of each quadrant."""
    if not shown.placed:
        return _nothing()
    top = shown.placed[0]
    lead = first(shown.placed) or "Nothing cries out for a test. Rate the importance to see whether that is so."
    idea = f"\n{cards.idea(shown.idea)}" if shown.idea and first(shown.placed) else ""
    blocks: list[Block] = [parts.header("What to test first"), parts.section(f"{lead}{idea}")]
    for quadrant, title in TITLES.items():
        here = [one for one in shown.placed if one.quadrant is quadrant]
        if here:
            lines = [f"• {cards.claim(one.hypothesis, 120)} _({_why(one)})_" for one in here[:SHOWN]]
            more = [f"…and {len(here) - SHOWN} more"] if len(here) > SHOWN else []
            blocks.append(parts.section("\n".join([f"*{title}*", *lines, *more])[:2900]))
    order = " → ".join(one.hypothesis.code for one in shown.placed[:RATED])
    blocks.append(parts.context(f"In this order: {order}. Evidence is computed; nobody votes on it."))
    return Message(text=lead, blocks=[*blocks, _ways(shown, top, shared=shared)])


def _ways(shown: Chart, top: Placed, *, shared: bool) -> ActionsBlock:
    drawn = {"workshop": shown.workshop.id}
    code = top.hypothesis.code
    plan = parts.button(
        f"Plan a test for {code}",
        "plans.design",
        parts.subject(**drawn, hypothesis=top.hypothesis.id),
        style="primary",
    )
    rate = "Rate the importance" + (f" ({shown.unrated} left)" if shown.unrated and not shared else "")
    row = [
        plan,
        parts.button(rate, "priorities.rate", parts.subject(**drawn)),
        parts.button("See all", "priorities.page", parts.subject(**drawn, page=0)),
        again.button("Tests", "test"),
    ]
    if not shared:
        row.append(parts.button("Show to everybody", "priorities.share", parts.subject(**drawn)))
    return parts.actions(*row)


def _nothing() -> Message:
    says = "There is no hypothesis yet. Write down what must be true, or let me draft it from your canvas."
    row = parts.actions(again.button("Draft hypotheses", "hypothesis", "draft", style="primary"))
    return Message(text=says, blocks=[parts.section(says), row])


def form(workshop: Workshop, ranked: Sequence[Hypothesis], user: str) -> View:
    """Return the form to rate how important hypotheses are, those that one has not rated yet in front."""
    mine = {one.id: next((str(r.value) for r in one.ratings if r.user == user), "") for one in ranked}
    order = sorted(ranked, key=lambda one: bool(mine[one.id]))
    options = [parts.option(label, value) for value, label in WEIGHTS.items()]
    blocks: list[Block] = [
        parts.section(
            "If this turned out wrong, how much would be lost? Nobody sees your numbers, only the typical rating."
        )
    ]
    for one in order[:RATED]:
        element = parts.select("priorities.weight", options, mine[one.id], placeholder="Can't tell")
        blocks.append(parts.field(str(one.id), f"{one.code}  {parts.cut(one.text, 1900)}", element, optional=True))
    if len(order) > RATED:
        blocks.append(parts.context(f"{len(order) - RATED} more come when you open this again."))
    return parts.form("Rate the importance", "priorities.keep", parts.place(workshop), blocks)


def page(shown: Chart, number: int) -> View:
    """Return one page of all hypotheses in the order to test them; `number` counts from 0."""
    pages = max(1, -(-len(shown.placed) // PAGE))
    number = min(max(number, 0), pages - 1)
    start = number * PAGE
    lines: list[Block] = [
        parts.section(
            f"*{place}.* {cards.claim(one.hypothesis, 500)}\n_{_why(one)} · {one.quadrant.replace('_', ' ')}_"
        )
        for place, one in enumerate(shown.placed[start : start + PAGE], start + 1)
    ]
    if pages > 1:
        about = {"workshop": shown.workshop.id, "channel": shown.workshop.channel}
        turns = (("Previous", "back", number - 1), ("Next", "on", number + 1))
        row = [
            parts.button(label, f"priorities.turn:{name}", parts.subject(**about, page=to))
            for label, name, to in turns
            if 0 <= to < pages
        ]
        lines += [parts.context(f"Page {number + 1} of {pages}"), parts.actions(*row)]
    return View(
        type="modal",
        title=PlainTextObject(text="All hypotheses"),
        close=PlainTextObject(text="Close"),
        private_metadata=parts.place(shown.workshop),
        blocks=lines or [parts.section("There is none yet.")],
    )
