"""Whom the weekly review asks about what."""

from dataclasses import replace

import pytest

from canvas.attention import Ask, Asked, is_month, weekly
from canvas.board import Board, Hypothesis, Rating
from canvas.cards import Learning
from canvas.method import Block
from canvas.proof import Claim, Of, proof
from tests.canvas.boards import NOW, NURSES, PARENTS, START, Table, card, days, member

OLD = NOW - days(28)
LAST = NOW - days(7)
NOTE = Claim(Of.NOTE, 1)


def quiet(count: int = 1) -> Table:
    table = Table()
    for _ in range(count):
        table.note(Block.PAIN, 5, created=OLD, updated=OLD, author="ben")
    return table


def one(board: Board, asked: dict[Claim, Asked] | None = None) -> Ask:
    return weekly(board, LAST, NOW, asked or {})[0]


def test_three_things_are_asked_each_of_one_person() -> None:
    table = quiet(5)
    found = weekly(table.board(members=(member("alice"), member("ben"))), LAST, NOW, {})
    assert [ask.code for ask in found] == ["P1", "P2", "P3"]
    assert all(ask.person == "ben" and ask.attention == pytest.approx(1) for ask in found)


def test_who_has_left_is_not_asked() -> None:
    board = quiet().board(members=(member("alice"), member("ben", left=NOW)))
    assert one(board).person == "alice"
    both_gone = board.workshop
    gone = replace(board, workshop=replace(both_gone, stand_in="cara"), members=(member("alice", left=NOW),))
    assert one(replace(gone, members=(*gone.members, member("ben", left=NOW)))).person == "cara"


def test_the_owner_of_its_test_is_asked_first_and_a_late_test_counts() -> None:
    table = quiet()
    about = Hypothesis(id=1, code="H1", text="x", about="1P1", state="kept", importance=1, updated=NOW)
    board = table.board(hypotheses=(about,))
    late = replace(board, tests=(card(owner="cara", due=NOW - days(1)),))
    before, after = one(board), one(late)
    assert (before.person, after.person) == ("ben", "cara")
    assert after.attention == pytest.approx(before.attention + 0.2)
    fresh = Table()
    fresh.note(Block.PAIN, 1, updated=NOW)
    calm = replace(fresh.board(hypotheses=(about,)), tests=(card(due=NOW - days(1)),))
    assert weekly(calm, LAST, NOW, {}) == []
    (doubt,) = weekly(replace(late, notes=(replace(late.notes[0], updated=NOW - days(5)),)), LAST, NOW, {})
    assert doubt.reason == "its test is late"


def test_a_hypothesis_nobody_touched_is_asked_about() -> None:
    table = Table()
    alone = Hypothesis(id=3, code="H3", text="They pay", state="kept", owner="cara", updated=OLD, segment=10)
    rated = replace(alone, id=4, code="H4", ratings=(Rating("ben", 5),), owner="")
    board = table.board(hypotheses=(alone, rated, replace(rated, id=5, state="closed")))
    first, second = weekly(replace(board, tests=(card(hypothesis=3, moved=OLD),)), LAST, NOW, {})
    assert (first.code, first.person, first.claim) == ("H4", "alice", Claim(Of.HYPOTHESIS, 4))
    assert (second.code, second.person, second.segment) == ("H3", "cara", 10)
    unknown = replace(alone, updated=None, owner="gone")
    young = table.board(hypotheses=(unknown,), members=(member("gone", left=NOW),))
    (ask,) = weekly(young, LAST, NOW, {})
    assert ask.attention == pytest.approx(0.36 * 0.25 + 0.3 + 0.3)
    table.back(alone, at=NOW)
    assert weekly(table.board(hypotheses=(alone,)), LAST, NOW, {}) == []


def test_a_note_and_the_hypothesis_about_it_are_one_question() -> None:
    table = quiet()
    about = Hypothesis(id=1, code="H1", text="x", about="1P1", state="kept", importance=5, updated=OLD)
    assert [ask.code for ask in weekly(table.board(hypotheses=(about,)), LAST, NOW, {})] == ["H1"]
    draft = replace(about, state="draft")
    assert [ask.code for ask in weekly(table.board(hypotheses=(draft,)), LAST, NOW, {})] == ["P1"]


