"""What operators ask the web server, and how it begins and stops."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_bolt.response import BoltResponse
from sqlalchemy.exc import OperationalError

from bot import web as served
from bot.listening import CannotListen
from bot.web import Endpoint, serving, web
from tests.bot.knocking import COMMAND, SECRET, Listening, now, signed


async def holds() -> bool:
    return True


async def fails() -> bool:
    return False


async def is_away() -> bool:
    statement = "SELECT 1"
    raise OperationalError(statement, {}, ConnectionRefusedError())


async def hangs() -> bool:
    await asyncio.Event().wait()
    return True


async def no_counts() -> Mapping[str, int]:
    return {}


def endpoint(*secrets: str) -> Endpoint:
    return Endpoint(answer=Listening(), secrets=secrets, now=now)


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def read(http: ClientSession, port: int, path: str) -> tuple[int, str]:
    async with http.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def test_healthz_says_that_the_process_is_alive(http: ClientSession) -> None:
    pages = web(endpoint(SECRET), checks={"database": fails}, counts=no_counts)
    async with serving(pages, "127.0.0.1", 0) as port:
        assert await read(http, port, "/healthz") == (200, "alive\n")


async def test_readyz_names_what_is_ready(http: ClientSession) -> None:
    pages = web(endpoint(SECRET), checks={"database": holds, "slack": holds}, counts=no_counts)
    async with serving(pages, "127.0.0.1", 0) as port:
        assert await read(http, port, "/readyz") == (200, "database: ready\nslack: ready\n")


@pytest.mark.parametrize("check", [fails, is_away])
async def test_readyz_names_what_is_not_ready(http: ClientSession, check: served.Check) -> None:
    pages = web(endpoint(SECRET), checks={"database": check, "slack": holds}, counts=no_counts)
    async with serving(pages, "127.0.0.1", 0) as port:
        assert await read(http, port, "/readyz") == (503, "database: not ready\nslack: ready\n")


async def test_a_check_that_hangs_is_not_ready(http: ClientSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "PATIENCE", 0.01)
    async with serving(web(endpoint(), checks={"database": hangs}, counts=no_counts), "127.0.0.1", 0) as port:
        assert await read(http, port, "/readyz") == (503, "database: not ready\n")


async def test_metrics_are_written_as_prometheus_reads_them(http: ClientSession) -> None:
    async def counts() -> Mapping[str, int]:
        return {"outbox_waiting": 3, 'gestures_total{surface="form"}': 2, 'gestures_total{surface="command"}': 7}

    async with serving(web(endpoint(), checks={}, counts=counts), "127.0.0.1", 0) as port:
        assert (await read(http, port, "/metrics"))[1].splitlines() == [
            "# TYPE vpd_outbox_waiting gauge",
            "vpd_outbox_waiting 3",
            "# TYPE vpd_gestures_total counter",
            'vpd_gestures_total{surface="form"} 2',
            'vpd_gestures_total{surface="command"} 7',
        ]


async def test_without_a_secret_there_is_no_endpoint_for_slack(http: ClientSession) -> None:
    async with serving(web(endpoint(), checks={}, counts=no_counts), "127.0.0.1", 0) as port:
        url = f"http://127.0.0.1:{port}/slack/events"
        async with http.post(url, data=COMMAND, headers=signed(COMMAND)) as response:
            assert response.status == 404


async def test_a_page_that_does_not_exist_is_not_found(http: ClientSession) -> None:
    async with serving(web(endpoint(SECRET), checks={}, counts=no_counts), "127.0.0.1", 0) as port:
        assert (await read(http, port, "/nothing"))[0] == 404


async def test_a_request_in_the_air_is_answered_before_the_server_stops(http: ClientSession) -> None:
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def slow(_body: dict[str, Any], _attempt: int = 0, /) -> BoltResponse:
        arrived.set()
        await leave.wait()
        return BoltResponse(status=200, body="kept")

    async def post(port: int) -> str:
        url = f"http://127.0.0.1:{port}/slack/events"
        async with http.post(url, data=COMMAND, headers=signed(COMMAND)) as response:
            return await response.text()

    pages = web(Endpoint(answer=slow, secrets=(SECRET,), now=now), checks={}, counts=no_counts)
    async with serving(pages, "127.0.0.1", 0) as port:
        asked = asyncio.create_task(post(port))
        await arrived.wait()
        asyncio.get_running_loop().call_soon(leave.set)
    assert await asked == "kept"
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pass


async def test_a_port_that_is_taken_is_said_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(CannotListen, match=rf"Can't listen on 127\.0\.0\.1, port {taken}.*set HOST and PORT"):
            async with serving(web(endpoint(), checks={}, counts=no_counts), "127.0.0.1", taken):
                pass
