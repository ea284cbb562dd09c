"""What those who watch the workspace wait for, and what the app and Slack have said to each other."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

MOST = 300  # exchanges that are remembered


class Changes(asyncio.Event):
    """Set whenever something has changed; `count` tells several watchers apart who look now and then."""

    def __init__(self) -> None:
        """Begin unset."""
        super().__init__()
        self.count = 0

    def set(self) -> None:
        """Say that something has changed."""
        self.count += 1
        super().set()


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. `by_app`: the app called Slack; else Slack told the app of something."""

    at: datetime
    by_app: bool
    name: str
    sent: object
    status: int
    answered: object


@dataclass
class Traffic:
    """The newest exchanges, oldest first."""

    exchanges: deque[Exchange] = field(default_factory=lambda: deque[Exchange](maxlen=MOST))
    count: int = 0

    def add(self, exchange: Exchange) -> None:
        """Remember one."""
        self.exchanges.append(exchange)
        self.count += 1
