"""What people read when segments come apart or together."""

from collections.abc import Iterable, Mapping, Sequence

from slack_sdk.models.blocks import OptionGroup, StaticMultiSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Board, Note, Segment, Workshop
from canvas.defaults import NAME_LENGTH
from canvas.method import KINDS, ROLES
from canvas.ranking import open_notes
from handlers.answer import Message
from handlers.blocks import again, parts, picker

A_GROUP = 100  # options


def split_form(workshop: Workshop, segment: Segment, board: Board) -> View:
    """Return the form that divides the notes of a segment; what is not chosen stays."""
    notes = open_notes(board, segment=segment.id)
    stays = f"The others stay with {parts.cut(segment.name, 60)}."
    fields = [parts.field("name", "Name of the new segment", parts.line("dividing.name", most=NAME_LENGTH))]
    if notes:
        theirs, shared = _notes("dividing.moved", notes), _notes("dividing.both", notes)
        fields.append(parts.field("moved", "Which notes are only theirs?", theirs, optional=True, hint=stays))
        fields.append(parts.field("both", "Which hold for both?", shared, optional=True))
    about = parts.place(workshop, segment=segment.id)
    return parts.form("Split a segment", "dividing.split", about, fields, submit="Split")


def _notes(address: str, notes: Iterable[Note]) -> StaticMultiSelectElement:
    """Return a choice among notes, a group for each block."""
    own: dict[str, list[Note]] = {}
    for note in notes:
        own.setdefault(KINDS[note.block].plural, []).append(note)
    groups = [
        OptionGroup(
            label=PlainTextObject(text=title),
            options=[parts.option(f"{note.code} {note.text}", str(note.id)) for note in found[:A_GROUP]],
        )
        for title, found in own.items()
    ]
    return StaticMultiSelectElement(
        action_id=address, placeholder=PlainTextObject(text="Choose notes"), option_groups=groups
    )


def divided(old: Segment, new: Segment, *, moved: int, both: int) -> Message:
    """Say what is where now."""
    says = (
        f"*{parts.escaped(old.name)}* is split: *{new.number}. {parts.escaped(new.name)}* begins with {_count(moved)} "
        f"of its own and {both} that {'holds' if both == 1 else 'hold'} for both."
    )
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("All segments", "segment"))])


def confirm_merge(workshop: Workshop, one: Segment, other: Segment, *, counts: tuple[int, int]) -> Message:
    """Ask once more before a segment goes into another; `counts` are notes that are new there, and all."""
    new, whole = counts
    says = (
        f"Let *{one.number}. {parts.escaped(one.name)}* go into *{other.number}. {parts.escaped(other.name)}*? "
        f"{_moves(new, whole - new)}Nothing is lost, and you can undo it."
    )
    drawn = parts.subject(workshop=workshop.id, **{"from": one.id, "to": other.id})
    row = parts.actions(parts.button("Merge them", "dividing.merge", drawn, style="primary"))
    return Message(text=says, blocks=[parts.section(says), row])


def _moves(new: int, same: int) -> str:
    """Say what becomes of notes that are new in another segment, and of those that say the same as one there."""
    told = [f"{_count(new)} {'gets a new code' if new == 1 else 'get new codes'} there"] if new else []
    if same:
        told.append(f"{_count(same)} that {'says' if same == 1 else 'say'} the same as one there will be one with it")
    return f"{'; '.join(told)}. " if told else ""


def merged(old: Segment, new: Segment, *, user: str, counts: tuple[int, int]) -> Message:
    """Tell the channel that a segment has gone into another."""
    moved, united = counts
    says = (
        f"{parts.person(user)} let *{parts.escaped(old.name)}* go into *{parts.escaped(new.name)}*: "
        f"{_count(moved)} came along, {united} became one with what was there."
    )
    return Message(text=says)


def put_away_form(workshop: Workshop, segments: Sequence[Segment], chosen: Segment) -> View:
    """Return the form that puts a segment away: on its own, or by letting its notes go into another."""
    options = [parts.option(f"{one.number}. {one.name}", str(one.number)) for one in segments[: picker.MOST_OPTIONS]]
    which = parts.select("dividing.which", options, str(chosen.number))
    into = parts.select("dividing.into", options)
    hint = "Leave it empty to archive the segment: its notes are kept with it."
    fields = [
        parts.field("segment", "Which segment?", which),
        parts.field("into", "Should its notes go into another one?", into, optional=True, hint=hint),
    ]
    return parts.form("Archive or merge", "dividing.put_away", parts.place(workshop), fields, submit="Go on")


def gone(old: Segment, new: Segment) -> Message:
    """Tell the one who merged them how to take it back."""
    says = f"*{parts.escaped(old.name)}* is part of *{parts.escaped(new.name)}* now."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def merged_before() -> Message:
    """Say that the segments have changed since the button was drawn."""
    return Message(text="These segments have changed since. `/vpd segment` shows how they are now.")


def roles_form(workshop: Workshop, segment: Segment, known: Mapping[str, str]) -> View:
    """Return the form that asks who is who; each answer becomes a segment of its own."""
    fields = [
        parts.field(
            role, question, parts.line(f"dividing.{role}", known.get(role, ""), most=NAME_LENGTH), optional=True
        )
        for role, question in ROLES.items()
    ]
    lead = parts.section(f"Who is who at *{parts.escaped(segment.name)}*? Each gets a profile of their own.")
    about = parts.place(workshop, segment=segment.id)
    return parts.form("Who is who?", "dividing.roles", about, [lead, *fields])


def with_roles(parent: Segment, added: Sequence[Segment]) -> Message:
    """Say which segments were made."""
    if not added:
        return Message(text="Nothing new: everybody you named has a segment already.")
    names = ", ".join(f"*{one.number}. {parts.escaped(one.name)}* ({one.role.replace('_', ' ')})" for one in added)
    says = f"Added for {parts.escaped(parent.name)}: {names}."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("All segments", "segment"))])


def _count(number: int) -> str:
    return f"{number} {'note' if number == 1 else 'notes'}"
