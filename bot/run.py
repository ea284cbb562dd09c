"""`vpd run`: the bot in a real workspace, until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from typing import Any

from bot.program import assemble, counts, endpoint, listening_by_socket, send_until
from bot.settings import Mode, Settings
from bot.wall.pages import routes
from bot.web import serving, web
from storage.migrate import is_current, migrate

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


async def run(settings: Settings) -> None:
    """Migrate, connect and work until SIGTERM or SIGINT; then finish what was taken and leave the rest for later."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await run_until(settings, stop, _now)


async def run_until(settings: Settings, stop: asyncio.Event, now: Callable[[], datetime]) -> None:
    """Work until `stop` is set, by the clock `now`."""
    await asyncio.to_thread(migrate, settings.database_url)
    program = assemble(settings, now)
    connected = asyncio.Event()

    async def migrated() -> bool:
        return await program.database.read("", lambda tx: is_current(tx.connection))

    async def listens() -> bool:
        return connected.is_set()

    try:
        async with AsyncExitStack() as stack:
            pages = web(
                endpoint(program, settings, now),
                checks={"database": migrated, "slack": listens},
                counts=lambda: counts(program),
                pages=routes(program.viewers),
            )
            served = serving(pages, settings.host, settings.port, program.viewers.close)
            port = await stack.enter_async_context(served)
            if settings.mode is Mode.SOCKET:
                socket = listening_by_socket(program, settings.slack_app_token)
                await _unless(stop, stack.enter_async_context(socket))
            if stop.is_set():
                return
            connected.set()
            log.info("vpd listens by %s; the web server is on port %s", settings.mode, port)
            await send_until(program, stop)
            log.info("vpd stops: what waits in the outbox is sent at the next start")
    finally:
        program.database.close()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do `work`; give it up when `stop` is set before it is done."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
    with suppress(asyncio.CancelledError):
        await working
