"""The door that Slack knocks on: who did not sign, or sent what cannot be read, gets no further.

The signature is checked over the raw bytes before anything is parsed, and every odd request ends below 500.
"""

import hmac
import json
import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from datetime import datetime
from typing import Any, Final, Protocol, cast
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

PATH: Final = "/slack/events"
MOST_BYTES: Final = 1024 * 1024
MOST_FIELDS: Final = 100  # a command has about twenty
WINDOW: Final = 300  # seconds around now in which a signature counts
_TIMESTAMP: Final = re.compile(rb"[0-9]{1,12}")
_ATTEMPT: Final = re.compile(rb"[0-9]")
_SURROGATE: Final = re.compile(r"\\ud[89a-f]", re.IGNORECASE)  # half a character, if its other half is missing


Headers = Mapping[bytes, bytes]
Parsed = dict[str, Any]


class Answered(Protocol):
    """What goes back to Slack; Bolt's response is one."""

    @property
    def status(self) -> int:
        """HTTP status."""
        ...

    @property
    def body(self) -> str:
        """Text, or JSON as text."""
        ...

    @property
    def headers(self) -> Mapping[str, Sequence[str]]:
        """HTTP headers."""
        ...


class Answering(Protocol):
    """Answers a payload that Slack has signed; `attempt` counts how often Slack has sent this event again (0 to 3)."""

    async def __call__(self, body: Parsed, attempt: int = 0, /) -> Answered:
        """Return what Slack is told."""
        ...


class _Refused(Exception):
    """A request that is not let in, with the HTTP status that says so."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Guard:
    """ASGI application that answers `/slack/events` and hands every other request on."""

    def __init__(self, others: ASGIApp, answer: Answering, secrets: Iterable[str], now: Callable[[], datetime]) -> None:
        """Let in what is signed with one of `secrets` within 300 s of `now`."""
        self._others = others
        self._answer = answer
        self._secrets = tuple(secret.encode() for secret in secrets)
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._others(scope, receive, send)
            return
        try:
            headers = dict[bytes, bytes](scope["headers"])
            body = await self._let_in(scope["method"], headers, receive)
        except _Refused as refused:
            await _send(send, refused.status, b"", [])
            return
        if body is None:
            return  # whoever asked has gone
        if body.get("type") == "url_verification":
            challenge = json.dumps({"challenge": body.get("challenge")}).encode()
            await _send(send, 200, challenge, [(b"content-type", b"application/json")])
            return
        answered = await self._answer(body, _attempt(headers))
        fields = [(name.encode(), value.encode()) for name, values in answered.headers.items() for value in values]
        await _send(send, answered.status, answered.body.encode(), fields)

    async def _let_in(self, method: str, headers: Headers, receive: Receive) -> Parsed | None:
        if method != "POST":
            raise _Refused(405)
        raw = await _read(headers, receive)
        if raw is None:
            return None
        if not self._is_signed(headers, raw):
            raise _Refused(401)
        return _parse(headers.get(b"content-type", b""), raw)

    def _is_signed(self, headers: Headers, raw: bytes) -> bool:
        timestamp = headers.get(b"x-slack-request-timestamp", b"")
        given = headers.get(b"x-slack-signature", b"")
        if not _TIMESTAMP.fullmatch(timestamp) or abs(self._now().timestamp() - int(timestamp)) > WINDOW:
            return False
        signed = b"v0:%b:%b" % (timestamp, raw)
        return any(
            hmac.compare_digest(b"v0=" + hmac.digest(secret, signed, "sha256").hex().encode(), given)
            for secret in self._secrets
        )


async def _read(headers: Headers, receive: Receive) -> bytes | None:
    """Return the raw body, or None when the sender has hung up; what is too long is not read to its end."""
    told = headers.get(b"content-length", b"0")
    if not told.isdigit():
        raise _Refused(400)
    if len(told) > len(str(MOST_BYTES)) or int(told) > MOST_BYTES:
        raise _Refused(413)
    raw = bytearray()
    while True:
        message: MutableMapping[str, Any] = await receive()
        if message["type"] != "http.request":
            return None
        raw += message.get("body", b"")
        if len(raw) > MOST_BYTES:
            raise _Refused(413)
        if not message.get("more_body"):
            return bytes(raw)


def _parse(content_type: bytes, raw: bytes) -> Parsed:
    """Return the JSON object of an event, the one in a form's `payload`, or the form's fields (a command)."""
    try:
        if content_type.lower().startswith(b"application/json"):
            parsed = _json(raw.decode())
        else:
            fields = dict(_fields(raw.decode()))
            parsed = _json(fields["payload"]) if "payload" in fields else fields
    except (ValueError, RecursionError) as unreadable:  # ValueError: not UTF-8, not JSON, half a character, many fields
        raise _Refused(400) from unreadable
    if not isinstance(parsed, dict) or not parsed:
        raise _Refused(400)
    return cast("Parsed", parsed)


def _json(text: str) -> object:
    parsed = json.loads(text)
    if _SURROGATE.search(text):
        json.dumps(parsed, ensure_ascii=False).encode()
    return parsed


def _fields(form: str) -> list[tuple[str, str]]:
    return parse_qsl(form, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MOST_FIELDS)


def _attempt(headers: Headers) -> int:
    told = headers.get(b"x-slack-retry-num", b"")
    return int(told) if _ATTEMPT.fullmatch(told) else 0


async def _send(send: Send, status: int, body: bytes, fields: list[tuple[bytes, bytes]]) -> None:
    fields.append((b"content-length", b"%d" % len(body)))
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": body})
