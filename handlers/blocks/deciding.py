"""What people read about the last word: the forms in which somebody has it, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import InputBlock, Option
from slack_sdk.models.views import View

from canvas.board import Link, Note, Workshop
from canvas.codes import Codes
from canvas.defaults import TOP_RATING
from canvas.method import KINDS, STRENGTHS
from handlers.answer import Message
from handlers.blocks import again, last_word, parts, picker

BACK = "back"
AGAIN = "what the team said counts again: "
REASON = 300  # characters


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with its two ends."""

    link: Link
    offer: Note
    want: Note

    def read(self, codes: Codes) -> str:
        """Return the link as people read it."""
        return f"{codes.read(self.offer)}-{codes.read(self.want)}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed before the form opened: a value and a reason, either may be missing."""

    value: str = ""
    reason: str = ""


NOTHING = Typed()


def about_note(workshop: Workshop, note: Note | None, codes: Codes, typed: Typed = NOTHING) -> View:
    """Return the form that decides what a note weighs; without a note also which one."""
    if note is None:
        return _form(workshop, [picker.note(label="Which note?"), _ratings(None, typed)], typed)
    lead = f"*{codes.read(note)}* {parts.escaped(note.text)}\n_{last_word.rating(note) or last_word.team_rating(note)}_"
    return _form(workshop, [parts.section(lead), _ratings(note, typed)], typed, note=note.id)


def about_tie(workshop: Workshop, tie: Tie, codes: Codes, typed: Typed = NOTHING) -> View:
    """Return the form that decides how well a link works."""
    words = f"{parts.escaped(tie.offer.text, 150)} → {parts.escaped(tie.want.text, 150)}"
    lead = f"*{tie.read(codes)}* {words}\n_{last_word.strength(tie.link)}_"
    return _form(workshop, [parts.section(lead), _strengths(typed)], typed, link=tie.link.id)


def among_notes(workshop: Workshop, notes: Sequence[Note], codes: Codes) -> View:
    """Return the form that asks which of some notes weighs what, the most important first."""
    options = [parts.option(f"{codes.read(one)}  {one.text}", str(one.id)) for one in notes[: picker.MOST_OPTIONS]]
    which = parts.field("note", "Which note?", parts.select("deciding.note", options))
    return _form(workshop, [which, _ratings(None, NOTHING)], NOTHING)


def among_ties(workshop: Workshop, ties: Sequence[Tie], codes: Codes) -> View:
    """Return the form that asks which of some links works how well."""
    options = [
        parts.option(f"{one.read(codes)}  {parts.cut(one.offer.text, 30)} → {one.want.text}", str(one.link.id))
        for one in ties[: picker.MOST_OPTIONS]
    ]
    which = parts.field("link", "Which link?", parts.select("deciding.link", options))
    return _form(workshop, [which, _strengths(NOTHING)], NOTHING)


def _form(workshop: Workshop, fields: Sequence[SlackBlock], typed: Typed, **about: int) -> View:
    reason = parts.line("deciding.reason", typed.reason, most=REASON)
    hint = "The channel reads it. What the team said is kept beside it."
    place = parts.place(workshop, **about)
    blocks = [*fields, parts.field("reason", "Why?", reason, hint=hint)]
    return parts.form("The last word", "deciding.save", place, blocks, submit="Decide")


def _ratings(note: Note | None, typed: Typed) -> InputBlock:
    low, high = KINDS[note.block].scale if note else ("least", "most")
    ends = {1: f" ({low})", TOP_RATING: f" ({high})"}
    options = [parts.option(f"{value}{ends.get(value, '')}", str(value)) for value in range(1, TOP_RATING + 1)]
    return _value("How much does it weigh for the customer?", options, typed)


def _strengths(typed: Typed) -> InputBlock:
    return _value("How well does it work?", [parts.option(name.capitalize(), name) for name in STRENGTHS], typed)


def _value(label: str, options: Sequence[Option], typed: Typed) -> InputBlock:
    choices = [*options, parts.option("Back to what the team said", BACK)]
    return parts.field("value", label, parts.select("deciding.value", choices, typed.value))


def decided(says: str) -> Message:
    """Tell who decided that it is kept; `says` is markup."""
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def note_says(note: Note, codes: Codes) -> str:
    """Say what counts for a note now."""
    now = last_word.rating(note) or last_word.team_rating(note)
    return f"*{codes.read(note)}* {parts.escaped(note.text, 100)}: {now if note.decided is not None else AGAIN + now}"


def tie_says(tie: Tie, codes: Codes) -> str:
    """Say what counts for a link now."""
    now = last_word.strength(tie.link)
    ends = f"{parts.escaped(tie.offer.text, 60)} → {parts.escaped(tie.want.text, 60)}"
    return f"*{tie.read(codes)}* {ends}: {now if tie.link.decided is not None else AGAIN + now}"


def told(user: str, says: str, reason: str) -> Message:
    """Tell the channel what was decided, and why."""
    words = f"{parts.person(user)} had the last word. {says}.\nBecause: {parts.escaped(reason)}"
    return Message(text=words, blocks=[parts.section(words)])
