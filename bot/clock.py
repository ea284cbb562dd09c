"""The clock: APScheduler wakes the ticks. What is due stands in the database, not here."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import (  # pyright: ignore[reportMissingTypeStubs] - it ships none
    AsyncIOScheduler,
)

from handlers.surfaces import Surfaces, Tick
from storage.database import Database
from storage.transaction import Actor, Transaction

EVERY_SECOND = 1
EVERY_HOUR = 3600
KEEP_GESTURES = timedelta(days=8)  # Slack repeats an event for at most a day
KEEP_SENT = timedelta(days=30)


class Clock:
    """Runs every registered tick in a transaction of its own, and cleans up once an hour."""

    def __init__(
        self,
        database: Database,
        surfaces: Surfaces,
        wake: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        """Tick on `database`; call `wake` when a tick has put something into the outbox."""
        self._database = database
        self._surfaces = surfaces
        self._wake = wake
        self._now = now
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._busy = asyncio.Lock()
        self._running = 0

    def start(self) -> None:
        """Begin to tick; a tick that takes long is never started twice."""
        for job, seconds in ((self.tick, EVERY_SECOND), (self.clean, EVERY_HOUR)):
            self._scheduler.add_job(
                job, "interval", seconds=seconds, max_instances=1, coalesce=True, misfire_grace_time=None
            )
        self._scheduler.start()

    async def stop(self) -> None:
        """Begin no further tick and let the running one finish (the scheduler itself would cancel it)."""
        if self._scheduler.running:
            self._scheduler.pause()
            await asyncio.sleep(0)  # a job that was handed out just before begins now
            while self._running:
                async with self._busy:
                    pass
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Let every tick put what is due into the outbox."""
        async with self._alone():
            for tick in self._surfaces.ticks:
                if await self._database.write(self._actor(), partial(_run, tick)):
                    self._wake()

    async def clean(self) -> None:
        """Forget what nobody will ask for again."""
        async with self._alone():
            await self._database.write(self._actor(), _clean)

    @asynccontextmanager
    async def _alone(self) -> AsyncGenerator[None]:
        """Wait for one's turn, counted from the beginning of the wait."""
        self._running += 1
        try:
            async with self._busy:
                yield
        finally:
            self._running -= 1

    def _actor(self) -> Actor:
        return Actor("", "", "", self._now())


def _run(tick: Tick, tx: Transaction) -> int:
    deliveries = tick(tx, tx.at)
    tx.outbox.add(deliveries)
    return len(deliveries)


def _clean(tx: Transaction) -> None:
    tx.gestures.forget(tx.at - KEEP_GESTURES)
    tx.outbox.forget(tx.at - KEEP_SENT)
