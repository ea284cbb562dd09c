"""`vpd backup` and `vpd restore`: everything comes back, in either kind of database, and nothing is lost by mistake."""

import sqlite3
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.cli import main
from canvas.method import Block
from storage.database import Database
from storage.engines import reading_engine
from storage.migrate import migrate, scripts
from storage.outbox import Delivery
from storage.tables import METADATA
from storage.tables.outbox import OUTBOX
from storage.transaction import Transaction
from tests.storage.world import World, actor, begin, write_note

if TYPE_CHECKING:
    from tests.databases import Postgres

Rows = Mapping[str, list[tuple[Any, ...]]]


def vpd(*words: str, url: str) -> Result:
    return CliRunner().invoke(main, words, env={"DATABASE_URL": url})


def fails(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("Error: ").strip()


def rows(url: str) -> Rows:
    """Return every row of every table, but for what the courier notes down."""
    engine = reading_engine(url, 1)
    noted = {OUTBOX.c.attempts, OUTBOX.c.tried}
    try:
        with engine.begin() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(
                    select(*(column for column in table.c if column not in noted)).order_by(*table.primary_key))]
                for table in METADATA.sorted_tables
            }  # fmt: skip
    finally:
        engine.dispose()


@pytest.fixture
def full(database_url: str) -> str:
    """Return the address of a database with a workshop, notes, links, evidence and something that waits."""
    database = Database(database_url)
    world = database.write_now(actor(), begin)
    pain = database.write_now(actor("a"), lambda tx: write_note(tx, world, "Warten – 待つ 🙂", Block.PAIN))
    reliever = database.write_now(actor("b"), lambda tx: write_note(tx, world, "Warns", Block.PAIN_RELIEVER))
    post = Delivery(team="T1", lane="C1", method="chat.postMessage", payload={"channel": "C1", "text": "Hello"})

    def connect(tx: Transaction) -> None:
        tx.links.put(world.workshop.id, reliever, pain, 0.5)
        tx.outbox.add((post,))

    database.write_now(actor("c"), connect)
    database.close()
    return database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a second database without tables, of either kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'other.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.create("template0")
    yield server.url(name)
    server.drop(name)


def test_a_backup_brings_everything_back_in_either_kind_of_database(full: str, other: str, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    made = vpd("backup", str(file), url=full)
    assert made.exit_code == 0, made.output
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith((".vpd", "kept"))] == ["kept"]
    restored = vpd("restore", str(file), url=other)
    assert (restored.exit_code, restored.stdout) == (0, f"The database is as it was in {file}: 1 workshop.\n")
    assert rows(other) == rows(full)


def test_after_a_restore_new_rows_get_new_numbers(full: str, other: str, tmp_path: Path) -> None:
    vpd("backup", str(tmp_path / "kept"), url=full)
    vpd("restore", str(tmp_path / "kept"), url=other)
    database = Database(other)
    try:
        world = database.read_now("T1", lambda tx: World(tx.workshops.current("C1"), tx.segments.of(1)[0]))
        added = database.write_now(actor("new"), lambda tx: write_note(tx, world, "Another", Block.PAIN))
    finally:
        database.close()
    assert (added.id, added.code) == (3, "P2")


def test_what_waited_is_looked_for_in_slack_before_it_is_posted_again(full: str, other: str, tmp_path: Path) -> None:
    vpd("backup", str(tmp_path / "kept"), url=full)
    vpd("restore", str(tmp_path / "kept"), url=other)
    engine = reading_engine(other, 1)
    with engine.begin() as connection:
        found = connection.execute(select(OUTBOX.c.attempts, OUTBOX.c.tried, OUTBOX.c.created)).all()
    engine.dispose()
    assert [(row.attempts, row.tried == row.created) for row in found] == [(1, True)]


def test_a_backup_is_one_file_that_only_its_owner_reads(full: str, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    vpd("backup", str(file), url=full)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.glob("kept-*")) == []


def test_a_file_is_overwritten_only_when_told(full: str, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("precious")
    assert "--replace" in fails(vpd("backup", str(file), url=full))
    assert file.read_text() == "precious"
    assert vpd("backup", str(file), "--replace", url=full).exit_code == 0
    assert file.read_bytes().startswith(b"SQLite format 3")


def test_a_database_is_given_up_only_when_told(full: str, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    vpd("backup", str(file), url=full)
    before = rows(full)
    assert "--replace" in fails(vpd("restore", str(file), url=full))
    assert rows(full) == before
    assert vpd("restore", str(file), "--replace", url=full).exit_code == 0
    assert rows(full) == before


def test_an_older_backup_is_brought_up_to_date_on_the_way(tmp_path: Path) -> None:
    older, target = tmp_path / "older.db", f"sqlite:///{tmp_path / 'new.db'}"
    first = next(one.revision for one in scripts().walk_revisions() if one.down_revision is None)
    migrate(f"sqlite:///{older}", first)
    assert vpd("restore", str(older), url=target).stdout.endswith(": 0 workshops.\n")


def test_what_is_no_backup_changes_nothing(full: str, tmp_path: Path) -> None:
    before = rows(full)
    text, cut, empty, newer = (tmp_path / name for name in ("text", "cut", "empty", "newer"))
    text.write_text("Dear diary\n" * 400)
    empty.touch()
    vpd("backup", str(newer), url=full)
    cut.write_bytes(newer.read_bytes()[:9_000])
    for file in (text, cut, empty):
        assert "is no backup, or is damaged" in fails(vpd("restore", str(file), "--replace", url=full))
    connection = sqlite3.connect(newer)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    connection.close()
    assert "comes from a newer vpd" in fails(vpd("restore", str(newer), "--replace", url=full))
    assert rows(full) == before


def test_a_place_that_is_missing_is_said(full: str, tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "kept"
    assert "can't be written" in fails(vpd("backup", str(missing), url=full))
    assert "can't be read" in fails(vpd("restore", str(missing), url=full))


def test_a_database_that_is_not_there_is_not_backed_up_as_an_empty_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    assert "vpd migrate" in fails(vpd("backup", str(tmp_path / "kept"), url=url))
    assert not (tmp_path / "kept").exists()
