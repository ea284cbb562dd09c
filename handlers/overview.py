"""The canvas of a segment: a message with its picture, all notes in its thread, and pages with every word."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from canvas.board import Board, Note, Segment
from canvas.errors import Stale, UnknownSegment
from canvas.fit import Fit, fit
from canvas.links import active_links
from canvas.method import Block
from canvas.proof import proof
from canvas.ranking import VALUE_MAP, open_notes, ranked
from handlers import channel
from handlers.answer import Answer, Delivery, File, Form, Message, Upload
from handlers.blocks import fit as fit_blocks
from handlers.blocks import overview as blocks
from handlers.gesture import Gesture
from handlers.moving import moved
from handlers.paper.press import Order
from handlers.paper.scene import described, scene
from handlers.place import board_for_all, segment_named, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.messages import CANVAS, LivingMessage
from storage.transaction import Transaction

FORBIDDEN = frozenset(
    {
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "file_upload_size_restricted",
        "missing_scope",
        "slack_connect_file_upload_sharing_blocked",
        "storage_limit_reached",
    }
)
ASK_AGAIN = timedelta(days=1)  # after Slack has said that it takes no files
FIT_STEP = 4
SHOWN_BY_THEN = timedelta(minutes=1)  # an old picture stays until the new one is shown everywhere


def register(surfaces: Surfaces) -> None:
    """Listen to who wants to see the canvas; draw it."""
    surfaces.word("canvas", show, usage="canvas", says="show the canvas here")
    surfaces.button("overview.redraw", redraw)
    surfaces.button("overview.page", page, writes=False)
    surfaces.button("overview.turn", turn)
    surfaces.drawing("overview.board", board)
    surfaces.drawing("overview.picture", picture)
    surfaces.drawing("overview.listing", listing)
    surfaces.posted(posted)
    surfaces.uploaded(uploaded)
    surfaces.refused(refused)


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Post the canvas of a segment in the channel."""
    workshop = workshop_here(gesture, tx)
    segment = segment_named(gesture, tx, workshop)
    last = tx.messages.find(workshop.id, CANVAS, segment=segment.id, step=0)
    posts = channel.canvas(tx, workshop, segment.id)
    if last is not None and channel.is_recent(tx, last):
        return Answer(says=blocks.redrawn(workshop), posts=posts)
    return Answer(says=blocks.coming(workshop), posts=posts)


def redraw(gesture: Gesture, tx: Transaction) -> Answer:
    """Draw the canvas of this message as it is now."""
    workshop = workshop_drawn_for(gesture, tx)
    message = tx.messages.get(int(gesture.subject["message"]))
    if message is None or message.workshop != workshop.id:
        raise Stale
    shown = channel.show(tx.team, message, channel.DRAWINGS[CANVAS], tx=tx)
    return Answer(says=blocks.redrawn(workshop), posts=(shown, *channel.pictured(tx, message)))


def posted(message: LivingMessage, tx: Transaction) -> Answer:
    """Fill the thread of a canvas that has just been posted."""
    return Answer(posts=channel.pictured(tx, message) if message.kind == CANVAS else ())


def uploaded(message: LivingMessage, upload: Upload, tx: Transaction) -> tuple[Delivery, ...]:
    """Show the picture that Slack now has, in its message and on the card, and take its forerunners away."""
    old = [one.file for one in tx.pictures.of(message) if one.file]
    tx.pictures.forget(message.workshop, files=old)
    tx.pictures.keep(message, file=upload.file, digest=upload.digest)
    gone = (
        Delivery(
            team=tx.team,
            lane=message.channel,
            method="files.delete",
            payload={"file": file},
            not_before=tx.at + SHOWN_BY_THEN,
        )
        for file in old
    )
    return (_shown(tx, message), *channel.card(tx, tx.workshops.get(message.workshop)), *gone)


def refused(delivery: Delivery, error: str, tx: Transaction) -> tuple[Delivery, ...]:
    """Show the canvas in words when Slack takes no picture, and forget pictures that it holds no more."""
    message = None if delivery.message is None else tx.messages.get(delivery.message)
    if message is None:
        return ()
    if delivery.drawing == "overview.picture":
        tx.pictures.keep(message, error=error)
        return (_shown(tx, message),)
    if error == "invalid_blocks" and tx.pictures.forget(message.workshop):
        return (channel.show(tx.team, message, delivery.drawing, tx=tx),)
    return ()


def _shown(tx: Transaction, message: LivingMessage) -> Delivery:
    return channel.show(tx.team, message, channel.DRAWINGS[CANVAS], tx=tx)


