"""Dots: a few for each person, at most two on a note."""

import pytest

from canvas.errors import NoDotsLeft
from canvas.weight import dots_after


def test_a_vote_adds_a_dot_until_there_are_two() -> None:
    assert dots_after(own=0, placed=0, notes=6) == 1
    assert dots_after(own=1, placed=1, notes=6) == 2


def test_a_third_vote_takes_the_dots_back() -> None:
    assert dots_after(own=2, placed=2, notes=6) == 0


def test_a_vote_for_a_note_that_has_one_takes_it_back_when_none_is_left() -> None:
    assert dots_after(own=1, placed=3, notes=6) == 0


def test_a_vote_without_dots_left_is_refused_kindly() -> None:
    with pytest.raises(NoDotsLeft, match="Your 3 dots"):
        dots_after(own=0, placed=3, notes=12)
    assert dots_after(own=0, placed=3, notes=13) == 1
