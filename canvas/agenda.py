"""The default agenda: when each step begins and ends, live in an afternoon or over some working days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from canvas.board import Workshop
from canvas.defaults import BREAK_AFTER, BREAK_MINUTES, STEP_DAYS, STEP_MINUTES
from canvas.method import LAST_STEP, STEPS
from canvas.rounds import working_days_later

MINUTE = timedelta(minutes=1)
REST = "A good place to stop for today."


@dataclass(frozen=True, slots=True)
class Part:
    """A step of the agenda, in UTC; one that goes on and on has no end. `rest` when a break follows it."""

    step: int
    begins: datetime
    ends: datetime | None
    rest: bool = False


def agenda(workshop: Workshop, at: datetime) -> list[Part]:
    """Return the steps from the one that is open on, as they follow if that begins at a moment."""
    return list(_parts(workshop, at))


def _parts(workshop: Workshop, at: datetime) -> Iterable[Part]:
    begins = at
    for step in range(workshop.step, LAST_STEP + 1):
        ends = _end(workshop, step, begins)
        rest = step == BREAK_AFTER and workshop.pace == "live"
        yield Part(step, begins, ends, rest)
        begins = (ends or begins) + (BREAK_MINUTES * MINUTE if rest else timedelta())


def _end(workshop: Workshop, step: int, begins: datetime) -> datetime | None:
    if workshop.pace == "live":
        return begins + STEP_MINUTES[step] * MINUTE
    days = STEP_DAYS.get(step)
    return working_days_later(begins, days, workshop.time_zone) if days else None


def step_line(workshop: Workshop, since: datetime, at: datetime) -> str:
    """Say how long the open step usually takes and until when, by the clocks of the workshop's zone.

    `since` is when the step began. Empty while nothing runs, and for a step that goes on week by week.
    """
    ends = _end(workshop, workshop.step, since)
    if workshop.state != "open" or ends is None:
        return ""
    usual = f"Usually {_length(workshop)}"
    if at >= ends:
        rest = f" {REST}" if workshop.step == BREAK_AFTER and workshop.pace == "live" else ""
        return f"{usual}, which are over: go on when you like.{rest}"
    local = ends.astimezone(ZoneInfo(workshop.time_zone))
    until = f"{local:%H:%M}" if workshop.pace == "live" else f"{local:%A} {local.day} {local:%B}"
    return f"{usual}, until {until}."


def _length(workshop: Workshop) -> str:
    if workshop.pace == "live":
        return f"{STEP_MINUTES[workshop.step]} minutes"
    days = STEP_DAYS[workshop.step]
    return f"{days} working day{'' if days == 1 else 's'}"


def title(part: Part) -> str:
    """Return the name of a part: `2. Customer profile`."""
    return f"{part.step}. {STEPS[part.step]}"
