"""What people read when a note is changed, moved, taken off or brought back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Note, NoteState, Workshop
from canvas.clashes import Settled
from canvas.codes import Codes
from canvas.facets import FACETS
from canvas.method import KINDS, Block
from handlers.answer import Message
from handlers.blocks import again, facets, menu, parts, picker
from handlers.blocks.notes import CUT, LONGEST, SHOWN
from storage.history import Change

OTHERS = {
    "ratings": "your rating",
    "votes": "your dot",
    "links": "your link",
    "evidence": "your evidence",
    "hypotheses": "your hypothesis",
    "importances": "your rating",
    "tests": "your change to a test",
    "learnings": "your learning",
    "consequences": "what must change after a learning",
    "alternatives": "your change to what they use without you",
    "pitches": "your pitch",
    "segments": "your change to the segments",
    "workshops": "your last step",
    "reminders": "your change to the weekly review",
}
# What can't be taken back, and what to do instead.
STAYS = {
    "reminders": ("to begin the weekly review", "; `/vpd remind off` ends it"),
    "rounds": ("about what is written or judged unseen", "; its buttons lead it on or end it"),
    "walls": ("about the wall", "; `/vpd wall` makes a link and `/vpd wall off` ends it"),
    "notes": ("to say that a note still holds", ""),
    "hypotheses": ("to say that a hypothesis still holds", ""),
    "members": ("to join", ""),
}


def rewriting(workshop: Workshop, note: Note | None, codes: Codes, text: str = "") -> View:
    """Return the form to change a note, or to choose one and give it other words."""
    words = text or (f"{note.text} {note.detail}".strip() if note else "")
    sort = picker.subtypes([note.block], note.subtype) if note else None
    fields = [
        *([] if note else [picker.note()]),
        parts.field("text", "New words", parts.line("notes.text", words[:LONGEST], most=LONGEST, multiline=True)),
        *([sort] if sort else []),
        *(facets.fields(note.block, note) if note else []),
        *([menu.ways(workshop, note, several=len(codes.segments) > 1)] if note else []),
    ]
    about = {"note": note.id, "was": note.updated.isoformat()} if note else {}
    title = f"Change {codes.read(note)}" if note else "Change a note"
    return parts.form(title, "changes.rewrite", parts.place(workshop, **about), fields)


FIELDS = {
    "subtype": "Its sort",
    "measure": "The number",
    **{facet.name: f"{facet.named[0].upper()}{facet.named[1:]}" for facet in FACETS},
}


def clashing(workshop: Workshop, note: Note, codes: Codes, found: Settled, user: str) -> View:
    """Return the form with one's own words once more, below what somebody else has made of the note meanwhile."""
    told = [f"{parts.person(user)} changed *{codes.read(note)}* while you were writing."]
    if {"text", "detail"} & set(found.clashes):
        told.append(f"It now says: “{parts.escaped(f'{note.text} {note.detail}'.strip(), 1000)}”")
    for name, label in FIELDS.items():
        if name in found.clashes:
            told.append(f"{label} is now: {parts.escaped(str(getattr(note, name)) or 'open', 100).replace('_', ' ')}")
    told.append("Below is what you wrote. Put it in the place of theirs, or keep theirs.")
    mine = replace(note, **found.values)
    view = rewriting(workshop, mine, codes)
    view.blocks = [parts.section("\n".join(told)), *(view.blocks or [])]
    view.submit, view.close = PlainTextObject(text="Overwrite"), PlainTextObject(text="Keep theirs")
    return view


def picking(workshop: Workshop, word: str, note: Note | None = None) -> View:
    """Return the form to choose a note to move or remove."""
    title = "Move a note" if word == "move" else "Remove a note"
    fields = [picker.note(note), *([picker.kinds()] if word == "move" else [])]
    return parts.form(title, "changes.pick", parts.place(workshop, word=word), fields, submit=word.capitalize())


MOVED = "Its ratings and evidence came along. They were for the other kind, so look at them again when you can."
RECHECK = "That is quite a change: its ratings, links and evidence were for the words before. Do they still hold?"


