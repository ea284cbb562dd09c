"""Sample workshops: teams that talk with the app as people do, up to the step that somebody wants to see."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.person import Person
from bot.playground.reading import text_of
from bot.playground.slack import LocalSlack
from bot.playground.world import BOT_USER, Channel

STEPS = (
    "Assemble the team",
    "Customer profile",
    "Value map",
    "Assess fit",
    "Hypotheses and tests",
    "Iterate and refine",
)
FILE = "dinner.json"
DAYTIME = (9, 16)  # hours within which the team begins
SATURDAY = 5
Settle = Callable[[], Awaitable[None]]


class NoPrompt(LookupError):
    """The thread in which somebody wants to answer is not there."""


async def load(slack: LocalSlack, step: int, settle: Settle) -> Channel:
    """Let the sample team work in a channel of their own until a step (1 to 6) has begun, and return the channel."""
    script = json.loads(files("bot.playground.samples").joinpath(FILE).read_text(encoding="utf-8"))
    channel = slack.channel(_free_name(slack, f"sample-step-{step}"))
    played = _Played(slack, channel, settle, _people(slack, script["people"], channel))
    slack.clock.jump(_at_work(slack.clock.now(), ZoneInfo(script["zone"])))
    for act in script["acts"]:
        if act["step"] < step:
            await played.act(act)
    slack.changed.set()
    return channel


def _at_work(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the next moment at which a team is at work: now, or 09:00 on the next working day."""
    local = now.astimezone(zone)
    day = local.date() if local.hour < DAYTIME[0] else local.date() + timedelta(days=1)
    if local.weekday() < SATURDAY and DAYTIME[0] <= local.hour < DAYTIME[1]:
        return now
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, time(DAYTIME[0]), tzinfo=zone)


def _free_name(slack: LocalSlack, name: str) -> str:
    taken = {channel.name for channel in slack.channels.values()}
    numbered = [name, *(f"{name}-{number}" for number in range(2, len(taken) + 2))]
    return next(one for one in numbered if one not in taken)


def _people(slack: LocalSlack, told: dict[str, dict[str, str]], channel: Channel) -> dict[str, Person]:
    """Bring the team into the channel, and with them whoever else looks at the page; who is new is let in."""
    for handle, who in told.items():
        if all(user.handle != handle for user in slack.users.values()):
            slack.person(handle, name=who["name"], tz=who["tz"])
    channel.members += [user.id for user in slack.users.values() if user.id != BOT_USER]
    return {user.handle: Person(slack, user) for user in slack.users.values() if user.handle in told}


@dataclass
class _Played:
    """A conversation on its way; `said` finds a reply by its words."""

    slack: LocalSlack
    channel: Channel
    settle: Settle
    people: dict[str, Person]
    said: dict[str, str] = field(default_factory=dict[str, str])

    async def act(self, act: dict[str, Any]) -> None:
        """Do one act, and wait until it has been answered."""
        self.slack.clock.advance(timedelta(hours=act.get("hours", 0), seconds=20))
        person = self.people[act["who"]]
        if "command" in act:
            await person.command(self.channel, f"/vpd {act['command']}")
        elif "reply" in act:
            self.said[act["reply"]] = await person.say(self.channel, act["reply"], thread=self._prompt(act["in"]))
        elif "react" in act:
            await person.react(self.said[act["to"]], act["react"])
        else:
            await person.say(self.channel, act["say"])
        await self.settle()

    def _prompt(self, begins: str) -> str:
        """Return the newest message of the app that begins so. Raises NoPrompt."""
        found = [post.ts for post in self.channel.messages if post.bot and text_of(post).startswith(begins)]
        if not found:
            raise NoPrompt(begins)
        return found[-1]
