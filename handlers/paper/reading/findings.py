"""What the coach found, out of `vpd-canvas/1`: chosen to be lived with there, it is not asked about here."""

from canvas.board import Board
from canvas.targets import read_reference
from handlers.paper.reading.board_json import once
from handlers.paper.reading.fields import NAME, Fields
from storage.findings import STATES, KeptFinding

MOST = 1_000_000  # of a version


def read_findings(fields: Fields, board: Board) -> tuple[KeptFinding, ...]:
    """Return the findings of a file about what is on its board; older files have none. Raises NotACanvas."""
    found = tuple(_finding(one, board, number) for number, one in enumerate(fields.some("findings"), 1))
    once(fields, "findings", [" ".join(one.concern) for one in found])
    return found


def _finding(one: Fields, board: Board, number: int) -> KeptFinding:
    target = read_reference(board, one.text("target", most=NAME))
    if target is None:
        one.refuse("target", "is not in the file")
    return KeptFinding(
        id=number,
        rule=one.words("rule", most=NAME),
        target=target,
        first_seen=one.moment("first_seen"),
        state=one.among("state", STATES),
        reason=one.text("reason"),
        user=one.id("by", optional=True),
        version=one.whole("version", 0, MOST) or 0,
    )
