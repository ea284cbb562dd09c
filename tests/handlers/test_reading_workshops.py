"""A whole workshop through JSON and back: nothing is lost, and nothing odd comes in."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from canvas.board import Board, Evidence, Link, Note, Rating, Segment, Workshop
from canvas.import_errors import NotACanvas
from canvas.method import KINDS, Block
from handlers import paper, versions
from handlers.paper.canvas_json import tree
from handlers.paper.reading.workshop_json import read_workshop
from handlers.paper.record import Record
from storage.database import Database
from storage.transaction import Transaction
from tests.canvas.boards import NOW
from tests.handlers.any_workshop import records
from tests.storage.world import actor

SEEN = "2026-11-23T09:00:00+00:00"
FOUND = {"rule": "L8", "target": "", "state": "accepted", "reason": "", "by": "U1", "first_seen": SEEN}
SCHEMA: dict[str, Any] = json.loads((Path(paper.__file__).parent / "vpd-canvas-1.schema.json").read_text())


def bare(exported: dict[str, Any]) -> dict[str, Any]:
    """Return an export without ids of its own and what is computed."""
    told = json.loads(json.dumps(exported))
    for name in ("id", "team", "channel"):
        del told["workshop"][name]
    for kind, name in (("segments", "fit"), ("notes", "evidence"), ("links", "evidence"), ("hypotheses", "evidence")):
        for one in told[kind]:
            del one[name]
    for one in told["reminders"]:
        del one["next"]
    return told


@given(records())
@settings(max_examples=80, deadline=None)
def test_any_workshop_read_again_is_the_same(record: Record) -> None:
    exported = tree(record)
    jsonschema.validate(exported, SCHEMA, cls=jsonschema.Draft202012Validator)
    again = tree(read_workshop(json.dumps(exported), NOW))
    jsonschema.validate(again, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert bare(again) == bare(exported)


def restored(database: Database, record: Record, channel: str) -> dict[str, Any]:
    """Put a workshop into storage and export it from there."""
    read = read_workshop(json.dumps(tree(record)), NOW)
    workshop = database.write_now(actor(channel), lambda tx: versions.begin(tx, read, channel))

    def look(tx: Transaction) -> Record:
        return Record(
            board=tx.workshops.board(workshop.id, united=False),
            reminder=tx.reminders.of(workshop.id),
            snapshots=tuple(tx.snapshots.of(workshop.id)),
            findings=tuple(tx.findings.of(workshop.id)),
            at=NOW,
        )

    return tree(database.read_now("T1", look))


def test_any_workshop_stored_is_exported_as_the_same(database: Database) -> None:
    numbers = iter(range(10_000))

    @given(records())
    @settings(max_examples=40, deadline=None)
    def holds(record: Record) -> None:
        assert bare(restored(database, record, f"C{next(numbers)}")) == bare(tree(record))

    holds()


def board_of(count: int) -> Record:
    """Return a workshop with so many notes."""
    segment = Segment(id=1, number=1, name="Working parents")
    blocks = list(Block)
    notes = tuple(
        Note(
            id=n, segment=1, code=f"{KINDS[blocks[n % 6]].letter}{n}", block=blocks[n % 6],
            text=f"Note {n} says {n * 7919}", author="U1", created=NOW, updated=NOW, ratings=(Rating("U1", 3),),
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    workshop = Workshop(id=1, team="T1", channel="C1", name="Dinner", facilitator="U1", created=NOW)
    return Record(board=Board(workshop=workshop, segments=(segment,), notes=notes), at=NOW)


def test_codes_go_on_beyond_those_that_came_in(database: Database) -> None:
    record = read_workshop(json.dumps(tree(board_of(30))), NOW)
    workshop = database.write_now(actor("a"), lambda tx: tx.copies.restore(record.board, "C1"))

    def more(tx: Transaction) -> str:
        note = next(one for one in tx.workshops.board(workshop.id).notes if one.code == "J30")
        assert next(one.code for one, _ in tx.notes.alike(note.segment, Block.JOB, note.text)) == "J30"
        moved = tx.notes.move(note, Block.PAIN)
        return moved.code

    assert database.write_now(actor("b"), more) == "P26"


def valid() -> dict[str, Any]:
    record = board_of(7)
    link = Link(id=1, source=4, target=7, strength=0.5)
    made = replace(record, board=replace(record.board, links=(link,)))
    return json.loads(json.dumps(tree(made)))


def changed(path: str, value: object) -> str:
    """Return the valid file with one value changed."""
    told = valid()
    *way, last = path.split("/")
    place: Any = told
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return json.dumps(told)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("format", "vpd-canvas/9", "it is of the format “vpd-canvas/9”, and I only know “vpd-canvas/1”"),
        ("format", "mindmap", "nothing in it says that an export of mine wrote it"),
        ("format", 1, "nothing in it says"),
        ("workshop/facilitator", "U1> <!channel", "is not an id of Slack"),
        ("workshop/step", 7, "from 1 to 6"),
        ("workshop/step", True, "whole number"),
        ("workshop/time_zone", "Mars/Olympus", "time zone"),
        ("workshop/created", "yesterday", "is not a time"),
        ("workshop/created", "2026-11-23T09:00:00", "without its zone"),
        ("notes", {}, "is not a list"),
        ("notes/0/block", "monster", "must be one of"),
        ("notes/0/code", "J1", "is not of that block"),
        ("notes/0/code", "P7", "is there twice"),
        ("notes/0/segment", 9, "is not in the file"),
        ("notes/0/text", "  ", "is empty"),
        ("notes/0/text", 3, "is not a text"),
        ("notes/0/ratings", [{"user": "U1", "value": 9}], "from 1 to 5"),
        ("notes/0/votes", [{"user": "U1", "dots": 1}, {"user": "U1", "dots": 1}], "twice"),
        ("links/0/to", "1P99", "no note of the file"),
        ("links/0/strength", 0.7, "must be one of"),
        ("links/0/to", "1G2", "can't be served by that note"),
        ("links/0/decided", 3, "must be one of"),
        ("notes/0/decided", 9, "from 1 to 5"),
        ("workshop/numbers", {"half_life": 0}, "from 7 to"),
        ("evidence", [{"target": "1X1"}], "does not look"),
        ("segments/0/number", 0, "from 1"),
        ("reminders", [{"day": "someday"}], "must be one of"),
        ("findings", [{"target": "1P99"}], "is not in the file"),
        ("findings", [{**FOUND, "state": "odd"}], "must be one of"),
        ("findings", [FOUND, FOUND], "twice"),
    ],
)
def test_what_is_not_right_is_said_with_its_place(path: str, value: object, said: str) -> None:
    with pytest.raises(NotACanvas) as raised:
        read_workshop(changed(path, value), NOW)
    assert said in str(raised.value)


def test_evidence_stays_with_a_link_that_rests_since_its_note_was_moved() -> None:
    record = board_of(7)
    resting = Link(id=1, source=4, target=2, strength=1.0, state="inactive")
    said = Evidence(id=1, link=1, text="I gave up", added_by="U1", at=NOW)
    told = tree(replace(record, board=replace(record.board, links=(resting,), evidence=(said,))))
    again = read_workshop(json.dumps(told), NOW)
    assert [(one.state, one.strength) for one in again.board.links] == [("inactive", 0.0)]
    assert bare(tree(again)) == bare(told)


def test_no_last_word_lets_a_link_serve_that_was_taken_back() -> None:
    record = board_of(7)
    gone = Link(id=1, source=4, target=7, strength=1.0, state="removed", decided=1.0)
    said = Evidence(id=1, link=1, text="I gave up", added_by="U1", at=NOW)
    told = tree(replace(record, board=replace(record.board, links=(gone,), evidence=(said,))))
    assert [one.works for one in read_workshop(json.dumps(told), NOW).board.links] == [0.0]


@pytest.mark.parametrize("text", ["{", "{}", "[]", '{"format": 1}', "[" * 100_000, '{"a":' * 50_000, "null", "NaN"])
def test_what_is_no_canvas_is_refused(text: str) -> None:
    with pytest.raises(NotACanvas):
        read_workshop(text, NOW)


def test_keys_of_a_later_version_are_passed_over() -> None:
    told = valid()
    told["notes"][0]["colour"] = "red"
    told["walls"] = []
    assert len(read_workshop(json.dumps(told), NOW).board.notes) == 7


def test_five_hundred_notes_come_in_and_go_in_one_act(database: Database) -> None:
    record = read_workshop(json.dumps(tree(board_of(500))), NOW)
    workshop = database.write_now(actor("a"), lambda tx: tx.copies.restore(record.board, "C1"))
    assert database.write_now(actor("b", later=1), lambda tx: len(tx.workshops.board(workshop.id).notes)) == 500
    assert database.write_now(actor("c", later=2), lambda tx: len(tx.undo(workshop.id))) == 500
