"""One Socket Mode connection: envelopes go out, acknowledgements come back."""

import asyncio
import json

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.world import APP, Json


class Socket:
    """An app that is connected."""

    def __init__(self, websocket: WebSocket) -> None:
        """Speak over an accepted connection."""
        self._websocket = websocket
        self._waiting: dict[str, asyncio.Future[Json]] = {}

    async def listen(self) -> None:
        """Greet, then take acknowledgements until the app hangs up."""
        await self._websocket.send_text(
            json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        )
        try:
            while True:
                told = json.loads(await self._websocket.receive_text())
                future = self._waiting.pop(told.get("envelope_id", ""), None)
                if future and not future.done():
                    future.set_result(told.get("payload") or {})
        except WebSocketDisconnect:
            for future in self._waiting.values():
                future.cancel()

    async def send(self, envelope: Json, within: float) -> Json | None:
        """Send an envelope; return what came with its acknowledgement, None when none came in time."""
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = future
        await self._websocket.send_text(json.dumps(envelope))
        done, _ = await asyncio.wait([future], timeout=within)
        if not done or future.cancelled():
            return None
        return future.result()
