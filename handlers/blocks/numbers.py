"""The numbers of the method as a form, and what a team has made of them."""

from itertools import groupby

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from canvas.board import Workshop
from canvas.numbers import NUMBERS, Number, changed
from handlers.answer import Message
from handlers.blocks import again, parts

MOST = 12  # characters of a number


def open_button(workshop: Workshop) -> Block:
    """Return the way to the form of the numbers."""
    return parts.actions(parts.button("Numbers", "numbers.write", parts.place(workshop)))


def form(workshop: Workshop) -> View:
    """Return all numbers in their groups; what is as usual is empty and says so."""
    own = dict(workshop.numbers)
    blocks: list[Block] = [
        parts.section("These come from the method. Change only what your team needs; an empty field is as usual.")
    ]
    for group, numbers in groupby(NUMBERS.values(), key=lambda one: one.group):
        blocks.append(parts.section(f"*{group}*"))
        blocks.extend(_field(one, own.get(one.name)) for one in numbers)
    return parts.form("Numbers", "numbers.save", parts.place(workshop, was=own), blocks)


def _field(one: Number, value: float | None) -> InputBlock:
    shown = "" if value is None else one.shown(value)
    hint = f"Usually {one.usual}. From {one.shown(one.lowest)} to {one.shown(one.highest)}."
    return parts.field(
        one.name, one.words, parts.line(f"numbers.{one.name}", shown, most=MOST), optional=True, hint=hint
    )


def count(workshop: Workshop) -> str:
    """Say how many numbers differ from the usual ones."""
    number = changed(workshop)
    return f"{number} number{'' if number == 1 else 's'} changed" if number else "all numbers as usual"


def _lines(workshop: Workshop) -> list[str]:
    told = ((NUMBERS[name], value) for name, value in workshop.numbers if name in NUMBERS)
    return [f"• {one.words}: {one.shown(value)} (usually {one.usual})" for one, value in told]


def told(workshop: Workshop) -> Message:
    """Return what differs from the usual, for somebody who does not lead."""
    says = "\n".join(_lines(workshop)) or "All numbers are as usual."
    hint = parts.context("Who leads can change them with `/vpd settings numbers`.")
    return Message(text=says, blocks=[*parts.sections(says.splitlines()), hint])


def saved(after: Workshop) -> Message:
    """Say what differs from the usual now, with the way back."""
    if not after.numbers:
        return Message(text="All numbers are as usual again.")
    lines = [f"Saved: {count(after)}.", *_lines(after)]
    reset = parts.button("All as usual", "numbers.reset", parts.subject(workshop=after.id))
    ways = parts.actions(again.button("Numbers", "settings numbers"), reset)
    return Message(text="\n".join(lines), blocks=[*parts.sections(lines), ways])


def unchanged(workshop: Workshop) -> Message:
    """Say that every number is as it was."""
    return Message(text=f"Nothing has changed: {count(workshop)}.")
