"""No team sees or changes what is another team's, by any call of any repository.

Every public call stands in MATRIX with arguments that belong to team T1, and is made in the name of team T2.
"""

import inspect
from functools import cached_property
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, NoResultFound

from canvas.errors import NothingToUndo, NoWorkshop
from storage.database import Database
from storage.tables import METADATA
from storage.transaction import Transaction
from tests.storage.matrix import CHANGES_NOTHING, FOR_ALL_TEAMS, NOTHING, SEES_NOTHING
from tests.storage.theirs import Theirs, fill
from tests.storage.world import actor

MATRIX = SEES_NOTHING | CHANGES_NOTHING


def _rows_of(tx: Transaction, team: str) -> dict[str, list[Any]]:
    return {
        name: sorted(map(repr, tx.connection.execute(select(table).where(table.c.team == team))))
        for name, table in METADATA.tables.items()
    }


@pytest.fixture
def theirs(database: Database) -> Theirs:
    found = database.write_now(actor(team="T1"), fill)
    database.write_now(actor("later", team="T1", later=1), lambda tx: tx.notes.rate(found.reliever, "alice", 4))
    return found


class TakenBack(Exception):
    """What was tried is undone."""


def test_another_teams_things_are_not_seen(database: Database, theirs: Theirs) -> None:
    def seen(call: str, team: str) -> bool:
        try:
            return database.write_now(actor(team=team), lambda tx: SEES_NOTHING[call](tx, theirs)) not in NOTHING
        except (NoWorkshop, NothingToUndo):
            return False

    assert [call for call in SEES_NOTHING if seen(call, "T2")] == []
    assert [call for call in SEES_NOTHING if not seen(call, "T1")] == [], "its own team sees it"


def test_another_teams_things_are_not_changed(database: Database, theirs: Theirs) -> None:
    before = database.read_now("", lambda tx: _rows_of(tx, "T1"))

    def changed(tx: Transaction, call: str) -> None:
        CHANGES_NOTHING[call](tx, theirs)
        assert _rows_of(tx, "T1") == before, call
        raise TakenBack

    for call in CHANGES_NOTHING:
        with pytest.raises((TakenBack, IntegrityError, NoResultFound, NoWorkshop)):
            database.write_now(actor(user="bob", team="T2"), lambda tx, call=call: changed(tx, call))


def test_every_call_of_every_repository_stands_in_the_matrix() -> None:
    repositories = [name for name, found in vars(Transaction).items() if isinstance(found, cached_property)]
    calls = {
        f"{name}.{call}"
        for name in repositories
        for call, found in inspect.getmembers(inspect.signature(getattr(Transaction, name).func).return_annotation)
        if inspect.isfunction(found) and not call.startswith("_")
    }
    assert calls == set(MATRIX) | FOR_ALL_TEAMS


def test_every_row_of_every_table_says_whose_it_is() -> None:
    assert [name for name, table in METADATA.tables.items() if "team" not in table.c] == []
