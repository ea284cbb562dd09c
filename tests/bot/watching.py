"""A viewer of the wall, without a browser."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientResponse, ClientSession

from tests.conversation import Conversation
from tests.handlers.test_wall import links

IN_TIME = 10  # seconds, on a busy machine


class Line:
    """One viewer's open line, read event by event."""

    def __init__(self, response: ClientResponse) -> None:
        self.response = response

    async def event(self) -> tuple[str, dict[str, Any], str]:
        """Return the next event: its name, its data and its id."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(IN_TIME):
            while (text := (await self.response.content.readline()).decode()) != "\n":
                assert text, "the line has ended"
                name, _, value = text.rstrip("\n").partition(": ")
                fields[name] = value
        return fields["event"], json.loads(fields["data"]), fields.get("id", "")

    async def canvas(self) -> dict[str, Any]:
        """Return the next state of the canvas."""
        while True:
            name, data, _ = await self.event()
            if name == "canvas":
                return data

    async def until(self, text: str) -> dict[str, Any]:
        """Return the first state that holds a text."""
        while text not in json.dumps(found := await self.canvas(), ensure_ascii=False):
            pass
        return found

    async def rest(self) -> bytes:
        """Return what comes until the line ends."""
        async with asyncio.timeout(IN_TIME):
            return await self.response.content.read()


@asynccontextmanager
async def watched(http: ClientSession, talk: Conversation, **headers: str) -> AsyncGenerator[Line]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with http.get(f"{links(talk)[0]}/live", headers=named) as response:
        assert response.status == 200
        yield Line(response)


def texts(state: dict[str, Any]) -> list[str]:
    return [note["text"] for segment in state["segments"] for note in segment["notes"]]
