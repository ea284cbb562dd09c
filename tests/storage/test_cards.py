"""Tests, learnings, alternatives, pitches and what the guidance remembers come back as they were kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from canvas.attention import Asked
from canvas.board import Hypothesis, NoteState, Opinion, Rating, Tick
from canvas.cards import Quoted, Slot
from canvas.defaults import TEST_DAYS
from canvas.english import VERSION
from canvas.errors import ChangedSince, NothingToUndo
from canvas.merging import merge
from canvas.method import Block
from canvas.proof import Claim, Of
from canvas.rounds import Phase, begin, extended
from canvas.testing import edited
from storage.tables.guidance import FINDINGS
from tests.storage.world import AT, People, World, there


@pytest.fixture
def hypothesis(people: People, world: World) -> Hypothesis:
    return people.does("alice", lambda tx: tx.hypotheses.add(world.workshop.id, "Six of ten pay", aspect="price"))


def test_a_test_is_kept_found_changed_and_taken_back(people: People, world: World, hypothesis: Hypothesis) -> None:
    at = world.workshop.id
    first = people.does("alice", lambda tx: tx.tests.add(at, hypothesis=hypothesis.id, name="Talk", threshold=6.0))
    assert (first.code, first.column, first.operator, first.duration) == ("T1", "backlog", ">=", TEST_DAYS)
    due = AT + timedelta(days=3)
    moved = people.does("alice", lambda tx: tx.tests.change(at, first, column="build", due=due))
    assert people.sees(lambda tx: tx.tests.find(at, "t1")) == moved
    people.undoes("alice")
    assert people.sees(lambda tx: tx.tests.get(first.id)) == first, "a moment is taken back as a moment"
    second = people.does("alice", lambda tx: tx.tests.add(at, hypothesis=hypothesis.id))
    people.does("alice", lambda tx: tx.tests.drop(at, second))
    third = people.does("alice", lambda tx: tx.tests.add(at, hypothesis=hypothesis.id))
    assert (second.code, third.code) == ("T2", "T3"), "a code is never used again"
    assert people.sees(lambda tx: tx.tests.of(at)) == [first, third]


def test_a_moment_that_was_set_is_set_again_by_undo(people: People, world: World, hypothesis: Hypothesis) -> None:
    at, due = world.workshop.id, AT + timedelta(days=3)
    first = people.does("alice", lambda tx: tx.tests.add(at, hypothesis=hypothesis.id, due=due))
    people.does("alice", lambda tx: tx.tests.change(at, first, due=None))
    people.undoes("alice")
    assert there(people.sees(lambda tx: tx.tests.get(first.id))).due == due


def test_a_changed_bar_is_a_new_version_of_the_test(people: People, world: World, hypothesis: Hypothesis) -> None:
    at = world.workshop.id
    first = people.does("alice", lambda tx: tx.tests.add(at, hypothesis=hypothesis.id, threshold=6.0, measuring=AT))
    new, old = edited(first, AT, {"threshold": 8.0})
    second = people.does("alice", lambda tx: tx.tests.renew(at, there(old), new))
    assert (second.code, second.version, second.threshold) == ("T1", 2, 8.0)
    assert people.sees(lambda tx: tx.tests.find(at, "T1")) == second
    assert people.sees(lambda tx: tx.workshops.board(at)).tests == (replace(first, void=True), second)


def test_a_learning_sums_up_tests(people: People, world: World, hypothesis: Hypothesis) -> None:
    at = world.workshop.id
    test = people.does("alice", lambda tx: tx.tests.add(at, hypothesis=hypothesis.id))
    learned = people.does(
        "ben", lambda tx: tx.learnings.add(at, hypothesis=hypothesis.id, tests=[test.id], learned="They do")
    )
    assert (learned.code, learned.recorder, learned.tests) == ("L1", "ben", (test.id,))
    people.does("ben", lambda tx: tx.learnings.change(at, learned, decision="pivot"))
    assert there(people.sees(lambda tx: tx.learnings.find(at, "l1"))).decision == "pivot"


def test_a_pitch_keeps_what_its_notes_said(people: People, world: World) -> None:
    note = people.adds("alice", "Food goes off")
    slots = [Slot(name="pain", text="food going off", notes=(Quoted(note.id, note.text),))]
    people.does("alice", lambda tx: tx.pitches.keep(world.workshop.id, world.segment, slots))
    paper = people.does(
        "alice", lambda tx: tx.alternatives.add(world.workshop.id, world.segment, "Paper", "workaround")
    )
    board = people.sees(lambda tx: tx.workshops.board(world.workshop.id))
    assert board.pitches[0].slots == tuple(slots)
    assert board.alternatives == (paper,)
    people.does("alice", lambda tx: tx.alternatives.remove(world.workshop.id, paper))
    assert people.sees(lambda tx: tx.alternatives.of(world.workshop.id)) == []


def test_everybodys_opinion_and_weight_is_their_own(people: People, world: World, hypothesis: Hypothesis) -> None:
    at = world.workshop.id
    pain, relief = people.adds("alice", "Food goes off"), people.adds("alice", "Warns in time", Block.PAIN_RELIEVER)
    link = people.does("alice", lambda tx: tx.links.put(at, relief, pain, 1.0))
    for user, strength in (("alice", 1.0), ("ben", 0.5), ("alice", 0.0)):
        people.does(user, lambda tx, user=user, strength=strength: tx.links.opine(at, link, user, strength))
    assert people.sees(lambda tx: tx.workshops.board(at)).links[0].opinions == (
        Opinion("alice", 0.0),
        Opinion("ben", 0.5),
    )
    people.does("ben", lambda tx: tx.links.opine(at, link, "ben", None))
    people.undoes("alice")
    assert people.sees(lambda tx: tx.workshops.board(at)).links[0].opinions == (Opinion("alice", 1.0),)
    people.does("ben", lambda tx: tx.hypotheses.rate(at, hypothesis, "ben", 5))
    people.does("alice", lambda tx: tx.hypotheses.rate(at, hypothesis, "alice", 2))
    people.does("ben", lambda tx: tx.hypotheses.rate(at, hypothesis, "ben", None))
    rated = there(people.sees(lambda tx: tx.hypotheses.find(at, "H1")))
    assert (
        rated.ratings == (Rating("alice", 2),) == people.sees(lambda tx: tx.workshops.board(at)).hypotheses[0].ratings
    )


def test_notes_remember_ticks_and_what_they_were_merged_into(people: People, world: World) -> None:
    job = people.adds("alice", "Feed the children", Block.JOB)
    people.does("alice", lambda tx: tx.notes.tick(job, "important", holds=True))
    for name, holds in (("lucrative", False), ("important", None)):
        now = people.note(job)
        people.does("alice", lambda tx, now=now, name=name, holds=holds: tx.notes.tick(now, name, holds=holds))
    assert people.note(job).ticks == (Tick("lucrative", holds=False),)
    other = people.adds("ben", "Feed the kids", Block.JOB)
    people.does("ben", lambda tx: tx.notes.vote(other, "ben", 2))
    (merged,) = merge(job, [other])
    people.does("alice", lambda tx: tx.notes.change(other, state=merged.state, merged_into=merged.merged_into))
    board = people.sees(lambda tx: tx.workshops.board(world.workshop.id))
    assert [(vote.user, vote.dots) for vote in board.notes[0].votes] == [("ben", 2)], "the one that stands has its dots"
    kept = people.sees(lambda tx: tx.workshops.board(world.workshop.id, united=False))
    assert (kept.notes[0].votes, kept.notes[1].state) == ((), NoteState.MERGED)
    people.undoes("alice")
    assert (people.note(other).state, people.note(other).merged_into) == (NoteState.OPEN, None)


def test_what_was_said_of_a_segments_traits_is_kept(people: People, world: World) -> None:
    at = world.workshop.id

    def answer(said: dict[str, str]) -> None:
        segment = people.sees(lambda tx: tx.segments.of(at))[0]
        people.does("alice", lambda tx: tx.segments.answer(at, segment, said))

    answer({"copied": "no", "business": "yes"})
    answer({"copied": "", "rivals": "partly"})
    assert dict(people.sees(lambda tx: tx.segments.of(at))[0].answers) == {"business": "yes", "rivals": "partly"}
    people.undoes("alice")
    assert dict(people.sees(lambda tx: tx.segments.of(at))[0].answers) == {"copied": "no", "business": "yes"}


def test_a_round_is_due_when_it_closes_and_not_once_it_ended(people: People, world: World) -> None:
    at, place = world.workshop.id, world.segment.id
    one = begin(Phase.WRITE, AT, pace="live", zone="UTC")
    running = people.does("alice", lambda tx: tx.rounds.put(at, place, "pain", replace(one, wrote=frozenset({"ben"}))))
    later = extended(running.round, AT, zone="UTC")
    assert people.does("alice", lambda tx: tx.rounds.put(at, place, "pain", later)).id == running.id
    found = there(people.sees(lambda tx: tx.rounds.find(place, "pain")))
    assert (found.round, found.due) == (later, later.closes)
    assert people.does("", lambda tx: tx.rounds.claim_due(later.closes - timedelta(seconds=1), 5, ["pain"])) == []
    assert people.does("", lambda tx: tx.rounds.claim_due(later.closes, 5, ["pain", "gain"])) == [found]
    people.does("alice", lambda tx: tx.rounds.end(found))
    assert people.sees(lambda tx: tx.rounds.of(at)) == []
    assert people.does("", lambda tx: tx.rounds.claim_due(later.closes, 5, ["pain", "gain"])) == []
    again = people.does("alice", lambda tx: tx.rounds.put(at, place, "pain", one))
    assert again.id == running.id, "it runs again in its place"


def test_findings_are_seen_fixed_seen_again_and_accepted(people: People, world: World) -> None:
    at = world.workshop.id
    people.does("alice", lambda tx: tx.findings.see(at, [("L8", ""), ("L9", "n1")]))
    people.does("alice", lambda tx: tx.findings.see(at, [("L9", "n1")]))
    people.does("ben", lambda tx: tx.findings.accept(at, "L9", "n1", "we know it well"))
    people.does("ben", lambda tx: tx.findings.accept(at, "L3", "", ""))
    people.does("ben", lambda tx: tx.findings.see(at, [("L8", "")]))
    found = people.sees(lambda tx: tx.findings.of(at))
    assert [(one.rule, one.target, one.state) for one in found] == [
        ("L8", "", "open"), ("L9", "n1", "accepted"), ("L3", "", "accepted"),
    ]  # fmt: skip
    assert (found[1].reason, found[1].user) == ("we know it well", "ben")
    assert people.sees(lambda tx: tx.findings.accepted(at)) == {("L9", "n1"), ("L3", "")}


def test_what_is_looked_at_in_part_leaves_the_rest_open(people: People, world: World) -> None:
    at = world.workshop.id
    people.does("alice", lambda tx: tx.findings.see(at, [("L8", "")]))
    people.does("alice", lambda tx: tx.findings.notice(at, [("L9", "n1"), ("L8", "")]))
    assert [one.state for one in people.sees(lambda tx: tx.findings.of(at))] == ["open", "open"]
    people.does("alice", lambda tx: tx.findings.see(at, []))
    people.does("alice", lambda tx: tx.findings.notice(at, [("L9", "n1")]))
    assert [one.state for one in people.sees(lambda tx: tx.findings.of(at))] == ["fixed", "open"]


def test_what_is_lived_with_is_asked_again_once_its_rule_has_changed(people: People, world: World) -> None:
    at, concern = world.workshop.id, ("L9", "n1")
    people.does("ben", lambda tx: tx.findings.accept(at, *concern, "we know it well"))
    people.does("alice", lambda tx: tx.findings.see(at, [concern]))
    assert people.sees(lambda tx: tx.findings.is_accepted(at, concern))
    people.does("ben", lambda tx: tx.connection.execute(update(FINDINGS).values(version=VERSION - 1)))
    assert not people.sees(lambda tx: tx.findings.is_accepted(at, concern))
    assert people.sees(lambda tx: tx.findings.accepted(at)) == set()
    people.does("alice", lambda tx: tx.findings.see(at, [concern]))
    (found,) = people.sees(lambda tx: tx.findings.of(at))
    assert (found.state, found.version) == ("open", VERSION)


def test_whom_the_coach_has_asked_is_kept_for_each_person_and_the_channel(people: People, world: World) -> None:
    at = world.workshop.id
    people.does("alice", lambda tx: tx.findings.tell(at, "ben", [("L20", "t1"), ("L18", "")]))
    assert people.sees(lambda tx: tx.findings.told(at, "")) == {}
    first = people.sees(lambda tx: tx.findings.told(at, "ben"))
    assert set(first) == {("L20", "t1"), ("L18", "")}
    people.does("alice", lambda tx: tx.findings.tell(at, "ben", [("L20", "t1")]))
    again = people.sees(lambda tx: tx.findings.told(at, "ben"))
    assert again["L20", "t1"] > first["L20", "t1"]
    assert again["L18", ""] == first["L18", ""]


def test_a_workshop_is_looked_at_when_its_time_has_come_and_while_it_is_open(people: People, world: World) -> None:
    at = world.workshop.id
    people.does("alice", lambda tx: tx.looks.put(at, AT + timedelta(hours=9)))
    people.does("alice", lambda tx: tx.looks.put(at, AT + timedelta(hours=2)))
    later = AT + timedelta(hours=1)
    assert people.does("", lambda tx: tx.looks.claim_due(later, 9)) == []
    assert people.does("", lambda tx: tx.looks.claim_due(later + timedelta(hours=1), 9)) == [(world.workshop.team, at)]
    people.does("alice", lambda tx: tx.workshops.change(world.workshop, state="paused"))
    assert people.does("", lambda tx: tx.looks.claim_due(later + timedelta(hours=1), 9)) == []


def test_a_question_is_counted_until_it_is_answered(people: People, world: World) -> None:
    at, claim = world.workshop.id, Claim(Of.NOTE, 7)
    people.does("", lambda tx: tx.workshops.listing())
    people.does("alice", lambda tx: tx.asked.ask(at, {claim: 1, Claim(Of.HYPOTHESIS, 7): 1}))
    people.does("alice", lambda tx: tx.asked.ask(at, {claim: 2}))
    assert people.sees(lambda tx: tx.asked.of(at))[claim] == Asked(2, AT + timedelta(seconds=3))
    assert people.sees(lambda tx: tx.asked.of(at))[Claim(Of.HYPOTHESIS, 7)].times == 1


def test_a_snapshot_holds_what_it_was_given(people: People, world: World) -> None:
    at = world.workshop.id
    kept = people.does("alice", lambda tx: tx.snapshots.add(at, "Before Paris", "", {"format": "vpd-canvas/1"}))
    assert people.sees(lambda tx: tx.snapshots.of(at)) == [kept]
    assert people.sees(lambda tx: tx.snapshots.document(kept.id)) == {"format": "vpd-canvas/1"}


def test_anybody_can_take_back_a_whole_act_unless_it_was_built_on(people: People, world: World) -> None:
    at, note = world.workshop.id, people.adds("ben", "Food goes off")

    def reworded(user: str, text: str) -> str:
        now = people.note(note)
        people.does(user, lambda tx: tx.notes.change(now, text=text))
        return there(people.sees(lambda tx: tx.history.last(at))).gesture

    act = reworded("alice", "Food rots")
    people.does("ben", lambda tx: tx.take_back(at, act))
    assert people.note(note).text == "Food goes off"
    with pytest.raises(NothingToUndo):
        people.does("ben", lambda tx: tx.take_back(at, act))
    act = reworded("alice", "Food rots")
    reworded("ben", "Food moulds")
    with pytest.raises(ChangedSince):
        people.does("chika", lambda tx: tx.take_back(at, act))
