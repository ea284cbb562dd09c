"""Migrations run by themselves at every start: all of it or nothing, one process after another."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import Connection, Engine, event, inspect

from storage.database import Database
from storage.engines import migrating_engine, reading_engine
from storage.migrate import is_current, migrate, newest, operations, scripts
from storage.migrations import check
from storage.tables import METADATA
from tests.storage.world import actor, begin


class PowerCut(Exception):
    """The program stops here."""


@contextmanager
def _power_cut_at(statement: int) -> Generator[list[str]]:
    """Fail at the n-th statement that any connection is given."""
    said: list[str] = []

    def count(_connection: object, _cursor: object, text: str, *_more: object) -> None:
        said.append(text)
        if len(said) == statement:
            raise PowerCut

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def _tables(url: str) -> set[str]:
    engine = reading_engine(url, 1)
    with engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    engine.dispose()
    return found


def _look(url: str) -> bool:
    engine = reading_engine(url, 1)
    with engine.connect() as connection:
        found = is_current(connection)
    engine.dispose()
    return found


def test_the_revisions_lead_to_the_tables_of_the_code(empty_database_url: str) -> None:
    assert check.problems(empty_database_url) == []


def test_the_check_that_make_runs_is_content(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main() == 0
    assert capsys.readouterr().err == ""


def test_the_check_names_what_differs(empty_database_url: str) -> None:
    migrate(empty_database_url)
    engine = migrating_engine(empty_database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE notes ADD COLUMN colour TEXT")
    engine.dispose()
    assert "colour" in " ".join(check.problems(empty_database_url))


def test_a_failure_at_any_statement_leaves_nothing_and_the_next_start_succeeds(empty_database_url: str) -> None:
    statement = 1
    while True:
        with _power_cut_at(statement) as said, suppress(PowerCut):
            migrate(empty_database_url)
        if len(said) < statement:
            break
        assert not _tables(empty_database_url), f"left behind after {said[-1]}"
        statement += 7  # tables, indexes and rows take turns, so all kinds are met; each attempt takes a while
    assert statement > 50
    assert _tables(empty_database_url) == {*METADATA.tables, "alembic_version"}
    assert _look(empty_database_url)


def test_a_failure_in_a_later_revision_keeps_what_the_earlier_one_made(empty_database_url: str) -> None:
    migrate(empty_database_url, "0001")
    before = _tables(empty_database_url)
    with _power_cut_at(12), pytest.raises(PowerCut):
        migrate(empty_database_url)
    assert _tables(empty_database_url) == before
    assert not _look(empty_database_url)
    migrate(empty_database_url)
    assert _look(empty_database_url)


def test_processes_that_start_together_take_turns(empty_database_url: str) -> None:
    with ThreadPoolExecutor(4) as starts:
        list(starts.map(migrate, [empty_database_url] * 4))
    assert _look(empty_database_url)


def test_migrating_again_keeps_what_is_there(database: Database, database_url: str) -> None:
    world = database.write_now(actor(), begin)
    migrate(database_url)
    assert database.read_now("T1", lambda tx: tx.workshops.board(world.workshop.id)).segments == (world.segment,)


def test_every_revision_can_be_taken_back(empty_database_url: str) -> None:
    migrate(empty_database_url)
    engine = migrating_engine(empty_database_url)
    with engine.begin() as connection:
        _back(connection)
    engine.dispose()
    assert _tables(empty_database_url) == {"alembic_version"}
    migrate(empty_database_url)
    assert _look(empty_database_url)
    assert newest() == "0010"


def _back(connection: Connection) -> None:
    with operations(connection) as context:
        for step in scripts().walk_revisions():
            step.module.downgrade()
        context.migration_context.stamp(scripts(), "base")
