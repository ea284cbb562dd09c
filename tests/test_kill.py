"""The process is killed at random moments in a workshop; people type again what got no answer."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.manifest import manifest
from bot.playground.clock import Clock
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel
from storage.database import Database
from storage.migrate import migrate
from tests.conversation import MONDAY, SECRET
from tests.playback import FILES, Playback, free_port, load, matches, outcome_in, prompt_in

KILLS = 25
SPARED = 2  # the try of an event from which on the program lives


class Victim:
    """The bot in a process of its own, killed again and again, and started again each time."""

    def __init__(self, slack: LocalSlack, folder: Path, seed: int) -> None:
        self.slack = slack
        self.url = f"sqlite:///{folder / 'vpd.db'}"
        self.kills = 0
        self._clock = folder / "clock"
        self._chance = random.Random(seed)
        self._steps_left = self._chance.randint(2, 8)
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.write_clock()

    def write_clock(self) -> None:
        """Let the program see the time of the local Slack."""
        unfinished = self._clock.with_suffix(".new")
        unfinished.write_text(str(self.slack.clock.now().timestamp()))
        unfinished.replace(self._clock)

    def stepped(self) -> None:
        """Kill at a random number of words between Slack and the bot; an event's last tries are spared.

        Slack gives an event up after four tries, so what dies with all of them was never acknowledged.
        """
        self._steps_left -= 1
        due = self._steps_left <= 0 and self.kills < KILLS and self.slack.delivery.attempt < SPARED
        if due and self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self.kills += 1
            self._steps_left = self._chance.randint(2, 8)

    async def up(self) -> None:
        """Start the program when it is down, and wait until it listens."""
        if self._process and self._process.poll() is None:
            return
        environ = {
            "SLACK_BOT_TOKEN": "xoxb-local",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.url,
            "HOST": "127.0.0.1",
            "PORT": str(self._port),
            "SLACK_APP_TOKEN": "",
        }
        arguments = [sys.executable, "-m", "tests.killable", str(self._clock)]
        self._process = subprocess.Popen(arguments, env={**os.environ, **environ})  # noqa: S603, ASYNC220
        self.slack.app_url = f"http://127.0.0.1:{self._port}/slack/events"
        while self._process.poll() is None:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                writer.close()
                return
            await asyncio.sleep(0.05)

    async def delivered(self) -> None:
        """Let every event be answered, however often the program dies."""
        while True:
            await self.up()
            await self.slack.tick()
            if not self.slack.delivery.waiting:
                return
            self.slack.clock.advance(timedelta(minutes=1))
            self.write_clock()

    async def settled(self, database: Database) -> None:
        """Let time pass until every event is answered and the outbox is empty, however often the program dies."""
        while True:
            await self.up()
            await self.slack.tick()
            due = await database.read("", lambda tx: tx.outbox.next_due(self.slack.clock.now()))
            if due is None and not self.slack.delivery.waiting:
                return
            self.slack.clock.advance(timedelta(seconds=10))
            self.write_clock()
            await asyncio.sleep(0.05)

    def stop(self) -> None:
        """End it for good."""
        if self._process:
            self._process.kill()
            self._process.wait()


async def again_until_answered(victim: Victim, person: Person, channel: Channel, command: str) -> None:
    """Type a command, and type it again when nothing came back."""
    while True:
        await victim.up()
        if not (await person.command(channel, command)).error:
            return


async def act(victim: Victim, playback: Playback, channel: Channel, database: Database, step: dict[str, Any]) -> None:
    person = playback.people[step["who"]]
    if "command" in step:
        await again_until_answered(victim, person, channel, f"/vpd {step['command']}")
    elif "reply" in step:
        thread = await prompt_in(database, channel, step["in"])
        text = step["reply"].rstrip("\n")
        playback.said[step["who"], text] = await person.say(channel, text, thread=thread)
    elif "edit" in step:
        await person.edit(playback.said[step["who"], step["edit"]], step["to"])
    else:
        await person.delete(playback.said[step["who"], step["delete"]])


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_nothing_is_lost_or_done_twice_when_the_process_is_killed(path: Path, tmp_path: Path) -> None:
    script = load(path)
    slack = LocalSlack(
        clock=Clock(MONDAY),
        manifest=manifest(None, socket=False),
        signing_secret=SECRET,
        bot_token="xoxb-local",
        app_token="xapp-local",
    )
    async with slack:
        victim = Victim(slack, tmp_path, seed=20261123)
        migrate(victim.url)
        database = Database(victim.url, slack.clock.now)
        slack.stepped = victim.stepped
        channel = slack.channel("dinner-launch")
        playback = Playback.alone(slack, script, channel)
        try:
            for step in script["acts"]:
                await act(victim, playback, channel, database, step)
                await victim.delivered()
                if step.get("command", "").partition(" ")[0] in {"start", "next"}:
                    await victim.settled(database)  # the next acts answer its prompts
            slack.clock.advance(timedelta(days=7))
            victim.write_clock()
            await victim.up()
            await asyncio.sleep(2.5)  # two ticks of the real program
            await victim.settled(database)
            matches(await outcome_in(database, channel), script["expect"])
        finally:
            victim.stop()
            database.close()
        assert victim.kills == KILLS
        marks = Counter(post.metadata["event_payload"]["mark"] for post in channel.messages if post.metadata)
        assert [mark for mark, times in marks.items() if times > 1] == []
