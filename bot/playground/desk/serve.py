"""The page's own address on the loopback interface."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from mimetypes import guess_type
from pathlib import Path

import manimgx_fonts  # pyright: ignore[reportMissingTypeStubs] - it only holds fonts
import uvicorn
from fastapi import FastAPI
from nicegui import ui
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from bot.playground.desk.page import Desk
from bot.playground.slack import LocalSlack

HOST = "127.0.0.1"
EMOJI = Path(str(manimgx_fonts.__file__)).parent / "NotoEmoji[wght].ttf"  # where the machine has none
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="1" y="8" width="14" height="16" rx="2" '
    'fill="#1f4e5f"/><circle cx="23" cy="16" r="8" fill="#1e9e6a"/></svg>'
)


class _Quiet(uvicorn.Server):
    """Leaves signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield


@asynccontextmanager
async def desk(slack: LocalSlack, port: int) -> AsyncGenerator[str]:
    """Serve the page of a workspace meanwhile (`port` 0: any free one), and give its address. Raises OSError."""
    listening = socket.create_server((HOST, port))
    app = FastAPI(openapi_url=None)

    async def file(request: Request) -> Response:
        held = slack.files.get(request.path_params["file"])
        if held is None or held["content"] is None:
            return PlainTextResponse("This file has been deleted.", status_code=404)
        kind = guess_type(held["name"])[0] or "application/octet-stream"
        return Response(held["content"], media_type=kind, headers={"Content-Security-Policy": "sandbox"})

    async def emoji(_: Request) -> Response:
        return FileResponse(EMOJI)

    app.add_route("/files/{file}", file)
    app.add_route("/emoji.ttf", emoji)
    ui.run_with(app, root=lambda: Desk(slack).draw(), title="vpd playground", favicon=ICON, show_welcome_message=False)
    server = _Quiet(uvicorn.Config(app, log_level="critical", lifespan="on", timeout_graceful_shutdown=1))
    serving = asyncio.get_running_loop().create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn offers no event
        await asyncio.sleep(0.01)
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listening.close()