def rewritten(workshop: Workshop, note: Note, codes: Codes, *, was_cut: bool) -> Message:
    """Say what a note says now, and that it may mean something else than what people rated and backed."""
    says = f"*{codes.read(note)}* now says: {parts.escaped(note.text, 150)}"
    hints = [parts.context(CUT)] if was_cut else []
    undo = again.button("Undo", "undo")
    if not note.recheck:
        return Message(text=says, blocks=[parts.section(says), *hints, parts.actions(undo)])
    value = parts.subject(workshop=workshop.id, note=note.id, code=note.code)
    ways = [
        parts.button("It means the same", "changes.same", value),
        again.button("Rate it", "rate", codes.typed(note)),
        undo,
    ]
    return Message(text=says, blocks=[parts.section(says), *hints, parts.context(RECHECK), parts.actions(*ways)])


def settled(note: Note, codes: Codes) -> Message:
    """Say that what people thought of a note holds."""
    return Message(text=f"Good: what *{codes.read(note)}* was rated and backed by counts as before.")


def confirm_move(workshop: Workshop, note: Note, block: Block, codes: Codes) -> Message:
    """Ask before a note goes from the customer's side to ours, or back."""
    kind = KINDS[block].title.lower()
    says = (
        f"*{codes.read(note)}* would leave the {_side(note.block)} and become a {kind} on the {_side(block)}. Move it?"
    )
    value = parts.subject(workshop=workshop.id, note=note.id, code=note.code, block=block.value)
    return Message(
        text=says, blocks=[parts.section(says), parts.actions(parts.button("Move it", "changes.shift", value))]
    )


def _side(block: Block) -> str:
    return KINDS[block].side.value.replace("_", " ")


def moved(before: Note, after: Note, codes: Codes) -> Message:
    """Say where a note is now."""
    kind = KINDS[after.block].title.lower()
    says = f"*{codes.read(before)}* is now *{codes.read(after)}*, a {kind}. The old code still finds it."
    sort = [again.button("Which sort is it?", "edit", codes.typed(after))] if KINDS[after.block].subtypes else []
    hints = [parts.context(MOVED)] if after.recheck else []
    return Message(text=says, blocks=[parts.section(says), *hints, parts.actions(*sort, again.button("Undo", "undo"))])


def park_instead(workshop: Workshop, note: Note, codes: Codes) -> Message:
    """Offer to park a note that others have built on."""
    says = f"*{codes.read(note)}* has evidence or a hypothesis. Park it to keep these, or remove it all the same?"
    value = parts.subject(workshop=workshop.id, note=note.id, code=note.code)
    row = parts.actions(
        parts.button("Park", "changes.park", value, style="primary"),
        parts.button("Remove all the same", "changes.drop", value),
    )
    return Message(text=says, blocks=[parts.section(says), row])


def gone(note: Note, codes: Codes, *, parked: bool) -> Message:
    """Say that a note is off the canvas."""
    says = f"*{codes.read(note)}* is {'parked' if parked else 'off the canvas'}: {parts.escaped(note.text, 100)}"
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def taken_back(entity: str, before: Mapping[str, object], note: Note | None, codes: Codes) -> str:
    """Say in markup what was taken back: columns of a table with what they hold again."""
    if note is None:
        return f"• {OTHERS.get(entity, 'your last change')}"
    return f"• *{codes.read(note)}* {_is_again(before, note)}: {parts.escaped(note.text, 100)}"


def _is_again(before: Mapping[str, object], note: Note) -> str:
    """Say what a note is again."""
    if "block" in before:
        return f"is a {KINDS[note.block].title.lower()} again"
    if "text" in before:
        return "says again"
    if "segment_id" in before:
        return "is where it was"
    if set(before) == {"recheck"}:
        return "is to be checked again"
    if "state" not in before:
        return "is as it was before"
    states = {NoteState.OPEN: "is back", NoteState.MERGED: "is merged again"}
    return states.get(NoteState(str(before["state"])), "is off the canvas again")


def in_the_way(last: Change, workshop: Workshop) -> Message:
    """Say that the last change stays, and offer to take back the one before it."""
    what, instead = STAYS.get(last.entity, ("something else", ""))
    says = f"Your last change was {what}. `/vpd undo` can't take that back{instead}. Take back what you did before it?"
    button = parts.button("Take back what was before", "changes.older", parts.subject(workshop=workshop.id))
    return Message(text=says, blocks=[parts.section(says), parts.actions(button)])


def undone(lines: Sequence[str]) -> Message:
    """Say what was taken back; the lines are markup."""
    more = [f"• …and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return Message(text="\n".join(["Taken back:", *lines[:SHOWN], *more]))


def brought_back(user: str) -> Message:
    """Say below what told of a file that all of it has been taken back."""
    says = f"{parts.person(user)} has taken back what this file brought in."
    return Message(text=says, blocks=[parts.section(says)])
