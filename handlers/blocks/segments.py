"""The customer segments of a workshop, as a list and as a form."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, InputBlock, OverflowMenuElement
from slack_sdk.models.views import View

from canvas.board import Segment, Workshop
from canvas.defaults import NAME_LENGTH
from canvas.situation import Finding
from handlers.answer import Message
from handlers.blocks import again, parts, picker

SHOWN = 20
COMPANIES = "Selling to companies? Who uses it, pays, decides, could stop it?"
MENU = {
    "use": "Use it for my notes",
    "rename": "Rename it",
    "split": "Split it in two",
    "roles": "Who is who there?",
    "archive": "Archive or merge it",
}  # Slack takes five


def add_form(workshop: Workshop) -> View:
    """Return the form that names a segment."""
    hint = "A group of customers who want the same thing, such as: Working parents with kids under 12"
    fields = [parts.field("segment", "Name of the segment", parts.line("segments.name", most=NAME_LENGTH), hint=hint)]
    return parts.form("Add a segment", "segments.save", parts.place(workshop), fields, submit="Add")


def listed(workshop: Workshop, segments: Sequence[Segment], mine: int | None) -> Message:
    """Return all segments, and which one this person's notes go to."""
    add = parts.button("Add a segment", "segments.write", parts.subject(workshop=workshop.id))
    if not segments:
        says = "There is no customer segment yet. Name the first one, so that notes have a place to go."
        return Message(text=says, blocks=[parts.section(says), parts.actions(add)])
    blocks: list[Block] = [parts.section("Your notes go to the segment with the tick.")]
    blocks.extend(_one(workshop, segment, mine, several=len(segments) > 1) for segment in segments[:SHOWN])
    if len(segments) > SHOWN:
        blocks.append(parts.context(f"and {len(segments) - SHOWN} more: `/vpd segment use NAME` finds them too"))
    names = ", ".join(parts.escaped(segment.name) for segment in segments[:SHOWN])
    row = parts.actions(add, again.button(COMPANIES, "segment roles"))
    return Message(text=f"Segments: {names}"[:2900], blocks=[*blocks, row])


def _one(workshop: Workshop, segment: Segment, mine: int | None, *, several: bool) -> Block:
    role = f" ({segment.role.replace('_', ' ')})" if segment.role else ""
    name = f"*{segment.number}. {parts.escaped(segment.name)}*{role}"
    if segment.state != "open":
        return parts.section(f"{name} ({segment.state})")
    tick = " :white_check_mark:" if segment.id == mine else ""
    return parts.section(f"{name}{tick}", _menu(workshop, segment, mine if several else segment.id))


def _menu(workshop: Workshop, segment: Segment, mine: int | None) -> OverflowMenuElement:
    """Return what can be done with a segment; the one that is used already can't be used more."""
    items = {word: label for word, label in MENU.items() if word != "use" or segment.id != mine}
    options = [parts.option(label, parts.place(workshop, segment=segment.id, do=word)) for word, label in items.items()]
    return OverflowMenuElement(action_id=f"segments.choose:{segment.number}", options=options)


def _which(segments: Sequence[Segment], meant: Segment) -> InputBlock:
    """Return the field that asks for a segment."""
    options = [parts.option(f"{one.number}. {one.name}", str(one.number)) for one in segments[: picker.MOST_OPTIONS]]
    return parts.field("segment", "Which segment?", parts.select("segments.which", options, str(meant.number)))


def use_form(workshop: Workshop, segments: Sequence[Segment], meant: Segment) -> View:
    """Return the form that chooses where one's notes go."""
    about = parts.place(workshop, do="use")
    return parts.form("Use a segment", "segments.do", about, [_which(segments, meant)], submit="Use it")


def rename_form(workshop: Workshop, segments: Sequence[Segment], meant: Segment) -> View:
    """Return the form that renames a segment."""
    name = parts.field("name", "New name", parts.line("segments.new_name", most=NAME_LENGTH))
    about = parts.place(workshop, do="rename")
    return parts.form("Rename a segment", "segments.do", about, [_which(segments, meant), name], submit="Rename")


def added(segment: Segment, asks: Finding | None) -> Message:
    """Return what the one who added a segment reads, and a question about its name; it can be ignored."""
    says = f"Added segment *{segment.number}. {parts.escaped(segment.name)}*. Your notes go there now."
    asked = [parts.context(parts.escaped(asks.question))] if asks else []
    click = again.fix(asks) if asks else again.button("All segments", "segment")
    return Message(text=says, blocks=[parts.section(says), *asked, parts.actions(click)])


def used(segment: Segment) -> Message:
    """Return what the one who chose a segment reads."""
    return Message(text=f"Your notes go to *{segment.number}. {parts.escaped(segment.name)}* now.")


def renamed(old: Segment, name: str) -> Message:
    """Return what the one who renamed a segment reads."""
    return Message(text=f"Segment {old.number} is now called *{parts.escaped(name)}*. Its notes stay as they are.")


def confirm_archive(workshop: Workshop, segment: Segment) -> Message:
    """Ask once more before a segment is put away."""
    says = f"Archive *{segment.number}. {parts.escaped(segment.name)}*? Its notes are kept, but take no part any more."
    yes = parts.button(
        "Archive it", "segments.archive", parts.subject(workshop=workshop.id, segment=segment.id), style="danger"
    )
    return Message(text=says, blocks=[parts.section(says), parts.actions(yes)])


def archived(segment: Segment) -> Message:
    """Return what the one who archived a segment reads."""
    says = f"*{segment.number}. {parts.escaped(segment.name)}* is archived. `/vpd undo` brings it back."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])
