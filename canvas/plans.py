"""What people fill in when they plan a test, read into the fields of its card."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from canvas.cards import Test
from canvas.defaults import DAYTIME, TEST_DAYS
from canvas.errors import RuleBroken
from canvas.experiments import EXPERIMENTS, lowered
from canvas.learning_errors import WrongDate, WrongDays, WrongPeople, WrongSample
from canvas.testing import OPERATORS, read_bar
from canvas.text import clean

MOST_DAYS = 365
MOST_PEOPLE = 1_000_000
SCALES = ("critical", "cost", "reliability", "time")
MIDDLE = 2
DESCRIPTION = 1000  # characters
WORDS = ("name", "owner", "description")


def read_plan(answers: Mapping[str, str], zone: str) -> dict[str, object]:
    """Return fields of a Test from a form's answers, field -> words; only fields that the form has are returned.

    Raises UnknownBar, WrongPeople, WrongDays, WrongDate, TierTooHigh.
    """
    fields: dict[str, object] = {name: clean(answers[name])[:DESCRIPTION] for name in WORDS if name in answers}
    if "experiment" in answers:
        fields["experiment"] = answers["experiment"] if answers["experiment"] in EXPERIMENTS else ""
    if "threshold" in answers:
        fields |= _bar(answers["threshold"], answers.get("min_sample", ""))
    if "due" in answers:
        fields["due"] = read_due(answers["due"], zone)
    if "duration" in answers:
        fields["duration"] = _whole(answers["duration"], MOST_DAYS, WrongDays(most=MOST_DAYS)) or TEST_DAYS
    if "tier" in answers:
        tier = int(answers["tier"]) if answers["tier"].isdigit() else None
        fields["tier"] = None if tier is None else lowered(answers.get("experiment", ""), tier)
    scales = {name: answers[name] for name in SCALES if name in answers}
    return fields | {name: int(word) if word in {"1", "2", "3"} else MIDDLE for name, word in scales.items()}


def _bar(words: str, sample: str) -> dict[str, object]:
    least = read_people(sample, WrongSample)
    if not clean(words):
        return {"operator": ">=", "threshold": None, "unit": "", "metric": "", "min_sample": least}
    bar = read_bar(clean(words))
    told = {"operator": bar.operator, "threshold": bar.threshold, "unit": bar.unit, "metric": bar.metric}
    return {**told, "min_sample": bar.min_sample or least}


def spoken(test: Test) -> str:
    """Return a test's bar as it can be typed again, without its number of people; "" while there is none."""
    if test.threshold is None:
        return ""
    amount = f"{OPERATORS[test.operator]} {test.threshold:g} {test.unit}".strip()
    return f"{amount} {test.metric}".strip()


def read_due(day: str, zone: str) -> datetime | None:
    """Return the end of a working day (`2026-11-30`) in a zone; None when no day was chosen. Raises WrongDate."""
    if not day:
        return None
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise WrongDate from None
    return datetime.combine(found, time(DAYTIME[1]), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def read_people(word: str, wrong: type[WrongPeople] = WrongPeople) -> int:
    """Read a number of people; 0 when none was given. Raises `wrong`, the error of the form's field."""
    return _whole(word, MOST_PEOPLE, wrong(most=MOST_PEOPLE))


def _whole(word: str, most: int, wrong: RuleBroken) -> int:
    if not word.strip():
        return 0
    if not word.strip().isdecimal() or not 1 <= int(word) <= most:
        raise wrong
    return int(word)
