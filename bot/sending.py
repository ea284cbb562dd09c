"""One delivery, one call to Slack, one verdict on what became of it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Any, cast

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.calls import Json, call, look_up, refusal
from handlers.answer import Delivery, File, Message, Upload
from handlers.paper.press import Press
from handlers.surfaces import Surfaces
from storage.database import Database
from storage.messages import LivingMessage
from storage.outbox import Taken
from storage.transaction import Transaction

# Doing these twice does no harm.
_HARMLESS = {"reactions.add", "reactions.remove", "chat.update", "views.publish", "chat.delete", "files.delete"}
_DONE_ALREADY = {"already_reacted", "no_reaction", "message_not_found", "file_not_found", "file_deleted"}
TRY_LATER = {"ratelimited", "service_unavailable", "internal_error", "fatal_error", "request_timeout"}
_ALT = 1000  # characters with which Slack takes a file
_PROCESSED_WITHIN = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)  # seconds between looks
_LOOK_BACK = 5  # seconds before the first try


class Verdict(StrEnum):
    """What became of a delivery."""

    SENT = "sent"
    NOTHING = "nothing"  # there was nothing to send any more
    LATER = "later"  # Slack has certainly not done it; again after a while
    UNSURE = "unsure"  # Slack may have done it
    REFUSED = "refused"  # Slack will never do it


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one attempt. `posted` says that a new message exists, at `ts`; `upload` that Slack has a file.

    after: what is to be kept of what was sent.
    """

    verdict: Verdict
    ts: str = ""
    error: str = ""
    wait: timedelta | None = None
    posted: bool = False
    upload: Upload | None = None
    after: Callable[[Transaction], None] | None = None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A message as Slack takes it, and what is to be kept once it has been sent."""

    payload: Json
    after: Callable[[Transaction], None] | None = None


class Sender:
    """Knows how each kind of delivery is said to Slack. The client must not retry by itself: that posts twice."""

    def __init__(self, slack: AsyncWebClient, database: Database, surfaces: Surfaces) -> None:
        """Send with `slack`; draw from `database` with the drawings of `surfaces`."""
        self._slack = slack
        self._database = database
        self._surfaces = surfaces
        self._press = Press()

    async def send(self, taken: Taken) -> Outcome:
        """Try one delivery; never raises for what Slack or the network does."""
        try:
            return await self._try(taken)
        except SlackApiError as problem:
            return _said_no(taken, problem)
        except (SlackClientError, ClientError, TimeoutError, OSError) as problem:
            error = f"{type(problem).__name__}: {problem}"
            once = taken.delivery.method in {"chat.postEphemeral", "response_url", "file"}
            return Outcome(Verdict.REFUSED if once else Verdict.UNSURE, error=error)

    async def _try(self, taken: Taken) -> Outcome:
        delivery = taken.delivery
        if delivery.method == "response_url":
            return await self._through_url(dict(delivery.payload))
        message, drawn = await self._database.read(delivery.team, partial(self._looked_up, delivery))
        if drawn is None:
            return Outcome(Verdict.NOTHING)
        if isinstance(drawn, File):
            return await self._upload(delivery, drawn)
        said = await self._say(taken, message, {**delivery.payload, **drawn.payload})
        return replace(said, after=drawn.after)

    async def _say(self, taken: Taken, message: LivingMessage | None, payload: Json) -> Outcome:
        method = taken.delivery.method
        if message and message.ts:
            return await self._call("chat.update", {**payload, "channel": message.channel, "ts": message.ts})
        if method in {"show", "chat.postMessage"}:
            return await self._post(taken, payload if message is None else {**payload, "channel": message.channel})
        return await self._call(method, payload)

    def _looked_up(self, delivery: Delivery, tx: Transaction) -> tuple[LivingMessage | None, _Drawn | File | None]:
        """Return the living message that is shown, if it is one, and what is drawn; None: there is nothing to draw."""
        message = None if delivery.message is None else tx.messages.get(delivery.message)
        if not delivery.drawing:
            return message, _Drawn({})
        drawn = self._surfaces.drawings[delivery.drawing](tx, delivery.subject)
        return message, _Drawn(drawn.payload(), drawn.after) if isinstance(drawn, Message) else drawn

    async def _post(self, taken: Taken, payload: Mapping[str, Any]) -> Outcome:
        if taken.attempts > 1 and (found := await self._find(taken, payload)):
            return Outcome(Verdict.SENT, ts=found, posted=True)
        metadata = {"event_type": "vpd", "event_payload": {"mark": taken.mark}}
        quiet = {"unfurl_links": False, "unfurl_media": False}
        answer = await call(self._slack, "chat.postMessage", {**payload, **quiet, "metadata": metadata})
        return Outcome(Verdict.SENT, ts=answer["ts"], posted=True)

    async def _find(self, taken: Taken, payload: Mapping[str, Any]) -> str | None:
        """Look for our own mark where an earlier attempt may have left it; return the message's ts."""
        oldest = f"{taken.first_tried.timestamp() - _LOOK_BACK:.6f}"
        channel: str = payload["channel"]
        if channel.startswith(("U", "W")):
            opened = await call(self._slack, "conversations.open", {"users": channel})
            channel = opened["channel"]["id"]
        where = {"channel": channel, "oldest": oldest, "limit": 100, "include_all_metadata": True, "inclusive": True}
        method = "conversations.history"
        if payload.get("thread_ts"):
            method, where = "conversations.replies", {**where, "ts": payload["thread_ts"]}
        while True:
            page = await look_up(self._slack, method, where)
            messages: list[Json] = page["messages"]
            found = next((message["ts"] for message in messages if _bears(message, taken.mark)), None)
            after: Json = page.get("response_metadata") or {}
            if found or not after.get("next_cursor"):
                return found
            where = {**where, "cursor": after["next_cursor"]}

    async def _call(self, method: str, payload: Mapping[str, Any]) -> Outcome:
        answer = await call(self._slack, method, payload)
        return Outcome(Verdict.SENT, ts=answer.get("ts") or "")

    async def _through_url(self, payload: dict[str, Any]) -> Outcome:
        url = payload.pop("url")
        answer = await AsyncWebhookClient(url, retry_handlers=[]).send_dict(payload)
        ok = answer.status_code == 200  # noqa: PLR2004 - what Slack answers when it has shown it
        return Outcome(Verdict.SENT if ok else Verdict.REFUSED, error="" if ok else answer.body)

    async def _upload(self, delivery: Delivery, file: File) -> Outcome:
        content = await self._press.print(file.order) if file.order else file.content
        digest = sha256(content).hexdigest()
        if digest == file.known:
            return Outcome(Verdict.NOTHING)
        answer = await self._slack.files_upload_v2(
            filename=file.name,
            content=content,
            title=file.name,
            alt_txt=file.alt[:_ALT] or None,
            channel=delivery.payload["channel"],
            thread_ts=delivery.payload.get("thread_ts"),
            initial_comment=file.comment or None,
        )
        made = str(cast("Json", answer.data)["files"][0]["id"])
        if delivery.message is not None and not await self._processed(made):
            return Outcome(Verdict.REFUSED, error="not_processed")
        return Outcome(Verdict.SENT, upload=Upload(made, digest))

    async def _processed(self, file: str) -> bool:
        """Wait until a picture can be shown in a message: Slack looks through a file first, and then knows its type."""
        for wait in _PROCESSED_WITHIN:
            found = await look_up(self._slack, "files.info", {"file": file})
            if found["file"].get("mimetype"):
                return True
            await asyncio.sleep(wait)
        return False


def _bears(message: Json, mark: str) -> bool:
    """Whether a message is our own post with this mark; other apps can read a mark, but not post as us."""
    metadata: Json = message.get("metadata") or {}
    payload: Json = metadata.get("event_payload") or {}
    return payload.get("mark") == mark and bool(message.get("bot_id"))


def _said_no(taken: Taken, problem: SlackApiError) -> Outcome:
    error, status, headers = refusal(problem)
    if status == 429 or error == "ratelimited":  # noqa: PLR2004 - too many requests
        return Outcome(Verdict.LATER, error=error, wait=timedelta(seconds=float(headers.get("Retry-After", "1"))))
    if error in _DONE_ALREADY and taken.delivery.method in _HARMLESS | {"show"}:
        return Outcome(Verdict.NOTHING, error=error)
    if error in TRY_LATER or status >= 500:  # noqa: PLR2004 - Slack's own trouble: it may have done it all the same
        return Outcome(Verdict.UNSURE, error=error or f"status {status}")
    return Outcome(Verdict.REFUSED, error=error)
