"""When something hurts or helps: before, during or after the job. It is kept as the end of a note's measure."""

from types import MappingProxyType
from typing import Final

MOMENTS: Final = MappingProxyType({"before": "before the job", "during": "during the job", "after": "after the job"})
BETWEEN = ", "


def split_moment(measure: str) -> tuple[str, str]:
    """Return a measure without its moment, and the moment's key, "" when it names none."""
    for key, words in MOMENTS.items():
        if measure == words:
            return "", key
        if measure.endswith(f"{BETWEEN}{words}"):
            return measure.removesuffix(f"{BETWEEN}{words}"), key
    return measure, ""


def with_moment(measure: str, moment: str) -> str:
    """Return a measure that ends with its moment; `moment` is a key of MOMENTS, or nothing."""
    plain, _ = split_moment(measure)
    return BETWEEN.join(part for part in (plain, MOMENTS.get(moment, "")) if part)
