"""The look back that the weekly review and the prompt of the last step share."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from canvas.attention import Asked
from canvas.movement import movement
from canvas.proof import Claim
from canvas.review import Behind
from canvas.review import review as look_at
from canvas.rewind import fits_moved
from canvas.situation import Moment
from handlers import advice, versions
from handlers.blocks import fit as fit_blocks
from handlers.blocks import reminders
from handlers.blocks import review as blocks
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
    found = look_at(board, since, tx.at, _behind(changes, tx.asked.of(workshop)))
    if found is None:
        return None
    then = versions.as_of(board, since, changes)
    counting = [one.id for one in board.segments if one.state == "open"]
    questions = advice.due(tx, board, Moment.WEEKLY)
    return blocks.Told(
        workshop=board.workshop,
        since=reminders.day(since.astimezone(ZoneInfo(board.workshop.time_zone))) if last else "the start",
        review=found,
        fits=fits_moved(versions.as_of(whole, since, changes), whole, tx.at),
        movers=[fit_blocks.most(movement(then, board, one, tx.at)) for one in counting],
        segments={segment.id: segment.number for segment in board.segments},
        reminder=tx.reminders.of(workshop),
        at=tx.at,
        speaks=bool(questions) or found.speaks(board.workshop, since, before),
        questions=questions,
    )


def _behind(changes: list[Change], asked: Mapping[Claim, Asked]) -> Behind:
    """Return what was asked, and what the log says people did since; what was taken back counts as nothing done."""
    undone = {one.undoes for one in changes}
    done = [one for one in changes if one.undoes is None and one.id not in undone]
    edits = [(one.entity, one.row) for one in done if "still_true" not in one.after]
    confirmed = {one.row for one in done if one.entity == "notes" and "still_true" in one.after}
    judged = {int(one.after["link_id"]) for one in done if one.entity == "opinions" and "link_id" in one.after}
    return Behind(
        confirmed=frozenset(confirmed - {row for entity, row in edits if entity == "notes"}),
        asked=asked,
        hypotheses=frozenset(row for entity, row in edits if entity == "hypotheses"),
        links=frozenset({row for entity, row in edits if entity == "links"} | judged),
        rated=frozenset(int(one.after["note_id"]) for one in done if one.entity == "ratings"),
    )
