"""The courier: takes from the outbox what is due, brings it to Slack, and records what became of it.

Nothing is posted twice: after an attempt whose outcome is not known it first looks for its own mark in the channel.
"""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.sending import Outcome, Sender, Verdict
from handlers.surfaces import Surfaces
from storage.database import Database
from storage.outbox import Taken
from storage.transaction import Actor, Transaction

log = logging.getLogger(__name__)

AT_ONCE = 50  # deliveries in the air together
IDLE = 1.0  # seconds until the outbox is looked at again without being woken
PATIENCE = 0.25  # seconds until what is slow is no longer waited for
GIVE_UP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class _Result:
    taken: Taken
    outcome: Outcome


class Courier:
    """Sends the outbox. Several couriers may work on one database; a lease keeps them apart."""

    def __init__(self, database: Database, surfaces: Surfaces, sender: Sender, now: Callable[[], datetime]) -> None:
        """Take from `database`, draw with `surfaces`, send with `sender`."""
        self._database = database
        self._surfaces = surfaces
        self._sender = sender
        self._now = now
        self._owner = secrets.token_hex(8)
        self._awake = asyncio.Event()
        self.counts: Counter[str] = Counter()

    def wake(self) -> None:
        """Say that there is something new to send."""
        self._awake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; what has been taken by then is finished first."""
        while not stop.is_set():
            self._awake.clear()
            try:
                sent = await self.send_due()
            except SQLAlchemyError:
                # The database is away, or busy: the outbox waits there. What was sent and not recorded is looked for.
                log.exception("the outbox can't be used; it is tried again in %s s", IDLE)
                sent = 0
            if sent == 0 and not stop.is_set():
                await self._rest(stop)

    async def _rest(self, stop: asyncio.Event) -> None:
        waits = [asyncio.ensure_future(self._awake.wait()), asyncio.ensure_future(stop.wait())]
        _, pending = await asyncio.wait(waits, timeout=IDLE, return_when=asyncio.FIRST_COMPLETED)
        for wait in pending:
            wait.cancel()

    async def send_due(self) -> int:
        """Send everything that may be sent at this moment; return how many deliveries were tried."""
        total = 0
        in_air = set[asyncio.Task[None]]()
        while True:
            taken = await self._database.write(self._actor(), partial(self._take, AT_ONCE - len(in_air)))
            total += len(taken)
            in_air |= {asyncio.create_task(self._send(one)) for one in taken}
            if not in_air:
                return total
            # A picture takes a while to draw and to send: what else is due goes on meanwhile.
            done, in_air = await asyncio.wait(in_air, timeout=PATIENCE)
            if broken := next((problem for one in done if (problem := one.exception())), None):
                await asyncio.gather(*in_air, return_exceptions=True)
                raise broken

    async def next_due(self) -> datetime | None:
        """Return when there will be something to send, None when nothing waits."""
        return await self._database.read("", lambda tx: tx.outbox.next_due(self._now()))

    def _take(self, most: int, tx: Transaction) -> list[Taken]:
        return tx.outbox.take(self._owner, most) if most else []

    def _actor(self, team: str = "") -> Actor:
        return Actor(team, "", "", self._now())

    async def _send(self, taken: Taken) -> None:
        # What breaks while one delivery is drawn or sent must not stop the others: it is tried again, later and later.
        (outcome,) = await asyncio.gather(self._sender.send(taken), return_exceptions=True)
        if isinstance(outcome, BaseException):
            log.error("delivery %s failed", taken.id, exc_info=outcome)
            outcome = Outcome(Verdict.UNSURE, error=type(outcome).__name__)
        self.counts[outcome.verdict] += 1
        result = _Result(taken, outcome)
        await self._database.write(self._actor(taken.delivery.team), partial(self._record, result))

    def _record(self, result: _Result, tx: Transaction) -> None:
        taken, outcome = result.taken, result.outcome
        match outcome.verdict:
            case Verdict.SENT:
                if tx.outbox.sent(taken, self._owner, outcome.ts):
                    self._followed(taken, outcome, tx)
            case Verdict.NOTHING:
                tx.outbox.sent(taken, self._owner)
                if outcome.error == "message_not_found" and taken.delivery.message is not None:
                    tx.messages.lose(taken.delivery.message)
            case Verdict.LATER:
                until = tx.at + (outcome.wait or _backoff(taken.attempts))
                tx.outbox.later(taken, self._owner, until, hold_lane=outcome.wait is not None)
            case Verdict.UNSURE if tx.at - taken.first_tried < GIVE_UP:
                tx.outbox.unsure(taken, self._owner, tx.at + max(_backoff(taken.attempts), timedelta(seconds=30)))
            case Verdict.UNSURE | Verdict.REFUSED:
                log.warning("%s to %s: %s", taken.delivery.method, taken.delivery.lane, outcome.error)
                if tx.outbox.refused(taken, self._owner, outcome.error):
                    for refused in self._surfaces.on_refused:
                        tx.outbox.add(refused(taken.delivery, outcome.error, tx))

    def _followed(self, taken: Taken, outcome: Outcome, tx: Transaction) -> None:
        """Remember where a living message was posted; whoever waited for that, or for its file, is told."""
        if outcome.after:
            outcome.after(tx)
        if taken.delivery.message is None:
            return
        if outcome.posted and (message := tx.messages.confirm(taken.delivery.message, outcome.ts)):
            for posted in self._surfaces.on_posted:
                tx.outbox.add(posted(message, tx).posts)
        if outcome.upload and (message := tx.messages.get(taken.delivery.message)):
            for uploaded in self._surfaces.on_uploaded:
                tx.outbox.add(uploaded(message, outcome.upload, tx))


def _backoff(attempts: int) -> timedelta:
    return timedelta(seconds=min(5 * 2 ** min(attempts, 7), 600))
