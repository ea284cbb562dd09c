"""What the wall is told of a canvas."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings

from canvas.links import current
from canvas.method import Block
from canvas.rounds import Phase, begin, paused
from handlers.paper.record import Record
from handlers.paper.wall_view import Clocks, encoded
from tests.canvas.boards import NOW
from tests.handlers.any_workshop import records


def told(record: Record) -> dict[str, Any]:
    return json.loads(encoded(record.board, Clocks(), NOW))


def notes(view: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {note["id"]: note for segment in view["segments"] for note in segment["notes"]}


@given(records())
@settings(max_examples=60, deadline=None)
def test_any_canvas_is_told_on_one_line_and_without_a_person(record: Record) -> None:
    data = encoded(record.board, Clocks(NOW), NOW)
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
    step = json.loads(encoded(replace(record.board, workshop=later), Clocks(NOW), NOW))["step"]
    assert step == {"number": 6, "last": 6, "title": "Iterate and refine", "since": NOW.isoformat()}


@given(records())
@settings(max_examples=20, deadline=None)
def test_prompts_that_run_are_told_with_their_end_and_what_ends_first_comes_first(record: Record) -> None:
    segments = record.board.segments
    assume(segments)
    segment = next((one for one in segments if one.state == "open"), segments[0])
    late = begin(Phase.RATE, NOW + timedelta(hours=1), pace="live", zone="UTC")
    rounds = {
        (segment.id, "job"): late,
        (segment.id, "pain"): paused(begin(Phase.WRITE, NOW, pace="live", zone="UTC"), NOW),
        (segment.id, "gain"): begin(Phase.CLOSE, NOW, pace="live", zone="UTC"),
    }
    view = json.loads(encoded(record.board, Clocks(NOW, rounds), NOW))
    prompts = {one["number"]: one["prompts"] for one in view["segments"]}
    first, second = prompts.pop(segment.number)
    assert (first["title"], first["doing"], first["paused"]) == ("Pains", "written unseen", NOW.isoformat())
    expected = {"title": "Jobs", "doing": "rated unseen", "until": late.closes.isoformat(), "paused": None}
    assert second == expected
    assert not any(prompts.values())
