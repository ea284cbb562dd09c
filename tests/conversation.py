"""A team in the local Slack, talking with the real app on a real database. Time passes only when a test says so."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.manifest import manifest
from bot.playground.clock import Clock
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel
from bot.program import Program, assemble, counts, endpoint, listening_by_socket
from bot.settings import Mode, Settings, load
from bot.wall.pages import routes
from bot.web import serving, web

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRET = "local-signing-secret"
ANSWERS_WITHIN = 20  # seconds; Slack's three would let a busy machine fail tests that are about something else


def local_slack(clock: Clock) -> LocalSlack:
    """Return a patient workspace that speaks with the bot over either transport."""
    slack = LocalSlack(
        clock=clock,
        manifest=manifest(None, socket=True),
        signing_secret=SECRET,
        bot_token="xoxb-local",
        app_token="xapp-local",
    )
    slack.delivery.answers_within = ANSWERS_WITHIN
    return slack


@dataclass(slots=True)
class Conversation:
    """One channel with people in it, and the bot that listens."""

    slack: LocalSlack
    program: Program
    channel: Channel
    people: dict[str, Person] = field(default_factory=dict[str, Person])

    def __getitem__(self, name: str) -> Person:
        """Return a person by name, new to the channel when not seen before."""
        if name not in self.people:
            self.people[name] = self.slack.person(name, name=name.title(), tz="Europe/Paris", channels=[self.channel])
        return self.people[name]

    async def settled(self) -> None:
        """Wait until everything that was done has been answered, and what is due has been sent."""
        await self.slack.settled()
        while True:
            await self.program.courier.send_due()
            await self.slack.settled()
            due = await self.program.courier.next_due()
            if due is None or due > self.slack.clock.now() + timedelta(minutes=2):
                return
            if due > self.slack.clock.now():
                self.slack.clock.advance(due - self.slack.clock.now())

    async def pass_time(self, **duration: float) -> None:
        """Let time pass, tick, and send what came of it."""
        self.slack.clock.advance(timedelta(**duration))
        await self.slack.tick()
        await self.program.clock.tick()
        await self.settled()

    async def types(self, who: str, command: str) -> str:
        """Type a command and return what its typer reads at once."""
        shown = await self[who].command(self.channel, f"/vpd {command}".strip())
        await self.settled()
        return shown.text


@asynccontextmanager
async def conversation(database_url: str, *, socket: bool = False, files: bool = True) -> AsyncGenerator[Conversation]:
    """Start the local Slack and the app, over signed HTTP or Socket Mode, and stop both at the end.

    Without `files` Slack takes none, as many administrators want it.
    """
    clock = Clock(MONDAY)
    slack = local_slack(clock)
    slack.takes_files = files
    async with slack:
        environ = {
            "SLACK_BOT_TOKEN": "xoxb-local",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database_url,
            **({"SLACK_APP_TOKEN": "xapp-local"} if socket else {}),
        }
        settings = load(environ)
        program = assemble(settings, clock.now)
        try:
            async with _connected(slack, program, settings):
                yield Conversation(slack, program, slack.channel("dinner-launch"))
        finally:
            program.database.close()


@asynccontextmanager
async def _connected(slack: LocalSlack, program: Program, settings: Settings) -> AsyncGenerator[None]:
    if settings.mode is Mode.SOCKET:
        async with listening_by_socket(program, settings.slack_app_token):
            yield
        return
    pages = web(
        endpoint(program, settings, slack.clock.now),
        checks={},
        counts=lambda: counts(program),
        pages=routes(program.viewers),
    )
    async with serving(pages, "127.0.0.1", 0, program.viewers.close) as port:
        program.surfaces.public_url = f"http://127.0.0.1:{port}"
        slack.app_url = f"{program.surfaces.public_url}/slack/events"
        yield
