"""The weekly look at the canvas."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.attention import untouched_days, weekly
from canvas.board import Board, Hypothesis, NoteState
from canvas.cards import Consequence, Learning
from canvas.method import STEPS, Block
from canvas.proof import proof
from canvas.review import OPENINGS, Behind, alive, changes, late, review
from canvas.testing import measured
from tests.canvas.boards import NOW, START, Table, card, days, member

LAST = NOW - days(7)


def test_there_is_nothing_to_review_without_a_note() -> None:
    table = Table()
    assert review(table.board(), LAST, NOW) is None
    table.note(Block.PAIN, state=NoteState.REMOVED)
    assert review(table.board(), LAST, NOW) is None


@pytest.mark.parametrize("step", STEPS)
def test_the_opening_suits_the_step(step: int) -> None:
    table = Table()
    table.note(Block.PAIN)
    found = review(table.board(step=step), LAST, NOW)
    assert found is not None
    assert found.opening in OPENINGS[step]
    later = review(table.board(step=step), LAST, NOW + days(7))
    assert later is not None
    assert later.opening != found.opening, "no week reads as the one before"


def test_what_came_changed_and_went_is_counted_once() -> None:
    table = Table()
    old, week = NOW - days(30), NOW - days(2)
    table.note(Block.PAIN, created=old, updated=old)
    edited = table.note(Block.PAIN, created=old, updated=week)
    added = table.note(Block.GAIN, created=week, updated=NOW)
    gone = table.note(Block.JOB, created=old, updated=week, state=NoteState.REMOVED)
    table.note(Block.JOB, created=week, updated=week, state=NoteState.REMOVED)
    declined = table.note(Block.PAIN, created=old, updated=week, state=NoteState.DECLINED)
    table.back(edited)
    table.back(edited, state="removed")
    table.back(edited, at=old)
    found = changes(table.board(), LAST)
    assert (found.added, found.edited, found.gone, len(found.evidence)) == ((added,), (edited, declined), (gone,), 1)
    assert found.summary() == "1 note added, 2 changed, 1 taken off, 1 piece of evidence"
    assert changes(table.board(), NOW).summary() == "nothing changed"


def test_counts_above_one_are_said_in_the_plural() -> None:
    table = Table()
    notes = [table.note(Block.PAIN, created=NOW, updated=NOW) for _ in range(2)]
    table.back(notes[0], [2, 2])
    assert changes(table.board(), LAST).summary() == "2 notes added, 2 pieces of evidence"


def test_an_untouched_unproven_note_is_doubted_more_each_week() -> None:
    table = Table()
    table.note(Block.PAIN, 5, created=START, updated=START)
    scores = [weekly(table.board(), NOW, START + days(age), {})[0].attention for age in (7, 14, 28, 90)]
    assert scores == pytest.approx([0.25, 0.5, 1.0, 1.0])
    assert not weekly(table.board(), NOW, START + days(6), {})
    assert "no customer has said" in weekly(table.board(), NOW, START + days(28), {})[0].reason


def test_the_three_most_doubtful_profile_notes_are_named() -> None:
    table = Table()
    old = NOW - days(28)
    for rating in (3, 5, 4, 5, 1):
        table.note(Block.PAIN, rating, created=old, updated=old)
    table.note(Block.PRODUCT, 5, created=old, updated=old)
    found = weekly(table.board(), LAST, NOW, {})
    assert [doubt.code for doubt in found] == ["P2", "P4", "P3"]
    assert [doubt.attention for doubt in found] == pytest.approx([1.0, 1.0, 0.64])


def test_evidence_calms_and_its_fading_is_named() -> None:
    table = Table()
    note = table.note(Block.PAIN, 5, created=NOW - days(900), updated=NOW)
    table.back(note, [5] * 20, at=NOW - days(900))
    assert not weekly(table.board(), NOW - days(7), NOW, {})
    (faded,) = weekly(table.board(), NOW - days(899), NOW, {})
    assert faded.reason == "its evidence is weaker than it was"


def test_an_author_who_left_and_two_sides_are_reasons() -> None:
    table = Table()
    note = table.note(Block.PAIN, 1, updated=NOW, author="ben")
    left = (member("alice"), member("ben", left=NOW))
    (doubt,) = weekly(table.board(members=left), LAST, NOW, {})
    assert (doubt.attention, doubt.reason) == (pytest.approx(0.3), "its author has left")
    back = (*left, member("ben"))
    assert not weekly(table.board(members=back), LAST, NOW, {})
    table.notes[0] = replace(note, ratings=(), author="alice", updated=NOW - days(10))
    table.back(note, [2] * 9, at=NOW - days(9))
    table.back(note, [2] * 9, at=NOW - days(9), direction="against")
    (contested,) = weekly(table.board(members=left), LAST, NOW, {})
    assert contested.reason == "customers say both yes and no"


def test_thin_evidence_is_told_from_none() -> None:
    table = Table()
    note = table.note(Block.PAIN, 5, updated=NOW - days(28))
    table.back(note, [2], at=NOW - days(28))
    (doubt,) = weekly(table.board(), LAST, NOW, {})
    assert doubt.reason == "its evidence is still thin"


@pytest.mark.parametrize(
    ("age", "index", "state"), [(0, 100, "awake"), (28, 50, "awake"), (56, 25, "sleeping"), (112, 6.25, "dead")]
)
def test_a_canvas_nobody_touches_falls_asleep(age: float, index: float, state: str) -> None:
    table = Table()
    table.note(Block.GAIN, 2, updated=NOW - days(age))
    found = review(table.board(), LAST, NOW)
    assert found is not None
    assert (found.alive, found.state) == (pytest.approx(index), state)


def test_evidence_keeps_alive_and_offers_do_not() -> None:
    table = Table()
    note = table.note(Block.PAIN, updated=NOW - days(28))
    table.back(note, at=NOW)
    assert alive(table.board(), NOW) == pytest.approx(100)
    only_offers = Table()
    only_offers.note(Block.PRODUCT)
    assert alive(only_offers.board(), NOW) is None
    on_link = Table()
    on_link.back(on_link.serve(on_link.note(Block.PAIN, updated=NOW - days(28))), at=NOW)
    assert alive(on_link.board(), NOW) == pytest.approx(50)


def test_a_canvas_of_offers_alone_is_not_called_asleep() -> None:
    table = Table()
    table.note(Block.PRODUCT, updated=NOW - days(90))
    found = review(table.board(), LAST, NOW)
    assert found is not None
    assert (found.alive, found.state) == (None, "awake")


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 400)), min_size=1, max_size=8))
def test_the_index_is_a_percentage_and_attention_stays_within_its_bounds(rows: list[tuple[int, int]]) -> None:
    table = Table()
    for rating, age in rows:
        table.note(Block.PAIN, rating, created=NOW - days(500), updated=NOW - days(age))
    board = table.board()
    assert 0 <= (alive(board, NOW) or 0) <= 100
    assert all(0.25 <= doubt.attention <= 1.5 for doubt in weekly(board, LAST, NOW, {}))


def test_a_note_that_was_only_confirmed_is_not_said_to_have_changed() -> None:
    table = Table()
    note = table.note(Block.PAIN, created=START, updated=NOW)
    found = changes(table.board(), LAST, Behind({note.id}))
    assert (found.edited, found.confirmed) == ((), (note,))
    assert found.summary() == "1 confirmed"


def test_notes_of_a_segment_that_counts_no_more_are_not_doubted() -> None:
    table = Table()
    table.note(Block.PAIN, 5, created=START, updated=START)
    table.segments = (replace(table.segments[0], state="archived"),)
    assert weekly(table.board(), LAST, NOW + days(60), {}) == []
    assert alive(table.board(), NOW) is None


def test_a_reworded_note_says_so() -> None:
    table = Table()
    table.note(Block.PAIN, 5, created=START, updated=START, recheck=True)
    (doubt,) = weekly(table.board(), LAST, NOW + days(60), {})
    assert "words changed" in doubt.reason
    table.notes[0] = replace(table.notes[0], shared="note 77")
    (doubt,) = weekly(table.board(), LAST, NOW + days(60), {})
    assert "holds here, too" in doubt.reason


def test_a_week_without_a_change_or_a_question_is_silent_except_once_in_four() -> None:
    table = Table()
    note = table.note(Block.PAIN, 1, created=START, updated=START)
    said: list[bool] = []
    for week in range(1, 9):
        since, run = START + days(7 * (week - 1)), START + days(7 * week)
        found = review(table.board(), since, run)
        assert found is not None
        said.append(found.speaks(table.board().workshop, since, run))
    assert note.created == table.board().workshop.created
    assert said == [False, False, False, True, False, False, False, True]


def test_tests_learnings_hypotheses_links_and_ratings_are_counted_too() -> None:
    table = Table()
    old = NOW - days(30)
    pain = table.note(Block.PAIN, 5, created=old, updated=old)
    new = table.note(Block.PAIN, 5, created=NOW, updated=NOW)
    link = table.link(table.note(Block.PAIN_RELIEVER, created=old, updated=old), pain)
    table.back(pain, [0], text="Still true")
    guesses = tuple(Hypothesis(id=n, code=f"H{n}", text="x", state=state) for n, state in ((1, "kept"), (2, "draft")))
    learned = Learning(id=1, code="L1", hypothesis=1, at=NOW)
    tests = (measured(card(threshold=6.0), 7, 12, NOW), measured(card(id=2, threshold=6.0), 7, 12, old))
    board = replace(table.board(hypotheses=guesses), tests=tests, learnings=(learned, replace(learned, at=old)))
    behind = Behind(hypotheses={1, 2}, links={link.id, 999}, rated={pain.id, new.id, link.source})
    found = changes(board, LAST, behind)
    assert found.summary() == (
        "1 note added, 1 test result, 1 learning, 1 hypothesis changed, 1 link changed, 1 note rated"
    )
    assert changes(board, NOW, behind)
    assert not changes(board, NOW)


def test_what_is_late_is_asked_of_its_owner_while_they_are_here() -> None:
    table = Table()
    table.note(Block.PAIN)
    late = Learning(id=1, code="L1", hypothesis=1, owner="ben", recorder="cara", due=NOW - days(1), at=LAST)
    others = (replace(late, id=2, due=None), replace(late, id=3, due=NOW + days(1)), replace(late, id=4, due=START))
    board = replace(table.board(members=(member("ben"), member("cara"))), learnings=(late, *others))
    found = review(board, LAST, NOW)
    assert found is not None
    assert [(one.id, person) for one, person in found.late] == [(4, "ben"), (1, "ben")]
    gone = replace(board, members=(member("ben", left=NOW), member("cara")))
    nobody = replace(board, members=())
    assert [who for _, who in (late_of(gone)[0], late_of(nobody)[0])] == ["cara", "alice"]
    quiet = replace(board, learnings=(late,), notes=(replace(board.notes[0], created=START - days(30), updated=NOW),))
    calm = review(quiet, NOW, NOW)
    assert calm is not None
    assert calm.speaks(quiet.workshop, NOW, NOW)
    assert not calm.speaks(quiet.workshop, NOW + days(28), NOW + days(29)), "after four weeks it rests"


def late_of(board: Board) -> list[tuple[Learning, str]]:
    return late(board, NOW)


def test_a_learning_that_has_not_arrived_on_the_canvas_is_told_of() -> None:
    table = Table()
    pain = table.note(Block.PAIN, updated=NOW)
    learned = Learning(id=1, code="L1", hypothesis=1, decision="pivot", at=LAST)
    waits = Consequence(id=1, learning=1, of="note", target=pain.id)
    found = review(replace(table.board(), learnings=(learned,), consequences=(waits,)), NOW, NOW)
    assert found is not None
    assert [(one.settled, one.of) for one in found.unsettled] == [(0, 1)]
    assert found.speaks(table.board().workshop, NOW, NOW)


def test_results_and_evidence_for_its_hypothesis_keep_a_note_alive() -> None:
    table = Table()
    table.note(Block.PAIN, updated=NOW - days(56))
    about = Hypothesis(id=1, code="H1", text="x", about="1P1", state="kept")
    board = table.board(hypotheses=(about,))
    assert alive(board, NOW) == pytest.approx(25)
    tested = replace(board, tests=(measured(card(threshold=6.0), 7, 12, NOW),))
    assert alive(tested, NOW) == pytest.approx(100)
    assert untouched_days(25) == pytest.approx(56)
    assert untouched_days(0) > 300


def test_still_true_carries_nothing_and_counts_as_no_customer() -> None:
    table = Table()
    pain = table.note(Block.PAIN, updated=NOW - days(56))
    before = proof(table.board(), NOW).of_note(pain.id)
    table.back(pain, [0], text="Still true")
    assert proof(table.board(), NOW).of_note(pain.id) == before
    assert alive(table.board(), NOW) == pytest.approx(100)


def test_what_a_test_refuted_is_told_so() -> None:
    table = Table()
    table.note(Block.PAIN)
    guess = Hypothesis(id=1, code="H1", text="x", state="kept")
    for observed, refuted in ((3, True), (7, False)):
        tests = (measured(card(threshold=6.0), observed, 12, NOW),)
        found = review(replace(table.board(hypotheses=(guess,)), tests=tests), LAST, NOW)
        assert found is not None
        assert [one.refuted for one in found.news] == [refuted]
