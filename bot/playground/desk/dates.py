"""Moments as people read them: date tokens, times of messages, days between them."""

import re
from datetime import datetime, timedelta

from bot.playground.desk.reader import Reader

HOUR, DAY = 3600, 86_400  # seconds


def token(inside: str, reader: Reader) -> tuple[str, str]:
    """Return the text and the address ("" without one) of `!date^…|…`, as it stands between the angle brackets."""
    told, _, fallback = inside.partition("|")
    parts = told.split("^")
    if len(parts) < 3 or not re.fullmatch(r"\d{1,11}", parts[1]):  # noqa: PLR2004 - name, moment, form
        return fallback, ""
    text = re.sub(r"\{(\w+)\}", lambda found: _part(found[1], parts[1], reader, found[0]), parts[2])
    return text, parts[3] if len(parts) > 3 else ""  # noqa: PLR2004 - the address comes last


def _part(form: str, ts: str, reader: Reader, unknown: str) -> str:
    at = reader.local(ts)
    pretty = form.endswith("_pretty")
    if pretty and (near := _near(at, reader.now)):
        return near
    match form.removesuffix("_pretty"):
        case "date_num":
            return f"{at:%Y-%m-%d}"
        case "date_slash":
            return f"{at:%m/%d/%Y}"
        case "date":
            return f"{at:%B} {at.day}, {at.year}"
        case "date_short":
            return f"{at:%b} {at.day}, {at.year}"
        case "date_long":
            return f"{at:%A}, {at:%B} {at.day}, {at.year}"
        case "day_divider":
            return day(at, reader.now)
        case "time":
            return f"{at:%H:%M}"
        case "time_secs":
            return f"{at:%H:%M:%S}"
        case "ago":
            return ago((reader.now - at).total_seconds())
        case _:
            return unknown


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
