"""The process is killed at random moments in a workshop; people type again what got no answer."""

import asyncio
import random
import signal
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.playground.clock import Clock
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel
from storage.database import Database
from tests.child import Child
from tests.conversation import MONDAY, local_slack
from tests.playback import FILES, Playback, load, matches, outcome_in, prompt_in

KILLS = 25
SPARED = 2  # the try of an event from which on the program lives


class Victim(Child):
    """The bot in a process of its own, killed again and again, and started again each time."""

    def __init__(self, slack: LocalSlack, url: str, folder: Path, *, socket: bool, seed: int) -> None:
        super().__init__(slack, url, folder, socket=socket)
        self.kills = 0
        self._chance = random.Random(seed)
        self._steps_left = self._chance.randint(2, 8)
        self.tell_time()

    def stepped(self) -> None:
        """Kill at a random number of words between Slack and the bot; an event's last tries are spared.

        Slack gives an event up after four tries, so what dies with all of them was never acknowledged.
        """
        self._steps_left -= 1
        due = self._steps_left <= 0 and self.kills < KILLS and self.slack.delivery.attempt < SPARED
        if due and self.process and self.runs:
            self.process.send_signal(signal.SIGKILL)
            self.kills += 1
            self._steps_left = self._chance.randint(2, 8)

    async def delivered(self) -> None:
        """Let every event be answered, however often the program dies."""
        while True:
            await self.up()
            await self.slack.tick()
            if not self.slack.delivery.waiting:
                return
            self.slack.clock.advance(timedelta(minutes=1))
            self.tell_time()

    async def settled(self, database: Database) -> None:
        """Let time pass until every event is answered and the outbox is empty, however often the program dies."""
        while True:
            await self.up()
            await self.slack.tick()
            due = await database.read("", lambda tx: tx.outbox.next_due(self.slack.clock.now()))
            if due is None and not self.slack.delivery.waiting:
                return
            self.slack.clock.advance(timedelta(seconds=10))
            self.tell_time()
            await asyncio.sleep(0.05)


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


# Each database over one transport with every `make test`, over the other with `make torture`.
COMBINATIONS = [
    pytest.param("sqlite", False, id="sqlite-http"),
    pytest.param("postgresql", True, id="postgresql-socket"),
    pytest.param("sqlite", True, id="sqlite-socket", marks=pytest.mark.torture),
    pytest.param("postgresql", False, id="postgresql-http", marks=pytest.mark.torture),
]


@pytest.mark.slow
@pytest.mark.parametrize(("database_kind", "socket"), COMBINATIONS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_nothing_is_lost_or_done_twice_when_the_process_is_killed(
    path: Path, database_url: str, tmp_path: Path, *, socket: bool
) -> None:
    script = load(path)
    async with local_slack(Clock(MONDAY)) as slack:
        victim = Victim(slack, database_url, tmp_path, socket=socket, seed=20261123)
        database = Database(database_url, slack.clock.now)
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
            victim.tell_time()
            await victim.up()
            await asyncio.sleep(2.5)  # two ticks of the real program
            await victim.settled(database)
            matches(await outcome_in(database, channel), script["expect"])
        finally:
            victim.end()
            database.close()
        assert victim.kills == KILLS
        marks = Counter(post.metadata["event_payload"]["mark"] for post in channel.messages if post.metadata)
        assert [mark for mark, times in marks.items() if times > 1] == []
