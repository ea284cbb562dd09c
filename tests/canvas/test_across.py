"""Several segments side by side."""

from dataclasses import replace

import pytest

from canvas.across import across
from canvas.method import Block
from tests.canvas.boards import NURSES, PARENTS, Table


def both() -> Table:
    return Table(PARENTS, NURSES)


def test_what_two_segments_share_and_what_only_one_has() -> None:
    table = both()
    here = table.note(Block.PAIN, 2, text="No time to cook after work")
    own = table.note(Block.PAIN, text="Children refuse vegetables")
    there = table.note(Block.PAIN, 5, text="No time to cook after the work", segment=NURSES.id)
    found = across(table.board())
    assert [group.notes for group in found.shared] == [(there, here)]
    assert found.unique == {PARENTS.id: (own,), NURSES.id: ()}


def test_copies_stay_the_same_note_whatever_they_are_called() -> None:
    table = both()
    here = table.note(Block.GAIN, text="Fresh food", shared="k1")
    there = table.note(Block.GAIN, text="Something green", segment=NURSES.id, shared="k1")
    assert across(table.board()).shared[0].notes == (here, there)


def test_alike_notes_of_one_segment_are_not_shared() -> None:
    table = both()
    table.note(Block.PAIN, text="Waiting on hold")
    table.note(Block.PAIN, text="Waiting on hold")
    assert across(table.board()).shared == ()


def test_one_reliever_that_serves_both_is_named() -> None:
    table = both()
    for segment in (PARENTS, NURSES):
        pain = table.note(Block.PAIN, text=f"Trouble of {segment.name}", segment=segment.id)
        table.link(table.note(Block.PAIN_RELIEVER, text="Meals for three days", segment=segment.id), pain)
        table.note(Block.PAIN_RELIEVER, text="Unlinked hotline", segment=segment.id)
    (serving,) = across(table.board()).serving
    assert {note.text for note in serving.notes} == {"Meals for three days"}


def test_a_gain_of_one_that_is_a_pain_of_the_other_is_a_clash() -> None:
    table = both()
    gain = table.note(Block.GAIN, text="Delivery late at night")
    pain = table.note(Block.PAIN, text="Deliveries late at night", segment=NURSES.id)
    table.note(Block.PAIN, text="Delivery late at night")
    (clash,) = across(table.board()).clashes
    assert (clash.gain, clash.pain) == (gain, pain)


@pytest.mark.parametrize(
    ("gain", "pain", "clashing"),
    [
        ("Faster check-out at the till", "Slow check-out at the till", False),
        ("No queue at the till", "A queue at the till", False),
        ("Late check-out at the till", "Late check-out at the till", True),
    ],
)
def test_a_gain_that_is_a_pain_turned_round_is_no_clash(gain: str, pain: str, *, clashing: bool) -> None:
    table = both()
    table.note(Block.GAIN, text=gain)
    table.note(Block.PAIN, text=pain, segment=NURSES.id)
    assert bool(across(table.board()).clashes) is clashing


def test_a_segment_that_counts_no_more_is_left_out() -> None:
    table = both()
    for segment in (PARENTS, NURSES):
        table.note(Block.PAIN, text="Same pain", segment=segment.id)
    table.segments = (PARENTS, replace(NURSES, state="archived"))
    found = across(table.board())
    assert (found.shared, list(found.unique)) == ((), [PARENTS.id])
