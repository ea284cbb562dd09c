"""Silent rounds: when they go on, who is reminded, and how much time is left."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.method import Block
from canvas.round_errors import UnknownLength
from canvas.rounds import (
    Move,
    Phase,
    a_day_more,
    begin,
    extended,
    following,
    has_quorum,
    is_late,
    is_shown,
    left,
    lengthened,
    move,
    next_morning,
    paused,
    personal_deadline,
    rated_again,
    read_length,
    resumed,
    shows_votes,
    to_nudge,
    working_days_later,
)
from tests.canvas.boards import Table

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TEAM = ("alice", "ben", "cara", "dora", "emil")
LIVE = begin(Phase.WRITE, MONDAY, pace="live", zone="Europe/Paris")
ASYNC = begin(Phase.WRITE, MONDAY, pace="async", zone="Europe/Paris")


def test_a_live_phase_takes_minutes_and_an_async_one_a_working_day() -> None:
    assert LIVE.closes == MONDAY + 5 * MINUTE
    assert ASYNC.closes == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "pace", "length"),
    [
        ("", "live", 0), ("5", "live", 5), ("5m", "live", 5), ("for 5 Minutes", "live", 5), ("2 hours", "live", 120),
        ("", "async", 0), ("2", "async", 2), ("2d", "async", 2), ("for 3 working days", "async", 3),
    ],
)  # fmt: skip
def test_how_long_a_phase_takes_is_read_in_the_units_of_its_pace(typed: str, pace: str, length: int) -> None:
    assert read_length(typed, pace) == length


@pytest.mark.parametrize(
    ("typed", "pace"), [("0", "live"), ("3 hours", "live"), ("2d", "live"), ("soon", "live"), ("5m", "async")]
)
def test_a_time_that_can_not_be_meant_says_what_can(typed: str, pace: str) -> None:
    with pytest.raises(UnknownLength, match="minutes" if pace == "live" else "working days"):
        read_length(typed, pace)


def test_friday_ends_on_monday() -> None:
    assert begin(Phase.RATE, FRIDAY, pace="async", zone="UTC").closes == datetime(2026, 11, 30, 17, 0, tzinfo=UTC)


def test_the_phases_come_in_order_and_closing_is_the_end() -> None:
    one = LIVE
    seen = [one.phase]
    for _ in range(4):
        one = following(one, MONDAY, zone="UTC")
        seen.append(one.phase)
    assert seen == [Phase.WRITE, Phase.REVEAL, Phase.RATE, Phase.CLOSE, Phase.CLOSE]
    assert move(one, TEAM, MONDAY + timedelta(days=9)) is Move.WAIT


def test_all_done_goes_on_at_once_and_the_deadline_does_so_when_live() -> None:
    assert move(LIVE, TEAM, MONDAY) is Move.WAIT
    assert move(replace(LIVE, done=frozenset(TEAM)), TEAM, MONDAY) is Move.NEXT
    assert move(LIVE, TEAM, LIVE.closes) is Move.NEXT
    assert move(LIVE, (), MONDAY) is Move.WAIT


def test_an_async_round_waits_for_three_in_five_once_a_day_more_then_asks() -> None:
    two = replace(ASYNC, wrote=frozenset(("alice",)), done=frozenset(("ben",)))
    assert move(two, TEAM, ASYNC.closes) is Move.EXTEND
    three = replace(two, wrote=frozenset(("alice", "cara")))
    assert has_quorum(three, TEAM)
    assert move(three, TEAM, ASYNC.closes) is Move.NEXT
    longer = extended(two, ASYNC.closes + HOUR, zone="Europe/Paris")
    assert longer.closes == ASYNC.closes + 25 * HOUR
    assert move(longer, TEAM, longer.closes - MINUTE) is Move.WAIT
    assert move(longer, TEAM, longer.closes) is Move.ASK


def test_who_asks_for_more_time_gets_minutes_or_a_working_day() -> None:
    assert lengthened(LIVE, MONDAY, zone="UTC").closes == LIVE.closes + 5 * MINUTE
    late = LIVE.closes + HOUR
    assert lengthened(LIVE, late, zone="UTC").closes == late + 5 * MINUTE
    still = paused(LIVE, MONDAY + MINUTE)
    assert lengthened(still, late, zone="UTC").closes == LIVE.closes + 5 * MINUTE, "paused time is not over"
    assert lengthened(ASYNC, MONDAY, zone="Europe/Paris").closes == ASYNC.closes + 24 * HOUR


def test_who_left_counts_neither_way() -> None:
    one = replace(ASYNC, wrote=frozenset(("alice", "gone")), done=frozenset(("away",)))
    assert not has_quorum(one, TEAM)
    assert has_quorum(one, ("alice",))


def test_showing_needs_no_quorum() -> None:
    shown = begin(Phase.REVEAL, MONDAY, pace="async", zone="UTC")
    assert move(shown, TEAM, shown.closes) is Move.NEXT


def test_a_paused_round_stands_still_and_has_the_same_time_left_after() -> None:
    still = paused(LIVE, MONDAY + 2 * MINUTE)
    assert paused(still, MONDAY + 3 * MINUTE) == still
    assert move(still, TEAM, MONDAY + HOUR) is Move.WAIT
    assert left(still, MONDAY + HOUR) == "3 minutes left"
    assert to_nudge(still, TEAM, MONDAY + 3 * MINUTE) == []
    again = resumed(still, MONDAY + HOUR)
    assert left(again, MONDAY + HOUR) == "3 minutes left"
    assert resumed(again, MONDAY + HOUR) == again


def test_the_silent_are_reminded_once_after_half_of_the_time() -> None:
    half = ASYNC.opened + (ASYNC.closes - ASYNC.opened) / 2
    one = replace(ASYNC, wrote=frozenset(("alice",)), done=frozenset(("ben",)), nudged=frozenset(("cara",)))
    assert to_nudge(one, TEAM, half - MINUTE) == []
    assert to_nudge(one, TEAM, half) == ["dora", "emil"]
    assert to_nudge(one, TEAM, one.closes) == []
    assert to_nudge(replace(one, phase=Phase.REVEAL), TEAM, half) == []


@pytest.mark.parametrize(
    ("zone", "closes", "ready"),
    [
        ("Europe/Paris", datetime(2026, 11, 24, 15, 0, tzinfo=UTC), datetime(2026, 11, 24, 15, 0, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2026, 11, 24, 16, 0, tzinfo=UTC), datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 24, 16, 0, tzinfo=UTC), datetime(2026, 11, 24, 1, 0, tzinfo=UTC)),
        ("Europe/Paris", datetime(2026, 11, 29, 12, 0, tzinfo=UTC), datetime(2026, 11, 27, 16, 0, tzinfo=UTC)),
        ("Asia/Tokyo", datetime(2026, 11, 23, 9, 30, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.case(21)
def test_everybody_is_ready_in_their_own_working_hours(zone: str, closes: datetime, ready: datetime) -> None:
    assert personal_deadline(replace(ASYNC, closes=closes), zone) == ready


@given(st.integers(1, 20 * 24), st.sampled_from(["Europe/Paris", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu"]))
def test_a_personal_deadline_lies_within_the_round(hours: int, zone: str) -> None:
    one = replace(ASYNC, closes=MONDAY + hours * HOUR)
    assert one.opened < personal_deadline(one, zone) <= one.closes


def test_a_working_day_keeps_its_hour_when_clocks_change() -> None:
    before = datetime(2026, 10, 23, 8, 0, tzinfo=UTC)
    assert working_days_later(before, 1, "Europe/Paris") == datetime(2026, 10, 26, 16, 0, tzinfo=UTC)


def test_others_notes_are_unseen_while_people_write_and_ones_own_are_not() -> None:
    note = Table().note(Block.PAIN, created=MONDAY)
    assert is_shown(LIVE, note, "alice")
    assert not is_shown(LIVE, note, "ben")
    assert not is_shown(LIVE, note, "")
    assert is_shown(replace(LIVE, phase=Phase.REVEAL), note, "ben")
    assert is_shown(None, note, "ben")


def test_a_note_without_a_name_is_nobodys_own_while_it_is_unseen() -> None:
    note = Table().note(Block.PAIN, created=MONDAY, author="")
    assert not is_shown(LIVE, note, "ben")
    assert not is_shown(LIVE, note, "")


def test_what_was_there_before_people_write_unseen_stays_seen_through_a_pause() -> None:
    old = Table().note(Block.PAIN, created=MONDAY - MINUTE)
    new = Table().note(Block.PAIN, created=MONDAY + MINUTE)
    later = resumed(paused(LIVE, MONDAY + 2 * MINUTE), MONDAY + HOUR)
    for one in (LIVE, later):
        assert is_shown(one, old, "ben")
        assert not is_shown(one, new, "ben")
    assert not is_shown(replace(LIVE, since=None), old, "ben"), "a round from before this was kept hides all"


def test_a_round_that_only_rates_makes_no_note_late_and_one_that_is_rated_again_does() -> None:
    assert not is_late(begin(Phase.RATE, MONDAY, pace="live", zone="UTC"))
    again = rated_again(replace(LIVE, phase=Phase.CLOSE), MONDAY + HOUR, zone="UTC")
    assert (again.phase, again.opened, again.since) == (Phase.RATE, MONDAY + HOUR, MONDAY)
    assert is_late(again)


def test_more_time_and_the_next_question_never_come_on_a_weekend() -> None:
    friday_evening = FRIDAY + 8 * HOUR
    assert extended(replace(ASYNC, closes=friday_evening), FRIDAY, zone="UTC").closes == friday_evening + 72 * HOUR
    assert a_day_more(MONDAY, "UTC") == MONDAY + 24 * HOUR
    assert next_morning(friday_evening, "UTC") == MONDAY + 7 * 24 * HOUR


def test_votes_are_unseen_until_the_round_closes() -> None:
    assert shows_votes(None)
    assert not shows_votes(replace(LIVE, phase=Phase.RATE))
    assert shows_votes(replace(LIVE, phase=Phase.CLOSE))


def test_a_note_after_the_others_were_shown_is_late() -> None:
    assert not is_late(None)
    assert not is_late(LIVE)
    assert is_late(replace(LIVE, phase=Phase.RATE))


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (timedelta(seconds=61), "2 minutes left"),
        (timedelta(seconds=60), "1 minute left"),
        (timedelta(minutes=61), "2 hours left"),
        (timedelta(hours=49), "3 days left"),
        (timedelta(0), "time is up"),
    ],
)
def test_the_time_left_is_said_in_words(rest: timedelta, said: str) -> None:
    assert left(replace(LIVE, closes=MONDAY + rest), MONDAY) == said


def test_who_has_written_is_counted_once() -> None:
    one = begin(Phase.WRITE, datetime(2026, 11, 23, 9, tzinfo=UTC), pace="live", zone="UTC")
    assert one.with_voice("ben").with_voice("ben").wrote == {"ben"}
