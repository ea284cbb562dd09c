"""A socket to listen on, and the HTTP server behind it."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable
from typing import Final

import uvicorn

BACKLOG: Final = 2048  # connections that wait to be accepted


class CannotListen(Exception):
    """That address can't be used; the text is one sentence that says what to do."""


def listen(host: str, port: int, *, instead: str) -> socket.socket:
    """Return a listening socket, at any free port when `port` is 0. Raises CannotListen.

    instead: what else can be done than stop what listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as problem:
        why = os.strerror(problem.errno) if problem.errno else str(problem)
        message = f"Can't listen on {host}, port {port} ({why}): stop what uses it, or {instead}."
        raise CannotListen(message) from problem
    # Or a small answer waits 40 ms for the other side's word: asyncio sees to that for its own sockets alone.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


class Listener(uvicorn.Server):
    """Serves on a socket until it is ended. Signals are left to the program around it."""

    _looping: asyncio.Task[None] | None = None

    async def begin(self, listening: socket.socket) -> None:
        """Serve from now on; the application has started when this returns."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.startup([listening])
        self._looping = asyncio.create_task(self.main_loop())

    async def end(self, stopping: Callable[[], Awaitable[None]] | None = None) -> None:
        """Accept no connection any more and answer what is in the air; `stopping` ends what would go on."""
        if self._looping:
            self._looping.cancel()
        if stopping:
            await stopping()
        for server in self.servers:
            server.close()
        await self._close_idle()
        # uvicorn looks ten times a second whether something is still in the air, and waits before the first look.
        if self.server_state.connections or self.server_state.tasks:
            await self.shutdown()
        else:
            await self.lifespan.shutdown()

    async def _close_idle(self) -> None:
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)  # their ends are told in the loop's next turn
