"""The local Slack: one workspace, its rules, and the people in it."""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from bot.playground.changes import Changes
from bot.playground.clock import Clock
from bot.playground.delivery import Delivery
from bot.playground.faults import Faults
from bot.playground.person import Person
from bot.playground.server import Server
from bot.playground.traffic import Traffic
from bot.playground.world import BOT_USER, TEAM, Channel, Document, Json, OpenView, Post, Refusal, User, new_id

if TYPE_CHECKING:
    from starlette.applications import Starlette

TRIGGER_LIVES = timedelta(seconds=3)
URL_LIVES = timedelta(minutes=30)
URL_USES = 5


class LocalSlack:
    """One workspace. Use it as an async context manager: it then listens at `api_url`."""

    def __init__(
        self,
        *,
        clock: Clock,
        manifest: Mapping[str, Any],
        signing_secret: str,
        bot_token: str,
        app_token: str,
        port: int = 0,
    ) -> None:
        """Install an app with this manifest; set `app_url` to reach it over HTTP, else it connects by Socket Mode.

        `port` is where this Slack listens, 0 for any free one.
        """
        self.clock = clock
        self.manifest = manifest
        self.signing_secret = signing_secret
        self.bot_token = bot_token
        self.app_token = app_token
        self.app_url: str | None = None
        self.team_id = TEAM
        self.users: dict[str, User] = {BOT_USER: User(BOT_USER, "vpd", "vpd", is_bot=True)}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, list[OpenView]] = {}
        self.homes: dict[str, OpenView] = {}
        self.triggers: dict[str, Json] = {}
        self.urls: dict[str, Json] = {}
        self.files: dict[str, Json] = {}
        self.takes_files = True
        self.canvases: dict[str, Document] = {}
        self.refusals: list[Json] = []
        self.faults = Faults()
        self.delivery = Delivery(self)
        self._server = Server(self, port)
        self._last_ts = 0
        self.changed = Changes()
        self.traffic = Traffic()
        self.pages: Starlette | None = None  # what people look at; to be set before this Slack listens
        self.stepped: Callable[[], None] = lambda: None  # called whenever Slack and the app have spoken

    @property
    def url(self) -> str:
        """Return where this Slack listens."""
        return self._server.url

    @property
    def api_url(self) -> str:
        """Return the base address of the Web API, as the SDK takes it."""
        return f"{self.url}/api/"

    async def __aenter__(self) -> Self:
        """Begin to listen on a free port of the loopback interface."""
        await self._server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop delivering and listening."""
        await self.delivery.stop()
        await self._server.stop()

    def channel(self, name: str, *, private: bool = False, bot: bool = True) -> Channel:
        """Return the channel of a name, made when there is none."""
        known = next((channel for channel in self.channels.values() if channel.name == name), None)
        if known:
            return known
        made = Channel(new_id("C"), name, "group" if private else "channel", [BOT_USER] if bot else [])
        self.channels[made.id] = made
        return made

    def person(self, handle: str, *, name: str = "", tz: str = "UTC", channels: list[Channel] | None = None) -> Person:
        """Let somebody in, as a member of these channels."""
        user = User(new_id("U"), handle, name or handle.title(), tz)
        self.users[user.id] = user
        for channel in channels or []:
            channel.members.append(user.id)
        return Person(self, user)

    def dm(self, user: str) -> Channel:
        """Return the direct conversation of somebody with the bot."""
        known = next((one for one in self.channels.values() if one.kind == "im" and user in one.members), None)
        if known:
            return known
        made = Channel(new_id("D"), "", "im", [user, BOT_USER])
        self.channels[made.id] = made
        return made

    def new_ts(self) -> str:
        """Return a timestamp that no message has."""
        now = int(self.clock.now().timestamp() * 1_000_000)
        self._last_ts = max(now, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def keep(self, post: Post) -> Post:
        """Put a message into its channel."""
        self.channels[post.channel].posts[post.ts] = post
        self.changed.set()
        return post

    def new_trigger(self, user: str) -> str:
        """Return a trigger that opens one form within three seconds."""
        trigger = f"{secrets.randbelow(10**9)}.{secrets.token_hex(8)}"
        self.triggers[trigger] = {"user": user, "at": self.clock.now(), "used": False}
        return trigger

    def use_trigger(self, trigger: str) -> str:
        """Return whose trigger it is, and use it up. Raises Refusal."""
        known = self.triggers.get(trigger)
        if known is None:
            raise Refusal("invalid_trigger_id")
        if known["used"]:
            raise Refusal("exchanged_trigger_id")
        if self.clock.now() - known["at"] > TRIGGER_LIVES:
            raise Refusal("expired_trigger_id")
        known["used"] = True
        return known["user"]

    def new_url(self, channel: str, user: str, ts: str = "") -> str:
        """Return an address that answers one person, five times within half an hour."""
        token = secrets.token_hex(12)
        self.urls[token] = {"channel": channel, "user": user, "ts": ts, "at": self.clock.now(), "uses": 0}
        return f"{self.url}/response/{token}"

    def use_url(self, token: str) -> Json:
        """Return what an answering address is for. Raises Refusal."""
        known = self.urls.get(token)
        if known is None:
            raise Refusal("no_such_url")
        if known["uses"] >= URL_USES or self.clock.now() - known["at"] > URL_LIVES:
            raise Refusal("expired_url")
        known["uses"] += 1
        return known

    def refuse(self, method: str, error: str, detail: object = "") -> None:
        """Write down that something was refused, so that tests can ask."""
        self.refusals.append({"method": method, "error": error, "detail": detail})

    async def settled(self) -> None:
        """Wait until everything that happened has been delivered and answered."""
        await self.delivery.settled()

    async def tick(self) -> None:
        """Deliver again what has become due by the clock."""
        self.delivery.repeat_due()
        await self.settled()
