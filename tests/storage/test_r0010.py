"""What a database of the revision before holds reads the same after r0010."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, MetaData, Table, insert, select

from storage.engines import migrating_engine
from storage.migrate import migrate, operations, scripts

NOTES = {
    1: ("P1", "20 minutes a day, before the job"),
    2: ("P2", "during the job"),
    3: ("P3", "20 minutes before the job"),
    4: ("P4", ""),
}
FINDINGS = {
    1: ("P1", "open"),
    2: ("1P1", "accepted"),
    3: ("2P1", "accepted"),
    4: ("H1", "accepted"),
    5: ("T1", "accepted"),
    6: ("L1", "open"),
    7: ("relievers", "accepted"),
    8: ("", "accepted"),
    9: ("P99", "accepted"),
}


class Before:
    """Tables as they are in the database now; a column that is not given holds nothing."""

    def __init__(self, connection: Connection) -> None:
        """Look at the tables."""
        self.connection = connection
        self._known = MetaData()
        self._known.reflect(connection)

    def table(self, name: str) -> Table:
        """Return a table."""
        return self._known.tables[name]

    def put(self, table_name: str, /, **given: object) -> None:
        """Insert a row."""
        table = self.table(table_name)
        own = [one for one in table.c if not one.nullable and one.server_default is None and one.name not in given]
        nothing = {one.name: self._nothing(one.type) for one in own}
        self.connection.execute(insert(table).values({**nothing, **given, "team": "T1"}))

    def _nothing(self, kind: object) -> object:
        empty: dict[str, object] = {"TEXT": "", "BOOLEAN": False, "JSON": [], "JSONB": []}
        if str(kind).startswith("TIMESTAMP"):
            return "2026-11-23T09:00:00+00:00"
        return empty.get(str(kind).partition("(")[0], 0)


@contextmanager
def _looking(url: str) -> Generator[Before]:
    engine = migrating_engine(url)
    try:
        with engine.begin() as connection:
            yield Before(connection)
    finally:
        engine.dispose()


@pytest.fixture
def filled(empty_database_url: str) -> str:
    migrate(empty_database_url, "0009")
    with _looking(empty_database_url) as before:
        before.put("workshops", id=1, channel="C1", step=2)
        for number in (1, 2):
            before.put("segments", id=number, workshop_id=1, number=number, name=f"S{number}")
        for note, (code, measure) in NOTES.items():
            before.put("notes", id=note, workshop_id=1, segment_id=1, code=code, block="pain", measure=measure)
        before.put("notes", id=5, workshop_id=1, segment_id=2, code="P1", block="pain")
        before.put("hypotheses", id=7, workshop_id=1, code="H1")
        for test in (1, 2):
            before.put("tests", id=test, workshop_id=1, hypothesis_id=7, code="T1", version=test)
        before.put("learnings", id=3, workshop_id=1, hypothesis_id=7, code="L1")
        for finding, (target, state) in FINDINGS.items():
            before.put("findings", id=finding, workshop_id=1, rule="L9", target=target, state=state)
    migrate(empty_database_url)
    return empty_database_url


def test_the_moment_of_a_note_leaves_its_measure_and_comes_back(filled: str) -> None:
    with _looking(filled) as after:
        notes = after.table("notes")
        rows = after.connection.execute(select(notes.c.measure, notes.c.moment).order_by(notes.c.id).limit(4))
        assert [tuple(row) for row in rows] == [
            ("20 minutes a day", "before"),
            ("", "during"),
            ("20 minutes before the job", ""),
            ("", ""),
        ]
    with _looking(filled) as after, operations(after.connection):
        next(iter(scripts().walk_revisions("0010", "0010"))).module.downgrade()
    with _looking(filled) as before:
        notes = before.table("notes")
        rows = before.connection.execute(select(notes.c.measure).order_by(notes.c.id).limit(4))
        assert [row.measure for row in rows] == [measure for _, measure in NOTES.values()]


def test_what_a_team_accepted_stays_accepted(filled: str) -> None:
    with _looking(filled) as after:
        findings = after.table("findings")
        rows = after.connection.execute(select(findings).order_by(findings.c.id))
        assert [(row.target, row.state) for row in rows] == [
            ("n1", "accepted"),
            ("n5", "accepted"),
            ("h7", "accepted"),
            ("t2", "accepted"),
            ("l3", "open"),
            (":pain_reliever", "accepted"),
            ("", "accepted"),
            ("P99", "accepted"),
        ]
