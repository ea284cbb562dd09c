"""The canvas of a segment: a message for the channel, and pages with every note."""

from collections import defaultdict
from typing import Any

from canvas.board import Board, Note, Segment, Workshop
from canvas.errors import UnknownSegment
from canvas.evidence import grounds_by_note
from canvas.fit import active_links, fit
from canvas.method import Block
from canvas.ranking import ranked
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import fit as fit_blocks
from handlers.blocks import overview as blocks
from handlers.gesture import Gesture
from handlers.place import segment_named, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to who wants to see the canvas."""
    surfaces.word("canvas", show, usage="canvas", says="show the canvas here")
    surfaces.button("overview.page", page, writes=False)
    surfaces.button("overview.turn", turn)


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Post the canvas of a segment in the channel."""
    workshop = workshop_here(gesture, tx)
    segment = segment_named(gesture, tx, workshop)
    board = tx.workshops.board(workshop.id)
    line = fit_blocks.line(fit(board, segment.id, tx.at))
    posts = (channel.say(workshop, blocks.canvas(_sheet(board, workshop, segment, tx), line)),)
    return Answer(says=None if gesture.channel == workshop.channel else blocks.posted(workshop), posts=posts)


def page(gesture: Gesture, tx: Transaction) -> Answer:
    """Open a page of a block's notes."""
    return Answer(form=Form(blocks.page(*_asked(gesture, tx))))


def turn(gesture: Gesture, tx: Transaction) -> Answer:
    """Turn to another page in the open form."""
    view = blocks.page(*_asked(gesture, tx))
    payload: dict[str, Any] = {"view_id": gesture.view, "view": view.to_dict()}
    return Answer(posts=(Delivery(team=tx.team, lane=gesture.user, method="views.update", payload=payload),))


def _asked(gesture: Gesture, tx: Transaction) -> tuple[blocks.Sheet, Block, int]:
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    segment = next((one for one in board.segments if one.id == gesture.subject.get("segment")), None)
    if segment is None:
        raise UnknownSegment(name="that one", names=", ".join(one.name for one in board.segments))
    sheet = _sheet(board, workshop, segment, tx)
    return sheet, Block(gesture.subject["block"]), int(gesture.subject.get("page", 0))


def _sheet(board: Board, workshop: Workshop, segment: Segment, tx: Transaction) -> blocks.Sheet:
    own = board.of_segment(segment.id)
    notes = {note.id: note for note in own.notes}
    links: dict[int, list[tuple[Note, float]]] = defaultdict(list)
    for link in active_links(own):
        if link.strength:
            links[link.source].append((notes[link.target], link.strength))
            links[link.target].append((notes[link.source], link.strength))
    return blocks.Sheet(
        workshop=workshop,
        segment=segment,
        notes={block: ranked(own, tx.at, blocks=[block]) for block in Block},
        grounds=grounds_by_note(own.evidence, tx.at),
        links=links,
    )
