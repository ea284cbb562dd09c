"""Bringing a database up to date: by itself at every start, under a lock, all of it or nothing."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.engines import is_sqlite, migrating_engine
from storage.tables import METADATA

LOCK: Final = 7_305_001  # the number that our advisory lock has on PostgreSQL


class ReferencesBroken(RuntimeError):
    """A revision left rows that refer to nothing; the database is as it was before."""


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database to `revision`, creating it when there is none. Processes that start together take turns.

    Whatever fails leaves the database as it was, so that the next start tries again.
    """
    engine = migrating_engine(url)
    try:
        with engine.begin() as connection:  # on SQLite this takes the lock: BEGIN IMMEDIATE
            if not is_sqlite(url):
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
            if not is_current(connection):
                _upgrade(connection, revision)
            if is_sqlite(url) and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise ReferencesBroken
    finally:
        engine.dispose()


def _upgrade(connection: Connection, revision: str) -> None:
    steps = list(scripts().iterate_revisions(revision, current(connection) or "base"))
    with operations(connection) as context:
        for step in reversed(steps):
            step.module.upgrade()
        context.migration_context.stamp(scripts(), revision)


def operations(connection: Connection) -> AbstractContextManager[Operations]:
    """Let revisions run on a connection, in its transaction."""
    context = MigrationContext.configure(connection, opts={"target_metadata": METADATA})
    return Operations.context(context)


def current(connection: Connection) -> str | None:
    """Return the revision of a database, None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the newest revision there is."""
    return scripts().get_current_head()


def scripts() -> ScriptDirectory:
    """Return all revisions, which live in this package."""
    return ScriptDirectory(str(Path(__file__).parent / "migrations"))


def is_current(connection: Connection) -> bool:
    """Whether the database is at our newest revision."""
    return current(connection) == newest()
