"""What every repository works with: the connection, the team and the one who acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Executable, Table, bindparam, literal_column, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ColumnElement

Insert = Callable[[Table], sqlite.Insert]


@dataclass(frozen=True, slots=True)
class Scope:
    """One transaction as repositories see it. Every query of theirs names `team`."""

    connection: Connection
    team: str
    user: str
    gesture: str
    at: datetime
    writes: bool = True

    def insert(self, table: Table) -> sqlite.Insert:
        """Return an INSERT that knows ON CONFLICT, in the words of this database."""
        return _INSERTS[self.connection.dialect.name](table)


def own(table: Table, team: str = "team") -> ColumnElement[bool]:
    """Return the condition that a row is of `:team`; only the program itself, whose team is "", sees all teams.

    An UPDATE keeps the names of columns for what it sets: there the parameter needs another name.
    """
    given = bindparam(team, type_=table.c.team.type)
    return or_(table.c.team == given, literal_column("''") == given)


def for_both(build: Callable[[Insert], Executable]) -> Mapping[str, Executable]:
    """Build an INSERT with ON CONFLICT once, in the words of each database, by the name of its dialect.

    What every gesture runs is a constant of its module: putting a statement together costs more than running it.
    """
    return {dialect: build(insert) for dialect, insert in _INSERTS.items()}


_INSERTS: Mapping[str, Insert] = {"sqlite": sqlite.insert, "postgresql": cast("Insert", postgresql.insert)}
