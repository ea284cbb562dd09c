"""That something has changed in the local Slack, for everybody who shows or keeps it."""

import asyncio


class Changes(asyncio.Event):
    """Set by every change; `count` only grows, so that several can look whether they have seen all."""

    def __init__(self) -> None:
        """Begin with no change."""
        super().__init__()
        self.count = 0

    def set(self) -> None:
        """Say that something has changed."""
        self.count += 1
        super().set()
