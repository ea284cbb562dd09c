"""Silent mode and pace: everybody writes unseen, then all is shown, then rated unseen, then closed."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import ceil
from zoneinfo import ZoneInfo

from canvas.board import Note, Workshop
from canvas.defaults import DAYTIME, EXTENSION_HOURS
from canvas.numbers import NUMBERS, number
from canvas.round_errors import UnknownLength
from canvas.schedule import moment_of, works

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MORE = 5 * MINUTE  # of a round that takes minutes, when somebody asks for more time
HOURS_SHOWN = timedelta(days=2)  # up to here a timer counts hours, then days


_LENGTH = re.compile(
    r"(?:for\s+)?(\d{1,4})\s*(m|mins?|minutes?|h|hrs?|hours?|(?:working\s+)?(?:d|days?))?", re.IGNORECASE
)
_UNITS = {"live": {"": 1, "m": 1, "h": 60}, "async": {"": 1, "d": 1, "w": 1}}  # by its first letter; w: working days


class Phase(StrEnum):
    """Where a round is. Notes are hidden in WRITE, ratings and dots in RATE."""

    WRITE = "write"
    REVEAL = "reveal"
    RATE = "rate"
    CLOSE = "close"


class Move(StrEnum):
    """What to do with a round now."""

    WAIT = "wait"
    NEXT = "next"
    EXTEND = "extend"
    ASK = "ask"  # the facilitator


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A prompt on its way from writing to closed; times in UTC.

    `wrote` are those who have written or rated in this phase, `done` those who said they are done, `nudged` those who
    were reminded in it.
    """

    phase: Phase
    opened: datetime
    closes: datetime
    pace: str = "live"  # live, async
    extended: bool = False
    paused: datetime | None = None
    wrote: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    nudged: frozenset[str] = frozenset()
    since: datetime | None = None  # when writing began: what was there before is seen by all

    def with_voice(self, user: str) -> "Round":
        """Return the round after somebody has written or rated in it."""
        return replace(self, wrote=self.wrote | {user})


def begin(phase: Phase, at: datetime, *, pace: str, zone: str, workshop: Workshop | None = None) -> Round:
    """Return a round that begins now and ends after the usual minutes or working days of its phase.

    Asynchronous phases end at 17:00 in `zone`, the workshop's; its numbers say how long a phase takes.
    """
    if phase is Phase.CLOSE:
        return Round(phase=phase, opened=at, closes=at, pace=pace)
    if pace == "live":
        closes = at + number(workshop, f"minutes_{phase}") * MINUTE
    else:
        closes = working_days_later(at, int(number(workshop, f"days_{phase}")), zone)
    return Round(phase=phase, opened=at, closes=closes, pace=pace, since=at if phase is Phase.WRITE else None)


def read_length(text: str, pace: str) -> int:
    """Read `5m`, `1 hour` or `for 2 working days`: so many minutes, or working days; nothing means 0, as long as usual.

    Raises UnknownLength.
    """
    typed = text.strip()
    if not typed:
        return 0
    found = _LENGTH.fullmatch(typed)
    unit, example = ("minutes", "5 minutes") if pace == "live" else ("working days", "2 days")
    most = int(NUMBERS["minutes_write" if pace == "live" else "days_write"].highest)
    length = int(found[1]) * _UNITS[pace].get((found[2] or "")[:1].lower(), 0) if found else 0
    if not 1 <= length <= most:
        raise UnknownLength(words=typed, most=most, unit=unit, example=example)
    return length


def following(one: Round, at: datetime, *, zone: str, workshop: Workshop | None = None) -> Round:
    """Return the next phase of a round; after closing nothing follows."""
    phases = list(Phase)
    phase = phases[min(phases.index(one.phase) + 1, len(phases) - 1)]
    return replace(begin(phase, at, pace=one.pace, zone=zone, workshop=workshop), since=one.since)


def rated_again(one: Round, at: datetime, *, zone: str, workshop: Workshop | None = None) -> Round:
    """Return a closed round in which people rate in secret once more."""
    return replace(begin(Phase.RATE, at, pace=one.pace, zone=zone, workshop=workshop), since=one.since)


def move(one: Round, active: Collection[str], at: datetime, workshop: Workshop | None = None) -> Move:
    """Return what a round needs: go on when all are done or enough took part, else more time once, else a decision."""
    if one.phase is Phase.CLOSE or one.paused is not None:
        return Move.WAIT
    here = set(active)
    if here and here <= one.done:
        return Move.NEXT
    if at < one.closes:
        return Move.WAIT
    if one.pace == "live" or one.phase is Phase.REVEAL or has_quorum(one, active, workshop):
        return Move.NEXT
    return Move.ASK if one.extended else Move.EXTEND


