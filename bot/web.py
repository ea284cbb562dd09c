"""The web server beside the bot: Slack's endpoint behind its guard, and what operators ask for."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import uvicorn
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from bot.guard import Answering, Guard
from bot.listening import Listener, listen

PATIENCE: Final = 2.0  # seconds that a check may take before it counts as failed
STOPPING: Final = 10  # seconds that requests in the air may take when the server stops
_HEADERS: Final = {"cache-control": "no-store", "x-content-type-options": "nosniff"}

Check = Callable[[], Awaitable[bool]]
Counts = Callable[[], Awaitable[Mapping[str, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where signed requests of Slack go. Without `secrets` (Socket Mode needs none) there is no such endpoint."""

    answer: Answering
    secrets: tuple[str, ...]
    now: Callable[[], datetime]


def web(endpoint: Endpoint, *, checks: Mapping[str, Check], counts: Counts, pages: Iterable[BaseRoute] = ()) -> ASGIApp:
    """Return the ASGI application.

    `checks` are named for what must work before gestures can be answered; `counts` are metrics by their name without
    `vpd_`, with labels where they have any: `gestures_total{surface="form"}`. A name in `_total` is a counter. `pages`
    are what else can be looked at.
    """

    async def readyz(_: Request) -> Response:
        return await _readiness(checks)

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(_exposition(await counts()), headers=_HEADERS)

    routes = [Route("/healthz", _healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    others = Starlette(routes=[*routes, *pages])
    return Guard(others, endpoint.answer, endpoint.secrets, endpoint.now) if endpoint.secrets else others


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("alive\n", headers=_HEADERS)


async def _readiness(checks: Mapping[str, Check]) -> Response:
    """Answer 200 when every check holds, else 503; one line for each check."""
    held = await asyncio.gather(*(_holds(check) for check in checks.values()))
    lines = [f"{name}: {'ready' if ready else 'not ready'}\n" for name, ready in zip(checks, held, strict=True)]
    return PlainTextResponse("".join(lines), status_code=200 if all(held) else 503, headers=_HEADERS)


async def _holds(check: Check) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check()
    except (TimeoutError, SQLAlchemyError):
        return False


def _exposition(counts: Mapping[str, int]) -> str:
    """Write counts in the text format that Prometheus reads."""
    lines: list[str] = []
    known: set[str] = set()
    for sample, value in counts.items():
        name = f"vpd_{sample.partition('{')[0]}"
        if name not in known:
            known.add(name)
            lines.append(f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}")
        lines.append(f"vpd_{sample} {value}")
    return "".join(f"{line}\n" for line in lines)


@asynccontextmanager
async def serving(
    application: ASGIApp, host: str, port: int, stopping: Callable[[], Awaitable[None]] | None = None
) -> AsyncGenerator[int]:
    """Serve `application` meanwhile, and give the port (the one that was free when `port` is 0).

    At the end no connection is accepted any more and requests in the air are answered first; `stopping` ends those that
    would go on. Raises CannotListen.
    """
    listening = listen(host, port, instead="set HOST and PORT to something else")
    config = uvicorn.Config(
        application,
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nothing here depends on who asks
        timeout_graceful_shutdown=STOPPING,
    )
    server = Listener(config)
    await server.begin(listening)
    try:
        yield int(listening.getsockname()[1])
    finally:
        await server.end(stopping)
