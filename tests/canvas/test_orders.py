"""What people type about tests and learnings."""

import pytest

from canvas.learning_errors import WhichHypothesis, WhichLesson
from canvas.orders import Act, Lesson, Order, read_decision, read_lesson, read_test
from canvas.proof_errors import UnknownColumn, UnknownExperiment

BAR = "at least 6 of 10 bring it up"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Order(act=Act.BOARD)),
        (" Board ", Order(act=Act.BOARD)),
        ("H1", Order(act=Act.PLAN, code="H1")),
        (f"h1 {BAR}", Order(act=Act.PLAN, code="H1", text=BAR)),
        (f"H1 right if {BAR}", Order(act=Act.PLAN, code="H1", text=BAR)),
        (f"H1 landing: right if {BAR}", Order(act=Act.PLAN, code="H1", experiment="landing_page", text=BAR)),
        ("H1 landing page", Order(act=Act.PLAN, code="H1", experiment="landing_page")),
        ("H2 pilot - 30 sign-ups", Order(act=Act.PLAN, code="H2", experiment="pilot", text="30 sign-ups")),
        ("T1", Order(act=Act.SHOW, code="T1")),
        ("T1 measure", Order(act=Act.MOVE, code="T1", column="measure")),
        ("T1 result 7 of 12", Order(act=Act.RESULT, code="T1", text="7 of 12")),
        ("T1 result", Order(act=Act.RESULT, code="T1")),
        (f"T1 right if {BAR}", Order(act=Act.BAR, code="T1", text=BAR)),
        (f"T1 {BAR}", Order(act=Act.BAR, code="T1", text=BAR)),
        ("T1 Drop", Order(act=Act.DROP, code="T1")),
    ],
)
def test_what_is_typed_about_tests_is_understood(typed: str, meant: Order) -> None:
    assert read_test(typed) == meant


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("landing page", WhichHypothesis),
        ("R1 landing page", WhichHypothesis),
        ("H1 divination", UnknownExperiment),
        ("T1 somewhere", UnknownColumn),
    ],
)
def test_what_cannot_be_meant_is_asked_about(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_test(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Lesson()),
        ("H1", Lesson(codes=("H1",))),
        ("t1 T2 They wait", Lesson(codes=("T1", "T2"), words="They wait")),
        (
            "H1 pivot: They only cook on weekends",
            Lesson(codes=("H1",), decision="pivot", words="They only cook on weekends"),
        ),
        ("H1 continue testing “Once more”", Lesson(codes=("H1",), decision="continue_testing", words="Once more")),
    ],
)
def test_what_is_typed_about_learning_is_understood(typed: str, meant: Lesson) -> None:
    assert read_lesson(typed) == meant


@pytest.mark.parametrize("typed", ["They wait", "P1 they wait"])
def test_a_lesson_needs_what_it_comes_from(typed: str) -> None:
    with pytest.raises(WhichLesson):
        read_lesson(typed)


def test_a_decision_is_one_of_four() -> None:
    assert [read_decision(word) for word in ("Persevere", "continue", "retire", "dance", "")] == [
        "persevere",
        "continue_testing",
        "retire",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "decision"),
    [
        ("Go on with it", "persevere"),
        ("change course", "pivot"),
        ("test further", "continue_testing"),
        ("Drop the  idea", "retire"),
    ],
)
def test_a_decision_is_typed_as_it_is_read(typed: str, decision: str) -> None:
    assert read_decision(typed) == decision
    assert read_lesson(f"H1 {typed}: They wait") == Lesson(codes=("H1",), decision=decision, words="They wait")
