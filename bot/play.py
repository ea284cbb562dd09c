"""`vpd play`: the local Slack, its page in a browser, and the bot, in one program and without any set-up."""

import asyncio
import signal
import time
import webbrowser
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.manifest import manifest
from bot.playground import saved
from bot.playground.clock import Clock
from bot.playground.desk import samples
from bot.playground.desk.serve import desk
from bot.playground.slack import LocalSlack
from bot.program import assemble, counts, endpoint, send_until
from bot.settings import load
from bot.wall.pages import routes
from bot.web import CannotListen, serving, web
from storage.migrate import migrate

SECRET, TOKEN = "playground-secret", "xoxb-playground"
DATABASE, WORKSPACE = Path("playground.db"), Path("playground.json")
PEOPLE = (
    ("alice", "Alice Moreau", "Europe/Paris"),
    ("ben", "Ben Osei", "Europe/London"),
    ("chika", "Chika Tanaka", "Asia/Tokyo"),
    ("dana", "Dana Whitfield", "America/New_York"),
)


async def play(port: int, *, browser: bool, fresh: bool, sample: int | None) -> None:
    """Serve the playground until interrupted. What was kept before is there again, unless `fresh`.

    sample: the step up to which a sample workshop is played, in a channel of its own. Raises CannotListen.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await asyncio.to_thread(_clear, fresh=fresh)
    await _play(port, stop, browser=browser, sample=sample)


def _clear(*, fresh: bool) -> None:
    """Begin anew when asked to, or when one half of what was kept is missing."""
    if fresh or not (DATABASE.exists() and WORKSPACE.exists()):
        saved.forget(WORKSPACE)
        for leftover in DATABASE.parent.glob(f"{DATABASE.name}*"):
            leftover.unlink(missing_ok=True)


def _open_workspace(slack: LocalSlack) -> None:
    if WORKSPACE.exists():
        saved.load(slack, WORKSPACE)
    else:
        _people_the_workspace(slack)


async def _play(port: int, stop: asyncio.Event, *, browser: bool, sample: int | None) -> None:
    database_url = f"sqlite:///{DATABASE}"
    clock = Clock(datetime.now(UTC), running=time.monotonic)
    slack = LocalSlack(
        clock=clock,
        manifest=manifest(None, socket=True),
        signing_secret=SECRET,
        bot_token=TOKEN,
        app_token="xapp-playground",  # noqa: S106 - as above
    )
    await asyncio.to_thread(migrate, database_url)
    async with slack:
        environ = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database_url,
        }
        settings = load(environ)
        program = assemble(settings, clock.now)
        pages = web(
            endpoint(program, settings, clock.now),
            checks={},
            counts=lambda: counts(program),
            pages=routes(program.viewers),
        )
        try:
            async with serving(pages, "127.0.0.1", 0, program.viewers.close) as app_port:
                program.surfaces.public_url = f"http://127.0.0.1:{app_port}"
                slack.app_url = f"{program.surfaces.public_url}/slack/events"
                _open_workspace(slack)
                async with _shown(slack, port, browser=browser):
                    background = [asyncio.create_task(_save_often(slack))]
                    if sample:
                        background.append(asyncio.create_task(_load(slack, sample)))
                    await send_until(program, stop)
                    for task in background:
                        task.cancel()
        finally:
            program.database.close()
            saved.save(slack, WORKSPACE)


@asynccontextmanager
async def _shown(slack: LocalSlack, port: int, *, browser: bool) -> AsyncGenerator[None]:
    try:
        async with desk(slack, port) as address:
            click.echo(f"The playground is ready: {address}")
            click.echo("Type /vpd start Dinner on autopilot for Working parents. Ctrl+C stops.")
            if browser:
                webbrowser.open(address)
            yield
    except OSError as problem:
        message = f"The page can't be shown on port {port} ({problem.strerror}): choose another one with --port."
        raise CannotListen(message) from problem


async def _load(slack: LocalSlack, step: int) -> None:
    channel = await samples.load(slack, step)
    click.echo(f"A sample workshop has come to step {step}: #{channel.name}")


async def _save_often(slack: LocalSlack) -> None:
    """Save when something has changed, at most once a second: an interrupted playground loses next to nothing."""
    while True:
        await slack.changed.wait()
        slack.changed.clear()
        saved.save(slack, WORKSPACE)
        await asyncio.sleep(1)


def _people_the_workspace(slack: LocalSlack) -> None:
    channels = [slack.channel("dinner-launch"), slack.channel("random")]
    for handle, name, zone in PEOPLE:
        slack.person(handle, name=name, tz=zone, channels=channels)