def test_what_was_ignored_twice_goes_to_the_facilitator_once_and_then_rests() -> None:
    board = quiet().board()
    assert [one(board).times, one(board).escalated] == [1, False]
    again = one(board, {NOTE: Asked(1, LAST)})
    assert (again.times, again.person, again.escalated) == (2, "ben", False)
    escalated = one(board, {NOTE: Asked(2, LAST)})
    assert (escalated.times, escalated.person, escalated.escalated) == (3, "alice", True)
    assert weekly(board, LAST, NOW, {NOTE: Asked(3, LAST)}) == []
    again = one(board, {NOTE: Asked(3, NOW - days(28))})
    assert (again.times, again.person, again.escalated) == (1, "ben", False)


def test_a_second_review_on_one_day_asks_the_same_again() -> None:
    board = quiet().board()
    assert one(board, {NOTE: Asked(1, NOW - days(0.5))}).times == 1
    assert one(board, {NOTE: Asked(3, NOW - days(0.5))}).escalated


def test_who_did_something_about_it_has_not_ignored_it() -> None:
    table = Table()
    table.note(Block.PAIN, 5, created=OLD, updated=NOW - days(20), author="ben")
    asked = {NOTE: Asked(3, NOW - days(21))}
    assert (one(table.board(), asked).times, one(table.board(), asked).escalated) == (1, False)


def test_what_rests_makes_room_for_the_next() -> None:
    found = weekly(quiet(5).board(), LAST, NOW, {NOTE: Asked(3, LAST)})
    assert [ask.code for ask in found] == ["P2", "P3", "P4"]


def test_a_quiet_canvas_is_told_of_every_four_weeks() -> None:
    weeks = [is_month(START, START + days(7 * week), START + days(7 * week + 7)) for week in range(8)]
    assert weeks == [False, False, False, True, False, False, False, True]


def test_what_is_known_already_is_not_worked_out_again() -> None:
    table = Table(PARENTS, NURSES)
    note = table.note(Block.PAIN, 5, created=START, updated=START)
    table.back(note, [5] * 9)
    board = table.board()
    known = proof(board, NOW)
    assert weekly(board, LAST, NOW, {}, known) == weekly(board, LAST, NOW, {})
    assert known.behind(NOTE).grounds == known.of_note(note.id)


def test_an_important_hypothesis_that_nobody_tests_comes_before_a_note_with_evidence() -> None:
    two_weeks = NOW - days(14)
    table = Table()
    table.back(table.note(Block.PAIN, 5, created=two_weeks, updated=two_weeks), at=two_weeks)
    guess = Hypothesis(id=1, code="H1", text="They pay", state="kept", owner="cara", updated=two_weeks)
    first, second = weekly(table.board(hypotheses=(guess,)), LAST, NOW, {})
    assert (first.code, first.reason) == ("H1", "much hangs on it, and nothing tests it yet")
    assert second.code == "P1"
    small = replace(guess, importance=2)
    assert [ask.code for ask in weekly(table.board(hypotheses=(small,)), LAST, NOW, {})] == ["P1"]


def test_a_test_that_is_under_way_is_named_and_what_speaks_against_it_too() -> None:
    guess = Hypothesis(id=1, code="H1", text="They pay", state="kept", owner="cara", updated=OLD, importance=5)
    table = Table()
    board = table.board(hypotheses=(guess,))
    (ask,) = weekly(replace(board, tests=(card(column="measure", moved=OLD),)), LAST, NOW, {})
    assert ask.reason == "T1 is under way"
    (ask,) = weekly(replace(board, tests=(card(column="measure", moved=OLD, void=True),)), LAST, NOW, {})
    assert ask.reason == "much hangs on it, and nothing tests it yet"
    table.back(guess, [2] * 9, at=OLD, direction="against")
    board = replace(table.board(hypotheses=(guess,)), tests=(card(moved=OLD),))
    (ask,) = weekly(board, LAST, NOW, {})
    assert ask.reason == "customers speak against it"


@pytest.mark.parametrize(("decision", "codes"), [("retire", []), ("pivot", []), ("persevere", ["H1"])])
def test_a_hypothesis_that_was_turned_down_is_not_asked_about(decision: str, codes: list[str]) -> None:
    guess = Hypothesis(id=1, code="H1", text="They pay", state="kept", owner="cara", updated=OLD)
    board = Table().board(hypotheses=(guess,))
    first = Learning(id=1, code="L1", hypothesis=1, decision="continue_testing", at=OLD)
    learned = (replace(first, id=2, code="L2", decision=decision, at=LAST), first)
    assert [ask.code for ask in weekly(replace(board, learnings=learned), LAST, NOW, {})] == codes
