"""When the weekly review comes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.errors import RuleBroken, UnknownDay, UnknownReminder, UnknownTime, UnknownZone
from canvas.schedule import (
    DAYS,
    Act,
    Order,
    is_zone,
    next_morning,
    next_run,
    read_day,
    read_order,
    read_time,
    read_zone,
    slot,
    snoozed,
)

ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
CLOCKS = ("00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "09:00", "23:30")
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
WEEKS = 261  # five years


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "clock", "after", "expected"),
    [
        ("Europe/Berlin", "02:30", utc(2027, 3, 22), utc(2027, 3, 28, 1, 30)),
        ("Europe/Berlin", "02:30", utc(2026, 10, 20), utc(2026, 10, 25, 0, 30)),
        ("Europe/Berlin", "02:30", utc(2026, 10, 25, 0, 30), utc(2026, 11, 1, 1, 30)),
        ("America/New_York", "02:30", utc(2027, 3, 10), utc(2027, 3, 14, 7, 30)),
        ("America/New_York", "01:30", utc(2026, 10, 28), utc(2026, 11, 1, 5, 30)),
        ("America/New_York", "01:30", utc(2026, 11, 1, 6, 0), utc(2026, 11, 8, 6, 30)),
        ("Europe/Berlin", "09:00", utc(2027, 3, 22), utc(2027, 3, 28, 7, 0)),
        ("UTC", "09:00", utc(2026, 11, 22, 8, 59), utc(2026, 11, 22, 9, 0)),
        ("UTC", "09:00", utc(2026, 11, 22, 9, 0), utc(2026, 11, 29, 9, 0)),
    ],
)
@pytest.mark.case(22)
def test_a_skipped_hour_comes_later_and_a_doubled_hour_once(
    zone: str, clock: str, after: datetime, expected: datetime
) -> None:
    assert next_run("sunday", clock, zone, after) == expected


def test_a_day_that_a_place_left_out_is_still_owed() -> None:
    after = datetime(2011, 12, 31, 8, 0, tzinfo=ZoneInfo("Pacific/Apia"))
    assert next_run("friday", "09:00", "Pacific/Apia", after) == utc(2011, 12, 30, 19, 0)


@pytest.mark.parametrize("clock", CLOCKS)
def test_every_zone_has_exactly_one_review_a_week_for_five_years(clock: str) -> None:
    for zone in ZONES:
        place = ZoneInfo(zone)
        for day in ("sunday", "monday", "thursday"):
            run = next_run(day, clock, zone, FIRST)
            owed = run.astimezone(place).date()
            for _ in range(WEEKS):
                following = next_run(day, clock, zone, run)
                owed += timedelta(days=7)
                assert timedelta(hours=166) <= following - run <= timedelta(hours=170), (zone, day, run)
                run = following
            assert run.astimezone(place).date() == owed, (zone, day)


@given(st.sampled_from(ZONES), st.sampled_from(DAYS), st.times(), st.datetimes(utc(2015, 1, 1).replace(tzinfo=None)))
def test_the_rule_agrees_with_trying_every_day(zone: str, day: str, at: time, after: datetime) -> None:
    moment = min(after, datetime(2090, 1, 1)).replace(tzinfo=UTC)  # noqa: DTZ001 - made aware right here
    place, clock = ZoneInfo(zone), at.replace(second=0, microsecond=0)
    days = (moment.astimezone(place).date() + timedelta(days=offset) for offset in range(-9, 17))
    runs = [datetime.combine(one, clock, tzinfo=place).astimezone(UTC) for one in days if DAYS[one.weekday()] == day]
    assert next_run(day, f"{clock:%H:%M}", zone, moment) == min(run for run in runs if run > moment)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (utc(2026, 11, 23, 8, 5), utc(2026, 11, 23, 8, 5)),
        (utc(2026, 11, 23, 19, 59), utc(2026, 11, 23, 19, 59)),
        (utc(2026, 11, 23, 22, 0), utc(2026, 11, 24, 8, 0)),
        (utc(2026, 11, 24, 2, 0), utc(2026, 11, 24, 8, 0)),
        (utc(2026, 11, 24, 11, 0), utc(2026, 11, 24, 11, 0)),
    ],
)
@pytest.mark.case(23)
def test_a_review_that_is_very_late_waits_for_daytime(now: datetime, expected: datetime) -> None:
    assert slot(utc(2026, 11, 23, 8, 0), "Europe/Paris", now) == expected


def test_a_snoozed_review_keeps_its_wall_clock() -> None:
    run = utc(2026, 10, 19, 7, 0)
    assert snoozed(run, "Europe/Paris", 1) == utc(2026, 10, 26, 8, 0)


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("weekly monday 09:00 Europe/Paris", Order(act=Act.WEEKLY, zone="Europe/Paris")),
        ("weekly", Order(act=Act.WEEKLY, zone="Asia/Tokyo")),
        ("Weekly Fri 8.30", Order(act=Act.WEEKLY, day="friday", time="08:30", zone="Asia/Tokyo")),
        ("weekly 4 pm", Order(act=Act.WEEKLY, time="16:00", zone="Asia/Tokyo")),
        ("weekly tue 4pm utc", Order(act=Act.WEEKLY, day="tuesday", time="16:00", zone="UTC")),
        ("thursdays", Order(act=Act.WEEKLY, day="thursday", zone="Asia/Tokyo")),
        ("weekly sunday america/new york", Order(act=Act.WEEKLY, day="sunday", zone="America/New_York")),
        ("OFF", Order(act=Act.OFF)),
        ("now", Order(act=Act.NOW)),
        ("", Order(act=Act.STATUS)),
        ("snooze", Order(act=Act.SNOOZE)),
        ("snooze 1w", Order(act=Act.SNOOZE)),
        ("snooze 3 weeks", Order(act=Act.SNOOZE, weeks=3)),
    ],
)
def test_what_people_say_about_the_reminder_is_understood(typed: str, order: Order) -> None:
    assert read_order(typed, "Asia/Tokyo") == order


@pytest.mark.parametrize(
    ("typed", "broken"),
    [
        ("daily", UnknownReminder),
        ("off please", UnknownReminder),
        ("snooze 0w", UnknownReminder),
        ("snooze 90w", UnknownReminder),
        ("snooze for a while", UnknownReminder),
        ("weekly mnday 09:00", UnknownDay),
        ("weekly monday 25:00", UnknownTime),
        ("weekly monday 13pm", UnknownTime),
        ("weekly monday 9:60", UnknownTime),
        ("weekly monday 09:00 Europe/Pariss", UnknownZone),
    ],
)
def test_what_is_not_understood_gets_a_sentence(typed: str, broken: type[RuleBroken]) -> None:
    with pytest.raises(broken):
        read_order(typed)


def test_mistakes_are_answered_with_what_was_probably_meant() -> None:
    for word, near in [("Paris", "Europe/Paris"), ("europe/berln", "Europe/Berlin"), ("tokio", "Asia/Tokyo")]:
        with pytest.raises(UnknownZone) as broken:
            read_zone(word)
        assert near in broken.value.sentence
    with pytest.raises(UnknownZone, match="Europe/Paris"):
        read_zone("☂☂☂☂")
    with pytest.raises(UnknownDay, match="wednesday"):
        read_day("wendesday")
    with pytest.raises(UnknownDay, match="monday"):
        read_day("xxxxx")
    assert [read_time(word) for word in ("9", "9:00", "09.00", "9h30", "12am", "12pm", "9PM")] == [
        "09:00", "09:00", "09:00", "09:30", "00:00", "12:00", "21:00",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Europe/Paris", "UTC", "America/Argentina/Ushuaia"])
def test_a_zone_whose_clocks_are_known_is_one(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Europe/Atlantis", "America", "../etc/passwd", "/etc/passwd", "Europe/Par\0is", "é"]
)
def test_what_no_clock_follows_is_no_zone(name: str) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("after", "zone", "morning"),
    [
        ("2026-11-23T10:00", "UTC", "2026-11-24T09:00"),
        ("2026-11-23T08:00", "UTC", "2026-11-24T09:00"),
        ("2026-11-27T10:00", "UTC", "2026-11-30T09:00"),
        ("2026-11-28T10:00", "Europe/Paris", "2026-11-30T08:00"),
        ("2026-11-23T20:00", "Asia/Tokyo", "2026-11-25T00:00"),
    ],
)
def test_the_next_working_day_begins_in_the_morning_of_its_zone(after: str, zone: str, morning: str) -> None:
    at = datetime.fromisoformat(f"{after}+00:00")
    assert next_morning(zone, at) == datetime.fromisoformat(f"{morning}+00:00")
