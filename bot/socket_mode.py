"""Socket Mode that ends as HTTP does: what has been taken is answered before the connection closes."""

import asyncio
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

STOPPING = 10  # seconds that gestures in the air may take when the program stops


class SocketMode(AsyncSocketModeHandler):
    """Answers envelopes until it is closed; what comes after that gets no answer, so Slack keeps it."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - as Bolt declares them
        """Take what Bolt's handler takes."""
        super().__init__(*args, **more)
        self._closing = False
        self._under_way: set[asyncio.Task[Any]] = set()

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Answer one envelope, unless the program stops."""
        task = asyncio.current_task()
        if self._closing or task is None:
            return
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await super().handle(client, req)  # pyright: ignore[reportArgumentType] - Bolt names its own client

    async def close_async(self) -> None:
        """Take no more, let what was taken be answered, and hang up."""
        self._closing = True
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=STOPPING)
        await super().close_async()
