"""Work in transactions: all or nothing, together on disk, and for as long as somebody waits."""

import asyncio
from datetime import UTC, datetime

import pytest

from storage.database import Database, DatabaseClosed
from storage.transaction import Actor, Transaction

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def test_x(database: Database) -> None:
    await database.write(Actor("T1", "U1", "g1", AT), lambda tx: tx.gestures.insert("a"))
    assert not await database.write(Actor("T1", "U1", "g1", AT), lambda tx: tx.gestures.insert("a"))
