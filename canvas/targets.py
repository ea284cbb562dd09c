"""What a finding is about, by a name that stays when a note moves or a second segment comes: `n12`, `s3:job`, `t5`.

The letter says what it is, the number is its id, and what follows a colon is the part of it; "" is the whole canvas.
"""

from collections.abc import Mapping

from canvas.board import Board, Hypothesis, Note, Segment
from canvas.cards import Learning, Test

WHOLE = ""


def of_note(note: Note) -> str:
    """Return the name of a note."""
    return f"n{note.id}"


def of_segment(segment: Segment, part: str = "") -> str:
    """Return the name of a segment, or of a part of it: a block, its name."""
    return f"s{segment.id}:{part}" if part else f"s{segment.id}"


def of_hypothesis(one: Hypothesis) -> str:
    """Return the name of a hypothesis."""
    return f"h{one.id}"


def of_test(test: Test) -> str:
    """Return the name of one version of a test."""
    return f"t{test.id}"


def of_learning(learning: Learning) -> str:
    """Return the name of a learning."""
    return f"l{learning.id}"


def of_part(part: str) -> str:
    """Return the name of a part of the canvas, whatever the segment."""
    return f":{part}"


def reference(board: Board, target: str) -> str | None:
    """Return how a file names a target: `1P2`, `1:job`, `H1`, `T1`, ""; None where the board does not have it."""
    head, colon, part = target.partition(":")
    name = _references(board).get(head)
    return None if name is None else f"{name}{colon}{part}"


def read_reference(board: Board, text: str) -> str | None:
    """Return the target that a file names; None where the board does not have it."""
    head, colon, part = text.partition(":")
    target = {name: target for target, name in _references(board).items()}.get(head)
    return None if target is None else f"{target}{colon}{part}"


def called(board: Board, target: str) -> str:
    """Return how people call a target: a code, or the name of a segment; "" for the whole canvas."""
    head = target.partition(":")[0]
    segments = {of_segment(one): one.name for one in board.segments}
    found = segments.get(head, _references(board).get(head, ""))
    one_segment = len(board.segments) == 1 and head.startswith("n")
    return found.removeprefix(str(board.segments[0].number)) if one_segment else found


def _references(board: Board) -> Mapping[str, str]:
    """Return target -> reference of all that is on a board; an old version of a test has its number, `T1.2`."""
    numbers = {segment.id: segment.number for segment in board.segments}
    newest = {test.code: test.id for test in sorted(board.tests, key=lambda test: test.version)}
    return {
        WHOLE: "",
        **{of_segment(one): str(one.number) for one in board.segments},
        **{of_note(one): f"{numbers[one.segment]}{one.code}" for one in board.notes},
        **{of_hypothesis(one): one.code for one in board.hypotheses},
        **{of_test(t): t.code if newest[t.code] == t.id else f"{t.code}.{t.version}" for t in board.tests},
        **{of_learning(one): one.code for one in board.learnings},
    }
