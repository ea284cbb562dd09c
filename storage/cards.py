"""Tests, learnings, alternatives and pitches: cards that are added, changed, and only ever put aside."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, fields, replace
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Row, Table, func, insert, select, update

from canvas.board import Segment
from canvas.cards import Alternative, Learning, Pitch, Slot, Test
from storage.history import History
from storage.rows import alternative_of, learning_of, pitch_of, test_of
from storage.scope import Scope
from storage.tables.cards import ALTERNATIVES, LEARNINGS, PITCHES, TESTS

Card = TypeVar("Card")


class _Cards(ABC, Generic[Card]):
    """One kind of card."""

    _table: ClassVar[Table]

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    @staticmethod
    @abstractmethod
    def _read(row: Row[Any]) -> Card:
        """Return the card of a row."""

    def of(self, workshop: int) -> list[Card]:
        """Return the cards of a workshop, oldest first."""
        return self._some(self._table.c.workshop_id == workshop)

    def _some(self, *where: Any) -> list[Card]:  # noqa: ANN401 - conditions
        here = (self._table.c.team == self._scope.team, self._table.c.state == "active")
        rows = self._scope.connection.execute(select(self._table).where(*here, *where).order_by(self._table.c.id))
        return [self._read(row) for row in rows]

    def _insert(self, workshop: int, values: dict[str, Any]) -> Card:
        whole = {"team": self._scope.team, "workshop_id": workshop, "state": "active", **values}
        row = self._scope.connection.execute(insert(self._table).values(**whole).returning(self._table)).one()
        self._history.record(workshop, self._table.name, row.id, {"state": "removed"}, {"state": "active"})
        return self._read(row)

    def _update(self, workshop: int, card: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        here = (self._table.c.team == self._scope.team, self._table.c.id == card)
        self._scope.connection.execute(update(self._table).where(*here).values(**after))
        self._history.record(workshop, self._table.name, card, before, after)

    def _next_code(self, workshop: int, letter: str) -> str:
        """Return a code that no card of the workshop ever had."""
        here = (self._table.c.team == self._scope.team, self._table.c.workshop_id == workshop)
        count = select(func.count(func.distinct(self._table.c.code))).where(*here)
        return f"{letter}{self._scope.connection.execute(count).scalar_one() + 1}"


_DEFAULTS = {one.name: one.default for one in fields(Test) if one.name not in {"id", "code", "hypothesis", "moved"}}


class Tests(_Cards[Test]):
    """How the team's hypotheses are tested."""

    _table = TESTS

    @staticmethod
    def _read(row: Row[Any]) -> Test:
        return test_of(row)

    def get(self, test: int) -> Test | None:
        """Return a test by its id."""
        return next(iter(self._some(TESTS.c.id == test)), None)

    def find(self, workshop: int, code: str) -> Test | None:
        """Return the newest version of a test by its code."""
        found = self._some(TESTS.c.workshop_id == workshop, TESTS.c.code == code.upper())
        return max(found, key=lambda test: test.version, default=None)

    def add(self, workshop: int, *, hypothesis: int, **more: Any) -> Test:  # noqa: ANN401 - fields of Test
        """Add a test under the next code; `more` are fields of `canvas.cards.Test`."""
        values = {**_DEFAULTS, "moved": self._scope.at, "code": self._next_code(workshop, "T"), **more}
        return self._insert(workshop, {**values, "hypothesis_id": hypothesis})

    def change(self, workshop: int, test: Test, **changes: Any) -> Test:  # noqa: ANN401 - fields of Test
        """Change fields of a test and return it as it is now."""
        self._update(workshop, test.id, {name: getattr(test, name) for name in changes}, changes)
        return replace(test, **changes)

    def renew(self, workshop: int, void: Test, new: Test) -> Test:
        """Put a version of a test aside as void, and keep the next one under the same code."""
        self._update(workshop, void.id, {"void": False}, {"void": True})
        values = {name: getattr(new, name) for name in (*_DEFAULTS, "code", "moved")}
        return self._insert(workshop, {**values, "hypothesis_id": new.hypothesis})

    def drop(self, workshop: int, test: Test) -> None:
        """Take a test away."""
        self._update(workshop, test.id, {"state": "active"}, {"state": "removed"})


class Learnings(_Cards[Learning]):
    """What came out of the team's tests."""

    _table = LEARNINGS

    @staticmethod
    def _read(row: Row[Any]) -> Learning:
        return learning_of(row)

    def find(self, workshop: int, code: str) -> Learning | None:
        """Return a learning by its code."""
        return next(iter(self._some(LEARNINGS.c.workshop_id == workshop, LEARNINGS.c.code == code.upper())), None)

    def add(self, workshop: int, *, hypothesis: int, tests: Sequence[int] = (), **more: Any) -> Learning:  # noqa: ANN401 - fields of Learning
        """Add a learning under the next code; `more` are fields of `canvas.cards.Learning`."""
        words = dict.fromkeys(("observed", "learned", "action", "owner"), "")
        who = {"recorder": self._scope.user, "at": self._scope.at, "code": self._next_code(workshop, "L"), "due": None}
        values = {**words, **who, "decision": "continue_testing", **more}
        return self._insert(workshop, {**values, "hypothesis_id": hypothesis, "tests": list(tests)})

    def change(self, workshop: int, learning: Learning, **changes: Any) -> Learning:  # noqa: ANN401 - fields of Learning
        """Change words, decision, action, owner or due day, and return the learning as it is now."""
        self._update(workshop, learning.id, {name: getattr(learning, name) for name in changes}, changes)
        return replace(learning, **changes)


class Alternatives(_Cards[Alternative]):
    """What the segments of the team's workshops use instead."""

    _table = ALTERNATIVES

    @staticmethod
    def _read(row: Row[Any]) -> Alternative:
        return alternative_of(row)

    def add(self, workshop: int, segment: Segment, name: str, kind: str) -> Alternative:
        """Add what a segment uses instead; `kind` is one of `method.ALTERNATIVES`."""
        return self._insert(workshop, {"segment_id": segment.id, "name": name, "kind": kind})

    def remove(self, workshop: int, alternative: Alternative) -> None:
        """Take an alternative away."""
        self._update(workshop, alternative.id, {"state": "active"}, {"state": "removed"})

    def dropped(self, workshop: int, rows: Collection[int]) -> set[str]:
        """Return the names of those of some rows that were taken away."""
        table = ALTERNATIVES.c
        here = (table.team == self._scope.team, table.workshop_id == workshop, table.state == "removed")
        return set(self._scope.connection.execute(select(table.name).where(*here, table.id.in_(rows))).scalars())


class Pitches(_Cards[Pitch]):
    """Pitches that were kept; the newest of a segment is its pitch."""

    _table = PITCHES

    @staticmethod
    def _read(row: Row[Any]) -> Pitch:
        return pitch_of(row)

    def keep(self, workshop: int, segment: Segment, slots: Iterable[Slot]) -> Pitch:
        """Keep a pitch with the notes it quotes, as they read now."""
        values = {"segment_id": segment.id, "slots": [asdict(slot) for slot in slots], "at": self._scope.at}
        return self._insert(workshop, values)
