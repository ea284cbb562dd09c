"""Which question comes next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas import prompts
from canvas.board import NoteState
from canvas.method import KINDS, Block
from canvas.prompts import question
from canvas.questions import QUESTIONS, Question
from tests.canvas.boards import NURSES, PARENTS, Table


def subtype_of(block: Block, text: str) -> str:
    return next(one.subtype for one in QUESTIONS[block] if one.text == text)


def asked(table: Table, block: Block, turn: int = 0) -> str:
    return subtype_of(block, question(table.board(), PARENTS.id, block, turn))


def test_an_empty_block_gets_each_question_in_turn() -> None:
    board = Table().board()
    for block, questions in QUESTIONS.items():
        turns = [question(board, PARENTS.id, block, turn) for turn in range(len(questions) + 1)]
        assert turns == [*(one.text for one in questions), questions[0].text]


def test_after_three_functional_jobs_comes_a_social_or_emotional_one() -> None:
    table = Table()
    table.note(Block.JOB, subtype="functional")
    table.note(Block.JOB)
    assert asked(table, Block.JOB) != "functional"
    table.note(Block.JOB)
    assert {asked(table, Block.JOB, turn) for turn in range(6)} == {"social", "emotional"}
    table.note(Block.JOB, subtype="social")
    assert "supporting" in {asked(table, Block.JOB, turn) for turn in range(6)}
    for _ in range(3):
        table.note(Block.JOB, subtype="functional")
    assert {asked(table, Block.JOB, turn) for turn in range(6)} == {"emotional"}


def test_sorts_without_a_note_are_asked_for_first() -> None:
    table = Table()
    table.note(Block.GAIN, subtype="required")
    table.note(Block.GAIN, subtype="desired", state=NoteState.REMOVED)
    assert {asked(table, Block.GAIN, turn) for turn in range(9)} == {"expected", "desired", "unexpected"}


def test_other_segments_make_no_difference() -> None:
    table = Table(PARENTS, NURSES)
    table.note(Block.PAIN, segment=NURSES.id, subtype="undesired_outcome")
    assert asked(table, Block.PAIN) == "undesired_outcome"


@pytest.mark.parametrize("block", Block)
def test_the_questions_know_the_sorts_of_their_kind_and_none_is_missing(block: Block) -> None:
    named = {one.subtype for one in QUESTIONS[block]}
    assert named - {""} == set(KINDS[block].subtypes)
    assert len({one.text for one in QUESTIONS[block]}) == len(QUESTIONS[block])


@given(st.sampled_from(Block), st.integers(0, 50), st.data())
def test_there_is_always_a_question(block: Block, turn: int, data: st.DataObject) -> None:
    table = Table()
    for subtype in data.draw(st.lists(st.sampled_from(["", *KINDS[block].subtypes]), max_size=9)):
        table.note(block, subtype=subtype)
    assert question(table.board(), PARENTS.id, block, turn).endswith(("?", "much.", "plan."))


def test_a_new_question_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    new = Question("What would they never give up?", "required")
    monkeypatch.setattr(prompts, "QUESTIONS", {**QUESTIONS, Block.GAIN: (new, *QUESTIONS[Block.GAIN])})
    assert question(Table().board(), PARENTS.id, Block.GAIN) == new.text


def test_once_a_note_is_rated_the_question_names_it() -> None:
    table = Table()
    table.note(Block.PAIN)
    assert question(table.board(), PARENTS.id, Block.PAIN_RELIEVER).startswith("Take the worst pain.")
    table.note(Block.PAIN, 3)
    table.note(Block.PAIN, 5, text="Food {goes} off")
    table.note(Block.PAIN, 5)
    assert question(table.board(), PARENTS.id, Block.PAIN_RELIEVER).startswith("Take P3 “Food {goes} off”. What do we")
    assert question(table.board(), PARENTS.id, Block.GAIN_CREATOR).startswith("Take the gain")
