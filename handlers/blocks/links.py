"""What people read about links, and the form that matches one card at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks import ExternalDataSelectElement, Option
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Note, Workshop
from canvas.codes import Codes
from canvas.method import KINDS, STRENGTHS, Side
from handlers.answer import Message
from handlers.blocks import again, parts, picker

TARGETS = 10  # offered on one card


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One note with those it may be linked to, the most important first; `strengths` of links there are, by note id."""

    note: Note
    others: Sequence[Note]
    strengths: Mapping[int, float]
    of: int  # how many there are to choose from


def word(strength: float) -> str:
    """Return a strength as people say it."""
    return next(name for name, value in STRENGTHS.items() if value == strength)


def pair(one: Note, other: Note) -> tuple[Note, Note]:
    """Return the offer and what it serves, from two notes in either order."""
    return (one, other) if KINDS[one.block].side is Side.VALUE_MAP else (other, one)


def linked(source: Note, target: Note, strength: float, codes: Codes) -> Message:
    """Say how well an offer serves a note now."""
    serves = "does not serve" if not strength else f"{word(strength)} serves"
    says = f"*{codes.read(source)}* {serves} *{codes.read(target)}*."
    here = f"--segment {codes.number(source)}"
    row = parts.actions(
        again.button("Match one by one", "link", here), again.button("Fit", "fit", here), again.button("Undo", "undo")
    )
    words = f"{parts.escaped(source.text, 100)} → {parts.escaped(target.text, 100)}"
    return Message(text=says, blocks=[parts.section(says), parts.context(words), row])


def unlinked(source: Note, target: Note, codes: Codes) -> Message:
    """Say that a link is gone."""
    says = f"*{codes.read(source)}* and *{codes.read(target)}* are no longer linked."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def unlinking(workshop: Workshop, note: Note | None) -> View:
    """Return the form that takes a link away: one of a note's, or any."""
    element = ExternalDataSelectElement(
        action_id="links.search", min_query_length=0, placeholder=PlainTextObject(text="Type a code or a word")
    )
    about = parts.place(workshop, **({"note": note.id} if note else {}))
    fields = [parts.field("link", "Which one does not hold?", element)]
    return parts.form("Take a link away", "links.drop", about, fields, submit="Unlink")


def choices(links: Sequence[tuple[Note, Note]], codes: Codes, words: str) -> list[Option]:
    """Return the links that some words find, as choices."""
    wanted = words.strip().casefold()
    named = [
        (f"{codes.read(source)}-{codes.read(target)}  {parts.cut(source.text, 30)} → {target.text}", source, target)
        for source, target in links
    ]
    return [
        parts.option(label, f"{source.id}-{target.id}")
        for label, source, target in named
        if wanted in f"{label} {source.text}".casefold()
    ][: picker.MOST_OPTIONS]


def matching(workshop: Workshop, card: Card, codes: Codes, left: Sequence[int]) -> View:
    """Return the form of one card; `left` are the ids of the notes whose cards come after it."""
    about = parts.place(workshop, note=card.note.id, left=list(left))
    submit = "Save and next" if left else "Save"
    fields: list[SlackBlock] = [_question(card, codes), *(_choice(card, other, codes) for other in card.others)]
    if card.of > len(card.others):
        hint = (
            f"These are the {len(card.others)} most important of {card.of}. What you choose here is linked as “fully”."
        )
        fields.append(picker.note(label="Another one", optional=True, hint=hint))
    if left:
        fields.append(parts.context(f"{len(left)} more to come."))
    return parts.form("Match one by one", "links.answer", about, fields, submit=submit)


def _question(card: Card, codes: Codes) -> SlackBlock:
    words = parts.escaped(card.note.text)
    offers = KINDS[card.note.block].side is Side.VALUE_MAP
    asks = "How well does it serve each of these?" if offers else "How well does each of these serve it?"
    return parts.section(f"*{codes.read(card.note)}* {words}\n{asks} Leave open what you can't tell.")


def _choice(card: Card, other: Note, codes: Codes) -> SlackBlock:
    source, target = pair(card.note, other)
    strength = card.strengths.get(other.id)
    chosen = "" if strength is None else word(strength)
    options = [parts.option(name.capitalize(), name) for name in STRENGTHS]
    element = parts.select("links.choice", options, chosen, placeholder="Can't tell")
    return parts.field(
        f"{source.id}-{target.id}", f"{codes.read(other)}  {parts.cut(other.text, 200)}", element, optional=True
    )


def matched(says: str) -> View:
    """Return the last page of the form: all cards are done."""
    return View(
        type="modal",
        title=PlainTextObject(text="All matched"),
        close=PlainTextObject(text="Done"),
        blocks=[parts.section(f"That was the last one. Thank you!\n{says}")],
    )
