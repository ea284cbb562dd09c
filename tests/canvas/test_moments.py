"""The moment of a note is part of its measure, and found again."""

import pytest

from canvas.moments import split_moment, with_moment


@pytest.mark.parametrize(
    ("measure", "moment", "whole"),
    [
        ("20 minutes", "before", "20 minutes, before the job"),
        ("", "after", "after the job"),
        ("20 minutes, weekly", "", "20 minutes, weekly"),
        ("", "", ""),
    ],
)
def test_a_measure_and_its_moment_are_one_text_and_come_apart(measure: str, moment: str, whole: str) -> None:
    assert with_moment(measure, moment) == whole
    assert split_moment(whole) == (measure, moment)


def test_another_moment_takes_the_place_of_the_first() -> None:
    assert with_moment("20 minutes, before the job", "during") == "20 minutes, during the job"
