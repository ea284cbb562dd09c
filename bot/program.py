"""The whole program, put together from its settings; nothing is built before it is asked for."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.app import Shell, Wiring
from bot.clock import Clock
from bot.courier import Courier
from bot.sending import Sender
from bot.settings import Settings
from bot.socket_mode import SocketMode
from bot.wall.viewers import Viewers
from bot.web import PATIENCE, Endpoint
from handlers.features import register_all
from handlers.surfaces import Surfaces
from storage.database import Database

log = logging.getLogger(__name__)

SLACK_ANSWERS_WITHIN = 10  # seconds; well below the courier's lease
IDLE_CONNECTION = 4  # seconds; soon enough that Slack does not close one just as it is used


@dataclass(slots=True)
class Program:
    """The parts that run: `shell` answers, `courier` sends, `clock` ticks, `viewers` watch the wall."""

    database: Database
    surfaces: Surfaces
    slack: AsyncWebClient
    shell: Shell
    courier: Courier
    clock: Clock
    viewers: Viewers


def assemble(settings: Settings, now: Callable[[], datetime]) -> Program:
    """Build the program; nothing runs yet and nothing has been asked of Slack. The database must be migrated."""
    surfaces = Surfaces()
    surfaces.public_url = settings.public_url
    surfaces.secret = settings.slack_bot_token.encode()
    register_all(surfaces)
    database = Database(settings.database_url, now)
    # The SDK's own retries post twice when an answer is lost: the courier looks first, so it must be the only one.
    slack = AsyncWebClient(
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=SLACK_ANSWERS_WITHIN,
        retry_handlers=[],
    )
    courier = Courier(database, surfaces, Sender(slack, database, surfaces), now)
    viewers = Viewers(database, now)
    shell = Shell(
        Wiring(surfaces=surfaces, database=database, slack=slack, wake=courier.wake, now=now, changed=viewers.changed)
    )
    return Program(
        database=database,
        surfaces=surfaces,
        slack=slack,
        shell=shell,
        courier=courier,
        clock=Clock(database, surfaces, courier.wake, now),
        viewers=viewers,
    )


def endpoint(program: Program, settings: Settings, now: Callable[[], datetime]) -> Endpoint:
    """Return where signed requests go: from the guard, which has read and checked them, to the shell."""
    return Endpoint(answer=program.shell.answer, secrets=settings.signing_secrets, now=now)


async def counts(program: Program) -> dict[str, int]:
    """Return what operators want to see: deliveries by state, and gestures and verdicts since the start.

    When the database is away, `database_up` is 0 and what it knows is left out.
    """
    states = await _outbox_states(program.database)
    return {
        "database_up": int(states is not None),
        **{f'outbox{{state="{state}"}}': number for state, number in (states or {}).items()},
        **{f'gestures_total{{surface="{surface}"}}': number for surface, number in program.shell.counts.items()},
        "wall_viewers": program.viewers.count,
        **{f'deliveries_total{{verdict="{verdict}"}}': number for verdict, number in program.courier.counts.items()},
    }


async def _outbox_states(database: Database) -> Mapping[str, int] | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await database.read("", lambda tx: tx.outbox.counts())
    except (TimeoutError, SQLAlchemyError):
        return None


@asynccontextmanager
async def listening_by_socket(program: Program, app_token: str) -> AsyncGenerator[None]:
    """Connect through Socket Mode, trying until Slack can be reached; gestures arrive meanwhile.

    Raises SlackApiError when Slack refuses the token.
    """
    handler = SocketMode(program.shell.bolt(), app_token, web_client=program.slack)
    try:
        await handler.begin()
        yield
    finally:
        await handler.close_async()


async def send_until(program: Program, stop: asyncio.Event) -> None:
    """Tick and send until `stop` is set; what the courier has taken is finished, the rest stays in the outbox."""
    program.clock.start()
    async with _kept_connections(program.slack):
        try:
            await program.courier.run(stop)
        finally:
            await program.clock.stop()


@asynccontextmanager
async def _kept_connections(slack: AsyncWebClient) -> AsyncGenerator[None]:
    """Use connections to Slack again meanwhile, instead of a new one for each call."""
    timeout = ClientTimeout(total=SLACK_ANSWERS_WITHIN)
    async with ClientSession(timeout=timeout, connector=TCPConnector(keepalive_timeout=IDLE_CONNECTION)) as session:
        slack.session = session
        yield
        slack.session = None
