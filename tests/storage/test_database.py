"""Work in transactions: all or nothing, together on disk, and for as long as somebody waits."""

import asyncio
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, event, insert, select
from sqlalchemy.exc import DBAPIError, StatementError

from storage.database import Database, DatabaseClosed
from storage.tables.outbox import GESTURES
from storage.transaction import Transaction
from tests.storage.world import AT, actor, begin, there, write_note


class Broken(Exception):
    """Something in the work broke."""


def _known(tx: Transaction) -> set[str]:
    return set(tx.connection.execute(select(GESTURES.c.id)).scalars())


async def test_what_was_written_is_read_back(database: Database) -> None:
    world = await database.write(actor(), begin)
    assert await database.read("T1", lambda tx: tx.workshops.current("C1")) == world.workshop


async def test_an_error_undoes_all_of_its_work_and_reaches_the_one_who_asked(database: Database) -> None:
    def break_halfway(tx: Transaction) -> None:
        tx.gestures.insert("half")
        raise Broken

    with pytest.raises(Broken):
        await database.write(actor(), break_halfway)
    assert await database.read("T1", _known) == set()


async def test_one_error_among_many_undoes_only_its_own_work(database: Database) -> None:
    def work(tx: Transaction, number: int) -> int:
        tx.gestures.insert(f"g{number}")
        if number % 7 == 3:
            raise Broken
        return number

    asked = (database.write(actor(), lambda tx, n=n: work(tx, n)) for n in range(50))
    answers = await asyncio.gather(*asked, return_exceptions=True)
    kept = {n for n in range(50) if n % 7 != 3}
    assert {answer for answer in answers if isinstance(answer, int)} == kept
    assert all(isinstance(answer, int | Broken) for answer in answers)
    assert await database.read("T1", _known) == {f"g{n}" for n in kept}


async def test_an_error_of_the_database_undoes_only_its_own_work(database: Database) -> None:
    def twice(tx: Transaction) -> None:
        row = {"team": "T1", "id": "twice", "at": AT}
        tx.connection.execute(insert(GESTURES), row)
        tx.connection.execute(insert(GESTURES), row)

    answers = await asyncio.gather(
        database.write(actor(), lambda tx: tx.gestures.insert("before")),
        database.write(actor(), twice),
        database.write(actor(), lambda tx: tx.gestures.insert("after")),
        return_exceptions=True,
    )
    assert isinstance(answers[1], DBAPIError)
    assert await database.read("T1", _known) == {"before", "after"}


@contextmanager
def _counted_commits() -> Generator[list[Connection]]:
    commits: list[Connection] = []

    def count(connection: Connection) -> None:
        commits.append(connection)

    event.listen(Engine, "commit", count)
    yield commits
    event.remove(Engine, "commit", count)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_all_who_wait_share_one_commit(database: Database) -> None:
    begun, hold = threading.Event(), threading.Event()

    def linger(_: Transaction) -> bool:
        begun.set()
        return hold.wait(10)

    with _counted_commits() as commits:
        first = asyncio.ensure_future(database.write(actor(), linger))
        await asyncio.to_thread(begun.wait, 10)
        others = [asyncio.ensure_future(database.write(actor(), _insert(f"g{n}"))) for n in range(40)]
        await asyncio.sleep(0)
        hold.set()
        await asyncio.gather(first, *others)
    assert len(commits) == 2


def _insert(gesture: str) -> Callable[[Transaction], bool]:
    return lambda tx: tx.gestures.insert(gesture)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_when_a_commit_fails_everybody_in_it_is_told_and_nothing_is_kept(database: Database) -> None:
    def refuse(_: Connection) -> None:
        raise Broken

    event.listen(Engine, "commit", refuse)
    answers = await asyncio.gather(
        *(database.write(actor(), _insert(f"g{n}")) for n in range(5)), return_exceptions=True
    )
    event.remove(Engine, "commit", refuse)
    assert all(isinstance(answer, Broken) for answer in answers)
    assert await database.read("T1", _known) == set()
    assert await database.write(actor(), _insert("g1")), "the writer goes on"


