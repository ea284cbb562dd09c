"""Which hypothesis comes first, and what each one rests on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.board import Board, Hypothesis, Rating
from canvas.method import Block
from canvas.priorities import Placed, Quadrant, importance, placed, untested_before, validated
from canvas.proof import Claim, Of, meant, notes_of, proof
from canvas.testing import measured
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, card, days

PRESALE = card(experiment="presale", metric="pay", threshold=3.0, operator=">=")


def guess(number: int, area: str = "circle", importance: int | None = 5, **fields: object) -> Hypothesis:
    plain: dict[str, object] = {"text": "We believe", "area": area, "importance": importance, "state": "kept"}
    return Hypothesis(id=number, code=f"H{number}", **(plain | fields))  # pyright: ignore[reportArgumentType]


def first(board: Board) -> Placed:
    return placed(board, NOW)[0]


@pytest.mark.parametrize(
    ("weight", "backed", "quadrant"),
    [
        (5, 0, Quadrant.TEST_FIRST),
        (4, 15, Quadrant.MONITOR),
        (3, 0, Quadrant.LATER),
        (3, 15, Quadrant.PARK),
    ],
)
def test_importance_and_evidence_say_where_it_lies(weight: int, backed: int, quadrant: Quadrant) -> None:
    table = Table()
    one = guess(1, importance=weight)
    table.back(one, [2] * backed)
    assert first(table.board(hypotheses=(one,))).quadrant is quadrant


def test_risk_is_importance_without_evidence() -> None:
    table = Table()
    one = guess(1, importance=4)
    table.back(one, [2] * 5)
    found = first(table.board(hypotheses=(one,)))
    assert found.risk == pytest.approx(0.64 * (1 - 0.175))
    assert found.priority == found.risk


def test_the_circle_comes_before_the_square_before_the_rectangle() -> None:
    areas = [p.hypothesis.area for p in placed(
        Table().board(hypotheses=(guess(1, "rectangle"), guess(2, "square"), guess(3))), NOW
    )]  # fmt: skip
    assert areas == ["circle", "square", "rectangle"]


def test_a_square_counts_in_full_once_its_pain_is_real() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    table.serve(pain)
    one = guess(1, "square", about="1R1-P1")
    assert first(table.board(hypotheses=(one,))).priority == pytest.approx(0.8)
    table.back(pain, [2] * 15)
    assert first(table.board(hypotheses=(one,))).priority == pytest.approx(1.0)


def test_a_rectangle_counts_in_full_once_a_square_is_validated() -> None:
    price, square = guess(1, "rectangle"), guess(2, "square", 1)
    board = Table().board(hypotheses=(price, square))
    assert first(board).priority == pytest.approx(0.6)
    done = measured(replace(PRESALE, hypothesis=2), 5, 10, NOW)
    assert first(replace(board, tests=(done,))).priority == pytest.approx(1.0)


def test_the_last_clear_verdict_counts() -> None:
    early, late = measured(PRESALE, 5, 10, NOW - days(2)), measured(replace(PRESALE, id=2), 1, 10, NOW)
    assert validated(replace(Table().board(), tests=(late, early))) == frozenset()
    assert validated(replace(Table().board(), tests=(early, replace(late, void=True)))) == {1}


def test_importance_is_the_middle_of_what_people_say() -> None:
    rated = guess(1, ratings=(Rating("alice", 5), Rating("ben", 2)), importance=1)
    assert importance(rated) == 3.5
    assert importance(guess(1, importance=None)) is None
    unsaid = first(Table().board(hypotheses=(guess(1, importance=None),)))
    assert (unsaid.importance, unsaid.provisional) == (3, True)


def test_what_was_dropped_or_closed_is_off_the_map() -> None:
    gone = (guess(1, state="removed"), guess(2, state="closed"))
    assert placed(Table().board(hypotheses=gone), NOW) == []


def test_a_note_and_the_hypothesis_about_it_are_one_claim() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    link = table.serve(pain)
    about, square, free = guess(1, about="P1"), guess(2, "square", about="1R1-P1"), guess(3, about="1P9")
    lost, business = guess(4, "square", about="1R1-P7"), guess(5, "rectangle", about="1R1")
    table.back(pain, [2] * 5)
    table.back(about, [2] * 10)
    table.back(square, [3])
    table.back(free, [1])
    board = replace(table.board(hypotheses=(about, square, free, lost, business)), tests=(card(),))
    found = proof(board, NOW)
    assert found.of_note(pain.id) == found.of_hypothesis(1)
    assert found.of_note(pain.id).value == pytest.approx(0.306, abs=0.01)
    assert found.of_link(link.id) == found.of_hypothesis(2)
    assert found.of_hypothesis(3).tier == 1
    assert found.of_hypothesis(4) == found.of_hypothesis(5) == found.of_link(0)
    assert len(found.behind(Claim(Of.HYPOTHESIS, 1)).items) == 15
    assert found.behind(Claim(Of.NOTE, 99)).items == []


def test_a_verdict_is_evidence_for_what_it_is_about() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    talks = card(experiment="customer_interview", metric="say so", threshold=60.0, unit="%", min_sample=10)
    board = table.board(hypotheses=(guess(1, about="1P1"),))
    good = replace(board, tests=(measured(talks, 100, 15, NOW),))
    assert proof(good, NOW).of_note(pain.id).value == pytest.approx(0.306, abs=0.01)
    bad = replace(board, tests=(measured(talks, 0, 15, NOW),))
    assert proof(bad, NOW).of_note(pain.id).against == pytest.approx(0.306, abs=0.01)
    unclear = replace(board, tests=(measured(talks, 100, 9, NOW),))
    assert proof(unclear, NOW).of_note(pain.id).value == 0


def test_what_a_square_builds_on_and_nobody_has_looked_at_is_named() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    table.note(Block.GAIN)
    table.serve(pain)
    circle, other = guess(1, about="1P1"), guess(2, about="1G1")
    square, price = guess(3, "square", about="1R1-P1"), guess(4, "rectangle")
    board = table.board(hypotheses=(circle, other, square, price))
    known = proof(board, NOW)
    assert untested_before(board, circle, known) == []
    assert untested_before(board, square, known) == [circle]
    assert untested_before(board, price, known) == [circle, other]
    here, there = replace(circle, segment=PARENTS.id), replace(other, segment=NURSES.id)
    board = table.board(hypotheses=(here, there, square, replace(price, segment=PARENTS.id)))
    assert untested_before(board, board.hypotheses[3], known) == [here]
    table.back(pain, [2] * 5)
    backed = table.board(hypotheses=(circle, other, square, price))
    assert untested_before(backed, square, proof(backed, NOW)) == []


def test_between_equals_the_one_with_the_cheaper_test_comes_first() -> None:
    board = Table().board(hypotheses=(guess(1), guess(2), guess(3)))
    dear, cheap = card(cost=3), card(id=2, hypothesis=3, cost=1)
    tests = (dear, cheap, card(id=3, hypothesis=3, cost=3), card(id=4, hypothesis=2, cost=1, void=True))
    assert [one.hypothesis.id for one in placed(replace(board, tests=tests), NOW)] == [3, 2, 1]


def test_what_a_hypothesis_names_is_found_also_where_it_stands_alone() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    link = table.serve(pain)
    offer = next(note for note in table.notes if note.id == link.source)
    price, square, free = guess(1, "rectangle", about="1R1"), guess(2, "square", about="1R1-P1"), guess(3)
    board = table.board(hypotheses=(price, square, free))
    found = [meant(board, one) for one in board.hypotheses]
    assert found == [Claim(Of.NOTE, offer.id), Claim(Of.LINK, link.id), None]
    assert notes_of(board, Claim(Of.LINK, link.id)) == [offer, pain]
    assert notes_of(board, Claim(Of.NOTE, pain.id)) == [pain]
    assert notes_of(board, Claim(Of.HYPOTHESIS, 1)) == []


def test_what_a_sale_shows_fades_as_the_market_does_and_as_the_workshop_says() -> None:
    table = Table()
    board = table.board(hypotheses=(guess(1),))
    sold = replace(board, tests=(measured(PRESALE, 5, 10, NOW - days(180)),))
    (item,) = proof(sold, NOW).by_hypothesis[1].items
    fresh = replace(sold, tests=(measured(PRESALE, 5, 10, NOW),))
    assert item.topic == "market"
    slow = replace(sold, workshop=replace(sold.workshop, numbers=(("half_life_market", 18_000.0),)))
    faded, kept, full = (proof(one, NOW).of_hypothesis(1).value for one in (sold, slow, fresh))
    assert faded < kept < full
    assert kept == pytest.approx(full, abs=0.01)


@given(st.integers(1, 5), st.integers(0, 30), st.sampled_from(["circle", "square", "rectangle"]))
def test_priority_never_passes_risk_and_falls_with_evidence(weight: int, backed: int, area: str) -> None:
    table = Table()
    one = guess(1, area, weight)
    bare = first(table.board(hypotheses=(one,)))
    table.back(one, [2] * backed)
    found = first(table.board(hypotheses=(one,)))
    assert 0 <= found.priority <= found.risk <= bare.risk <= 1
