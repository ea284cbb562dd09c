"""What can go wrong between Slack and an app, switched on by a test, call by call."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """What happens to one call of the Web API, or to one delivery (`method` "deliver")."""

    LOSE_ANSWER = "lose_answer"  # it is done, and the connection drops before the answer
    FAIL_BEFORE = "fail_before"  # 500, and nothing is done
    FAIL_AFTER = "fail_after"  # it is done, and the answer is 500
    TOO_MANY = "too_many"  # 429 with Retry-After
    NO_ANSWER = "no_answer"  # a delivery whose answer does not come in time


@dataclass
class Faults:
    """Faults that wait for their call, in order."""

    planned: defaultdict[str, deque[Fault]] = field(default_factory=lambda: defaultdict[str, deque[Fault]](deque))
    event_copies: int = 1
    app_down: bool = False
    event_delay: timedelta = timedelta(0)
    order: Random | None = None
    _gates: defaultdict[str, deque[asyncio.Event]] = field(
        default_factory=lambda: defaultdict[str, deque[asyncio.Event]](deque)
    )

    def plan(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method meet these faults, one each."""
        self.planned[method].extend(faults)

    def next(self, method: str) -> Fault | None:
        """Return the fault that this call meets, if any."""
        waiting = self.planned[method]
        return waiting.popleft() if waiting else None

    def hold(self, method: str) -> asyncio.Event:
        """Let the answer to the next call of a method, which is done at once, wait until what is returned is set."""
        gate = asyncio.Event()
        self._gates[method].append(gate)
        return gate

    async def held(self, method: str) -> None:
        """Wait as long as the answer to this call is held."""
        if self._gates[method]:
            await self._gates[method].popleft().wait()

    def delay_events(self, delay: timedelta) -> None:
        """Deliver every event so much later, by the clock."""
        self.event_delay = delay

    def shuffle_events(self, seed: int) -> None:
        """Deliver the events that wait together in an order that follows from `seed`."""
        self.order = Random(seed)  # noqa: S311 - an order that can be repeated

    def repeat_events(self, times: int) -> None:
        """Deliver every event so many times."""
        self.event_copies = times
