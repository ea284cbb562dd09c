"""What a finding is about keeps its name when codes change, and has one that people and files read."""

from dataclasses import replace

import pytest

from canvas.board import Board
from canvas.cards import Learning
from canvas.method import Block
from canvas.targets import called, of_note, of_part, of_segment, read_reference, reference
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, card
from tests.canvas.situations import board_of, guess

TESTS = (card(id=1), card(id=5, version=2), card(id=7, code="T2"))


def board(*segments: object) -> Board:
    table = Table(*(segments or (PARENTS, NURSES)))  # pyright: ignore[reportArgumentType] - segments they are
    table.note(Block.JOB, id=12)
    return board_of(
        table, hypotheses=(guess(4),), tests=TESTS, learnings=(Learning(id=2, code="L1", hypothesis=4, at=NOW),)
    )


@pytest.mark.parametrize(
    ("target", "name", "words"),
    [
        ("", "", ""),
        ("n12", "1J1", "1J1"),
        ("s20", "2", "Nurses on shifts"),
        ("s20:job", "2:job", "Nurses on shifts"),
        (":pain", ":pain", ""),
        ("h4", "H4", "H4"),
        ("t5", "T1", "T1"),
        ("t1", "T1.1", "T1.1"),
        ("t7", "T2", "T2"),
        ("l2", "L1", "L1"),
    ],
)
def test_a_target_has_a_name_for_files_and_one_for_people(target: str, name: str, words: str) -> None:
    assert reference(board(), target) == name
    assert read_reference(board(), name) == target
    assert called(board(), target) == words


def test_what_is_not_there_has_no_name() -> None:
    assert reference(board(), "n99") is None
    assert read_reference(board(), "1P9") is None
    assert called(board(), "n99") == ""


def test_a_note_keeps_its_name_when_a_second_segment_comes_or_it_moves() -> None:
    alone, both = board(PARENTS), board()
    note = alone.notes[0]
    assert (called(alone, of_note(note)), called(both, of_note(note))) == ("J1", "1J1")
    assert of_note(replace(note, block=Block.PAIN, code="P7")) == of_note(note) == "n12"
    assert of_segment(PARENTS) == "s10"
    assert of_segment(PARENTS, Block.JOB) == "s10:job"
    assert of_part(Block.JOB) == ":job"
