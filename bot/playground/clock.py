"""The clock that the local Slack and the app share. Time passes when it is told to."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """A clock that stands still until it is moved; `running` adds the real time that passes."""

    def __init__(self, start: datetime, running: Callable[[], float] | None = None) -> None:
        """Begin at `start` (aware); `running` is a monotonic clock in seconds, None to stand still."""
        self._at = start.astimezone(UTC)
        self._running = running
        self._since = running() if running else 0.0

    def now(self) -> datetime:
        """Return the moment it shows, in UTC."""
        passed = self._running() - self._since if self._running else 0.0
        return self._at + timedelta(seconds=passed)

    def advance(self, duration: timedelta) -> None:
        """Let time pass."""
        self._at += duration

    def jump(self, moment: datetime) -> None:
        """Move forward to a moment; never back."""
        self.advance(max(moment - self.now(), timedelta(0)))
