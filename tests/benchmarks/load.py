"""A load of signed commands over kept connections: `python -m tests.benchmarks.load` reads a plan, prints seconds."""

import asyncio
import hashlib
import hmac
import json
import random
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlencode

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Plan:
    """What to send: `requests` commands over `connections`, spread over `channels`, at most `each` a channel."""

    port: int
    secret: str
    connections: int
    requests: int
    channels: list[str]
    seed: int


def text(chance: random.Random) -> str:
    """Return a text unlike all others: six made-up words."""
    words = ("".join(chance.choices(LETTERS, k=chance.randint(4, 9))) for _ in range(6))
    return " ".join(words)


def request(plan: Plan, channel: str, words: str, number: int) -> bytes:
    """Return one signed HTTP request."""
    fields = {
        "command": "/vpd",
        "text": words,
        "team_id": "T0LOCAL",
        "channel_id": channel,
        "user_id": "U0BENCH",
        "user_name": "bench",
        "trigger_id": f"{plan.seed}.{number}",
        "response_url": "http://127.0.0.1:9/none",
        "api_app_id": "A0LOCAL",
        "token": "x",
    }
    body = urlencode(fields)
    stamp = str(int(time.time()))
    signature = hmac.new(plan.secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {stamp}\r\n"
        f"X-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return (head + body).encode()


async def run(plan: Plan) -> list[float]:
    """Send the plan and return how long each answer took, in seconds; the last item is the whole time."""
    chance = random.Random(plan.seed)
    waiting = [
        request(plan, plan.channels[number % len(plan.channels)], f"add pain {text(chance)}", number)
        for number in range(plan.requests)
    ]
    waiting.reverse()
    times: list[float] = []
    started = time.perf_counter()
    await asyncio.gather(*(_connection(plan.port, waiting, times) for _ in range(plan.connections)))
    return [*times, time.perf_counter() - started]


async def _connection(port: int, waiting: list[bytes], times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while waiting:
        sent = time.perf_counter()
        writer.write(waiting.pop())
        status = await reader.readline()
        length = 0
        while (line := await reader.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = await reader.readexactly(length)
        if b" 200 " in status and b"went wrong" not in body:  # what was not done does not count
            times.append(time.perf_counter() - sent)
    writer.close()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Plan(**json.load(sys.stdin))))))
