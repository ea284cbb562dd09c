"""The look back that the weekly review and the prompt of the last step share."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from canvas.review import Behind
from canvas.review import review as look_at
from canvas.rewind import fits_moved
from canvas.situation import Moment
from handlers import advice, versions
from handlers.blocks import reminders as blocks
from handlers.place import board_for_all
from storage.history import Change
from storage.transaction import Transaction

BEFORE = timedelta(seconds=1)  # what comes with the very start of a workshop is new in its first review


def told(tx: Transaction, workshop: int, before: datetime) -> blocks.Told | None:
    """Return what there is to say since the last review that came before a moment; None while there is no note."""
    whole = tx.workshops.board(workshop)
    board = board_for_all(tx, whole)
    last = tx.reminders.last_run(workshop, before)
    since = last or board.workshop.created - BEFORE
    changes = tx.history.since(workshop, since)
    found = look_at(board, since, tx.at, Behind(_only_confirmed(changes), tx.asked.of(workshop)))
    if found is None:
        return None
    questions = advice.due(tx, board, Moment.WEEKLY)
    return blocks.Told(
        workshop=board.workshop,
        since=blocks.day(since.astimezone(ZoneInfo(board.workshop.time_zone))) if last else "the start",
        review=found,
        fits=fits_moved(versions.as_of(whole, since, changes), whole, tx.at),
        segments={segment.id: segment.number for segment in board.segments},
        reminder=tx.reminders.of(workshop),
        at=tx.at,
        speaks=bool(questions) or found.speaks(board.workshop, since, before),
        questions=questions,
    )


def _only_confirmed(changes: list[Change]) -> frozenset[int]:
    """Return the notes of which people said that they still hold, and which they did not change."""
    confirmed = {one.row for one in changes if one.entity == "notes" and "still_true" in one.after}
    changed = {one.row for one in changes if one.entity == "notes" and "still_true" not in one.after}
    return frozenset(confirmed - changed)
