"""What the wall is told of a canvas."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from canvas.links import current
from canvas.method import Block
from handlers.paper.record import Record
from handlers.paper.wall_view import encoded
from tests.canvas.boards import NOW
from tests.handlers.any_workshop import records


def told(record: Record) -> dict[str, Any]:
    return json.loads(encoded(record.board, None, NOW))


def notes(view: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {note["id"]: note for segment in view["segments"] for note in segment["notes"]}


@given(records())
@settings(max_examples=60, deadline=None)
def test_any_canvas_is_told_on_one_line_and_without_a_person(record: Record) -> None:
    data = encoded(record.board, NOW, NOW)
    assert b"\n" not in data
    assert json.loads(data).keys().isdisjoint({"members", "facilitator", "evidence"})
    personal = {"author", "ratings", "votes", "source"}
    assert all(note.keys().isdisjoint(personal) for note in notes(told(record)).values())


@given(records())
@settings(max_examples=60, deadline=None)
def test_exactly_the_open_notes_of_open_segments_are_shown(record: Record) -> None:
    board = record.board
    shown = {one.id for one in board.segments if one.state == "open"} or {one.id for one in board.segments}
    notes_now = current(board).notes
    wanted = {note.id: note.text for note in notes_now if note.state == "open" and note.segment in shown}
    assert {number: note["text"] for number, note in notes(told(record)).items()} == wanted


@given(records())
@settings(max_examples=60, deadline=None)
def test_both_ends_of_a_link_know_of_it_and_only_wants_are_met(record: Record) -> None:
    for segment in told(record)["segments"]:
        own = {note["code"]: note for note in segment["notes"]}
        for code, note in own.items():
            assert all(code in own[other]["served"] for other in note["serves"])
            assert all(code in own[other]["serves"] for other in note["served"])
            wants = note["block"] in {Block.JOB, Block.PAIN, Block.GAIN}
            assert note["met"] == (bool(note["served"]) if wants else None)


@given(records())
@settings(max_examples=20, deadline=None)
def test_the_step_is_told_with_when_it_began(record: Record) -> None:
    step = told(record)["step"]
    assert (step["number"], step["since"]) == (record.board.workshop.step, record.board.workshop.created.isoformat())
    later = replace(record.board.workshop, step=6)
    step = json.loads(encoded(replace(record.board, workshop=later), NOW, NOW))["step"]
    assert step == {"number": 6, "last": 6, "title": "Iterate and refine", "since": NOW.isoformat()}
