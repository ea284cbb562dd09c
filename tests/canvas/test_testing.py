"""Test cards, their bar, their verdict, and what makes one weak."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.board import Hypothesis
from canvas.cards import Test as Card
from canvas.evidence import NOTHING, Grounds
from canvas.experiments import EXPERIMENTS
from canvas.method import Block
from canvas.proof import backers, proof
from canvas.proof_errors import NoResult, UnknownBar, UnknownColumn
from canvas.running import left_over, live, ordered
from canvas.testing import (
    COLUMNS,
    Bar,
    Verdict,
    edited,
    experiment_name,
    interviews,
    is_overdue,
    is_stuck,
    is_trivial,
    lens_of,
    measured,
    moved,
    read_bar,
    read_column,
    read_result,
    right_if,
    suggestion,
    too_many,
    variant_of,
    verdict,
    weaknesses,
)
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, card, days, workshop

CARD = card(metric="bring it up", threshold=60.0, unit="%", min_sample=10, experiment="customer_interview")
STRONG = Grounds(for_=0.5, tier=3)


@pytest.mark.parametrize(
    ("text", "bar"),
    [
        ("at least 6 of 10 bring it up themselves.", (">=", 60, "%", 10, "bring it up themselves")),
        ("more than 40 % click", (">", 40, "%", 0, "click")),
        ("30 sign-ups", (">=", 30, "", 0, "sign-ups")),
        ("under 2,5 days from order to door", ("<", 2.5, "", 0, "days from order to door")),
        ("≤ 3 complaints", ("<=", 3, "", 0, "complaints")),
    ],
)
def test_a_bar_is_read_as_people_write_it(text: str, bar: tuple[str, float, str, int, str]) -> None:
    operator, threshold, unit, sample, metric = bar
    expected = Bar(operator=operator, threshold=threshold, unit=unit, min_sample=sample, metric=metric)
    assert read_bar(text) == expected


@pytest.mark.parametrize("text", ["", "most of them like it", "some"])
def test_a_bar_without_a_number_is_asked_for_with_an_example(text: str) -> None:
    with pytest.raises(UnknownBar, match="at least 6 of 10"):
        read_bar(text)


def test_a_result_is_read_in_the_unit_of_its_bar() -> None:
    assert read_result("7 of 12", "%") == (pytest.approx(58.33, abs=0.01), 12)
    assert read_result("58 % of 120", "%") == (58, 120)
    assert read_result("35", "") == (35, 35)
    assert read_result("35 from 400 visitors", "") == (35, 400)
    assert read_result("2.5", "days") == (2.5, 0)
    for text in ("many", "7"):
        with pytest.raises(NoResult):
            read_result(text, "%")


def test_a_column_is_read_by_its_beginning() -> None:
    assert [read_column(word) for word in ("Back", "measure", "D")] == ["backlog", "measure", "done"]
    with pytest.raises(UnknownColumn, match="backlog, build"):
        read_column("nowhere")


def test_the_bar_is_said_in_words() -> None:
    assert right_if(CARD) == "at least 60 % bring it up, of 10 or more"
    assert right_if(card(metric="sign-ups", threshold=30.0, operator=">")) == "more than 30 sign-ups"
    assert right_if(card()) == ""


@pytest.mark.parametrize(
    ("observed", "sample", "said"),
    [
        (60, 10, Verdict.VALIDATED),
        (59.9, 10, Verdict.INVALIDATED),
        (90, 9, Verdict.UNCLEAR),
        (None, 20, Verdict.UNCLEAR),
        (60, None, Verdict.UNCLEAR),
    ],
)
def test_the_verdict_is_worked_out(observed: float | None, sample: int | None, said: Verdict) -> None:
    assert verdict(CARD, observed, sample) is said


@pytest.mark.parametrize(
    ("operator", "at", "below"),
    [(">=", "validated", "invalidated"), (">", "invalidated", "invalidated"),
     ("<=", "validated", "validated"), ("<", "invalidated", "validated")],
)  # fmt: skip
def test_every_sign_means_what_it_says(operator: str, at: str, below: str) -> None:
    one = replace(CARD, operator=operator)
    assert (verdict(one, 60, 10), verdict(one, 59, 10)) == (at, below)


def test_without_a_bar_nothing_can_be_said() -> None:
    assert verdict(card(), 50, 50) is Verdict.UNCLEAR


@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from([">", ">=", "<", "<="]))
def test_a_result_meets_a_bar_or_misses_it(threshold: float, observed: float, operator: str) -> None:
    opposite = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}[operator]
    one, other = (replace(CARD, threshold=threshold, operator=o) for o in (operator, opposite))
    assert {verdict(one, observed, 10), verdict(other, observed, 10)} == {Verdict.VALIDATED, Verdict.INVALIDATED}


def test_the_bar_is_frozen_when_measuring_begins_and_free_again_before_that() -> None:
    build = moved(CARD, "build", NOW)
    assert edited(build, NOW, {"threshold": 40.0}) == (replace(build, threshold=40.0), None)
    running = moved(build, "measure", NOW)
    assert running.measuring == NOW
    assert moved(running, "build", NOW).measuring is None


def test_a_moved_goalpost_makes_a_new_version_and_voids_the_old_one() -> None:
    done = measured(moved(CARD, "measure", NOW - days(3)), 50, 12, NOW - days(1))
    new, old = edited(done, NOW, {"threshold": 40.0})
    assert old == replace(done, void=True)
    assert (new.version, new.column, new.threshold, new.verdict, new.observed) == (2, "measure", 40, "", None)
    assert edited(done, NOW, {"owner": "ben"})[1] is None
    running = moved(CARD, "measure", NOW)
    assert edited(running, NOW, {"metric": "click"})[0].column == "measure"


def test_a_result_moves_the_test_to_learning_and_going_back_takes_the_verdict_off() -> None:
    done = measured(CARD, 70, 12, NOW)
    assert (done.column, done.verdict, done.closed, done.measuring) == ("learn", "validated", NOW, NOW)
    assert moved(done, "done", NOW).verdict == "validated"
    assert (moved(done, "measure", NOW).verdict, moved(done, "measure", NOW).closed) == ("", None)


@pytest.mark.parametrize(
    ("fields", "trivial"),
    [
        ({"threshold": None}, True),
        ({"metric": " "}, True),
        ({"threshold": 0.0}, True),
        ({"threshold": 0.0, "operator": ">"}, False),
        ({"threshold": 100.0, "operator": "<="}, True),
        ({"threshold": 100.0, "operator": "<"}, False),
        ({"threshold": 100.0, "operator": "<=", "unit": ""}, False),
        ({}, False),
    ],
)
def test_a_bar_that_anything_meets_proves_nothing(fields: dict[str, object], *, trivial: bool) -> None:
    assert is_trivial(card(**({"metric": "click", "threshold": 60.0, "unit": "%"} | fields))) is trivial


def test_a_test_is_stuck_after_half_as_long_again_as_planned() -> None:
    running = replace(CARD, column="measure", moved=NOW, duration=4)
    assert not is_stuck(running, NOW + days(6))
    assert is_stuck(running, NOW + days(6.1))
    assert not is_stuck(replace(running, column="learn"), NOW + days(60))
    assert not is_stuck(replace(running, void=True), NOW + days(60))


def test_a_deadline_counts_until_the_test_is_done() -> None:
    late = replace(CARD, due=NOW - days(1))
    assert is_overdue(late, NOW)
    assert not is_overdue(replace(late, column="done"), NOW)
    assert not is_overdue(replace(late, void=True), NOW)
    assert not is_overdue(CARD, NOW)


def test_four_tests_at_once_are_one_too_many() -> None:
    running = [replace(CARD, id=i, column="build") for i in range(4)]
    board = Table().board()

    def said(*tests: Card, **fields: object) -> str:
        return too_many(replace(board, tests=tests, workshop=workshop(**fields)))

    assert said(*running[:3]) == ""
    assert said(*running) == "4 tests run at once. 3 at a time get done sooner. Which one can wait?"
    assert said(*running[:3], replace(CARD, column="backlog")) == ""
    assert said(*running, numbers=(("tests_at_once", 4.0),)) == ""


def test_what_is_closed_or_dropped_leaves_its_tests_unfinished() -> None:
    claims = tuple(
        Hypothesis(id=number, code=f"H{number}", text="x", state=state)
        for number, state in enumerate(("kept", "closed", "removed"), 1)
    )
    running = [replace(CARD, id=i, hypothesis=i, column="build") for i in (1, 2, 3)]
    told = measured(replace(CARD, id=4, hypothesis=2), 10, 12, NOW)
    board = replace(Table().board(hypotheses=claims), tests=(*running, told, replace(running[0], id=5, void=True)))
    assert [test.id for test in live(board)] == [1, 4]
    assert [test.id for test in left_over(board)] == [2, 3]


def test_of_two_tests_the_cheaper_and_quicker_comes_first() -> None:
    dear, cheap, quick = card(id=1, cost=3), card(id=2, cost=1), card(id=3, cost=1, time=1)
    other, unplaced = card(id=4, hypothesis=2), card(id=5, hypothesis=9)
    found = ordered([unplaced, dear, cheap, quick, other], [2, 1])
    assert [test.id for test in found] == [4, 3, 2, 1, 5]


def test_a_test_tries_the_variant_that_counts() -> None:
    segments = (replace(PARENTS, variant="B"), NURSES)
    one = Hypothesis(id=1, code="H1", text="x", segment=PARENTS.id)
    assert [variant_of(h, segments) for h in (one, replace(one, segment=NURSES.id), replace(one, segment=None))] == [
        "B", "", "",
    ]  # fmt: skip


def test_an_idea_is_given_until_a_test_is_on_its_way() -> None:
    counting = Hypothesis(id=1, code="H1", text="We believe at least 6 of 10 parents cook")
    assert suggestion(counting, (), NOTHING) == EXPERIMENTS["customer_interview"]
    assert suggestion(replace(counting, text="We believe parents cook"), (), NOTHING) == EXPERIMENTS["expert_interview"]
    assert suggestion(counting, (CARD,), NOTHING) is None
    done = (replace(CARD, void=True), measured(CARD, 70, 12, NOW))
    assert suggestion(counting, done, NOTHING) == EXPERIMENTS["discovery_survey"]


def test_what_it_costs_us_is_tested_by_doing_it() -> None:
    cost = Hypothesis(id=1, code="H1", text="It works out", area="rectangle", aspect="cost")
    assert (lens_of(cost), lens_of(replace(cost, aspect=""))) == ("feasibility", "viability")
    assert lens_of(replace(cost, area="square", aspect="")) == "desirability"
    spike = suggestion(cost, (), Grounds(tier=2))
    assert spike is not None
    assert "feasibility" in spike.lenses


def test_a_verdict_on_one_method_on_thin_evidence_or_on_few_people_is_weak() -> None:
    one = measured(CARD, 70, 12, NOW)
    other = replace(one, id=2, experiment="landing_page")
    assert len(weaknesses(one, [one], NOTHING)) == 2
    assert weaknesses(one, [one, other], STRONG) == []
    few = measured(CARD, 70, 4, NOW)
    assert weaknesses(few, [few], NOTHING) == ["4 people were asked, 10 were planned."]


def test_each_trap_is_named() -> None:
    one = measured(CARD, 70, 12, NOW)
    pair = [one, replace(one, id=2, experiment="landing_page")]
    assert "not in this segment" in weaknesses(replace(one, outsiders=True), pair, STRONG)[0]
    assert "Nearly everybody" in weaknesses(replace(one, population=14), pair, STRONG)[0]
    wrong = measured(CARD, 10, 12, NOW)
    assert "the right people" in weaknesses(wrong, [wrong], STRONG)[0]
    seen = replace(wrong, experiment="landing_page")
    assert "right place" in weaknesses(seen, [seen], STRONG)[0]
    three = [replace(one, id=i, variant="A", experiment=e) for i, e in enumerate(("a", "b", "c"))]
    assert "one variant" in weaknesses(three[0], three, STRONG)[0]
    assert weaknesses(three[0], [*three, replace(one, variant="B")], STRONG) == []


def test_interviews_are_counted_by_person_and_segment() -> None:
    table = Table(PARENTS, NURSES)
    pain, other = table.note(Block.PAIN), table.note(Block.PAIN, segment=NURSES.id)
    link = table.serve(pain)
    table.back(pain, [2, 2], source="Ann")
    table.back(link, [2], source="Bob")
    table.back(pain, [3])
    table.back(other, [2])
    table.back(pain, [2], state="removed")
    hypotheses = (Hypothesis(id=1, code="H1", text="x", about="1P1"), Hypothesis(id=2, code="H2", text="y", segment=20))
    tests = (replace(CARD, hypothesis=1, sample=5), replace(CARD, id=2, hypothesis=2, sample=3), CARD)
    board = replace(table.board(hypotheses=hypotheses), tests=tests)
    assert interviews(board, PARENTS.id, proof(board, NOW)) == (5, 15)
    quoted = replace(board, evidence=tuple(replace(e, people=4) for e in board.evidence))
    assert interviews(quoted, PARENTS.id, proof(board, NOW)) == (8, 15)
    own = replace(board, workshop=workshop(numbers=(("interviews", 8.0),)))
    assert interviews(own, PARENTS.id, proof(board, NOW)) == (5, 8)
    assert interviews(board, NURSES.id, proof(board, NOW)) == (3, 15)


def test_a_verdict_counts_for_the_people_behind_it() -> None:
    assert backers(measured(CARD, 70, 10, NOW)) == 7
    assert backers(measured(CARD, 30, 10, NOW)) == 7
    assert backers(replace(CARD, unit="", sample=40, verdict="validated")) == 40
    assert backers(replace(CARD, sample=None, observed=70.0)) == 1


def test_a_test_is_called_by_its_experiment() -> None:
    assert experiment_name(CARD) == "Customer interview"
    assert experiment_name(card(name="Ask at the door")) == "Ask at the door"
    assert experiment_name(card()) == "Own kind of test"


def test_a_card_begins_in_the_first_column() -> None:
    assert isinstance(CARD, Card)
    assert CARD.column == COLUMNS[0]