def has_quorum(one: Round, active: Collection[str], workshop: Workshop | None = None) -> bool:
    """Tell whether enough of those who are here have written, rated or said that they are done."""
    here = set(active)
    return len((one.wrote | one.done) & here) >= number(workshop, "quorum") * len(here)


def extended(one: Round, at: datetime, *, zone: str, workshop: Workshop | None = None) -> Round:
    """Return a round with a working day more, or what the team has set; it gets that once."""
    hours = number(workshop, "extension_hours")
    return replace(one, closes=a_day_more(max(one.closes, at), zone, hours), extended=True)


def lengthened(one: Round, at: datetime, *, zone: str) -> Round:
    """Return a round that somebody gives more time: minutes, or a working day where it takes days."""
    last = max(one.closes, one.paused or at)
    return replace(one, closes=last + MORE if one.pace == "live" else a_day_more(last, zone))


def a_day_more(at: datetime, zone: str, hours: float = EXTENSION_HOURS) -> datetime:
    """Return the same time a day (or so many `hours`) later, in UTC; never on a weekend in `zone`."""
    place = ZoneInfo(zone)
    local = (at + hours * HOUR).astimezone(place)
    return moment_of(_working(local.date()), local.time(), place)


def next_morning(at: datetime, zone: str) -> datetime:
    """Return when the next working day begins in `zone`, in UTC: when who leads is asked again."""
    place = ZoneInfo(zone)
    return moment_of(_working(at.astimezone(place).date() + DAY), time(DAYTIME[0]), place)


def paused(one: Round, at: datetime) -> Round:
    """Return a round whose time stands still."""
    return one if one.paused else replace(one, paused=at)


def resumed(one: Round, at: datetime) -> Round:
    """Return a round that goes on; what was left of its time is left again."""
    if one.paused is None:
        return one
    away = at - one.paused
    return replace(one, opened=one.opened + away, closes=one.closes + away, paused=None)


def to_nudge(one: Round, active: Iterable[str], at: datetime, workshop: Workshop | None = None) -> list[str]:
    """Return who is reminded now, in private and once: those who have done nothing after half of the time."""
    if one.paused or one.phase not in {Phase.WRITE, Phase.RATE} or not half_way(one, workshop) <= at < one.closes:
        return []
    return [user for user in active if user not in one.wrote | one.done | one.nudged]


def personal_deadline(one: Round, zone: str) -> datetime:
    """Return when a person should be ready, in UTC: the last working hour of their own zone before the round closes.

    Where there is none between opening and closing, it is the close itself.
    """
    place = ZoneInfo(zone)
    local = one.closes.astimezone(place)
    first, last = DAYTIME
    day = local.date()
    if works(day) and first <= local.hour < last:
        return one.closes
    if local.hour < first:
        day -= timedelta(days=1)
    while not works(day):
        day -= timedelta(days=1)
    deadline = moment_of(day, time(last), place)
    return deadline if deadline > one.opened else one.closes


def working_days_later(at: datetime, days: int, zone: str) -> datetime:
    """Return the end of the working day so many working days after a moment, in UTC."""
    place = ZoneInfo(zone)
    day = at.astimezone(place).date()
    for _ in range(days):
        day = _working(day + DAY)
    return moment_of(day, time(DAYTIME[1]), place)


def is_shown(one: Round | None, note: Note, viewer: str) -> bool:
    """Tell whether a viewer sees a note: always their own and what was there before; others' once writing is over.

    A note without an author is nobody's own, and `viewer` is empty for what everybody sees.
    """
    if one is None or one.phase is not Phase.WRITE or (one.since is not None and note.created < one.since):
        return True
    return bool(viewer) and note.author == viewer


def shows_votes(one: Round | None) -> bool:
    """Tell whether ratings and dots may be shown: not while they are being given, so that nobody follows the first."""
    return one is None or one.phase is Phase.CLOSE


def is_late(one: Round | None) -> bool:
    """Tell whether a note that comes now comes after the others were shown."""
    return one is not None and one.since is not None and one.phase is not Phase.WRITE


def left(one: Round, at: datetime) -> str:
    """Return the time that is left in words: `4 minutes left`, `time is up`."""
    rest = one.closes - (one.paused or at)
    if rest <= timedelta(0):
        return "time is up"
    if rest <= HOUR:
        return f"{_count(ceil(rest / MINUTE), 'minute')} left"
    if rest <= HOURS_SHOWN:
        return f"{_count(ceil(rest / HOUR), 'hour')} left"
    return f"{_count(ceil(rest / timedelta(days=1)), 'day')} left"


def _working(day: date) -> date:
    """Return a day, or the working day after it."""
    while not works(day):
        day += DAY
    return day


def half_way(one: Round, workshop: Workshop | None = None) -> datetime:
    """Return when those who have done nothing yet are reminded."""
    return one.opened + number(workshop, "nudge") * (one.closes - one.opened)


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