async def test_work_whose_caller_was_cancelled_is_done_whole_or_not_at_all(database: Database) -> None:
    def two_rows(tx: Transaction, number: int) -> None:
        tx.gestures.insert(f"a{number}")
        tx.gestures.insert(f"b{number}")

    async def ask(number: int) -> None:
        asked = asyncio.ensure_future(database.write(actor(), lambda tx: two_rows(tx, number)))
        if number % 2:
            for _ in range(number % 5):
                await asyncio.sleep(0)
            asked.cancel()
        try:
            await asked
        except asyncio.CancelledError:
            assert number % 2

    await asyncio.gather(*(ask(number) for number in range(1000)))
    known = await database.read("T1", _known)
    assert {gesture for gesture in known if gesture[0] == "a"} == {f"a{g[1:]}" for g in known if g[0] == "b"}
    assert {f"a{number}" for number in range(0, 1000, 2)} <= known
    assert await database.write(actor(), _insert("free")), "no connection was lost"


async def test_nothing_is_lost_when_many_edit_the_same_note_in_two_processes(
    database: Database, database_url: str
) -> None:
    world = await database.write(actor(), begin)
    note = await database.write(actor(), lambda tx: write_note(tx, world, "0"))
    other = Database(database_url)

    def count_up(tx: Transaction) -> None:
        tx.workshops.current("C1")
        now = there(tx.notes.get(note.id))
        tx.notes.change(now, text=str(int(now.text) + 1))

    async def edit(where: Database) -> None:
        for _ in range(125):
            await where.write(actor(), count_up)

    await asyncio.gather(*(edit(where) for where in (database, other) for _ in range(8)))
    other.close()
    assert there(await database.read("T1", lambda tx: tx.notes.get(note.id))).text == "2000"


async def test_a_read_sees_one_moment_although_others_write(database: Database) -> None:
    def look_twice(tx: Transaction) -> tuple[set[str], set[str]]:
        first = _known(tx)
        database.write_now(actor(), _insert("meanwhile"))
        return first, _known(tx)

    assert await database.read("T1", look_twice) == (set(), set())
    assert await database.read("T1", _known) == {"meanwhile"}


async def test_a_read_can_change_nothing(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read("T1", _insert("g"))
    assert await database.read("T1", _known) == set()


async def test_a_read_knows_the_time_it_is_told(database_url: str) -> None:
    database = Database(database_url, lambda: AT)
    assert await database.read("T1", lambda tx: tx.at) == AT
    database.close()


async def test_work_that_was_taken_is_finished_at_the_close_and_no_more_is_taken(database_url: str) -> None:
    database = Database(database_url)
    taken = [asyncio.ensure_future(database.write(actor(), _insert(f"g{n}"))) for n in range(100)]
    await asyncio.sleep(0)
    database.close()
    assert all(await asyncio.gather(*taken))
    for call in (database.write(actor(), _known), database.read("T1", _known)):
        with pytest.raises(DatabaseClosed):
            await call
    with pytest.raises(DatabaseClosed):
        database.write_now(actor(), _known)
    with pytest.raises(DatabaseClosed):
        database.read_now("T1", _known)


def test_without_an_event_loop_work_is_written_and_read_too(database: Database) -> None:
    assert database.write_now(actor(), _insert("g"))
    assert database.read_now("T1", _known) == {"g"}
    with pytest.raises(ZeroDivisionError):
        database.write_now(actor(), lambda _: 1 / 0)


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - what must be refused
    with pytest.raises(StatementError, match="needs a time zone"):
        await database.write(actor(), lambda tx: tx.gestures.forget(naive))


async def test_a_time_comes_back_in_utc_to_the_microsecond(database: Database) -> None:
    at = datetime.fromisoformat("2026-11-23T10:00:00.123457+01:00")
    await database.write(
        actor(), lambda tx: tx.connection.execute(insert(GESTURES), {"team": "T", "id": "g", "at": at})
    )
    found = await database.read("T", lambda tx: tx.connection.execute(select(GESTURES.c.at)).scalar_one())
    assert (found, found.tzinfo) == (at, UTC)


def test_sqlite_in_memory_is_refused_because_threads_cannot_share_it() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        Database("sqlite://")