def board(tx: Transaction, subject: Mapping[str, Any]) -> Message | None:
    """Draw the message of a canvas: its picture, or its notes in words; None when its segment is gone."""
    found = _drawn(tx, subject)
    if found is None:
        return None
    message = found.message
    pictures = tx.pictures.of(message)
    found_fit = fit(found.board, message.segment, tx.at)
    before = tx.pictures.before(message) if message.step else None
    offers = len(open_notes(found.board, segment=message.segment, blocks=VALUE_MAP))
    shown = blocks.Shown(
        message=message.id,
        step=message.step,
        fit=_fit_now(tx, found, found_fit),
        stage=fit_blocks.ended(found_fit, offers) if message.step == FIT_STEP else "",
        picture=next((one.file for one in pictures if one.file), ""),
        before=before.file if before else "",
        alt=described(found.board, found.segment, tx.at),
        refused=bool(pictures) or tx.pictures.refused(tx.at - ASK_AGAIN, FORBIDDEN),
    )
    return blocks.canvas(_sheet(found.board, found.segment, tx), shown)


def _fit_now(tx: Transaction, found: "_Drawn", now: Fit) -> str:
    """Return fit in one line, and what has moved it."""
    kept = board_for_all(tx, tx.workshops.board(found.message.workshop, united=False))
    delta = fit_blocks.delta(moved(tx, kept, found.message.segment, found.message.step))
    return f"{fit_blocks.line(now)} {delta}".strip()


def picture(tx: Transaction, subject: Mapping[str, Any]) -> File | None:
    """Say what is to be drawn for a canvas message; None when this Slack takes no pictures."""
    found = _drawn(tx, subject)
    if found is None or tx.pictures.refused(tx.at - ASK_AGAIN, FORBIDDEN):
        return None
    return File(
        name=f"canvas-{found.segment.number}.png",
        order=partial(_order, found.board, found.segment, tx.at),
        alt=described(found.board, found.segment, tx.at),
        known=next((one.digest for one in tx.pictures.of(found.message) if one.file), ""),
    )


def _order(whole: Board, segment: Segment, at: datetime) -> Order:
    return Order(scene(whole, segment, at), "png")


def listing(tx: Transaction, subject: Mapping[str, Any]) -> Message | None:
    """Draw the list of all notes that stands in the thread of a canvas."""
    found = _drawn(tx, subject)
    return None if found is None else blocks.listing(_sheet(found.board, found.segment, tx))


@dataclass(frozen=True, slots=True)
class _Drawn:
    message: LivingMessage
    board: Board
    segment: Segment


def _drawn(tx: Transaction, subject: Mapping[str, Any]) -> _Drawn | None:
    """Return what a canvas message is about, None when that is gone."""
    message = tx.messages.get(subject["message"])
    if message is None:
        return None
    whole = board_for_all(tx, tx.workshops.board(message.workshop))
    segment = next((one for one in whole.segments if one.id == message.segment), None)
    return None if segment is None else _Drawn(message, whole, segment)


def page(gesture: Gesture, tx: Transaction) -> Answer:
    """Open a page of a block's notes."""
    return Answer(form=Form(blocks.page(*_asked(gesture, tx))))


def turn(gesture: Gesture, tx: Transaction) -> Answer:
    """Turn to another page in the open form."""
    view = blocks.page(*_asked(gesture, tx))
    return Answer(posts=(channel.turned(tx, gesture.view, gesture.user, view),))


def _asked(gesture: Gesture, tx: Transaction) -> tuple[blocks.Sheet, Block, int]:
    workshop = workshop_drawn_for(gesture, tx)
    whole = board_for_all(tx, tx.workshops.board(workshop.id))
    segment = next((one for one in whole.segments if one.id == gesture.subject.get("segment")), None)
    if segment is None:
        raise UnknownSegment(name="that one", names=", ".join(one.name for one in whole.segments))
    return _sheet(whole, segment, tx), Block(gesture.subject["block"]), int(gesture.subject.get("page", 0))


def _sheet(whole: Board, segment: Segment, tx: Transaction) -> blocks.Sheet:
    own = whole.of_segment(segment.id)
    notes = {note.id: note for note in own.notes}
    links: dict[int, list[tuple[Note, float]]] = defaultdict(list)
    for link in active_links(own):
        if link.works:
            links[link.source].append((notes[link.target], link.works))
            links[link.target].append((notes[link.source], link.works))
    return blocks.Sheet(
        workshop=whole.workshop,
        segment=segment,
        notes={block: ranked(own, tx.at, blocks=[block]) for block in Block},
        grounds=proof(own, tx.at).notes,
        links=links,
    )
