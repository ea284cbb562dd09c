"""How long a link to the wall works."""

from datetime import timedelta

import pytest

from canvas.wall import LIFE, read_life
from canvas.wall_errors import UnknownLife


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("", LIFE),
        ("2h", timedelta(hours=2)),
        ("90 minutes", timedelta(minutes=90)),
        ("1 Hour", timedelta(hours=1)),
        (" 3 days ", timedelta(days=3)),
        ("7d", timedelta(days=7)),
    ],
)
def test_a_life_is_a_number_and_a_unit_and_twelve_hours_when_nothing_is_said(typed: str, means: timedelta) -> None:
    assert read_life(typed) == means


@pytest.mark.parametrize("typed", ["0h", "8 days", "soon", "h", "-2h", "9999999h", "2 weeks"])
def test_what_is_no_life_or_too_long_a_one_is_asked_for_again(typed: str) -> None:
    with pytest.raises(UnknownLife, match="at most 7 days"):
        read_life(typed)
