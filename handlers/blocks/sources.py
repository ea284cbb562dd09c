"""All evidence of one note, link or hypothesis, page by page, and the question before a source is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Evidence, Workshop
from canvas.evidence import Grounds
from canvas.method import TIERS
from handlers.blocks import cards, parts
from handlers.blocks.evidence import Target, origin

PAGE = 12  # pieces of evidence
WORDS = 2500  # characters of a quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The evidence of a target, newest first, and what it carries."""

    workshop: Workshop
    target: Target
    items: Sequence[Evidence]
    grounds: Grounds


def page(shelf: Shelf, number: int) -> View:
    """Return one page of the evidence of a target; `number` counts from 0."""
    pages = max(1, -(-len(shelf.items) // PAGE))
    number = min(max(number, 0), pages - 1)
    grounds = shelf.grounds
    carries = f"{cards.CARRIES[grounds.band]} ({grounds.for_:.2f} for, {grounds.against:.2f} against)"
    blocks: list[Block] = [
        parts.section(f"*{shelf.target.code}* {parts.escaped(shelf.target.text)}\nNow *{carries}*."),
        *([parts.context("There is evidence on both sides.")] if grounds.contested else []),
    ]
    for item in shelf.items[number * PAGE : (number + 1) * PAGE]:
        blocks += _whole(shelf, item, number)
    if not shelf.items:
        blocks.append(parts.section("There is no evidence yet. What did a customer say or do?"))
    if pages > 1:
        blocks += [parts.context(f"Page {number + 1} of {pages}"), _turns(shelf, number, pages)]
    return View(
        type="modal",
        title=PlainTextObject(text=parts.cut(f"Evidence on {shelf.target.code}", parts.TITLE)),
        close=PlainTextObject(text="Close"),
        private_metadata=parts.place(shelf.workshop),
        blocks=blocks,
    )


def _whole(shelf: Shelf, item: Evidence, number: int) -> list[Block]:
    drawn = parts.place(shelf.workshop, evidence=item.id, target=shelf.target.value, page=number)
    facts = [
        "for" if item.direction == "for" else "*against*",
        TIERS[item.tier][0].lower(),
        parts.escaped(item.source, 150) or "source not named",
        f"{item.people} people" if item.people > 1 else "",
        parts.day(item.at),
        f"kept by {parts.person(item.added_by)}" if item.added_by else "",
    ]
    said = " · ".join(fact for fact in facts if fact)
    words = parts.plain(parts.cut(f"“{item.text}”", WORDS))
    forget = parts.button("Forget this source", f"sources.forget:{item.id}", drawn)
    return [words, parts.context(f"{said}{origin(item)}"), parts.actions(forget)]


def _turns(shelf: Shelf, number: int, pages: int) -> Block:
    turns = (("Newer", "back", number - 1), ("Older", "on", number + 1))
    shown = [
        (label, name, parts.place(shelf.workshop, target=shelf.target.value, page=to))
        for label, name, to in turns
        if 0 <= to < pages
    ]
    return parts.actions(*(parts.button(label, f"sources.turn:{name}", value) for label, name, value in shown))


def question(workshop: Workshop, item: Evidence, same: Sequence[Evidence]) -> View:
    """Ask before the words of a source are deleted for good."""
    who = parts.escaped(item.source, 150) or "this source"
    number = "One piece of evidence" if len(same) == 1 else f"{len(same)} pieces of evidence"
    says = (
        f"Forget {who}? {number} will lose the words, the name and the link to the message, in this workshop, its "
        "history and its snapshots. How much they count and when they were said stays. This can't be undone."
    )
    about = parts.place(workshop, evidence=item.id)
    return parts.form("Forget a source", "sources.purge", about, [parts.section(says)], submit="Forget")


def purged(number: int) -> View:
    """Say that a source is forgotten."""
    count = "One piece of evidence has" if number == 1 else f"{number} pieces of evidence have"
    return _said("Forgotten", f"{count} no words and no name any more. Files exported earlier are not changed.")


def not_yours(item: Evidence) -> View:
    """Say who can have a source forgotten."""
    adder = f"who added it ({parts.person(item.added_by)})" if item.added_by else "who added it"
    return _said(
        "Ask first", f"This can't be taken back later, so only {adder} or the facilitator can do it. Ask them."
    )


def _said(title: str, says: str) -> View:
    close = PlainTextObject(text="Done")
    return View(type="modal", title=PlainTextObject(text=title), close=close, blocks=[parts.section(says)])
