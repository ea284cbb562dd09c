"""What every repository works with: the connection, the team and the one who acts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


@dataclass(frozen=True, slots=True)
class Scope:
    """One transaction as repositories see it. Every query of theirs names `team`."""

    connection: Connection
    team: str
    user: str
    gesture: str
    at: datetime
    writes: bool = True

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """Return an INSERT that knows ON CONFLICT, in the words of this database."""
        if self.connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)
