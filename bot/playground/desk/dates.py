"""Moments as people read them: date tokens, times of messages, days between them."""

import re
from datetime import datetime, timedelta
from typing import Final

from bot.playground.desk.reader import Reader

HOUR, DAY = 3600, 86_400  # seconds
# The forms of date tokens for `strftime`; # is the day of the month, without a zero before it.
FORMS: Final = {
    "date_num": "%Y-%m-%d",
    "date_slash": "%m/%d/%Y",
    "date": "%B #, %Y",
    "date_short": "%b #, %Y",
    "date_long": "%A, %B #, %Y",
    "day_divider": "%A, # %B",
    "time": "%H:%M",
    "time_secs": "%H:%M:%S",
}


def token(inside: str, reader: Reader) -> tuple[str, str]:
    """Return the text and the address ("" without one) of `!date^…|…`, as it stands between the angle brackets."""
    told, _, fallback = inside.partition("|")
    parts = told.split("^")
    if len(parts) < 3 or not re.fullmatch(r"\d{1,11}", parts[1]):  # noqa: PLR2004 - name, moment, form
        return fallback, ""
    text = re.sub(r"\{(\w+)\}", lambda found: _part(found[1], parts[1], reader, found[0]), parts[2])
    return text, parts[3] if len(parts) > 3 else ""  # noqa: PLR2004 - the address comes last


def _part(form: str, ts: str, reader: Reader, unknown: str) -> str:
    at, name = reader.local(ts), form.removesuffix("_pretty")
    if name != form and (near := _near(at, reader.now)):
        return near
    if name == "ago":
        return ago((reader.now - at).total_seconds())
    return at.strftime(FORMS[name].replace("#", str(at.day))) if name in FORMS else unknown


def _near(at: datetime, now: datetime) -> str:
    days = (at.date() - now.date()).days
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days, "")


def day(at: datetime, now: datetime) -> str:
    """Return the name of a day."""
    near = _near(at, now)
    if near:
        return near.capitalize()
    return f"{at:%A}, {at.day} {at:%B}" + (f" {at.year}" if at.year != now.year else "")


def ago(seconds: float) -> str:
    """Return how long ago, or in how long, in words."""
    size = abs(seconds)
    for unit, length in (("day", DAY), ("hour", HOUR), ("minute", 60)):
        number = int(size // length)
        if number:
            words = f"{number} {unit}{'s' if number > 1 else ''}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "just now"


def next_monday(now: datetime) -> datetime:
    """Return Monday 09:00 after `now`, in its zone."""
    days = (7 - now.weekday()) % 7 or 7
    return (now + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)


def tomorrow(now: datetime) -> datetime:
    """Return 09:00 on the day after `now`, in its zone."""
    return (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
