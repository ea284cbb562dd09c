"""When the weekly review comes, and reading what people say about it.

The rule is a weekday, a local time and a zone by name; each run is worked out anew, so that clocks may change.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from canvas.defaults import DAYTIME, LATE_HOURS, REVIEW_DAY, REVIEW_TIME, SNOOZE_WEEKS
from canvas.errors import UnknownDay, UnknownReminder, UnknownTime, UnknownZone
from canvas.words import nearest

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEK = timedelta(days=7)
FRIDAY = 4
SHORTEST_DAY = 2  # letters of a day that are enough
TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?", re.IGNORECASE)
SNOOZE = re.compile(r"(?P<weeks>\d{1,2})?\s*(?:w|weeks?)?", re.IGNORECASE)
NOON = 12


class Act(StrEnum):
    """What is asked of the reminder."""

    WEEKLY = "weekly"
    OFF = "off"
    NOW = "now"
    SNOOZE = "snooze"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody typed after `remind`. Day, time and zone belong to WEEKLY, weeks to SNOOZE."""

    act: Act
    day: str = DAYS[REVIEW_DAY]
    time: str = REVIEW_TIME
    zone: str = "UTC"
    weeks: int = 1


def next_run(day: str, clock: str, zone: str, after: datetime) -> datetime:
    """Return the first moment after `after` at which it is `day`, `clock` (HH:MM) in `zone`, in UTC.

    A time that the clock skips comes as much later, one that it shows twice comes at the first.
    """
    place, at = ZoneInfo(zone), time.fromisoformat(clock)
    # A day early: where the clock leaps over midnight, the run of the day before can still be ahead.
    start = after.astimezone(place).date() - timedelta(days=1)
    run_day = start + timedelta(days=(DAYS.index(day) - start.weekday()) % 7)
    run = moment_of(run_day, at, place)
    while run <= after:
        run_day += WEEK
        run = moment_of(run_day, at, place)
    return run


def slot(due: datetime, zone: str, now: datetime) -> datetime:
    """Return when a review that was due is posted: at once, or in the next daytime when it is many hours late."""
    place = ZoneInfo(zone)
    local = now.astimezone(place)
    first, last = DAYTIME
    if now - due <= timedelta(hours=LATE_HOURS) or first <= local.hour < last:
        return now
    day = local.date() if local.hour < first else local.date() + timedelta(days=1)
    return moment_of(day, time(first), place)


def next_morning(zone: str, after: datetime) -> datetime:
    """Return when the next working day after that of `after` begins in a zone."""
    place = ZoneInfo(zone)
    day = after.astimezone(place).date() + timedelta(days=1)
    while not works(day):
        day += timedelta(days=1)
    return moment_of(day, time(DAYTIME[0]), place)


def works(day: date) -> bool:
    """Tell whether people work on a day."""
    return day.weekday() <= FRIDAY


def snoozed(run: datetime, zone: str, weeks: int) -> datetime:
    """Return the moment so many weeks after `run` at which clocks in `zone` show the same, in UTC."""
    local = run.astimezone(ZoneInfo(zone))
    return moment_of(local.date() + weeks * WEEK, local.time(), ZoneInfo(zone))


def read_order(text: str, zone: str = "UTC") -> Order:
    """Read `weekly monday 09:00 Europe/Paris`, `off`, `now`, `snooze 1w` or `status` (also when nothing is said).

    Day, time and zone may be left out: Monday, 09:00, and the `zone` given. Raises UnknownReminder, UnknownDay,
    UnknownTime, UnknownZone.
    """
    words = text.split() or [Act.STATUS.value]
    first, *rest = words
    if first.lower() == Act.SNOOZE:
        return Order(act=Act.SNOOZE, weeks=_weeks(" ".join(rest)))
    if first.lower() == Act.WEEKLY:
        return _weekly(rest, zone)
    if _day(first):
        return _weekly(words, zone)
    if first.lower() not in tuple(Act) or rest:
        raise UnknownReminder
    return Order(act=Act(first.lower()))


def read_day(word: str) -> str:
    """Read a weekday or the beginning of one. Raises UnknownDay."""
    day = _day(word)
    if not day:
        raise UnknownDay(word=word, nearest=(nearest(word, DAYS) or [DAYS[REVIEW_DAY]])[0])
    return day


def read_time(word: str) -> str:
    """Read `9`, `9:00`, `09.00` or `9pm` as HH:MM. Raises UnknownTime."""
    found = TIME.fullmatch(word.strip())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (-1, 0)
    if found and found["half"]:
        hour = hour % NOON + (NOON if found["half"].lower() == "pm" else 0) if 1 <= hour <= NOON else -1
    try:
        return f"{time(hour, minute):%H:%M}"
    except ValueError:
        raise UnknownTime(word=word.strip()) from None


def read_zone(word: str) -> str:
    """Read a zone's IANA name, whatever its capitals. Raises UnknownZone, which names the nearest."""
    zones = {name.casefold(): name for name in sorted(available_timezones())}
    low = "_".join(word.casefold().split())
    if low in zones:
        return zones[low]
    cities = {low_name.rsplit("/", 1)[-1]: name for low_name, name in zones.items()}
    named = [name for low_name, name in zones.items() if low_name.rsplit("/", 1)[-1] == low]
    near = named or [cities[city] for city in nearest(low, cities)] or nearest(low, zones.values()) or ["Europe/Paris"]
    raise UnknownZone(word=word.strip(), nearest=", ".join(near[:3]), example=near[0])


def is_zone(name: str) -> bool:
    """Tell whether `name` is the IANA name of a zone whose clocks are known here."""
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # not found, no name at all, a folder of names
        return False


def _weekly(words: list[str], zone: str) -> Order:
    rest = list(words)
    day = DAYS[REVIEW_DAY] if not rest or rest[0][0].isdigit() else read_day(rest.pop(0))
    half = rest.pop(1) if rest[1:] and rest[1].lower() in {"am", "pm"} else ""
    clock = read_time(rest.pop(0) + half) if rest and rest[0][0].isdigit() else REVIEW_TIME
    return Order(act=Act.WEEKLY, day=day, time=clock, zone=read_zone(" ".join(rest)) if rest else zone)


def _weeks(text: str) -> int:
    found = SNOOZE.fullmatch(text.strip())
    weeks = int(found["weeks"] or 1) if found else 0
    if not 1 <= weeks <= SNOOZE_WEEKS:
        raise UnknownReminder
    return weeks


def _day(word: str) -> str:
    low = word.lower().rstrip(".,")
    return next((day for day in DAYS if low == f"{day}s" or (len(low) >= SHORTEST_DAY and day.startswith(low))), "")


def moment_of(day: date, at: time, place: ZoneInfo) -> datetime:
    """Return the moment at which clocks in a place show a time on a day, in UTC."""
    return datetime.combine(day, at, tzinfo=place).astimezone(UTC)
