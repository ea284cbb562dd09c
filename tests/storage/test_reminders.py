"""Weekly reviews: each run is claimed once, however many processes look, and however many are due."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select

from canvas.schedule import next_run
from storage.database import Database
from storage.outbox import Delivery
from storage.tables.outbox import OUTBOX
from storage.tables.time import REMINDERS
from storage.tables.workshops import WORKSHOPS
from storage.transaction import Actor, Transaction
from tests.storage.world import AT, actor, begin, there

WEEK = timedelta(days=7)
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)  # nine o'clock in Paris


def _tick(now: datetime) -> Actor:
    return Actor("", "", "", now)


async def test_a_reminder_runs_at_its_local_time_and_is_moved_to_the_next_week(database: Database) -> None:
    world = await database.write(actor(), begin)
    put = await database.write(
        actor(), lambda tx: tx.reminders.put(world.workshop.id, "monday", "09:00", "Europe/Paris")
    )
    assert put.next_run == MONDAY
    early = MONDAY - timedelta(seconds=1)
    assert await database.write(_tick(early), lambda tx: tx.reminders.claim_due(tx.at, 10)) == []
    due = await database.write(_tick(MONDAY), lambda tx: tx.reminders.claim_due(tx.at, 10))
    assert [(one.reminder, one.channel) for one in due] == [(put, "C1")]
    assert there(await database.read("T1", lambda tx: tx.reminders.of(world.workshop.id))).next_run == MONDAY + WEEK


async def test_weeks_missed_while_nobody_ticked_give_one_run(database: Database) -> None:
    world = await database.write(actor(), begin)
    await database.write(actor(), lambda tx: tx.reminders.put(world.workshop.id, "monday", "09:00", "UTC"))
    late = AT + 5 * WEEK
    assert len(await database.write(_tick(late), lambda tx: tx.reminders.claim_due(tx.at, 10))) == 1
    assert await database.write(_tick(late), lambda tx: tx.reminders.claim_due(tx.at, 10)) == []
    assert there(await database.read("T1", lambda tx: tx.reminders.of(world.workshop.id))).next_run > late


async def test_a_run_that_was_claimed_is_not_claimed_again_when_its_time_is_set_back(database: Database) -> None:
    world = await database.write(actor(), begin)
    put = await database.write(actor(), lambda tx: tx.reminders.put(world.workshop.id, "monday", "09:00", "UTC"))
    due = await database.write(_tick(put.next_run), lambda tx: tx.reminders.claim_due(tx.at, 10))
    await database.write(actor(), lambda tx: tx.reminders.change(due[0].reminder, next_run=put.next_run))
    assert await database.write(_tick(put.next_run), lambda tx: tx.reminders.claim_due(tx.at, 10)) == []


async def test_reminders_that_are_off_or_whose_workshop_rests_do_not_run(database: Database) -> None:
    world = await database.write(actor(), begin)
    put = await database.write(actor(), lambda tx: tx.reminders.put(world.workshop.id, "monday", "09:00", "UTC"))
    await database.write(actor(), lambda tx: tx.reminders.change(put, state="off"))
    assert await database.write(_tick(AT + WEEK), lambda tx: tx.reminders.claim_due(tx.at, 10)) == []
    await database.write(actor(), lambda tx: tx.reminders.change(put, state="on"))
    await database.write(actor(), lambda tx: tx.workshops.change(world.workshop, state="paused"))
    assert await database.write(_tick(AT + WEEK), lambda tx: tx.reminders.claim_due(tx.at, 10)) == []


def many(tx: Transaction, number: int) -> None:
    """Give so many workshops a reminder each."""
    words = dict.fromkeys(("goal", "decision", "why_now", "stand_in"), "")
    more = {"name": "W", "step": 2, "state": "open", "pace": "live", "time_zone": "UTC", "facilitator": "U"}
    tx.connection.execute(
        insert(WORKSHOPS),
        [{"team": "T1", "channel": f"C{n}", "created": tx.at, **words, **more} for n in range(number)],
    )
    due = next_run("monday", "09:00", "UTC", tx.at)
    rule = {"day": "monday", "time": "09:00", "time_zone": "UTC", "next_run": due, "state": "on"}
    ids = tx.connection.execute(select(WORKSHOPS.c.id)).scalars().all()
    tx.connection.execute(insert(REMINDERS), [{"team": "T1", "workshop_id": one, **rule} for one in ids])


def hand_over(tx: Transaction) -> int:
    due = tx.reminders.claim_due(tx.at, 2500)
    tx.outbox.add(
        Delivery(
            team=one.reminder.team,
            lane=one.channel,
            method="chat.postMessage",
            drawing="reminders.review",
            subject={"workshop": one.reminder.workshop},
            key=f"review:{one.reminder.id}:{one.reminder.next_run.isoformat()}",
        )
        for one in due
    )
    return len(due)


async def test_ten_thousand_due_at_once_are_in_the_outbox_once_each(database: Database) -> None:
    await database.write(actor(), lambda tx: many(tx, 10_000))
    while await database.write(_tick(AT + WEEK), hand_over):
        pass
    assert await database.read("T1", _waiting) == (10_000, 10_000)


async def test_two_processes_that_tick_together_hand_over_every_run_once(database: Database, database_url: str) -> None:
    await database.write(actor(), lambda tx: many(tx, 2_000))
    other = Database(database_url)

    async def tick(where: Database) -> int:
        total = 0
        while found := len(await where.write(_tick(AT + WEEK), _hand_over_few)):
            total += found
        return total

    totals = await asyncio.gather(*(tick(where) for where in (database, other) for _ in range(2)))
    other.close()
    assert sum(totals) == 2_000
    assert await database.read("T1", _waiting) == (2_000, 2_000)


def _hand_over_few(tx: Transaction) -> range:
    due = tx.reminders.claim_due(tx.at, 50)
    tx.outbox.add(
        Delivery(team="T1", lane=one.channel, method="chat.postMessage", key=f"review:{one.reminder.id}") for one in due
    )
    return range(len(due))


def _waiting(tx: Transaction) -> tuple[int, int]:
    query = select(func.count(), func.count(OUTBOX.c.key.distinct()))
    rows, keys = tx.connection.execute(query).one()
    return rows, keys
