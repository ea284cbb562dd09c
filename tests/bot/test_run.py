"""`vpd run` as operators know it: a real process that is told to stop, and one that can't start."""

import asyncio
import subprocess
from collections import Counter
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from string import ascii_lowercase
from time import monotonic

import pytest
from aiohttp import ClientSession

from bot.playground.clock import Clock
from bot.playground.reading import text_of
from bot.playground.world import TEAM, Channel
from storage.database import Database
from tests.bot.watching import Line
from tests.child import ROOT, VPD, Child, until
from tests.conversation import local_slack
from tests.handlers.test_wall import LINK

SOON = 8  # seconds; the posts of one step are through long before, one a second
START = "/vpd start Dinner on autopilot for Working parents"
POSTS = 5  # the card, the first prompt, and three of the second step
pytestmark = pytest.mark.slow


@pytest.fixture(params=[False, True], ids=["http", "socket"])
async def child(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncGenerator[Child]:
    """Run `vpd run` by the real time, over either transport."""
    async with local_slack(Clock(datetime.now(UTC), monotonic)) as slack:
        started = Child(slack, database_url, tmp_path, socket=request.param)
        await started.up()
        yield started
        said = started.end()
        assert "Traceback" not in said
        assert slack.refusals == []


async def states(url: str) -> dict[str, int]:
    database = Database(url)
    try:
        return await database.read("", lambda tx: tx.outbox.counts())
    finally:
        database.close()


async def kept(url: str, channel: Channel) -> list[str]:
    database = Database(url)
    try:
        board = await database.read(TEAM, lambda tx: tx.workshops.board(tx.workshops.current(channel.id).id))
        return [note.text for note in board.notes]
    finally:
        database.close()


async def test_it_stops_soon_and_sends_the_rest_after_the_next_start(child: Child) -> None:
    channel = child.slack.channel("dinner-launch")
    alice = child.slack.person("alice", channels=[channel])
    for words in (START, "/vpd next"):
        assert not (await alice.command(channel, words)).error
    await until(lambda: len(channel.messages) > 0)
    told = monotonic()
    assert await child.terminated() == 0
    assert monotonic() - told < SOON
    found = await states(child.url)
    assert found["waiting"] >= POSTS - len(channel.messages) > 0
    assert "sending" not in found
    await child.up()
    await until(lambda: len(channel.messages) == POSTS)
    assert await child.terminated() == 0
    marks = Counter(post.metadata["event_payload"]["mark"] for post in channel.messages if post.metadata)
    assert set(marks.values()) == {1}


async def test_what_it_has_taken_is_answered_and_what_it_has_not_is_not_kept(child: Child) -> None:
    channel = child.slack.channel("dinner-launch")
    alice = child.slack.person("alice", channels=[channel])
    assert not (await alice.command(channel, START)).error
    answered: list[str] = []
    chance = Random(60)

    async def add() -> None:
        words = " ".join("".join(chance.choices(ascii_lowercase, k=9)) for _ in range(4))  # none is like another
        if not (await alice.command(channel, f"/vpd add pain {words}")).error:
            answered.append(words)

    typing = [asyncio.create_task(add()) for _ in range(60)]
    await until(lambda: len(answered) > 0)
    assert await child.terminated() == 0
    await asyncio.gather(*typing)
    child.slack.refusals.clear()  # what was typed too late is said to have got no answer
    assert sorted(await kept(child.url, channel)) == sorted(answered)


async def test_whoever_watches_is_let_go_at_once_and_let_in_again(child: Child) -> None:
    channel = child.slack.channel("dinner-launch")
    alice = child.slack.person("alice", channels=[channel])
    for words in (START, "/vpd wall"):
        assert not (await alice.command(channel, words)).error
    await until(lambda: any(LINK.search(text_of(post)) for post in channel.messages))
    link = next(found[1] for post in channel.messages if (found := LINK.search(text_of(post))))
    async with ClientSession() as browser:
        async with browser.get(f"{link}/live") as response:
            line = Line(response)
            assert (await line.canvas())["name"] == "Dinner on autopilot"
            told = monotonic()
            assert await child.terminated() == 0
            assert await line.rest() == b""
            assert monotonic() - told < SOON
        await child.up()
        async with browser.get(f"{link}/live") as response:
            assert (await Line(response).canvas())["name"] == "Dinner on autopilot"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("", "SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN=hello", "SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xoxb-1", "SLACK_APP_TOKEN"),
        ("SLACK_BOT_TOKEN=xoxb-1", "SLACK_SIGNING_SECRET"),
        ("SLACK_BOT_TOKEN=xoxb-1\nSLACK_SIGNING_SECRET=a\nDATABASE_URL=mysql://x", "DATABASE_URL"),
        ("SLACK_BOT_TOKEN=xoxb-1\nSLACK_SIGNING_SECRET=a\nPORT=high", "PORT"),
    ],
)
def test_what_is_missing_or_malformed_stops_the_start_with_one_sentence(line: str, names: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(line)
    environ = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([*VPD, "run"], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {names} ")
    assert done.stderr.count("\n") == 1


async def test_it_stops_at_once_while_slack_cannot_be_reached(tmp_path: Path) -> None:
    async with local_slack(Clock(datetime.now(UTC))) as slack:
        child = Child(slack, f"sqlite:///{tmp_path / 'vpd.db'}", tmp_path, socket=True)
    child.start()  # now that nobody listens there
    await until(lambda: "can't be reached" in child.said)
    assert await child.terminated() == 0
    said = child.end()
    assert said.count("Slack can't be reached: vpd tries again in 5 seconds") == 1
    assert "Traceback" not in said


async def test_a_token_that_slack_refuses_ends_the_start_with_one_sentence(tmp_path: Path) -> None:
    async with local_slack(Clock(datetime.now(UTC))) as slack:
        slack.app_token = "xapp-of-another-app"
        child = Child(slack, f"sqlite:///{tmp_path / 'vpd.db'}", tmp_path, socket=True)
        child.start()
        await until(lambda: not child.runs)
        said = child.end()
    assert said.splitlines()[-1].startswith("Error: Slack refused the connection (invalid_auth): compare ")
    assert "Traceback" not in said
