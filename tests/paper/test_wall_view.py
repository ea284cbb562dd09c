"""What the wall is told of a canvas."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings

from canvas.board import Decision, Hypothesis, NoteState, Rating, Tick
from canvas.links import current
from canvas.method import TICKS, Block
from canvas.rounds import Phase, begin, paused
from handlers.paper.record import Record
from handlers.paper.wall_view import Clocks, encoded
from tests.canvas.boards import NOW, Table, card
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


def test_the_wall_tells_how_far_it_has_come_what_is_tested_and_what_is_left_out_on_purpose() -> None:
    made = Table()
    pain = made.note(Block.PAIN, frequency="weekly", late=True, ratings=(Rating("a", 1), Rating("b", 5)))
    made.serve(pain)
    job = made.note(Block.JOB, ticks=tuple(Tick(name, holds=True) for name in TICKS))
    must = made.note(Block.GAIN, subtype="required")
    made.note(Block.PAIN, text="Dishes", state=NoteState.DECLINED)
    kept = Hypothesis(id=1, code="H1", text="They pay", state="kept")
    board = replace(
        made.board(hypotheses=(kept, replace(kept, id=2, code="H2", state="draft"))),
        tests=(card(metric="pay", threshold=6.0), card(id=2, code="T2", column="done"), card(id=3, void=True)),
        decisions=(Decision(kind="decline", origin="P2", target="", reason="Machines do", user="alice", at=NOW),),
    )
    view = json.loads(encoded(board, Clocks(), NOW))
    assert view["under_way"]["hypotheses"] == [{"code": "H1", "text": "They pay", "carries": "Still an assumption"}]
    assert [(one["code"], one["hypothesis"], one["doing"], one["right_if"]) for one in view["under_way"]["tests"]] == [
        ("T1", "H1", "To do", "at least 6 pay"),
    ]
    (segment,) = view["segments"]
    assert segment["declined"] == [{"code": "P2", "text": "Dishes", "reason": "Machines do"}]
    assert (segment["stage"], segment["band"], segment["proven_band"]) == ("none", "weak", "weak")
    assert segment["stage_says"] == "Stage: just begun."
    shown = notes(view)
    assert (shown[pain.id]["frequency"], shown[pain.id]["late"], shown[pain.id]["split"]) == ("weekly", True, True)
    assert (shown[job.id]["focus"], shown[must.id]["must"], shown[pain.id]["must"]) == (True, True, False)


def test_the_words_for_fit_are_by_the_teams_own_numbers() -> None:
    made = Table()
    pain, relief = made.note(Block.PAIN), made.note(Block.PAIN_RELIEVER)
    link = made.link(relief, pain, 1.0)
    for claim in (pain, link):
        made.back(claim, (5,) * 9)
    usual, own = (
        told(Record(board=made.board(numbers=numbers), at=NOW))["segments"][0]
        for numbers in ((), (("partial", 10.0), ("strong", 95.0)))
    )
    assert usual["proven"] == own["proven"]
    assert (usual["proven_band"], own["proven_band"]) == ("strong", "partial")
