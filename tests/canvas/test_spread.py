"""Where people differ, and what is worth building for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.board import Note, Rating, Tick
from canvas.method import TICKS, Block
from canvas.spread import (
    as_ratings,
    borda,
    is_attractive,
    is_focus,
    open_ticks,
    opportunity,
    splits,
    spread,
    to_order,
)
from tests.canvas.boards import NOW, PARENTS, Table


def rated(table: Table, *values: int, block: Block = Block.PAIN) -> Note:
    return table.note(block, ratings=tuple(Rating(f"person {i}", value) for i, value in enumerate(values)))


def test_five_against_one_is_a_split_and_nobody_is_named() -> None:
    table = Table()
    rated(table, 4, 5, 4)
    split = rated(table, 5, 5, 1)
    wider = rated(table, 5, 1)
    found = splits(table.board())
    assert [one.note for one in found] == [wider, split]
    assert found[0].says == "You see P3 differently: 5 against 1. What does each side know?"
    assert all(user not in found[0].says for user in ("alice", "person"))


@pytest.mark.parametrize(("values", "is_split"), [((1, 3, 4), True), ((2, 4, 3), False), ((5,), False), ((), False)])
def test_a_split_begins_at_a_deviation_of_1_2(values: tuple[int, ...], *, is_split: bool) -> None:
    table = Table()
    note = rated(table, *values)
    assert bool(splits(table.board(), segment=PARENTS.id, blocks=(Block.PAIN,))) is is_split
    assert (spread(note) >= 1.2) is is_split


def test_all_fives_ask_for_an_order_of_the_first_ten() -> None:
    table = Table()
    for _ in range(12):
        rated(table, 5)
    assert len(to_order(table.board(), PARENTS.id, Block.PAIN, NOW)) == 10
    assert to_order(table.board(), PARENTS.id, Block.GAIN, NOW) == []


def test_ratings_that_tell_notes_apart_and_a_single_note_ask_for_none() -> None:
    table = Table()
    rated(table, 5)
    assert to_order(table.board(), PARENTS.id, Block.PAIN, NOW) == []
    for values in ((5,), (5,), (3,), ()):
        rated(table, *values)
    assert to_order(table.board(), PARENTS.id, Block.PAIN, NOW) == []
    rated(table, 5)
    assert len(to_order(table.board(), PARENTS.id, Block.PAIN, NOW)) == 6


def test_orders_are_added_up_and_what_is_left_out_shares_the_rest() -> None:
    assert borda([(1, 2, 3), (2, 1, 3)], (1, 2, 3)) == [(1, 3), (2, 3), (3, 0)]
    assert borda([(3,)], (1, 2, 3)) == [(3, 2), (1, 0.5), (2, 0.5)]
    assert borda([(3, 9, 3)], (1, 2, 3)) == [(3, 2), (1, 0.5), (2, 0.5)]
    assert borda([], (1, 2)) == [(1, 0), (2, 0)]


@given(st.lists(st.permutations(range(5)), max_size=6))
def test_every_order_gives_the_same_points_in_all(orders: list[list[int]]) -> None:
    assert sum(points for _, points in borda(orders, range(5))) == pytest.approx(10 * len(orders))


def test_an_order_becomes_ratings_from_five_to_one() -> None:
    assert as_ratings([7, 8, 9]) == {7: 5, 8: 3, 9: 1}
    assert as_ratings([7]) == {7: 5}
    assert as_ratings([]) == {}
    assert as_ratings([7], [5, 7, 8]) == {7: 5, 5: 2, 8: 2}


def test_an_opportunity_is_what_matters_and_is_badly_served() -> None:
    note = Table().note(Block.JOB, 5)
    assert opportunity(note) is None
    assert not is_attractive(note)
    assert opportunity(replace(note, satisfaction=1.0)) == 18
    assert is_attractive(replace(note, satisfaction=1.0))
    assert opportunity(replace(note, satisfaction=5.0)) == 10
    assert not is_attractive(replace(note, satisfaction=2.5))


def test_four_ticks_make_a_focus_job() -> None:
    note = Table().note(Block.JOB)
    all_of_them = tuple(Tick(name, holds=True) for name in TICKS)
    assert is_focus(replace(note, ticks=all_of_them))
    assert not is_focus(replace(note, ticks=(*all_of_them[:3], Tick("lucrative", holds=False))))
    assert open_ticks(replace(note, ticks=all_of_them[:3])) == ("lucrative",)
    assert open_ticks(note) == tuple(TICKS)
