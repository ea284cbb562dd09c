"""What is not served, by choice."""

from dataclasses import replace

from canvas.board import Decision, NoteState
from canvas.declined import declined
from canvas.method import Block
from tests.canvas.boards import NOW, NURSES, PARENTS, Table


def test_reasons_of_two_segments_do_not_mix() -> None:
    table = Table(PARENTS, NURSES)
    here = table.note(Block.PAIN, state=NoteState.DECLINED)
    there = table.note(Block.PAIN, segment=NURSES.id, state=NoteState.DECLINED, code=here.code)
    table.note(Block.PAIN)

    def because(origin: str, reason: str) -> Decision:
        return Decision(kind="decline", origin=origin, target="", reason=reason, user="alice", at=NOW)

    board = replace(table.board(), decisions=(because("P1", "Before"), because(f"{NURSES.number}P1", "Too dear")))
    assert declined(board, PARENTS.id) == [(here, "Before")]
    assert declined(board, NURSES.id) == [(there, "Too dear")]
    assert declined(table.board(), 99) == []
