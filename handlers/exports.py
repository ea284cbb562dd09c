"""Taking the canvas out as a file, which is written when it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from canvas.board import Workshop
from handlers import channel, versions
from handlers.answer import Answer, File
from handlers.blocks import exports as blocks
from handlers.gesture import Gesture, Surface
from handlers.paper.formats import DRAWN, file_name, picture, read_format, write
from handlers.paper.scene import described
from handlers.place import board_for_all, segment_meant, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.messages import CANVAS, CARD
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to the word and its buttons; draw the file."""
    surfaces.word("export", export, usage="export png", says="take the canvas out: png, pdf, svg, md, csv or json")
    surfaces.button("exports.send", send)
    surfaces.drawing("exports.file", file)


def export(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the canvas out in the format that was typed; with none, ask."""
    workshop = workshop_here(gesture, tx)
    if not gesture.text.strip():
        return Answer(says=blocks.choose(workshop))
    segment, words = segment_meant(gesture, tx, workshop)
    return _sent(gesture, tx, workshop, read_format(words), segment.id)


def send(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the canvas out in the format of the button."""
    workshop = workshop_drawn_for(gesture, tx)
    segment, _ = segment_meant(replace(gesture, text=""), tx, workshop)
    return _sent(gesture, tx, workshop, read_format(str(gesture.subject.get("format", ""))), segment.id)


def _sent(gesture: Gesture, tx: Transaction, workshop: Workshop, kind: str, segment: int) -> Answer:
    """Ask for one file; a second click while it waits asks for no second one."""
    where, thread = _thread(gesture, tx, workshop)
    place = {"thread_ts": thread} if thread else {}
    return Answer(says=blocks.coming(kind, where), posts=(channel.export(workshop, kind, segment, **place),))


def _thread(gesture: Gesture, tx: Transaction, workshop: Workshop) -> tuple[str, str]:
    """Return the thread that a file goes into, and what it is of: a mention's own, else the canvas's, else the card's.

    Files in threads leave the channel to those who talk.
    """
    if gesture.surface is Surface.MENTION:
        return blocks.HERE, gesture.thread or gesture.ts
    for kind, where in ((CANVAS, blocks.OF_CANVAS), (CARD, blocks.OF_CARD)):
        found = tx.messages.find(workshop.id, kind)
        if found and found.ts:
            return where, found.ts
    return blocks.IN_CHANNEL, ""


def file(tx: Transaction, subject: Mapping[str, Any]) -> File:
    """Write the file of a workshop as it is now, or say what is to be drawn of a segment."""
    kind = subject["format"]
    whole = versions.record(tx, subject["workshop"], kind)
    written = replace(whole, board=board_for_all(tx, whole.board))  # the channel reads it
    comment = blocks.comment(written.board.workshop)
    if kind not in DRAWN:
        return File(name=file_name(written, kind), content=write(kind, written), comment=comment)
    segment = next(one for one in written.board.segments if one.id == subject["segment"])
    order = partial(picture, kind, written, segment)
    return File(
        name=file_name(written, kind), order=order, comment=comment, alt=described(written.board, segment, tx.at)
    )
