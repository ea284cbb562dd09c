"""The database behind an asyncio loop: one writer thread on SQLite, a pool of threads on PostgreSQL, readers apart."""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from storage.transaction import Actor, Transaction

T = TypeVar("T")
Work = Callable[[Transaction], T]

BATCH = 64  # gestures that one commit carries at most
READERS = 4
WRITERS = 8  # threads on PostgreSQL
BUSY_SECONDS = 10


def engine_url(url: str) -> str:
    """Return the address as SQLAlchemy takes it: `postgres://` and `postgresql://` go through psycopg 3."""
    parsed = make_url(url)
    if parsed.get_backend_name() in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    return url


def open_engine(url: str, *, reading: bool = False, connections: int = 1) -> Engine:
    """Return an engine with our settings: SQLite durable, in WAL, and never in its legacy transaction mode."""
    address = engine_url(url)
    if not address.startswith("sqlite"):
        return create_engine(address, pool_size=connections, max_overflow=0)
    engine = create_engine(address, pool_size=connections, max_overflow=0, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_reader if reading else _prepare_writer)
    event.listen(engine, "begin", _begin_reading if reading else _begin_writing)
    return engine


def _prepare(connection: Any) -> None:  # noqa: ANN401 - the driver's connection
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_writer(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection
    _prepare(connection)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_reader(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection
    _prepare(connection)
    connection.execute("PRAGMA query_only=ON")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


@dataclass(slots=True)
class _Job(Generic[T]):
    actor: Actor
    work: Work[T]
    future: Future[T]


class _SqliteWriter:
    """One thread that commits all waiting jobs together, each in its own savepoint: one fsync for many gestures."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="vpd-writer", daemon=True)
        self._thread.start()

    def submit(self, actor: Actor, work: Work[T]) -> Future[T]:
        future: Future[T] = Future()
        self._jobs.put(_Job(actor, work, future))
        return future

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            while (job := self._jobs.get()) is not None:
                jobs, last = self._waiting(job)
                self._commit(connection, jobs)
                if last:
                    return

    def _waiting(self, first: _Job[Any]) -> tuple[list[_Job[Any]], bool]:
        jobs = [first]
        while len(jobs) < BATCH:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False

    def _commit(self, connection: Connection, jobs: list[_Job[Any]]) -> None:
        results: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with connection.begin():
                results.extend(_in_savepoint(connection, job) for job in jobs)
        except Exception as problem:  # noqa: BLE001 - the commit failed for everybody: everybody is told
            results = [(job.future, None, problem) for job in jobs]
        for future, result, problem in results:
            if problem is None:
                future.set_result(result)
            else:
                future.set_exception(problem)


def _in_savepoint(connection: Connection, job: _Job[Any]) -> tuple[Future[Any], Any, BaseException | None]:
    savepoint = connection.begin_nested()
    try:
        result = job.work(Transaction(connection, job.actor))
    except Exception as problem:  # noqa: BLE001 - it belongs to the one who asked; the others' work stands
        savepoint.rollback()
        return job.future, None, problem
    savepoint.commit()
    return job.future, result, None


class _PostgresWriter:
    """A pool of threads, each with a transaction of its own."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url, connections=WRITERS)
        self._threads = ThreadPoolExecutor(WRITERS, thread_name_prefix="vpd-writer")

    def submit(self, actor: Actor, work: Work[T]) -> Future[T]:
        return self._threads.submit(self._run, actor, work)

    def close(self) -> None:
        self._threads.shutdown()
        self._engine.dispose()

    def _run(self, actor: Actor, work: Work[T]) -> T:
        with self._engine.begin() as connection:
            return work(Transaction(connection, actor))


class Database:
    """Runs work in transactions on worker threads, so that the event loop never waits for a disk."""

    def __init__(self, url: str) -> None:
        """Open `sqlite:///…` or `postgresql://…`; it must have been migrated."""
        sqlite = engine_url(url).startswith("sqlite")
        self._writer = _SqliteWriter(url) if sqlite else _PostgresWriter(url)
        self._reading = open_engine(url, reading=True, connections=READERS)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="vpd-reader")

    async def write(self, actor: Actor, work: Work[T]) -> T:
        """Run `work` in one transaction and return its result once that is on disk; its exception rolls back."""
        return await asyncio.wrap_future(self._writer.submit(actor, work))

    async def read(self, team: str, work: Work[T]) -> T:
        """Run `work` on a reading connection; team "" reads over all teams."""
        return await asyncio.wrap_future(self._readers.submit(self._read, team, work))

    def write_now(self, actor: Actor, work: Work[T]) -> T:
        """Like `write`, for the command line."""
        return self._writer.submit(actor, work).result()

    def read_now(self, team: str, work: Work[T]) -> T:
        """Like `read`, for the command line."""
        return self._read(team, work)

    def close(self) -> None:
        """Finish what was handed in and close all connections."""
        self._writer.close()
        self._readers.shutdown()
        self._reading.dispose()

    def _read(self, team: str, work: Work[T]) -> T:
        with self._reading.begin() as connection:
            return work(Transaction(connection, Actor.reading(team)))
