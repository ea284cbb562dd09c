"""The agenda: how long each step usually takes, and until when."""

from datetime import UTC, datetime, timedelta

from canvas.agenda import agenda, step_line, title
from tests.canvas.boards import workshop

AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)  # a Monday
MINUTE = timedelta(minutes=1)


def test_a_live_workshop_takes_an_afternoon_with_a_break_after_the_value_map() -> None:
    parts = agenda(workshop(), AT)
    assert [(part.ends - part.begins) // MINUTE for part in parts if part.ends] == [10, 50, 25, 15, 30, 10]
    assert [part.step for part in parts if part.rest] == [3]
    assert parts[2].ends
    assert parts[3].begins - parts[2].ends == 10 * MINUTE
    assert parts[-1].ends == AT + 150 * MINUTE
    assert title(parts[1]) == "2. Customer profile"


def test_over_days_it_takes_eight_working_days_and_then_goes_on() -> None:
    parts = agenda(workshop(pace="async", time_zone="Europe/Paris"), AT)
    ends = [part.ends.astimezone(UTC).strftime("%a %d %H:%M") for part in parts if part.ends]
    assert ends == ["Tue 24 16:00", "Fri 27 16:00", "Tue 01 16:00", "Wed 02 16:00", "Thu 03 16:00"]
    assert parts[-1].ends is None
    assert not any(part.rest for part in parts)


def test_it_begins_with_the_step_that_is_open() -> None:
    assert [part.step for part in agenda(workshop(step=4), AT)] == [4, 5, 6]


def test_the_open_step_says_how_long_it_usually_takes_by_the_workshop_s_clock() -> None:
    own = workshop(step=2, time_zone="Europe/Paris")
    assert step_line(own, AT, AT) == "Usually 50 minutes, until 14:55."
    assert step_line(own, AT, AT + 50 * MINUTE) == "Usually 50 minutes, which are over: go on when you like."


def test_after_the_value_map_one_may_stop_for_today() -> None:
    over = AT + timedelta(hours=1)
    assert "A good place to stop for today." in step_line(workshop(step=3), AT, over)
    assert "stop" not in step_line(workshop(step=3, pace="async"), AT, AT + timedelta(days=9))


def test_over_days_it_names_the_day() -> None:
    own = workshop(step=2, pace="async", time_zone="Europe/Paris")
    assert step_line(own, AT, AT) == "Usually 3 working days, until Thursday 26 November."
    assert step_line(workshop(step=4, pace="async"), AT, AT) == "Usually 1 working day, until Tuesday 24 November."


def test_where_nothing_runs_nothing_is_said() -> None:
    assert step_line(workshop(step=6, pace="async"), AT, AT) == ""
    assert step_line(workshop(state="paused"), AT, AT) == ""
    assert step_line(workshop(state="finished", step=6), AT, AT) == ""
