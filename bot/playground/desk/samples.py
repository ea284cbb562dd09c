"""Sample workshops: people type them into a channel of their own, up to one of the six steps."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.playground.person import Person
from bot.playground.reading import text_of
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel, Post

Json = dict[str, Any]

FOLDER = Path(__file__).parent.parent / "samples"
STEPS = {
    1: "Assemble the team",
    2: "Customer profile",
    3: "Value map",
    4: "Assess fit",
    5: "Hypotheses and tests",
    6: "Iterate and refine",
}
LOOK = 0.1  # seconds between looks for what the app posts
PATIENCE = 60.0  # seconds


class NotAnswered(Exception):
    """The app has not posted what the sample waits for."""


async def load(slack: LocalSlack, step: int, name: str = "dinner") -> Channel:
    """Let people play the sample until it has come to `step`, in a new channel; return that channel."""
    script: Json = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    people = {user.handle: Person(slack, user) for user in slack.users.values() if not user.is_bot}
    taken = {channel.name for channel in slack.channels.values()}
    names = (f"sample-step-{step}{f'-{number}' if number else ''}" for number in range(1000))
    channel = slack.channel(next(one for one in names if one not in taken))
    channel.members.extend(person.id for person in people.values())
    for act in script["acts"]:
        if act["step"] > step:
            break
        await _play(slack, channel, people[act["who"]], act)
    return channel


async def _play(slack: LocalSlack, channel: Channel, who: Person, act: Json) -> None:
    if "type" in act:
        shown = await who.command(channel, act["type"])
        if shown.error:
            raise NotAnswered(act["type"])
    else:
        prompt = await _found(slack, channel, lambda post: text_of(post).startswith(act["in"]))
        for line in act["replies"]:
            ts = await who.say(channel, line, thread=prompt.ts)
            for voter in act.get("votes", []):
                await Person(slack, next(one for one in slack.users.values() if one.handle == voter)).react(ts, "+1")
    await slack.settled()


async def _found(slack: LocalSlack, channel: Channel, wanted: Callable[[Post], bool]) -> Post:
    """Wait until the app has posted something: prompts come one a second."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for post in channel.messages:
                if post.bot and not post.thread and wanted(post):
                    return post
            await asyncio.sleep(LOOK)
            await slack.settled()
