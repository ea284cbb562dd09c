"""One viewer's open line."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.wall.frames import OPENING, Frame

PATIENCE: Final = 30.0  # seconds that a viewer may take for one event


class EventStream(Response):
    """Sends frames until there are no more, the viewer has gone, or does not take what is sent."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncGenerator[Frame], headers: dict[str, str], *, packed: bool) -> None:
        """Send `frames`, gzip-encoded when `packed`."""
        self._frames = frames
        self._packed = packed
        encoding = {"content-encoding": "gzip"} if packed else {}
        super().__init__(headers=headers | encoding)
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        _ = scope
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        try:
            if self._packed:
                await send({"type": "http.response.body", "body": OPENING, "more_body": True})
            async for frame in self._frames:
                body = frame.packed if self._packed else frame.plain
                async with asyncio.timeout(PATIENCE):
                    await send({"type": "http.response.body", "body": body, "more_body": True})
        finally:
            await self._frames.aclose()
        with suppress(OSError):
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
