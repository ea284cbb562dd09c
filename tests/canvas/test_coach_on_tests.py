"""What brings up the coach's questions about tests and learnings."""

from dataclasses import replace

from canvas.board import Board, Hypothesis
from canvas.cards import Consequence, Learning
from canvas.cards import Test as Card
from canvas.method import Block
from canvas.situation import Fix, Moment
from canvas.testing import edited, measured, moved
from tests.canvas.boards import NOW, Table, card, days
from tests.canvas.situations import ask, board_of, guess, targets

PAIN = Block.PAIN
CARD = card(metric="bring it up", threshold=60.0, unit="%", min_sample=10, experiment="customer_interview")


def with_tests(*tests: Card, hypotheses: tuple[Hypothesis, ...] = (guess(1),), table: Table | None = None) -> Board:
    return board_of(table or Table(), 5, tests=tests, hypotheses=hypotheses)


def test_l14_asks_why_a_bar_was_moved() -> None:
    running = moved(CARD, "measure", NOW - days(1))
    new, old = edited(running, NOW, {"threshold": 30.0})
    assert old is not None
    assert targets(ask(with_tests(replace(new, id=2, code="T2"), old), "L14")) == ["t2"]
    assert ask(with_tests(replace(new, column="done")), "L14") == []


def test_l15_asks_for_what_could_go_wrong() -> None:
    weak = guess(2, text="Our product is good")
    board = with_tests(card(code="T7"), CARD, hypotheses=(guess(1), weak, replace(weak, id=3, state="draft")))
    assert targets(ask(board, "L15")) == ["h2", "t1"]
    assert targets(ask(board, "L15", test=board.tests[0])) == ["t1"]


def test_a_test_of_what_has_been_closed_is_not_asked_about() -> None:
    gone = guess(2, "square", state="closed")
    slow = replace(CARD, hypothesis=2, column="measure", moved=NOW - days(11), threshold=0.0)
    for rule in ("L15", "L19", "L20"):
        assert ask(with_tests(slow, hypotheses=(guess(1), gone)), rule) == []
        assert targets(ask(with_tests(slow, hypotheses=(guess(1), replace(gone, state="kept"))), rule)) == ["t1"]


def test_l14_can_be_asked_alone_where_the_event_was_just_told() -> None:
    new, _ = edited(moved(CARD, "measure", NOW - days(1)), NOW, {"threshold": 30.0})
    (found,) = ask(with_tests(new), "L14")
    assert found.bare == "What made you change it?"
    assert found.question.endswith(found.bare)


def test_l16_asks_for_a_second_look() -> None:
    done = measured(CARD, 70, 12, NOW)
    (found,) = ask(with_tests(done), "L16")
    assert found.question.startswith("T1 says yes. It rests on one kind of test.")
    assert found.fix.command == "test H1"
    sale = measured(replace(CARD, id=2, code="T2", experiment="presale"), 70, 12, NOW)
    assert ask(with_tests(done, sale), "L16") == []
    assert ask(with_tests(measured(CARD, 10, 12, NOW)), "L16") == []


def test_l16_says_all_that_makes_a_new_verdict_weak_whatever_it_is() -> None:
    yes, no, open_ = (measured(CARD, *result, NOW) for result in ((70, 12), (10, 12), (70, 4)))
    (found,) = ask(with_tests(yes), "L16", test=yes, moment=Moment.VERDICT)
    assert "one kind of test" in found.question
    assert "still thin" in found.question
    (found,) = ask(with_tests(no), "L16", test=no)
    assert found.question.startswith("T1 says no. Were these the right people?")
    (found,) = ask(with_tests(open_), "L16", test=open_)
    assert found.question.startswith("T1 can't tell yet. 4 people were asked, 10 were planned.")
    assert ask(with_tests(CARD), "L16", test=CARD) == []


def test_l17_doubts_a_team_that_is_never_wrong() -> None:
    right = [replace(measured(CARD, 70, 12, NOW), id=number) for number in range(8)]
    assert targets(ask(with_tests(*right), "L17")) == [""]
    assert ask(with_tests(*right[:7]), "L17") == []
    assert ask(with_tests(*right, measured(CARD, 10, 12, NOW)), "L17") == []


def test_l18_asks_what_changes_after_a_no() -> None:
    table = Table()
    pain, other = table.note(PAIN), table.note(PAIN)
    link = table.serve(pain)
    wrong = measured(CARD, 10, 12, NOW - days(9))
    learned = Learning(id=1, code="L1", hypothesis=1, tests=(1,), at=NOW - days(8))
    for hypothesis in (guess(1, about="1P1"), guess(1, "square", about="1R1-P1")):
        board = replace(with_tests(wrong, hypotheses=(hypothesis,), table=table), learnings=(learned,))
        old = {pain.id: NOW - days(20), link.source: NOW - days(20), other.id: NOW}
        notes = tuple(replace(note, updated=old[note.id]) for note in board.notes)
        stale = replace(board, notes=notes)
        assert targets(ask(stale, "L18")) == ["l1"]
        assert ask(replace(stale, notes=(replace(notes[0], updated=NOW), *notes[1:])), "L18") == []
        assert ask(replace(stale, learnings=(replace(learned, at=NOW - days(6)),)), "L18") == []
        waits = Consequence(id=1, learning=1, of="note", target=pain.id)
        touched = replace(stale, notes=(replace(notes[0], updated=NOW), *notes[1:]), consequences=(waits,))
        assert targets(ask(touched, "L18")) == ["l1"], "to say that it still holds is no change"
        assert ask(replace(stale, consequences=(replace(waits, state="kept"),)), "L18") == []
    free = replace(with_tests(wrong, table=table), learnings=(learned,))
    assert ask(replace(free, notes=(replace(other, updated=NOW),)), "L18") == []
    assert targets(ask(replace(free, notes=()), "L18")) == ["l1"]
    (found,) = ask(replace(free, notes=(), learnings=(replace(learned, learned="They throw nothing away"),)), "L18")
    assert found.question.startswith("L1 (“They throw nothing away”) turned something down")
    right = replace(with_tests(measured(CARD, 70, 12, NOW)), learnings=(learned,))
    assert ask(right, "L18") == []
    assert targets(ask(replace(right, learnings=(replace(learned, decision="retire"),)), "L18")) == ["l1"]


def test_l19_asks_about_the_customer_before_the_offer() -> None:
    square = replace(CARD, hypothesis=2, column="build")
    hypotheses = (guess(1), guess(2, "square"))
    (found,) = ask(with_tests(square, hypotheses=hypotheses), "L19")
    assert found.fix == Fix("Test H1 first", "test H1")
    assert ask(with_tests(replace(square, column="backlog"), hypotheses=hypotheses), "L19") == []
    assert ask(with_tests(square, hypotheses=hypotheses[1:]), "L19") == []
    assert ask(with_tests(replace(square, hypothesis=9), hypotheses=hypotheses), "L19") == []


def test_l20_asks_what_a_test_waits_for() -> None:
    slow = replace(CARD, column="measure", moved=NOW - days(11))
    (found,) = ask(with_tests(slow, CARD), "L20")
    assert found.question == "T1 has been under way for 11 days. What does it wait for?"
    (found,) = ask(with_tests(replace(slow, column="build")), "L20")
    assert "in preparation" in found.question
