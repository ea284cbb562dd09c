"""The numbers of the method that a team may change for its own workshop."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from canvas.board import Workshop
from canvas.defaults import HALF_LIFE, HALF_LIVES, INTERVIEWS, TESTS_AT_ONCE

NUMBERS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "half_life": HALF_LIFE,
        **{f"half_life_{topic}": days for topic, days in HALF_LIVES.items()},
        "interviews": INTERVIEWS,
        "tests_at_once": TESTS_AT_ONCE,
    }
)


def number(workshop: Workshop, name: str) -> float:
    """Return a number as this workshop has it: its own, else the method's."""
    return dict(workshop.numbers).get(name, NUMBERS[name])
