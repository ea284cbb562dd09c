"""What people read about a change of course."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import StaticMultiSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Segment, Workshop
from canvas.defaults import NAME_LENGTH
from canvas.method import LAST_STEP, STEPS
from canvas.pivots import PIVOTS, Candidate, Pivot
from handlers.answer import Message
from handlers.blocks import again, decisions, parts

MOST = 100  # options that a select takes


@dataclass(frozen=True, slots=True)
class Way:
    """From which segment to which new one (None: the same), and how many notes were taken along."""

    old: Segment
    new: Segment | None
    taken: int


def form(workshop: Workshop, segment: Segment, found: Sequence[Candidate]) -> View:
    """Return the form: how, why, to whom, and what still holds; what likely does is chosen already."""
    offered = sorted(PIVOTS.values(), key=lambda one: not one.offered)
    kinds = [parts.option(f"{one.name}: {one.means}", one.key) for one in offered]
    fields = [
        parts.field("kind", "How does the course change?", parts.select("pivots.kind", kinds)),
        parts.field(
            "reason",
            "What made you change it?",
            parts.line("pivots.reason", placeholder="Nine of twelve said they never plan ahead"),
            optional=True,
        ),
        parts.field(
            "name",
            "Who are the other customers?",
            parts.line("pivots.name", most=NAME_LENGTH),
            optional=True,
            hint="Only for other customers: a segment you have, or a new one. It gets what you choose below.",
        ),
    ]
    asks = f"What still holds from {parts.cut(segment.name, 60)}?"
    taken = [parts.field("notes", asks, _notes(found), optional=True)] if found else []
    note = parts.context("I keep a version first. Nothing is lost: `/vpd diff` shows what changed.")
    about = parts.place(workshop, segment=segment.id)
    who = decisions.asked("pivots")
    return parts.form("Change course", "pivots.save", about, [*fields, *taken, *who, note], submit="Change course")


def _notes(found: Sequence[Candidate]) -> StaticMultiSelectElement:
    shown = found[:MOST]
    options = [parts.option(f"{one.note.code} {one.note.text}", str(one.note.id)) for one in shown]
    likely = [option for option, one in zip(options, shown, strict=True) if one.likely]
    return StaticMultiSelectElement(
        action_id="pivots.notes",
        placeholder=PlainTextObject(text="Choose notes"),
        options=options,
        initial_options=likely or None,
    )


def announced(workshop: Workshop, chosen: Pivot, *, user: str, reason: str, way: Way) -> Message:
    """Tell the channel that the course has changed, and where it leads."""
    because = f" “{parts.escaped(reason)}”" if reason else ""
    lead = f"{parts.person(user)} changed course: *{chosen.name}*.{because}"
    lines = [lead, chosen.means]
    if way.new:
        took = f"{way.taken} {'note was' if way.taken == 1 else 'notes were'} taken along, to be proven anew"
        lines.append(
            f"From {parts.escaped(way.old.name, 60)} to *{way.new.number}. {parts.escaped(way.new.name, 60)}*: {took}. "
            "Your notes go there now."
        )
    lines.append(f"We go on at step {workshop.step} of {LAST_STEP}: {STEPS[workshop.step]}.")
    left = (
        [again.button(f"Archive {parts.cut(way.old.name, 40)}", "segment", f"archive {way.old.number}")]
        if way.new
        else []
    )
    row = parts.actions(again.button("What changed", "diff"), again.button("Add a note", "add"), *left)
    return Message(text=f"The course has changed: {chosen.name}.", blocks=[parts.section("\n".join(lines)), row])


def done(chosen: Pivot) -> Message:
    """Tell the one who changed it."""
    return Message(text=f"The course has changed: *{chosen.name}*. The channel knows, and the version before is kept.")
