"""What is still open of hypotheses, tests and learnings in the last two steps."""

from dataclasses import replace

from canvas import cards
from canvas.board import Hypothesis
from canvas.gates import still_open
from canvas.method import Block
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, days
from tests.canvas.test_gates import says


def test_a_hypothesis_has_to_be_kept_and_a_customer_heard() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    draft = Hypothesis(id=1, code="H1", text="We believe")
    assert len(still_open(table.board(hypotheses=(draft,)), 5, NOW)) == 2
    table.back(pain)
    board = table.board(hypotheses=(replace(draft, state="kept"),))
    assert [one.word for one in still_open(board, 5, NOW)] == ["hypothesis map"]
    test = cards.Test(id=1, code="T1", hypothesis=1, moved=NOW)
    assert still_open(replace(board, tests=(test,)), 5, NOW) == []


def test_a_result_waits_until_somebody_says_what_it_taught() -> None:
    table = Table()
    kept = Hypothesis(id=1, code="H1", text="We believe …", state="kept")
    test = cards.Test(id=1, code="T1", hypothesis=1, moved=NOW, column="learn")
    assert says(
        still_open(replace(table.board(hypotheses=(kept,)), tests=(test,)), 5, NOW), "What did you learn from T1?"
    )
    void = replace(test, void=True)
    assert not says(still_open(replace(table.board(hypotheses=(kept,)), tests=(void,)), 5, NOW), "T1")


def test_tests_results_and_learnings_that_wait_are_said_in_the_last_step() -> None:
    late = cards.Test(id=1, code="T1", hypothesis=1, moved=NOW, column="build", due=NOW - days(1))
    stuck = cards.Test(id=2, code="T2", hypothesis=1, moved=NOW - days(90), column="measure")
    done = cards.Test(id=3, code="T3", hypothesis=1, moved=NOW, column="done", verdict="validated")
    told = cards.Test(id=4, code="T4", hypothesis=1, moved=NOW, column="done", verdict="validated")
    learned = cards.Learning(id=1, code="L1", hypothesis=1, tests=(4,), action="Call them", due=NOW - days(1), at=NOW)
    learned = replace(learned, decision="pivot")
    follows = cards.Consequence(id=1, learning=1, of="note", target=1)
    board = replace(Table().board(), tests=(late, stuck, done, told), learnings=(learned,), consequences=(follows,))
    found = still_open(board, 6, NOW)
    assert [(one.word, one.text) for one in found] == [
        ("test", "T1"), ("test", "T2"), ("learn", "T3"), ("learn", "L1"), ("learn", "L1"),
    ]  # fmt: skip
    assert "T2 has been in measure for longer than planned" in found[1].says
    kept = replace(board, tests=(told,), consequences=(replace(follows, state="kept"),))
    assert still_open(replace(kept, learnings=(replace(learned, due=None),)), 6, NOW) == []
    turned_back = replace(learned, due=None, decision="persevere")
    assert still_open(replace(board, tests=(told,), learnings=(turned_back,)), 6, NOW) == []


def test_the_last_step_names_the_next_best_action_of_each_segment_with_notes() -> None:
    table = Table(PARENTS, NURSES)
    pain = table.note(Block.PAIN, 5)
    first, best = still_open(table.board(), 6, NOW)
    assert first.says == f"{PARENTS.name}: there is no hypothesis yet. What must be true for this to work?"
    assert (best.word, best.text) == ("link", "--segment 1")
    table.serve(pain)
    known = Hypothesis(id=1, code="H1", text="We believe", state="kept", segment=PARENTS.id)
    assert len(still_open(table.board(hypotheses=(replace(known, segment=None),)), 6, NOW)) == 1
    (doubt,) = still_open(table.board(hypotheses=(known,)), 6, NOW)
    assert (doubt.label, doubt.text) == ("Add evidence for P1", "1P1")
    table.back(pain, [5] * 9)
    table.back(table.links[0], [5] * 9)
    assert still_open(table.board(hypotheses=(known,)), 6, NOW) == []
