"""Connections to the two databases, with the settings that keep what was acknowledged."""

from sqlite3 import Connection as SqliteConnection
from sqlite3 import Error as SqliteError
from sqlite3 import OperationalError as SqliteOperationalError
from time import monotonic, sleep
from typing import Protocol, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError


class PostgresConnection(Protocol):
    """What we set on psycopg's connections."""

    read_only: bool


BUSY_SECONDS = 10  # how long a writer waits for another process
TURN = 0.02  # seconds until something that does not wait by itself is tried again


def read_url(url: str) -> URL:
    """Return the address as SQLAlchemy takes it: `postgres://` and `postgresql://` go through psycopg 3.

    Raises ValueError for SQLite in memory, which threads cannot share.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.database in {None, "", ":memory:"}:
        message = "SQLite needs a file, for example sqlite:///vpd.db"
        raise ValueError(message)
    return parsed


def is_sqlite(url: str) -> bool:
    """Whether the address is a SQLite file."""
    return read_url(url).get_backend_name() == "sqlite"


def writing_engine(url: str, connections: int = 1) -> Engine:
    """Return an engine whose transactions hold the database's writing lock from their begin on (SQLite)."""
    engine = create_engine(read_url(url), pool_size=connections, max_overflow=0)
    if is_sqlite(url):
        event.listen(engine, "connect", _prepare_sqlite_writer)
        event.listen(engine, "begin", _begin_immediate)
    return engine


def reading_engine(url: str, connections: int) -> Engine:
    """Return an engine whose transactions see one moment of the database and can change nothing."""
    if is_sqlite(url):
        engine = create_engine(read_url(url), pool_size=connections, max_overflow=0)
        event.listen(engine, "connect", _prepare_sqlite_reader)
        event.listen(engine, "begin", _begin)
        return engine
    engine = create_engine(read_url(url), pool_size=connections, max_overflow=0, isolation_level="REPEATABLE READ")
    event.listen(engine, "connect", _prepare_postgres_reader)
    return engine


def migrating_engine(url: str) -> Engine:
    """Return a writing engine that lets tables be rebuilt: SQLite does not follow references meanwhile."""
    engine = writing_engine(url)
    if is_sqlite(url):
        event.listen(engine, "connect", _ignore_references)
    return engine


def _prepare_sqlite(connection: SqliteConnection) -> None:
    connection.isolation_level = None  # the driver's own transactions lose updates: BEGIN is said below
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys=ON")


def _prepare_sqlite_writer(connection: SqliteConnection, _record: object) -> None:
    _prepare_sqlite(connection)
    # A note's keys go to as many places: small pages are less to write. It is settled when the file is made.
    connection.execute("PRAGMA page_size=2048")
    _keep_a_log(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")


def _keep_a_log(connection: SqliteConnection) -> None:
    """Switch to WAL, which waits for nobody by itself: processes that make the file together try again."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except SqliteOperationalError:
            if monotonic() > until:
                raise
            sleep(TURN)
        else:
            return


def _prepare_sqlite_reader(connection: SqliteConnection, _record: object) -> None:
    _prepare_sqlite(connection)
    connection.execute("PRAGMA query_only=ON")


def _prepare_postgres_reader(connection: PostgresConnection, _record: object) -> None:
    connection.read_only = True


def _ignore_references(connection: SqliteConnection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def _begin_immediate(connection: Connection) -> None:
    _say(connection, "BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    _say(connection, "BEGIN")


def _say(connection: Connection, words: str) -> None:
    """Say it to the driver itself: through SQLAlchemy it takes longer than all the rest of a begin."""
    try:
        cast("SqliteConnection", connection.connection.driver_connection).execute(words)
    except SqliteError as problem:
        raise OperationalError(words, None, problem) from problem
