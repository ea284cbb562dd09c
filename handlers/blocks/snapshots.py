"""What people read about versions: that one was kept, which there are, and what differs."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from canvas.board import Workshop
from handlers.answer import Message
from handlers.blocks import again, parts
from storage.snapshots import Snapshot

MOST = 10  # versions in a list
LINES = 24  # differences that are told
A_SECTION = 8  # of them in one block


def kept(workshop: Workshop, title: str) -> Message:
    """Say that a version was kept."""
    says = f"Kept as {parts.escaped(title)}. `/vpd diff` compares it with what comes."
    row = parts.actions(parts.button("All versions", "snapshots.listing", parts.subject(workshop=workshop.id)))
    return Message(text=says, blocks=[parts.section(says), row])


def none_yet() -> Message:
    """Say that nothing was kept, and how to begin."""
    says = "No version has been kept yet. I keep one when a step ends; `/vpd snapshot` keeps one now."
    week = again.button("What changed last week", "diff", "last week")
    row = parts.actions(again.button("Keep one now", "snapshot"), week)
    return Message(text=says, blocks=[parts.section(says), row])


def listing(workshop: Workshop, found: Sequence[Snapshot]) -> Message:
    """List versions, the newest first, each with what can be done with it."""
    shown = list(enumerate(found, 1))[-MOST:]
    blocks = [block for number, one in reversed(shown) for block in _version(workshop, number, one)]
    if len(found) > MOST:
        blocks.append(parts.context(f"and {len(found) - MOST} older ones: `/vpd diff 1` compares the first with now"))
    title = f"Versions of {workshop.name}"
    return Message(text=parts.escaped(title), blocks=[parts.header(title), *blocks])


def _version(workshop: Workshop, number: int, one: Snapshot) -> list[Block]:
    name = f" {parts.escaped(one.name)}" if one.name else ""
    drawn = parts.subject(workshop=workshop.id, number=number)
    again_now = parts.button("Compare with now", "snapshots.compare", drawn)
    row = parts.actions(again_now, parts.button("Show it", "snapshots.show", drawn))
    return [parts.section(f"*{number}.{name}* {parts.escaped(one.reason)} {parts.moment(one.at)}"), row]


def compared(workshop: Workshop, names: tuple[str, str], headline: str, lines: Sequence[str]) -> Message:
    """Say what differs between two versions; the headline only where the lines do not say all of it."""
    title = f"From {names[0]} to {names[1]}"
    short = [] if 0 < len(lines) <= LINES else [parts.section(f"*{parts.escaped(headline)}*")]
    blocks: list[Block] = [parts.header(title), *short]
    told = [f"• {parts.escaped(line, 280)}" for line in lines[:LINES]]
    blocks += [parts.section("\n".join(told[first : first + A_SECTION])) for first in range(0, len(told), A_SECTION)]
    if len(lines) > LINES:
        blocks.append(parts.context(f"and {len(lines) - LINES} more. `/vpd export json` holds everything."))
    row = parts.actions(
        parts.button("All versions", "snapshots.listing", parts.subject(workshop=workshop.id)),
        again.button("History", "history"),
    )
    return Message(text=f"{parts.escaped(title)}: {parts.escaped(headline)}", blocks=[*blocks, row])


def coming(name: str, *, some: bool) -> Message:
    """Say that the canvas as it was is on its way."""
    if not some:
        return Message(text=f"The canvas of {parts.escaped(name)} had no segment yet, so there is nothing to draw.")
    return Message(text=f"The canvas as of {parts.escaped(name)} is on its way into the channel.")


def comment(workshop: Workshop, segment: str, name: str) -> str:
    """Say what a picture shows."""
    return f"*{parts.escaped(workshop.name)}* for {parts.escaped(segment)}, as of {parts.escaped(name)}"
