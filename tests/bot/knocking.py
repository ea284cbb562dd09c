"""Requests as Slack sends them, and as it never would."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from slack_bolt.response import BoltResponse

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECRET = "a-signing-secret"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
COMMAND = urlencode({"command": "/vpd", "text": "add pain Waiting on hold", "team_id": "T1"}).encode()
EVENT = json.dumps({"type": "event_callback", "event": {"type": "message", "text": "Zeit \U0001f4a1"}}).encode()


@dataclass(slots=True)
class Listening:
    """Stands where the shell stands, and remembers what was let in."""

    let_in: list[tuple[dict[str, Any], int]] = field(default_factory=list[tuple[dict[str, Any], int]])

    async def __call__(self, body: dict[str, Any], attempt: int = 0, /) -> BoltResponse:
        self.let_in.append((body, attempt))
        return BoltResponse(status=200, body='{"text": "kept – danke"}')


def now() -> datetime:
    return NOW


def signed(body: bytes, content_type: str = FORM, *, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    """Return the headers of a request that was signed `age` seconds ago."""
    timestamp = str(int(NOW.timestamp()) - age)
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def changed(headers: Mapping[str, str], **others: str | None) -> dict[str, str]:
    """Return headers with some replaced, or left out (None)."""
    named = {name.replace("_", "-"): value for name, value in others.items()}
    kept = {name: value for name, value in headers.items() if name not in named}
    return kept | {name: value for name, value in named.items() if value is not None}
