"""Links to the wall: how long they work, and how many there may be."""

import re
from datetime import timedelta

from canvas.wall_errors import UnknownLife

LIFE = timedelta(hours=12)
LONGEST = timedelta(days=7)
MOST = 5  # open links of one workshop
OFF = ("off", "revoke", "stop", "close")  # what people type to end them

_LIFE = re.compile(r"(\d{1,4})\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)", re.IGNORECASE)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def read_life(text: str) -> timedelta:
    """Read `2h`, `30 minutes` or `3 days`; nothing means 12 hours. Raises UnknownLife."""
    typed = text.strip()
    if not typed:
        return LIFE
    found = _LIFE.fullmatch(typed)
    life = int(found[1]) * _UNITS[found[2][0].lower()] if found else timedelta(0)
    if not timedelta(0) < life <= LONGEST:
        raise UnknownLife(most=LONGEST.days)
    return life
