"""A board as it was, and whether a claim can be tested."""

from dataclasses import replace

import pytest

from canvas.board import NoteState
from canvas.claims import flaw
from canvas.method import Block
from canvas.rewind import Past, fits_moved, rewound
from tests.canvas.boards import NOW, NURSES, PARENTS, Table


def test_a_board_is_as_it_was_before_the_changes() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 4)
    link = table.serve(pain)
    table.back(pain)
    board = table.board()
    before = rewound(
        board,
        [
            Past("notes", pain.id, {"text": "First words"}),
            Past("notes", pain.id, {"text": "Second words", "state": "parked", "block": "gain"}),
            Past("links", link.id, {"state": "removed"}),
            Past("evidence", board.evidence[0].id, {"state": "removed"}),
            Past("workshops", 1, {"step": 2}),
        ],
    )
    assert before.notes[0] == replace(pain, text="First words", state=NoteState.PARKED, block=Block.GAIN)
    assert (before.links[0].state, before.evidence[0].state) == ("removed", "removed")
    assert rewound(board, []) == board


def test_fit_then_and_now_differ_by_what_people_did() -> None:
    table = Table(PARENTS, replace(NURSES, state="archived"))
    pain, _ = table.note(Block.PAIN, 4), table.note(Block.PAIN, 2)
    link = table.serve(pain)
    board = table.board()
    before = rewound(board, [Past("links", link.id, {"strength": 0.5})])
    (one,) = fits_moved(before, board, NOW)
    assert (one.segment, round(one.before or 0), round(one.after or 0)) == ("Working parents", 40, 80)


@pytest.mark.parametrize(
    ("text", "testable"),
    [
        ("We believe at least 6 of 10 parents cook on weekdays", True),
        ("we expect most nurses to skip dinner", True),
        ("We believe our product is good", False),
        ("6 of 10 parents cook", False),
    ],
)
def test_a_testable_claim_names_a_belief_and_a_quantity(text: str, *, testable: bool) -> None:
    assert (not flaw(text)) is testable
