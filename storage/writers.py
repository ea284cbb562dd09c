"""How work is written: together in one thread on SQLite, side by side in a pool of threads on PostgreSQL."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from sqlite3 import Connection as SqliteConnection
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlalchemy.exc import OperationalError

from storage.engines import writing_engine
from storage.transaction import Actor, Transaction

if TYPE_CHECKING:
    from sqlalchemy import Connection

BATCH = 64  # jobs that one commit carries at most
POOL = 8  # threads on PostgreSQL
TRIES = 5
TRY_AGAIN = frozenset({"40001", "40P01"})  # PostgreSQL undid one of two transactions that waited for each other


class Promise(Protocol):
    """A future of asyncio or of threads."""

    def done(self) -> bool:
        """Whether it has been settled or cancelled."""
        ...

    def set_result(self, result: Any, /) -> None:  # noqa: ANN401 - whatever the work returns
        """Settle it with a result."""
        ...

    def set_exception(self, exception: BaseException, /) -> None:
        """Settle it with an error."""
        ...


class Loop(Protocol):
    """The event loop in which a promise lives."""

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: Any) -> object:  # noqa: ANN401 - of the callback
        """Run `callback` there."""
        ...


@dataclass(slots=True, eq=False)
class Job:
    """Work that waits for its transaction. `loop` is where the promise is settled, None: in any thread."""

    actor: Actor
    work: Callable[[Transaction], Any]
    promise: Promise
    loop: Loop | None = None
    result: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        """Tell the one who waits, if anybody still does."""
        if self.promise.done():
            return
        if self.error is None:
            self.promise.set_result(self.result)
        else:
            self.promise.set_exception(self.error)


class Writer(Protocol):
    """Runs jobs in writing transactions."""

    def submit(self, job: Job) -> None:
        """Take a job: it is settled once its work is on disk, or has failed and left nothing."""
        ...

    def close(self) -> None:
        """Finish what was taken and let go of the database."""
        ...


class _Failing(AbstractContextManager[None]):
    """Whatever fails inside is the error of these jobs, and stops nobody else."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = jobs

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool:
        for job in self._jobs if error else ():
            job.error = error
        return error is not None


class _Savepoint(AbstractContextManager[None]):
    """One job's part of a shared transaction: its error undoes this part only."""

    def __init__(self, driver: SqliteConnection, job: Job) -> None:
        self._driver = driver
        self._job = job

    def __enter__(self) -> None:
        self._driver.execute("SAVEPOINT job")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool:
        if error is not None:
            self._driver.execute("ROLLBACK TO job")
            self._job.error = error
        self._driver.execute("RELEASE job")
        return error is not None


class SqliteWriter:
    """One thread that commits all waiting jobs together, each in its savepoint: one wait for the disk for many."""

    def __init__(self, url: str) -> None:
        """Write to the file at `url`."""
        self._engine = writing_engine(url)
        self._connection: Connection | None = None
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="vpd-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Take a job."""
        self._jobs.put(job)

    def close(self) -> None:
        """Finish what was taken."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while jobs := self._waiting():
            with _Failing(jobs):
                self._write(jobs)
            _settle(jobs)
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()

    def _waiting(self) -> list[Job]:
        """Wait for a job and return it with all that came meanwhile; nothing when the writer is to close."""
        first = self._jobs.get()
        jobs = [first] if first else []
        with suppress(Empty):
            while 0 < len(jobs) < BATCH:
                job = self._jobs.get_nowait()
                if job is None:
                    self._jobs.put(None)
                    break
                jobs.append(job)
        return jobs

    def _write(self, jobs: Iterable[Job]) -> None:
        connection, self._connection = self._connection or self._engine.connect(), None
        try:
            with connection.begin():
                # Savepoints are said to the driver itself: through SQLAlchemy they would cost as much as the work.
                driver = cast("SqliteConnection", connection.connection.driver_connection)
                for job in jobs:
                    if not job.promise.done():
                        with _Savepoint(driver, job):
                            job.result = job.work(Transaction(connection, job.actor))
            self._connection = connection
        finally:
            if self._connection is None:
                connection.invalidate()
                connection.close()


class PostgresWriter:
    """A pool of threads, each with a transaction of its own."""

    def __init__(self, url: str) -> None:
        """Write to the database at `url`."""
        self._engine = writing_engine(url, POOL)
        self._threads = ThreadPoolExecutor(POOL, thread_name_prefix="vpd-writer")

    def submit(self, job: Job) -> None:
        """Take a job."""
        self._threads.submit(self._run, job)

    def close(self) -> None:
        """Finish what was taken."""
        self._threads.shutdown()
        self._engine.dispose()

    def _run(self, job: Job) -> None:
        if not job.promise.done():
            with _Failing([job]):
                job.result = self._write(job)
            _settle([job])

    def _write(self, job: Job) -> object:
        for again in reversed(range(TRIES)):
            try:
                with self._engine.begin() as connection:
                    return job.work(Transaction(connection, job.actor))
            except OperationalError as problem:
                if not again or getattr(problem.orig, "sqlstate", None) not in TRY_AGAIN:
                    raise
        return None


def _settle(jobs: Iterable[Job]) -> None:
    """Tell everybody; one call into each event loop, whatever the number of jobs."""
    by_loop: defaultdict[Loop | None, list[Job]] = defaultdict(list)
    for job in jobs:
        by_loop[job.loop].append(job)
    for loop, own in by_loop.items():
        if loop is None:
            _tell(own)
        else:
            with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
                loop.call_soon_threadsafe(_tell, own)


def _tell(jobs: Iterable[Job]) -> None:
    for job in jobs:
        job.settle()
