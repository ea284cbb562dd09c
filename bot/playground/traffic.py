"""What goes between Slack and the app, in both directions, so that somebody can look at it."""

import json
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.playground.world import Json

MOST = 400  # exchanges that are kept


class Way(StrEnum):
    """Who speaks first."""

    TO_APP = "Slack → vpd"
    TO_SLACK = "vpd → Slack"


@dataclass
class Exchange:
    """Something that was sent and what was answered; `status` is 0 until then, and when nothing came in time."""

    number: int
    at: datetime
    way: Way
    name: str
    sent: Json
    answer: Json = field(default_factory=dict[str, object])
    status: int = 0
    seconds: float = 0.0
    started: float = field(default_factory=time.monotonic)

    def end(self, status: int, answer: Json | bytes) -> None:
        """Keep what was answered."""
        self.status, self.seconds = status, time.monotonic() - self.started
        self.answer = _read(answer) if isinstance(answer, bytes) else answer

    @property
    def good(self) -> bool:
        """Whether both sides were content."""
        return 200 <= self.status < 300 and self.answer.get("ok", True) is not False  # noqa: PLR2004 - good answers


class Traffic:
    """The latest exchanges, oldest first."""

    def __init__(self) -> None:
        """Begin with none."""
        self.kept: deque[Exchange] = deque(maxlen=MOST)
        self.count = 0

    def begin(self, at: datetime, way: Way, name: str, sent: Json) -> Exchange:
        """Keep what is being sent; the answer is added to what is returned."""
        self.count += 1
        exchange = Exchange(self.count, at, way, name, sent)
        self.kept.append(exchange)
        return exchange


def title(kind: str, payload: Json) -> str:
    """Return how a delivery to the app is called: by its event, command or interaction."""
    if kind == "event":
        event = payload["event"]
        return " ".join(filter(None, ["event", event["type"], event.get("subtype")]))
    return f"command {payload['command']}" if kind == "command" else kind


def _read(answer: bytes) -> Json:
    words = answer.decode(errors="replace")
    if words.startswith("{"):
        return json.loads(words)
    return {"text": words} if words else {}
