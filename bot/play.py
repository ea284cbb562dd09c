"""`vpd play`: the local Slack, its page in a browser, and the bot, in one program and without any set-up."""

import asyncio
import signal
import socket
import time
import webbrowser
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import click

from bot.manifest import manifest
from bot.playground import samples, saved
from bot.playground.clock import Clock
from bot.playground.slack import LocalSlack
from bot.program import Program, assemble, counts, endpoint, send_until
from bot.settings import Settings, load
from bot.wall.pages import routes
from bot.web import serving, web
from storage.migrate import migrate

HOST = "127.0.0.1"
SECRET, TOKEN = "playground-secret", "xoxb-playground"
DATABASE, WORKSPACE = Path("playground.db"), Path("playground.json")
DATABASE_URL = f"sqlite:///{DATABASE}"
PEOPLE = (
    ("alice", "Alice Moreau", "Europe/Paris"),
    ("ben", "Ben Osei", "Europe/London"),
    ("chika", "Chika Tanaka", "Asia/Tokyo"),
    ("dana", "Dana Whitfield", "America/New_York"),
)


PACED = timedelta(seconds=5)  # what waits for its turn in a channel; what waits longer is in the air or put off
SOON = timedelta(seconds=50)
PATIENCE = 200  # looks at what is in the air, a twentieth of a second each


class NoDesk(Exception):
    """What the playground's page is drawn with is not installed; the text is one sentence that says what to do."""

    def __init__(self) -> None:
        """Say how to install it."""
        super().__init__(
            "The playground's page needs NiceGUI: install it with pip install '.[play]', then start again."
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked for: where the page is, whether a browser opens, what is loaded into a new channel."""

    port: int
    browser: bool
    fresh: bool
    sample: int | None = None


async def play(wish: Wish) -> None:
    """Serve the playground until interrupted. What was kept before is there again, unless `fresh`.

    Raises NoDesk, CannotListen.
    """
    if find_spec("nicegui") is None:
        raise NoDesk
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    slack = _workspace(wish.port)  # first of all: where a playground runs already, its files are left alone
    await asyncio.to_thread(_clear, fresh=wish.fresh)
    await _play(slack, wish, stop)


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


async def _play(slack: LocalSlack, wish: Wish, stop: asyncio.Event) -> None:
    await asyncio.to_thread(migrate, DATABASE_URL)
    program, settings = _program(slack)
    settle = partial(_settle, slack, program)
    # Only now: NiceGUI is not there for `vpd run`.
    desk = import_module("bot.playground.desk.page")
    _open_workspace(slack)
    slack.pages = desk.pages(desk.Desk(slack, settle))
    pages = web(
        endpoint(program, settings, slack.clock.now),
        checks={},
        counts=lambda: counts(program),
        pages=routes(program.viewers),
    )
    try:
        async with slack, serving(pages, HOST, _port_before(slack), program.viewers.close) as app_port:
            program.surfaces.public_url = f"http://{HOST}:{app_port}"
            slack.app_url = f"{program.surfaces.public_url}/slack/events"
            where = await _sample(slack, wish, settle)
            click.echo(f"The playground is ready: {where}")
            click.echo("Type /vpd start Dinner on autopilot for Working parents. Ctrl+C stops.")
            if wish.browser:
                webbrowser.open(where)
            saving = asyncio.create_task(_save_often(slack))
            await send_until(program, stop)
            saving.cancel()
    finally:
        program.database.close()
        saved.save(slack, WORKSPACE)


def _workspace(port: int) -> LocalSlack:
    return LocalSlack(
        clock=Clock(datetime.now(UTC), running=time.monotonic),
        manifest=manifest(None, socket=True),
        signing_secret=SECRET,
        bot_token=TOKEN,
        app_token="xapp-playground",  # noqa: S106 - made up, as the others
        port=port,
    )


def _program(slack: LocalSlack) -> tuple[Program, Settings]:
    environ = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": DATABASE_URL,
    }
    settings = load(environ)
    return assemble(settings, slack.clock.now), settings


def _port_before(slack: LocalSlack) -> int:
    """Return the port that links in kept messages lead to, 0 (any) at the first start or when somebody else has it."""
    port = urlsplit(slack.app_url or "").port or 0
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return 0
    return port


async def _sample(slack: LocalSlack, wish: Wish, settle: Callable[[], Awaitable[None]]) -> str:
    """Load what was asked for, and return where the page shows it."""
    if wish.sample is None:
        return slack.url
    click.echo("The sample team is at work. This takes a few seconds.")
    channel = await samples.load(slack, wish.sample, settle)
    return f"{slack.url}/?channel={channel.id}"


async def _settle(slack: LocalSlack, program: Program) -> None:
    """Wait until everything that was done has been answered, and what is due has been sent."""
    await slack.settled()
    await program.clock.tick()
    for _ in range(PATIENCE):
        await program.courier.send_due()
        await slack.settled()
        due, now = await program.courier.next_due(), slack.clock.now()
        if due is None or due > now + SOON:
            return
        if due <= now + PACED:
            slack.clock.jump(due)
        else:
            # Somebody else is sending it: passing over that time would take it for lost.
            await asyncio.sleep(0.05)


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
