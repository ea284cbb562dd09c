"""What must change on the canvas after a learning, and what became of each of these things."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from canvas.board import Board, NoteState
from canvas.cards import Consequence, Learning
from canvas.cascade import codes_of, invalidate, link_code
from canvas.priorities import STANDING
from canvas.proof import Claim, Of, proof

TURNED = frozenset(("pivot", "retire"))  # decisions after which the canvas can't stay as it is
TABLES = {"notes": Of.NOTE, "links": Of.LINK, "hypotheses": Of.HYPOTHESIS}
# What somebody really changes in each of them; to say that it still holds, or to rate it, is not that.
REAL = {
    "notes": frozenset(("text", "detail", "block", "subtype", "measure", "segment_id")),
    "links": frozenset(("strength",)),
    "hypotheses": frozenset(("text", "area")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A learning with things that still must change: how many of them are settled, of how many."""

    learning: Learning
    settled: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of one row as the log has it: its id there, the table, the row, its values, what it takes back."""

    id: int
    table: str
    row: int
    before: Mapping[str, object]
    after: Mapping[str, object]
    undoes: int | None = None


def says_no(board: Board, learning: Learning) -> bool:
    """Tell whether a learning turns something down: by what was decided, or by a test that said no."""
    return learning.decision in TURNED or test_said_no(board, learning)


def test_said_no(board: Board, learning: Learning) -> bool:
    """Tell whether a test that a learning sums up said no."""
    return any(t.verdict == "invalidated" for t in board.tests if t.id in learning.tests and not t.void)


def affected(board: Board, learning: Learning, at: datetime) -> list[Claim]:
    """Return what is to be changed, kept or handed over: what the hypothesis is about, its links, what builds on it.

    The hypothesis itself is among them only when the course changes: else what becomes of it has been decided.
    """
    if not says_no(board, learning):
        return []
    found = invalidate(board, Claim(Of.HYPOTHESIS, learning.hypothesis), at)
    others = [one.id for one in found.hypotheses if one.id != learning.hypothesis or learning.decision == "pivot"]
    return [
        *(Claim(Of.NOTE, note.id) for note in found.notes if note.state is NoteState.OPEN),
        *(Claim(Of.LINK, link.id) for link in found.links),
        *(Claim(Of.HYPOTHESIS, one) for one in others),
    ]


def behind(board: Board, claims: Iterable[Claim], at: datetime) -> tuple[int, ...]:
    """Return the evidence (Evidence.id) that speaks for or against some claims, oldest first."""
    known = proof(board, at)
    items = (item for one in claims for item in known.behind(one).items)
    return tuple(sorted({item.id for item in items if item.state == "active" and item.id > 0}))


def newest_decisions(board: Board) -> dict[int, str]:
    """Return what was decided last about each hypothesis (Hypothesis.id) that has a learning."""
    return {one.hypothesis: one.decision for one in sorted(board.learnings, key=lambda one: (one.at, one.id))}


def turned_down(board: Board, segment: int) -> list[Claim]:
    """Return the hypotheses of a segment (Segment.id), or of none, that learnings turn down."""
    said = {one.hypothesis for one in board.learnings if says_no(board, one)}
    found = (one for one in board.hypotheses if one.id in said and one.segment in {None, segment})
    return [Claim(Of.HYPOTHESIS, one.id) for one in found]


def of_learning(board: Board, learning: Learning) -> list[Consequence]:
    """Return what a learning says must change; nothing once it turns nothing down any more."""
    return [one for one in board.consequences if one.learning == learning.id] if says_no(board, learning) else []


def progress(board: Board, learning: Learning) -> Unsettled | None:
    """Return how much of what a learning changes is settled; None when it changes nothing."""
    found = of_learning(board, learning)
    settled = sum(one.state != "open" for one in found)
    return Unsettled(learning=learning, settled=settled, of=len(found)) if found else None


def unsettled(board: Board) -> list[Unsettled]:
    """Return the learnings that stay open: not all of what they change is settled."""
    found = (progress(board, learning) for learning in board.learnings)
    return [one for one in found if one and one.settled < one.of]


def with_changes(board: Board, edits: Iterable[Edit]) -> Board:
    """Return the board with what was really changed since a learning asked for it counted as changed.

    `edits` are those since the first thing was asked for, oldest first; that something was asked for is one of them.
    What was taken back counts neither as a change nor as asking anew.
    """
    told = list(edits)
    undone = {edit.undoes for edit in told}
    stand = [edit for edit in told if edit.undoes is None and edit.id not in undone]
    found = (replace(one, state="changed") if _is_changed(board, one, stand) else one for one in board.consequences)
    return replace(board, consequences=tuple(found))


def _is_changed(board: Board, one: Consequence, edits: Collection[Edit]) -> bool:
    return one.state == "open" and (_is_gone(board, one) or any(_is_real(edit) for edit in _since(one, edits)))


def _since(one: Consequence, edits: Collection[Edit]) -> list[Edit]:
    """Return the edits of what something is about, since it was asked for."""
    asked = max((edit.id for edit in edits if (edit.table, edit.row) == ("consequences", one.id)), default=0)
    own = (edit for edit in edits if (TABLES.get(edit.table), edit.row) == (one.of, one.target))
    return [edit for edit in own if edit.id > asked]


def _is_real(edit: Edit) -> bool:
    named = REAL[edit.table] & set(edit.after)
    return any(edit.before.get(name) != edit.after[name] for name in named)


def _is_gone(board: Board, one: Consequence) -> bool:
    """Tell whether a note is off the canvas or not served by choice, a link cut, a hypothesis closed."""
    here = {note.id for note in board.notes if note.state is NoteState.OPEN}
    if one.of == Of.NOTE:
        return one.target not in here
    if one.of == Of.HYPOTHESIS:
        return one.target not in {each.id for each in board.hypotheses if each.state in STANDING}
    linked = {x.id for x in board.links if x.state == "active" and {x.source, x.target} <= here}
    return one.target not in linked


def named(board: Board, one: Consequence) -> tuple[str, str]:
    """Return the code and the words of what is to change; nothing of a note that is not on this board."""
    codes = codes_of(board)
    if one.of == Of.HYPOTHESIS:
        return next(((each.code, each.text) for each in board.hypotheses if each.id == one.target), ("", ""))
    if one.of == Of.NOTE:
        return next(((codes[note.id], note.text) for note in board.notes if note.id == one.target), ("", ""))
    link = next((each for each in board.links if each.id == one.target), None)
    if link is None or not {link.source, link.target} <= set(codes):
        return "", ""
    words = {note.id: note.text for note in board.notes}
    return link_code(board, link), f"{words[link.source]} → {words[link.target]}"
