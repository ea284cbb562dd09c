"""The numbers of the method that a team may change."""

from canvas.defaults import HALF_LIVES
from canvas.numbers import NUMBERS, number
from tests.canvas.boards import workshop


def test_a_workshop_has_its_own_number_or_the_methods() -> None:
    assert number(workshop(), "interviews") == 15
    assert number(workshop(numbers=(("interviews", 8.0),)), "interviews") == 8


def test_every_topic_that_ages_faster_has_its_number() -> None:
    assert {f"half_life_{topic}" for topic in HALF_LIVES} <= set(NUMBERS)
