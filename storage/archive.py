"""Backups: everything that is kept, in one SQLite file, from either kind of database and into either kind."""

import os
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from errno import EIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection, Table, delete, exists, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from storage.engines import is_sqlite, migrating_engine, read_url, reading_engine
from storage.migrate import ReferencesBroken, current, migrate, newest, scripts
from storage.tables import METADATA
from storage.tables.outbox import OUTBOX

ROWS: Final = 1_000  # held in memory at a time
PRIVATE: Final = 0o600  # a backup holds what people wrote


class NoBackup(Exception):
    """The file is no backup, or is damaged."""


class NewerBackup(Exception):
    """The backup was made by a newer program."""


class NotEmpty(Exception):
    """The database holds something already."""


def back_up(url: str, file: Path) -> None:
    """Write everything in the migrated database at `url` to `file`, as it is at one moment; people may go on working.

    What stood in `file` is replaced once all is written. Raises OSError where it can't be written.
    """
    with TemporaryDirectory(dir=file.parent, prefix=".vpd-backup-") as folder:
        made = Path(folder) / "backup.db"
        made.touch(PRIVATE)
        if is_sqlite(url):
            _copy_file(Path(read_url(url).database or ""), made)
        else:
            migrate(_address(made))
            _copy_rows(url, _address(made))
        _be_one_file(made)
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(file)


def restore(file: Path, url: str, *, replace: bool = False) -> int:
    """Put a backup into the database at `url`, all of it or nothing, and return how many workshops there are now.

    The database is made or brought up to date first. `replace` gives up what it holds.
    Raises OSError, NoBackup, NewerBackup, NotEmpty.
    """
    with file.open("rb"), TemporaryDirectory(prefix="vpd-restore-") as folder:
        copy = Path(folder) / "backup.db"
        copy.touch(PRIVATE)
        shutil.copyfile(file, copy)
        _check(copy)
        migrate(_address(copy))
        migrate(url)
        return _copy_rows(_address(copy), url, replace=replace, later=True)


def _address(file: Path) -> str:
    return f"sqlite:///{file}"


def _copy_file(source: Path, target: Path) -> None:
    with _opened(source) as old, _opened(target) as new:
        old.backup(new)


def _be_one_file(file: Path) -> None:
    """Put what is in the log into the file, so that it can be moved alone."""
    with _opened(file) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _opened(file: Path) -> Generator[sqlite3.Connection]:
    connection = sqlite3.connect(file)
    try:
        yield connection
    except sqlite3.Error as problem:
        raise OSError(EIO, str(problem)) from problem
    finally:
        connection.close()


def _check(file: Path) -> None:
    engine = reading_engine(_address(file), 1)
    try:
        with engine.begin() as connection:
            whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            revision = current(connection)
    except DBAPIError as problem:
        raise NoBackup from problem
    finally:
        engine.dispose()
    if not whole or revision is None:
        raise NoBackup
    if revision not in {one.revision for one in scripts().walk_revisions("base", newest() or "base")}:
        raise NewerBackup


def _copy_rows(source: str, target: str, *, replace: bool = False, later: bool = False) -> int:
    """Copy every row into a migrated database, and return how many workshops it has then."""
    reading, writing = reading_engine(source, 1), migrating_engine(target)
    try:
        with reading.begin() as old, writing.begin() as new:
            _make_room(new, replace=replace)
            for table in METADATA.sorted_tables:
                _copy_table(old, new, table)
            if later:
                _look_before_posting(new)
            if is_sqlite(target) and new.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise ReferencesBroken
            return new.execute(select(func.count()).select_from(METADATA.tables["workshops"])).scalar_one()
    finally:
        reading.dispose()
        writing.dispose()


def _make_room(connection: Connection, *, replace: bool) -> None:
    for table in reversed(METADATA.sorted_tables):
        if replace:
            connection.execute(delete(table))
        elif connection.execute(select(exists().select_from(table))).scalar_one():
            raise NotEmpty


def _copy_table(old: Connection, new: Connection, table: Table) -> None:
    rows = old.execution_options(yield_per=ROWS).execute(select(table).order_by(*table.primary_key))
    for some in rows.mappings().partitions():
        new.execute(insert(table), [dict(row) for row in some])
    numbered = table.autoincrement_column
    if numbered is not None and new.dialect.name == "postgresql":
        # Rows that come with their numbers leave the counter where it was.
        counter = func.pg_get_serial_sequence(table.name, numbered.name)
        new.execute(select(func.setval(counter, func.coalesce(func.max(numbered), 0) + 1, False)))  # noqa: FBT003 - the next one is this


def _look_before_posting(connection: Connection) -> None:
    """Let the courier look in Slack first: what waited when the backup was made has since been posted, perhaps."""
    never = (OUTBOX.c.state == "waiting", OUTBOX.c.attempts == 0)
    connection.execute(update(OUTBOX).where(*never).values(attempts=1, tried=OUTBOX.c.created))
