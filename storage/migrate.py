"""Bringing a database up to date: at every start, by itself, under a lock, and again after a failure in the middle."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, text

from storage.database import open_engine

ONE_AT_A_TIME = 7_305_001  # the number of PostgreSQL's advisory lock


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for our migrations, which live in this package."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    found.attributes["connection"] = connection
    return found


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database to a revision; all of it or nothing, whatever fails. Two processes take turns."""
    engine = open_engine(url)
    try:
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _keys_off, insert=False)
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            command.upgrade(config(connection), revision)
    finally:
        engine.dispose()


def _keys_off(connection: object, _record: object) -> None:
    """Let SQLite copy a table while others point to it."""
    connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[attr-defined]


def is_current(connection: Connection) -> bool:
    """Whether the database is at our newest revision."""
    heads = ScriptDirectory.from_config(config()).get_heads()
    known = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return sorted(known) == sorted(heads)

