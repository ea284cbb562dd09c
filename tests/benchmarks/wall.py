"""Two hundred people watch a full canvas while notes arrive: how long until each of them has each note."""

import asyncio
import re
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles
from string import ascii_lowercase
from time import perf_counter

from bot.playground.reading import text_of
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel
from canvas.method import KINDS

VIEWERS = 200
NOTES = 150  # on the canvas before
ARRIVING = 30
BETWEEN = 0.4  # seconds from note to note
BEATS = 100  # bytes; what is shorter is no canvas
LINK = re.compile(r"<http://127\.0\.0\.1:(\d+)(/wall/[\w-]+)\|")


@dataclass(frozen=True)
class Watched:
    """Milliseconds from a command's sending to a viewer's having its note, over all viewers and notes."""

    median: float
    p95: float
    longest: float
    bytes_each: int  # a viewer's share for one note


@dataclass
class _Viewer:
    """One open line, and when it brought a canvas; `bytes` in all."""

    times: list[float] = field(default_factory=list[float])
    bytes: int = 0
    here: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, port: int, path: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path}/live HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head:
            raise RuntimeError(head)
        try:
            while length := int(await reader.readline(), 16):
                await reader.readexactly(length + 2)
                if length > BEATS:
                    self.times.append(perf_counter())
                    self.bytes += length
                    self.here.set()
        finally:
            writer.close()


async def watch(slack: LocalSlack) -> Watched:
    """Fill the canvas of a new workshop, let it be watched, and add notes one by one."""
    channel = slack.channel("bench-wall")
    person = slack.person("presenter", channels=[channel])
    await person.command(channel, "/vpd start Bench for Parents")
    chance = Random(200)
    kinds = [kind.aliases[0] for kind in KINDS.values()]

    async def add(number: int) -> None:
        words = ("".join(chance.choices(ascii_lowercase, k=chance.randint(3, 9))) for _ in range(7))
        shown = await person.command(channel, f"/vpd add {kinds[number % len(kinds)]} {' '.join(words)}")
        if shown.error:
            raise RuntimeError(shown.error)

    for number in range(NOTES):
        await add(number)
    await person.command(channel, "/vpd wall")
    link = await _link(channel)
    viewers = [_Viewer() for _ in range(VIEWERS)]
    lines = [asyncio.create_task(viewer.run(int(link[1]), link[2])) for viewer in viewers]
    await asyncio.gather(*(viewer.here.wait() for viewer in viewers))
    for viewer in viewers:
        viewer.times.clear()
        viewer.bytes = 0
    sent: list[float] = []
    for number in range(ARRIVING):
        sent.append(perf_counter())
        await add(number)
        await asyncio.sleep(BETWEEN)
    await asyncio.sleep(1)
    for line in lines:
        line.cancel()
    await asyncio.gather(*lines, return_exceptions=True)
    return _told(sent, viewers)


async def _link(channel: Channel) -> re.Match[str]:
    while True:
        for post in channel.posts.values():
            if found := LINK.search(text_of(post)):
                return found
        await asyncio.sleep(BETWEEN)


def _told(sent: list[float], viewers: list[_Viewer]) -> Watched:
    """Compare what was sent with what came; what never came counts as a minute."""
    took = [
        1000 * (next((time for time in viewer.times if time >= at), at + 60) - at) for viewer in viewers for at in sent
    ]
    return Watched(
        median=quantiles(took, n=100)[49],
        p95=quantiles(took, n=100)[94],
        longest=max(took),
        bytes_each=sum(viewer.bytes for viewer in viewers) // sum(len(viewer.times) for viewer in viewers),
    )
