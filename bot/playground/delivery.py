"""How Slack brings what happened to an app: signed HTTP or Socket Mode, and events again when nobody answers."""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from bot.playground.faults import Fault
from bot.playground.traffic import Way, title
from bot.playground.world import APP, BOT_USER, TEAM, Json

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack
    from bot.playground.socket import Socket

ANSWERS_WITHIN = 3.0  # seconds that Slack waits
IDLE_CONNECTION = 2.0  # seconds; the app may hang up after five, and what is sent just then gets no answer
AGAIN_AFTER = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))


@dataclass(frozen=True)
class Answered:
    """What the app answered: HTTP status (0: nothing in time) and body."""

    status: int
    body: Json


@dataclass
class Envelope:
    """An event on its way; `attempt` counts how often it was sent again."""

    body: Json
    attempt: int = 0
    reason: str = ""


class Delivery:
    """Delivers in the order in which things happened, one after the other."""

    def __init__(self, slack: "LocalSlack") -> None:
        """Deliver for one workspace."""
        self._slack = slack
        self._queue: asyncio.Queue[Envelope] = asyncio.Queue()
        self._worker: asyncio.Task[None] | None = None
        self.answers_within = ANSWERS_WITHIN
        self._session: aiohttp.ClientSession | None = None
        self._later: list[tuple[datetime, Envelope]] = []
        self._held: dict[str, Json] = {}
        self._unordered: list[Envelope] = []
        self.sockets: list[Socket] = []
        self.connected = asyncio.Event()
        self.log: list[Json] = []
        self.attempt = 0  # of the event on its way

    def event(self, event: Json, *, held: bool = False) -> None:
        """Tell the app of an event, if its manifest subscribes to it; a held one waits until it is overtaken."""
        if not self._subscribed(event):
            return
        if held:
            self._held[event["ts"]] = event
            return
        self._send_later(event)
        about = (event.get("message") or {}).get("ts") or event.get("deleted_ts")
        if about in self._held:
            self._send_later(self._held.pop(about))

    def _send_later(self, event: Json) -> None:
        body = {
            "type": "event_callback",
            "token": "local",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": event,
            "event_id": f"Ev{secrets.token_hex(6).upper()}",
            "event_time": int(self._slack.clock.now().timestamp()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "enterprise_id": None}],
        }
        for _ in range(self._slack.faults.event_copies):
            self._put(Envelope(body))
        if self._worker is None:
            self._worker = asyncio.get_running_loop().create_task(self._work())

    def _put(self, envelope: Envelope) -> None:
        faults = self._slack.faults
        if faults.event_delay:
            self._later.append((self._slack.clock.now() + faults.event_delay, envelope))
        elif faults.order:
            self._unordered.append(envelope)
        else:
            self._queue.put_nowait(envelope)

    def _subscribed(self, event: Json) -> bool:
        events = self._slack.manifest["settings"]["event_subscriptions"]["bot_events"]
        if event["type"] != "message":
            return event["type"] in events
        return f"message.{ {'channel': 'channels', 'group': 'groups', 'im': 'im'}[event['channel_type']] }" in events

    async def interaction(self, kind: str, payload: Json) -> Answered:
        """Deliver a command, click, form or search once; status 0 means that the app did not answer in time."""
        if self._slack.faults.next("deliver") is Fault.NO_ANSWER:
            await self._carry(kind, payload, {})
            return Answered(0, {})
        return await self._carry(kind, payload, {})

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        if self._slack.faults.order:
            self._slack.faults.order.shuffle(self._unordered)
        while self._unordered:
            self._queue.put_nowait(self._unordered.pop())
        await self._queue.join()

    @property
    def waiting(self) -> int:
        """How many events wait to be sent again."""
        return len(self._later)

    def repeat_due(self) -> None:
        """Send again what has become due."""
        now = self._slack.clock.now()
        due = [envelope for at, envelope in self._later if at <= now]
        self._later = [(at, envelope) for at, envelope in self._later if at > now]
        for envelope in due:
            self._queue.put_nowait(envelope)

    async def stop(self) -> None:
        """Deliver no more."""
        if self._worker:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        if self._session:
            await self._session.close()

    async def _work(self) -> None:
        while True:
            envelope = await self._queue.get()
            try:
                await self._deliver(envelope)
            finally:
                self._queue.task_done()

    async def _deliver(self, envelope: Envelope) -> None:
        headers: dict[str, str] = {}
        self.attempt = envelope.attempt
        if envelope.attempt:
            headers = {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.reason}
        down = self._slack.faults.app_down or self._slack.faults.next("event") is Fault.NO_ANSWER
        answered = Answered(0, {}) if down else await self._carry("event", envelope.body, headers)
        self.log.append({"event": envelope.body["event"], "attempt": envelope.attempt, "status": answered.status})
        if 200 <= answered.status < 300 or envelope.attempt >= len(AGAIN_AFTER):  # noqa: PLR2004 - a good answer
            return
        reason = "http_timeout" if answered.status == 0 else "http_error"
        again = Envelope(envelope.body, envelope.attempt + 1, reason)
        self._later.append((self._slack.clock.now() + AGAIN_AFTER[envelope.attempt], again))
        self.repeat_due()

    async def _carry(self, kind: str, payload: Json, headers: Mapping[str, str]) -> Answered:
        self._slack.stepped()
        exchange = self._slack.traffic.begin(self._slack.clock.now(), Way.TO_APP, title(kind, payload), payload)
        carry = self._by_socket if self._slack.app_url is None else self._by_http
        answered = await carry(kind, payload, headers)
        exchange.end(answered.status, answered.body)
        return answered

    async def _by_socket(self, kind: str, payload: Json, headers: Mapping[str, str]) -> Answered:
        if not self.sockets:
            return Answered(0, {})
        names = {"command": "slash_commands", "event": "events_api"}
        envelope: Json = {
            "type": names.get(kind, "interactive"),
            "envelope_id": secrets.token_hex(16),
            "payload": payload,
            "accepts_response_payload": kind != "event",
        }
        if "X-Slack-Retry-Num" in headers:
            envelope["retry_attempt"] = int(headers["X-Slack-Retry-Num"])
            envelope["retry_reason"] = headers["X-Slack-Retry-Reason"]
        body = await self.sockets[-1].send(envelope, self.answers_within)
        return Answered(0, {}) if body is None else Answered(200, body)

    async def _by_http(self, kind: str, payload: Json, headers: Mapping[str, str]) -> Answered:
        if kind == "event":
            body, content = json.dumps(payload), "application/json"
        else:
            fields = payload if kind == "command" else {"payload": json.dumps(payload)}
            body, content = urlencode(fields), "application/x-www-form-urlencoded"
        stamp = str(int(self._slack.clock.now().timestamp()))
        secret = self._slack.signing_secret.encode()
        signature = hmac.new(secret, f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        signed = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
            **headers,
        }
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=self.answers_within)
            connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_CONNECTION)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
        try:
            async with self._session.post(str(self._slack.app_url), data=body.encode(), headers=signed) as response:
                text = await response.text()
        except (aiohttp.ClientError, TimeoutError):
            return Answered(0, {})
        told = json.loads(text) if text.startswith("{") else {"text": text} if text else {}
        return Answered(response.status, told)
