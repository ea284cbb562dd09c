"""What a channel sees of the canvas as a step ends: of each segment in which something has changed."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from canvas.board import Board, Workshop
from canvas.ranking import open_notes
from handlers import channel
from handlers.answer import Delivery
from storage.history import Change
from storage.messages import CANVAS
from storage.transaction import Transaction

ROUNDS = "rounds"  # as the log of changes calls them
DRAWN_BEFORE = timedelta(seconds=1)  # a message is drawn a moment before Slack says when it was posted


def canvases(tx: Transaction, board: Board, workshop: Workshop) -> tuple[Delivery, ...]:
    """Post the canvas of every open segment with notes, unless the one that was posted last still shows them all."""
    full = [one.id for one in board.segments if one.state == "open" and open_notes(board, segment=one.id)]
    new = [segment for segment in full if _is_new(tx, board, segment)]
    return tuple(sent for segment in new for sent in channel.canvas(tx, workshop, segment, workshop.step))


def _is_new(tx: Transaction, board: Board, segment: int) -> bool:
    """Tell whether a segment has changed since its canvas was posted last."""
    last = tx.messages.find(board.workshop.id, CANVAS, segment=segment)
    if last is None:
        return True
    if last.ts is None:  # it is drawn when it is sent, as it is then
        return False
    since = datetime.fromtimestamp(float(last.ts), UTC) - DRAWN_BEFORE
    changes = tx.history.since(board.workshop.id, since)
    # The end of a round shows what was written or rated unseen before, in whichever segment.
    return any(one.entity == ROUNDS for one in changes) or segment in _touched(board, changes)


def _touched(board: Board, changes: Iterable[Change]) -> set[int]:
    """Return the segments (by Segment.id) that changes are about."""
    notes = {note.id: note.segment for note in board.notes}
    links = {link.id: notes.get(link.source, 0) for link in board.links}
    proof = {one.id: notes.get(one.note or 0) or links.get(one.link or 0, 0) for one in board.evidence}
    rows: Mapping[str, Mapping[int, int]] = {
        "notes": notes,
        "links": links,
        "evidence": proof,
        "segments": {one.id: one.id for one in board.segments},
    }
    found: set[int] = set()
    for one in changes:
        found.add(rows.get(one.entity, {}).get(one.row, 0))
        found.add(notes.get(one.after.get("note_id", 0), 0))
    return found
