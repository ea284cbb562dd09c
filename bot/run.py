"""`vpd run`: the bot in a real workspace, until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from bot.program import assemble, counts, endpoint, listen_by_socket, send_until
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
                handler = await listen_by_socket(program, settings.slack_app_token)
                stack.push_async_callback(handler.close_async)
            connected.set()
            log.info("vpd listens by %s; the web server is on port %s", settings.mode, port)
            await send_until(program, stop)
            log.info("vpd stops: what waits in the outbox is sent at the next start")
    finally:
        program.database.close()
