"""JSON that a person chose, read key by key: every value is what it should be, or a sentence says where it is not."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import NoReturn, cast

from canvas.import_errors import NotACanvas
from canvas.text import readable

LONGEST = 10_000  # characters of any text
NAME = 300  # characters of a name that somebody wrote into the file by hand
# People are mentioned by their ids: nothing else may come in as one.
_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fields:
    """One object of the file; `path` says where it stands. Every reading raises NotACanvas."""

    tree: Mapping[str, object]
    path: str = ""

    def part(self, name: str) -> "Fields":
        """Return an inner object."""
        found = self._there(name)
        if not isinstance(found, dict):
            self.refuse(name, "is not an object")
        return Fields(cast("dict[str, object]", found), f"{self.path}{name}: ")

    def parts(self, name: str) -> list["Fields"]:
        """Return a list of objects."""
        found = self._there(name)
        if not isinstance(found, list):
            self.refuse(name, "is not a list")
        parts: list[Fields] = []
        for number, one in enumerate(cast("list[object]", found), 1):
            if not isinstance(one, dict):
                self.refuse(f"{name} {number}", "is not an object")
            parts.append(Fields(cast("dict[str, object]", one), f"{self.path}{name} {number}: "))
        return parts

    def text(self, name: str, *, most: int = LONGEST) -> str:
        """Return a text, without what no database can hold."""
        found = self._there(name)
        if not isinstance(found, str):
            self.refuse(name, "is not a text")
        if len(found) > most:
            self.refuse(name, f"is longer than {most} characters")
        return readable(found)

    def words(self, name: str, *, most: int = LONGEST) -> str:
        """Return a text that says something."""
        found = self.text(name, most=most)
        if not found.strip():
            self.refuse(name, "is empty")
        return found

    def among(self, name: str, choices: Collection[str]) -> str:
        """Return one of `choices`."""
        found = self.text(name)
        if found not in choices:
            self.refuse(name, f"must be one of {', '.join(filter(None, choices))}")
        return found

    def matching(self, name: str, pattern: re.Pattern[str]) -> re.Match[str]:
        """Return how a whole text matches."""
        match = pattern.fullmatch(self.text(name))
        if match is None:
            self.refuse(name, "does not look as it should")
        return match

    def id(self, name: str, *, optional: bool = False) -> str:
        """Return an id of Slack; "" when it may be missing."""
        found = self.text(name)
        if (found or not optional) and not _ID.fullmatch(found):
            self.refuse(name, "is not an id of Slack")
        return found

    def number(self, name: str, lowest: int, highest: int) -> int:
        """Return a whole number between two others, both included."""
        found = self._there(name)
        if not isinstance(found, int) or isinstance(found, bool) or not lowest <= found <= highest:
            self.refuse(name, f"must be a whole number from {lowest} to {highest}")
        return found

    def share(self, name: str, choices: Sequence[float]) -> float:
        """Return one of a few numbers."""
        found = self._there(name)
        if isinstance(found, bool) or not isinstance(found, int | float) or found not in choices:
            self.refuse(name, f"must be one of {', '.join(f'{one:g}' for one in choices)}")
        return float(found)

    def moment(self, name: str) -> datetime:
        """Return a moment with its zone, in UTC."""
        try:
            found = datetime.fromisoformat(self.text(name))
            in_utc = found.astimezone(UTC)
        except (ValueError, OverflowError):
            self.refuse(name, "is not a time")
        if found.tzinfo is None:
            self.refuse(name, "is a time without its zone")
        return in_utc

    def said(self, name: str) -> str:
        """Return a text, "" where an older file has none."""
        return self.text(name) if self.has(name) else ""

    def choice(self, name: str, choices: Collection[str]) -> str:
        """Return one of `choices`, or "" where nothing is chosen or an older file has none."""
        return self.among(name, ["", *choices]) if self.has(name) else ""

    def some(self, name: str) -> list["Fields"]:
        """Return a list of objects, empty where an older file has none."""
        return self.parts(name) if self.has(name) else []

    def texts(self, name: str) -> list[str]:
        """Return a list of texts, empty where an older file has none."""
        if not self.has(name):
            return []
        found = self.tree[name]
        if not isinstance(found, list):
            self.refuse(name, "is not a list")
        return [Fields({name: one}, self.path).text(name) for one in cast("list[object]", found)]

    def wholes(self, name: str) -> list[int]:
        """Return a list of whole numbers from 1, empty where an older file has none."""
        found: object = self.tree.get(name) or []
        numbers = cast("list[object]", found) if isinstance(found, list) else [None]
        if not all(type(one) is int and one > 0 for one in numbers):
            self.refuse(name, "is not a list of whole numbers")
        return cast("list[int]", numbers)

    def answers(self, name: str) -> dict[str, object]:
        """Return an object of plain values, empty where an older file has none."""
        return dict(self.part(name).tree) if self.has(name) else {}

    def whole(self, name: str, lowest: int, highest: int) -> int | None:
        """Return a whole number, None where there is none."""
        return self.number(name, lowest, highest) if self.has(name) else None

    def real(self, name: str) -> float | None:
        """Return a number, None where there is none."""
        found = self.tree.get(name)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
            self.refuse(name, "is not a number")
        return float(found)

    def between(self, name: str, lowest: float, highest: float) -> float | None:
        """Return a number between two others, both included; None where there is none."""
        found = self.real(name)
        if found is not None and not lowest <= found <= highest:
            self.refuse(name, f"must be from {lowest:g} to {highest:g}")
        return found

    def flag(self, name: str) -> bool:
        """Return yes or no; no where an older file does not say."""
        found = self.tree.get(name) or False
        if not isinstance(found, bool):
            self.refuse(name, "is neither true nor false")
        return found

    def perhaps(self, name: str) -> datetime | None:
        """Return a moment, None where there is none."""
        return self.moment(name) if self.has(name) else None

    def has(self, name: str) -> bool:
        """Whether there is anything but null."""
        return self.tree.get(name) is not None

    def refuse(self, name: str, why: str) -> NoReturn:
        """Raise NotACanvas with where something is wrong."""
        raise NotACanvas(where=f"{self.path}“{name}” {why}"[:300])

    def _there(self, name: str) -> object:
        if name not in self.tree:
            self.refuse(name, "is missing")
        return self.tree[name]
