"""What people read about the variants of an offer: side by side, with what each would be worth."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.focus import Variant
from canvas.method import VARIANTS
from handlers.answer import Message
from handlers.blocks import again, parts, picker
from handlers.blocks.fit import line

SHOWN = 8  # notes of each
LEAD = "The first idea is rarely the best. Try another offer beside it: five to fifteen minutes are enough."


def compared(workshop: Workshop, segment: Segment, found: Sequence[Variant], following: str) -> Message:
    """Return the variants of a segment with what fit would be with each; `following` is the letter of the next one."""
    says = f"*Ways to serve {parts.escaped(segment.name, 80)}*"
    lines = [part for one in found for part in _one(workshop, segment, one)]
    lead = [] if found else [parts.context(f"There is one so far. {LEAD}")]
    row = parts.actions(*_more(workshop, segment, following)) if _more(workshop, segment, following) else None
    return Message(text=says, blocks=[parts.section(says), *lead, *lines, *([row] if row else [])])


def _one(workshop: Workshop, segment: Segment, one: Variant) -> list[SlackBlock]:
    counts = ", counts now" if one.current else ""
    notes = [f"• *{note.code}* {parts.escaped(note.text, 100)}" for note in one.notes[:SHOWN]]
    more = [f"…and {len(one.notes) - SHOWN} more"] if len(one.notes) > SHOWN else []
    text = "\n".join([f"*Variant {one.letter}*{counts}. {line(one.fit)}", *notes, *more])
    value = parts.subject(workshop=workshop.id, segment=segment.id, letter=one.letter, current=segment.variant)
    take_up = None if one.current else parts.button(f"Use {one.letter}", f"variants.use:{one.letter}", value)
    return [parts.section(text, take_up)]


def _more(workshop: Workshop, segment: Segment, following: str) -> list[parts.ButtonElement]:
    value = parts.subject(workshop=workshop.id, segment=segment.id, letter=following, current=segment.variant)
    new = [
        parts.button(f"Begin {following} with a copy", "variants.begin", value),
        parts.button(f"Begin {following} empty", "variants.use", value),
    ]
    copy = parts.button("Copy a note", "variants.write", parts.subject(workshop=workshop.id, segment=segment.id))
    return [*(new if following else []), copy]


def used(segment: Segment, letter: str, notes: int) -> Message:
    """Say which variant counts now, and what to do with an empty one."""
    name = parts.escaped(segment.name, 80)
    says = f"Variant *{letter}* counts for {name} now. What is added to the offer goes there."
    hint = "" if notes else "\nIt is empty still: `/vpd add reliever …` begins it."
    row = parts.actions(
        again.button("Compare", "variant", f"--segment {segment.number}"),
        again.button("Fit", "fit", f"--segment {segment.number}"),
        again.button("Undo", "undo"),
    )
    return Message(text=f"{says}{hint}", blocks=[parts.section(f"{says}{hint}"), row])


def copied(workshop: Workshop, segment: Segment, copies: Sequence[Note], letter: str) -> Message:
    """Say which copies a variant has now."""
    codes = parts.listed([f"*{note.code}*" for note in copies])
    says = (
        f"Copied into variant *{letter}* as {codes}, with the links. Change what differs: "
        f"`/vpd edit {segment.number}{copies[0].code}`."
    )
    value = parts.subject(workshop=workshop.id, segment=segment.id, letter=letter, current=segment.variant)
    take_up = [] if segment.variant == letter else [parts.button(f"Use {letter}", "variants.use", value)]
    here = again.button("Compare", "variant", f"--segment {segment.number}")
    return Message(text=says, blocks=[parts.section(says), parts.actions(*take_up, here, again.button("Undo", "undo"))])


def form(workshop: Workshop, segment: Segment) -> View:
    """Return the form that copies a note into a variant."""
    letters = [parts.option(f"Variant {letter}", letter) for letter in VARIANTS]
    fields = [
        picker.note(label="What do you take along?", hint="A product, a reliever or a creator."),
        parts.field("letter", "Into which variant?", parts.select("variants.letter", letters)),
    ]
    return parts.form("Copy a note", "variants.save", parts.place(workshop, segment=segment.id), fields, submit="Copy")
