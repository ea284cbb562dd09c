"""What people read about workshops that are over."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from canvas.board import Workshop
from handlers.answer import Message
from handlers.blocks import again, ending, parts

SHOWN = 10  # workshops in a list
FILES = {"png": "As a picture", "pdf": "As a PDF", "md": "As text", "json": "To bring in again"}


def listing(over: Sequence[Workshop], now: Workshop | None) -> Message:
    """Return the workshops of a channel, each finished one with a button to read it."""
    says = "Workshops of this channel"
    blocks: list[Block] = [parts.header(says)]
    if now:
        blocks += [
            parts.section(f"*{parts.escaped(now.name)}* is open."),
            parts.actions(again.button("Where we are", "")),
        ]
    blocks += rows(over)
    if not over:
        blocks.append(parts.section("None is finished yet." if now else "There has been none yet."))
    if not now:
        blocks.append(parts.actions(again.button("Start a workshop", "start", style="primary")))
    return Message(text=says, blocks=blocks)


def rows(over: Sequence[Workshop]) -> list[Block]:
    """Return finished workshops, newest first, each with a button to read it."""
    shown: list[Block] = [
        parts.section(
            f"*{parts.escaped(one.name)}*, begun {parts.day(one.created)}",
            parts.button("Read it", f"finished.read:{one.id}", parts.subject(workshop=one.id)),
        )
        for one in over[:SHOWN]
    ]
    more = len(over) - SHOWN
    return [*shown, *([parts.context(f"and {more} more: `/vpd workshops NAME` shows one")] if more > 0 else [])]


def told(last: ending.Last, at: datetime | None) -> Message:
    """Return what a finished workshop came to, with ways to all of it."""
    workshop = last.board.workshop
    lead = f"*{parts.escaped(workshop.name)}* was finished{f' {parts.day(at)}' if at else ''}."
    files = [
        parts.button(label, f"finished.take:{kind}", parts.subject(workshop=workshop.id, format=kind))
        for kind, label in FILES.items()
    ]
    reopen = parts.button("Open it again", "ending.reopen", parts.place(workshop))
    return Message(text=lead, blocks=[*parts.sections([lead, *ending.summary(last)]), parts.actions(*files, reopen)])
