"""Socket Mode that ends as HTTP does: what has been taken is answered before the connection closes."""

import asyncio
import logging
from typing import Any, Final

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.sending import TRY_LATER

log = logging.getLogger(__name__)

STOPPING: Final = 10  # seconds that gestures in the air may take when the program stops
AGAIN: Final = 5  # seconds until Slack is tried again


class SocketMode(AsyncSocketModeHandler):
    """Answers envelopes until it is closed; what comes after that gets no answer, so Slack keeps it."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - as Bolt declares them
        """Take what Bolt's handler takes."""
        super().__init__(*args, **more)
        self._closing = False
        self._under_way: set[asyncio.Task[Any]] = set()

    async def begin(self) -> None:
        """Connect, once Slack can be reached. Raises SlackApiError when it refuses the token."""
        while not await self._found():
            log.warning("Slack can't be reached: vpd tries again in %s seconds", AGAIN)
            await asyncio.sleep(AGAIN)
        await self.connect_async()

    async def _found(self) -> bool:
        """Ask for the address to connect to; the SDK would go on asking for ever, whatever is wrong."""
        try:
            self.client.wss_uri = await self.client.issue_new_wss_url()
        except (ClientError, TimeoutError):
            return False
        except SlackApiError as problem:
            if problem.response["error"] not in TRY_LATER:
                raise
            return False
        return True

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
