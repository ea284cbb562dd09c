"""The question about words that look like a note that is already there."""

from collections.abc import Mapping

from canvas.board import Note, Workshop
from canvas.words import Draft
from handlers.answer import Message
from handlers.blocks import parts
from storage.transaction import Transaction

DUPLICATE = "duplicate"


def set_aside(
    tx: Transaction,
    workshop: Workshop,
    segment: int,
    draft: Draft,
    alike: tuple[Note, float],
    *,
    user: str,
    source: Mapping[str, object] | None = None,
    about: Mapping[str, object] | None = None,
) -> Message:
    """Keep words aside that are like a note, and return the question for their author.

    `about` is what a form said of it: measure, facets, and the notes (ids) it serves. `source` is the channel, ts and
    line of the reply they were written in; asked again, the older question is settled.
    """
    place = {"ts": "", "line": 0, **(source or {})}
    channel = str(place.pop("channel", workshop.channel))
    if place["ts"]:
        for older in tx.aside.waiting(DUPLICATE, channel, **place):
            tx.aside.take(older.id)
    note = alike[0]
    aside = tx.aside.keep(
        DUPLICATE,
        user,
        draft.text,
        channel=channel,
        **place,
        workshop=workshop.id,
        segment=segment,
        block=draft.block.value,
        subtype=draft.subtype,
        rating=draft.rating,
        detail=draft.detail,
        flavour=draft.flavour,
        **{"measure": "", "facets": {}, "targets": [], **(about or {})},
        like=note.id,
    )
    return question(aside, note, draft.text)


def question(aside: int, note: Note, text: str) -> Message:
    """Ask whether some words say the same as a note; `aside` is where they wait."""
    says = (
        f"“{parts.escaped(text, 150)}” sounds like *{note.code}* “{parts.escaped(note.text, 150)}”. "
        "Is it the same? Until you choose it waits here."
    )
    value = parts.subject(aside=aside)
    row = parts.actions(
        parts.button("Add anyway", "duplicates.add", value),
        parts.button(f"Count me for {note.code}", "duplicates.count", value),
    )
    return Message(text=says, blocks=[parts.section(says), row])
