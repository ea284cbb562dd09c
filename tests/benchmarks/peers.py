"""The programs to measure, each in its own process: `python -m tests.benchmarks.peers NAME PORT API_URL DB`.

hello: Bolt's hello-command as its documentation writes it. plain: a note-keeping app as a user would write it.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from storage.tables.notes import NoteRow
from storage.tables.workshops import SegmentRow, WorkshopRow

SECRET = "bench-secret"
TOKEN = "xoxb-bench"


def hello(port: int, api_url: str) -> None:
    """Answer a command with a greeting."""
    app = AsyncApp(client=AsyncWebClient(token=TOKEN, base_url=api_url), signing_secret=SECRET)

    @app.command("/vpd")
    async def greet(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(f"Hi <@{command['user_id']}>!")

    app.start(port, path="/slack/events")


def plain(port: int, api_url: str, database: Path) -> None:
    """Keep a note in the same table, through an async ORM session."""
    app = AsyncApp(client=AsyncWebClient(token=TOKEN, base_url=api_url), signing_secret=SECRET)
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
    session_of = async_sessionmaker(engine, expire_on_commit=False)
    numbers = iter(range(1, 10**9))

    @app.command("/vpd")
    async def add(ack: AsyncAck, command: dict[str, Any]) -> None:
        now = datetime.now(UTC)
        async with session_of() as session, session.begin():
            note = _note(f"P{next(numbers)}", command, now)
            session.add(note)
        await ack(f"Kept as {note.code}")

    app.start(port, path="/slack/events")


def _note(code: str, command: dict[str, Any], now: datetime) -> NoteRow:
    return NoteRow(
        team=command["team_id"],
        workshop_id=1,
        segment_id=1,
        code=code,
        block="pain",
        subtype="",
        text=command["text"].removeprefix("add pain "),
        detail="",
        measure="",
        state="open",
        author=command["user_id"],
        created=now,
        updated=now,
        source_channel="",
        source_ts="",
        source_line=0,
    )


async def prepare(database: Path) -> None:
    """Put the workshop and the segment that notes belong to into the plain app's migrated database."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
    now = datetime.now(UTC)
    names = ("channel", "name", "goal", "decision", "why_now", "pace", "time_zone", "facilitator", "stand_in")
    words = dict.fromkeys(names, "")
    async with AsyncSession(engine) as session, session.begin():
        workshop = {"id": 1, "team": "T0LOCAL", "step": 1, "state": "open", "created": now, **words}
        await session.execute(insert(WorkshopRow).values(**workshop))
        segment = {"id": 1, "team": "T0LOCAL", "workshop_id": 1, "number": 1, "name": "Parents", "state": "open"}
        await session.execute(insert(SegmentRow).values(**segment))
    await engine.dispose()


if __name__ == "__main__":
    name, port, api_url, *rest = sys.argv[1:]
    if name == "hello":
        hello(int(port), api_url)
    else:
        plain(int(port), api_url, Path(rest[0]))
