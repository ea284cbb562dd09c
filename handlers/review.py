"""The look back that the weekly review and the prompt of the last step share."""

from datetime import datetime
from zoneinfo import ZoneInfo

from canvas.board import Board
from canvas.review import Doubt
from canvas.review import review as look_at
from canvas.rewind import fits_moved
from handlers import versions
from handlers.blocks import reminders as blocks
from storage.history import Change
from storage.transaction import Transaction


def told(tx: Transaction, workshop: int, before: datetime) -> blocks.Told | None:
    """Return what there is to say since the last review that came before a moment; None while there is no note."""
    board = tx.workshops.board(workshop)
    last = tx.reminders.last_run(workshop, before)
    since = last or board.workshop.created
    changes = tx.history.since(workshop, since)
    found = look_at(board, since, tx.at, _only_confirmed(changes))
    if found is None:
        return None
    return blocks.Told(
        workshop=board.workshop,
        since=blocks.day(since.astimezone(ZoneInfo(board.workshop.time_zone))) if last else "the start",
        review=found,
        fits=fits_moved(versions.as_of(tx, board, since), board, tx.at),
        doubtful=[_doubtful(board, doubt) for doubt in found.doubts],
        reminder=tx.reminders.of(workshop),
    )


def _only_confirmed(changes: list[Change]) -> frozenset[int]:
    """Return the notes of which people said that they still hold, and which they did not change."""
    confirmed = {one.row for one in changes if one.entity == "notes" and "still_true" in one.after}
    changed = {one.row for one in changes if one.entity == "notes" and "still_true" not in one.after}
    return frozenset(confirmed - changed)


def _doubtful(board: Board, doubt: Doubt) -> blocks.Doubtful:
    numbers = {segment.id: segment.number for segment in board.segments}
    number = numbers[doubt.note.segment] if len(numbers) > 1 else ""
    return blocks.Doubtful(note=doubt.note, code=f"{number}{doubt.note.code}", reason=doubt.reason)
