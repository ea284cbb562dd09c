"""A workspace with a channel and a person in it, an app that listens, and Slack's own client."""

import json
from collections import deque
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest
from aiohttp import web
from playwright.sync_api import Browser
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.playground.clock import Clock
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel
from tests.playground.seat import chromium

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECRET, TOKEN, APP_TOKEN = "secret", "xoxb-test", "xapp-test"
SCOPES = (
    "app_mentions:read canvases:write channels:history channels:read chat:write commands files:read files:write "
    "groups:history groups:read im:history im:read im:write reactions:read reactions:write users:read"
)
EVENTS = (
    "app_home_opened app_mention message.channels message.groups message.im reaction_added reaction_removed "
    "member_joined_channel member_left_channel"
)


@dataclass
class Listening:
    """An app: what it was sent, and what it answers (200 and nothing when no answer is prepared)."""

    requests: list[web.Request] = field(default_factory=list[web.Request])
    bodies: list[bytes] = field(default_factory=list[bytes])
    answers: deque[web.Response] = field(default_factory=deque[web.Response])

    async def take(self, request: web.Request) -> web.Response:
        self.requests.append(request)
        self.bodies.append(await request.read())
        return self.answers.popleft() if self.answers else web.Response()

    def will(self, body: dict[str, Any] | None = None, status: int = 200) -> None:
        """Prepare the next answer."""
        self.answers.append(web.Response(status=status) if body is None else web.json_response(body, status=status))

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events so far."""
        return [json.loads(body)["event"] for body in self.bodies if body.startswith(b"{")]

    @property
    def payload(self) -> dict[str, Any]:
        """The last interaction, or the fields of the last command."""
        fields = dict(parse_qsl(next(body for body in reversed(self.bodies) if not body.startswith(b"{")).decode()))
        return json.loads(fields["payload"]) if "payload" in fields else fields


def told(response: AsyncSlackResponse) -> dict[str, Any]:
    """Return what the Web API has answered."""
    return cast("dict[str, Any]", response.data)


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def granted() -> dict[str, Any]:
    """The app's manifest."""
    return {
        "oauth_config": {"scopes": {"bot": SCOPES.split()}},
        "settings": {"event_subscriptions": {"bot_events": EVENTS.split()}},
    }


@pytest.fixture
async def slack(granted: dict[str, Any]) -> AsyncGenerator[LocalSlack]:
    made = LocalSlack(clock=Clock(NOON), manifest=granted, signing_secret=SECRET, bot_token=TOKEN, app_token=APP_TOKEN)
    async with made:
        yield made


@pytest.fixture
async def app(slack: LocalSlack) -> AsyncGenerator[Listening]:
    listening = Listening()
    site = web.Application()
    site.router.add_post("/slack/events", listening.take)
    runner = web.AppRunner(site)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0)
    await server.start()
    _, port = runner.addresses[0]
    slack.app_url = f"http://127.0.0.1:{port}/slack/events"
    yield listening
    await runner.cleanup()


@pytest.fixture
def client(slack: LocalSlack) -> AsyncWebClient:
    return AsyncWebClient(token=TOKEN, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def channel(slack: LocalSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def alice(slack: LocalSlack, channel: Channel) -> Person:
    return slack.person("alice", name="Alice Moreau", tz="Europe/Paris", channels=[channel])
