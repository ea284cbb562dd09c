"""The end of a workshop, as everything that ends one tells it."""

from canvas.board import Board, Workshop
from canvas.fit import fit
from canvas.pitch import phrase
from handlers import channel
from handlers.answer import Delivery
from handlers.blocks import ending as blocks
from handlers.blocks.parts import escaped
from handlers.blocks.workshop import open_segments
from handlers.ended import canvases
from handlers.place import board_for_all
from storage.transaction import Transaction

KEPT_AS = ("pdf", "json")  # what is put into the channel: to read, and to bring in again


def closed(tx: Transaction, workshop: Workshop, decided: str = "") -> tuple[Delivery, ...]:
    """Close a workshop and tell the channel what it came to: notes, fit, pitch, decision, and all of it as files."""
    for running in tx.rounds.of(workshop.id):
        tx.rounds.end(running)  # what was written unseen is seen at the end, at the latest
    if reminder := tx.reminders.of(workshop.id):
        tx.reminders.change(reminder, state="off")
    tx.workshops.decide(workshop.id, "finish", str(workshop.step), "", decided)
    after = tx.workshops.change(workshop, state="finished")
    last = conclusion(tx, workshop, decided)
    board = last.board
    segments = open_segments(board)
    drawn = canvases(tx, board, workshop) if workshop.step > 1 else ()
    redrawn = channel.prompts_for(tx, workshop, workshop.step, segments)
    files = tuple(channel.export(after, kind, segments[0].id) for kind in KEPT_AS) if board.notes and segments else ()
    return (*drawn, channel.say(workshop, blocks.finished(last)), *files, *channel.card(tx, workshop), *redrawn)


def conclusion(tx: Transaction, workshop: Workshop, decided: str) -> blocks.Last:
    """Return what a workshop came to, as its channel may read it."""
    board = board_for_all(tx, tx.workshops.board(workshop.id))
    return blocks.Last(board=board, fits=_fits(board, tx), pitches=_pitches(board), decided=decided)


def _fits(board: Board, tx: Transaction) -> list[str]:
    lines: list[str] = []
    for segment in open_segments(board):
        found = fit(board, segment.id, tx.at)
        if found.paper is not None and found.proven is not None:
            of = f"Fit for {escaped(segment.name)}"
            lines.append(f"{of}: {found.paper:.0f} of 100 on paper, {found.proven:.0f} proven.")
    return lines


def _pitches(board: Board) -> list[str]:
    """Return the sentence that was kept last for each segment."""
    kept = {one.segment: phrase(one.slots) for one in board.pitches}
    return [kept[segment.id] for segment in open_segments(board) if segment.id in kept]
