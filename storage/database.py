"""The database behind an event loop: work runs in transactions on other threads, so the loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar

from storage.engines import is_sqlite, reading_engine
from storage.transaction import Actor, Transaction
from storage.writers import Job, PostgresWriter, SqliteWriter, Writer

T = TypeVar("T")

READERS = 4  # threads


class DatabaseClosed(RuntimeError):
    """The database has been closed and takes no more work."""


class Database:
    """Transactions on a migrated database. A function that runs in one gets a `Transaction` and must not keep it."""

    def __init__(self, url: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open `sqlite:///…` (a file) or `postgresql://…`; `now` is the time that reading transactions see.

        Raises ValueError for an address that is neither.
        """
        self._now = now
        self._writer: Writer = SqliteWriter(url) if is_sqlite(url) else PostgresWriter(url)
        self._reading = reading_engine(url, READERS)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="vpd-reader")
        self._closed = False

    async def write(self, actor: Actor, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction and return its result once that is on disk; its error undoes it.

        When the caller is cancelled, the work may have been done all the same. `work` runs again when PostgreSQL
        undid it for another transaction's sake, so it must do nothing but use its transaction.
        """
        self._must_be_open()
        loop = asyncio.get_running_loop()
        promise: asyncio.Future[T] = loop.create_future()
        self._writer.submit(Job(actor, work, promise, loop))
        return await promise

    async def read(self, team: str, work: Callable[[Transaction], T]) -> T:
        """Run `work` on one moment of the database, in which it can change nothing; team "" sees all teams."""
        self._must_be_open()
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, team, work)

    def write_now(self, actor: Actor, work: Callable[[Transaction], T]) -> T:
        """Do what `write` does where there is no event loop."""
        self._must_be_open()
        promise: Future[T] = Future()
        self._writer.submit(Job(actor, work, promise))
        return promise.result()

    def read_now(self, team: str, work: Callable[[Transaction], T]) -> T:
        """Do what `read` does where there is no event loop."""
        self._must_be_open()
        return self._read(team, work)

    def close(self) -> None:
        """Finish the work that was taken, then let go of the database; no more is taken."""
        if not self._closed:
            self._closed = True
            self._writer.close()
            self._readers.shutdown()
            self._reading.dispose()

    def _read(self, team: str, work: Callable[[Transaction], T]) -> T:
        with self._reading.begin() as connection:
            return work(Transaction(connection, Actor(team, "", "", self._now()), writes=False))

    def _must_be_open(self) -> None:
        if self._closed:
            raise DatabaseClosed
