"""Statements that every gesture runs: put together once, then said to SQLite's driver itself.

SQLAlchemy takes longer from a statement to SQLite's driver than SQLite takes for the statement. On PostgreSQL it is the
way to the server that counts, and SQLAlchemy's errors say when to try again: there it all goes through SQLAlchemy.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from operator import itemgetter
from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Executable, Row
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.result import result_tuple
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement
from sqlalchemy.types import TypeEngine

from storage.scope import Insert, for_both

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.sql.selectable import ReturnsRows

Values = Mapping[str, Any]
Forms = tuple[tuple[int, Callable[[Any], Any]], ...]

_SQLITE = sqlite.dialect(paramstyle="qmark")


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement as SQLite's driver takes it.

    take: its values out of all that is given by name, in order; stores, reads: by place, the values and columns that
    are kept in another form than Python has them.
    """

    text: str
    take: Callable[[Values], tuple[Any, ...]]
    stores: Forms
    constants: Values
    row: Callable[[Iterable[Any]], Row[Any]]
    reads: Forms

    def parameters(self, values: Values) -> Sequence[Any]:
        return _formed(self.take({**self.constants, **values}), self.stores)

    def read(self, columns: Sequence[Any]) -> Row[Any]:
        return self.row(_formed(columns, self.reads))


def _formed(values: Sequence[Any], forms: Forms) -> Sequence[Any]:
    if not forms:
        return values
    found = list(values)
    for place, form in forms:
        found[place] = form(found[place])
    return found


class Prepared:
    """A statement with `bindparam`s. Its rows have their columns as attributes."""

    def __init__(self, statement: ClauseElement | Callable[[Insert], Executable], *, listing: str = "") -> None:
        """Prepare a statement, or an INSERT with ON CONFLICT; `listing` is the `expanding` bindparam, if it has one."""
        same = isinstance(statement, ClauseElement)
        both = dict.fromkeys(("sqlite", "postgresql"), statement) if same else for_both(statement)
        self._statements = cast("Mapping[str, ClauseElement]", both)
        self._listing = listing
        self._plans: dict[int, _Plan] = {}

    def rows(self, connection: Connection, values: Values) -> Sequence[Row[Any]]:
        """Run it and return all rows."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._on_server, values).all()
        plan, given = self._planned(values)
        with _Errors(plan.text):
            found = _driver(connection).execute(plan.text, plan.parameters(given)).fetchall()
        return [plan.read(row) for row in found]

    def first(self, connection: Connection, values: Values) -> Row[Any] | None:
        """Run it and return the first row, None when there is none."""
        return next(iter(self.rows(connection, values)), None)

    def one(self, connection: Connection, values: Values) -> Row[Any]:
        """Run it and return its only row."""
        (row,) = self.rows(connection, values)
        return row

    def run(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it once for each of `rows`, which must have the same names."""
        if connection.dialect.name != "sqlite":
            connection.execute(self._on_server, rows)
            return
        plan, _ = self._planned(rows[0])
        with _Errors(plan.text):
            _driver(connection).executemany(plan.text, [plan.parameters(row) for row in rows])

    @property
    def _on_server(self) -> Executable:
        return cast("Executable", self._statements["postgresql"])

    def _planned(self, values: Values) -> tuple[_Plan, Values]:
        """Return the plan, and the values with those of the list as SQLAlchemy names them: `keys_1`, `keys_2`, …."""
        length = 0
        if self._listing:
            length = len(values[self._listing])
            values = {**values, **{f"{self._listing}_{n}": one for n, one in enumerate(values[self._listing], 1)}}
        plan = self._plans.get(length)
        if plan is None:
            plan = self._plans[length] = _plan(self._statements["sqlite"], values)
        return plan, values


class _Errors(AbstractContextManager[None]):
    """The driver's errors become SQLAlchemy's, as everywhere; the values, which are people's words, stay out."""

    def __init__(self, statement: str) -> None:
        self._statement = statement

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        if isinstance(error, SqliteError):
            told = DBAPIError.instance(self._statement, None, error, SqliteError, dialect=_SQLITE)
            raise told.with_traceback(trace) from error


def _driver(connection: Connection) -> SqliteConnection:
    return cast("SqliteConnection", connection.connection.driver_connection)


def _plan(statement: ClauseElement, values: Values) -> _Plan:
    """Put a statement together for SQLite, with as many places as the list among `values` is long."""
    compiled = cast("SQLCompiler", statement.compile(dialect=_SQLITE, column_keys=list(values)))
    written = compiled.construct_expanded_state(values)
    lists = {name: listing for listing, names in written.parameter_expansion.items() for name in names}
    names = written.positiontup or ()
    columns = cast("ReturnsRows", statement).exported_columns
    return _Plan(
        text=written.statement,
        take=itemgetter(*names) if len(names) > 1 else lambda given: tuple(given[name] for name in names),
        stores=_forms(_stored(compiled.binds[lists.get(name, name)].type).bind_processor(_SQLITE) for name in names),
        constants={name: value for name, value in compiled.params.items() if name not in values},
        row=result_tuple(columns.keys()),
        reads=_forms(_stored(column.type).result_processor(_SQLITE, None) for column in columns),
    )


def _forms(forms: Iterable[Callable[[Any], Any] | None]) -> Forms:
    return tuple((place, form) for place, form in enumerate(forms) if form)


def _stored(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.dialect_impl(_SQLITE)
