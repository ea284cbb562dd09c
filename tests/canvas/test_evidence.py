"""How far evidence carries."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.board import Evidence
from canvas.evidence import (
    ELSEWHERE,
    USUAL,
    Carries,
    assess,
    came_from,
    for_outsiders,
    half_lives,
    read_evidence,
    read_side,
)
from tests.canvas.boards import NOW, days, items, workshop


@pytest.mark.parametrize(
    ("counts", "age", "expected"),
    [
        ([(1, 3)], 0, 0.065),
        ([(2, 1)], 0, 0.045),
        ([(2, 3)], 0, 0.119),
        ([(2, 5)], 0, 0.175),
        ([(2, 15)], 0, 0.306),
        ([(2, 100)], 0, 0.350),
        ([(3, 20)], 0, 0.300),
        ([(3, 60)], 0, 0.525),
        ([(3, 200)], 0, 0.599),
        ([(4, 3)], 0, 0.425),
        ([(4, 10)], 0, 0.766),
        ([(5, 3)], 0, 0.500),
        ([(2, 15), (3, 60)], 0, 0.600),
        ([(2, 15), (4, 3)], 0, 0.601),
        ([(2, 15)], 270, 0.226),
        ([(2, 15)], 540, 0.142),
        ([(0, 40)], 0, 0.0),
        ([], 0, 0.0),
    ],
)
def test_the_methods_vectors_hold(counts: list[tuple[int, int]], age: int, expected: float) -> None:
    assert assess(items(*counts, age=age), NOW).value == pytest.approx(expected, abs=0.001)


def test_one_customer_quoted_twelve_times_counts_once() -> None:
    quotes = [replace(item, source="  The NURSE ") for item in items((2, 11))] + items((2, 1))
    same = [replace(item, source="the nurse") for item in quotes]
    assert assess(same, NOW) == assess(same[:1], NOW)


def test_what_one_person_adds_without_naming_a_source_counts_as_one() -> None:
    unnamed = [replace(item, source="") for item in items((2, 5))]
    assert assess(unnamed, NOW) == assess(unnamed[:1], NOW)
    others = [replace(item, added_by="ben") for item in unnamed]
    assert assess(unnamed + others, NOW).value > assess(unnamed, NOW).value


def test_the_freshest_word_of_a_source_counts() -> None:
    old, new = items((2, 1), age=300), items((2, 1))
    assert assess(new + old, NOW) == assess(old + new, NOW) == assess(new, NOW)


def test_words_against_are_taken_off_and_both_sides_are_contested() -> None:
    both = assess([*items((2, 15)), *items((2, 5), direction="against")], NOW)
    assert both.value == pytest.approx(0.306 - 0.175, abs=0.001)
    assert both.contested
    assert not assess(items((2, 15)), NOW).contested
    assert assess(items((4, 9), direction="against"), NOW).value == 0


def test_removed_and_later_evidence_does_not_count() -> None:
    removed = [replace(item, state="removed") for item in items((4, 3))]
    assert assess([*removed, *items((4, 3), age=-1)], NOW).value == 0


@pytest.mark.parametrize(
    ("count", "band"),
    [
        ((2, 1), Carries.ASSUMPTION),
        ((2, 3), Carries.SOME),
        ((2, 15), Carries.SUPPORTED),
        ((4, 10), Carries.STRONG),
        ((5, 30), Carries.PROVEN),
    ],
)
def test_talk_alone_never_becomes_strong(count: tuple[int, int], band: Carries) -> None:
    assert assess(items(count), NOW).band is band


PIECES = st.builds(
    Evidence,
    id=st.integers(1, 9),
    note=st.just(1),
    tier=st.integers(0, 5),
    direction=st.sampled_from(["for", "against"]),
    text=st.just("words"),
    source=st.sampled_from(["", *"abcdefgh"]),
    added_by=st.sampled_from(["alice", "ben"]),
    at=st.integers(0, 1000).map(lambda age: NOW - days(age)),
)


@given(st.lists(PIECES, max_size=30), PIECES)
def test_more_for_never_lowers_and_more_against_never_raises(pieces: list[Evidence], piece: Evidence) -> None:
    before, after = assess(pieces, NOW), assess([*pieces, piece], NOW)
    if piece.direction == "for":
        assert after.value >= before.value - 1e-12
    else:
        assert after.value <= before.value + 1e-12


@given(st.lists(PIECES, max_size=30), st.integers(0, 2000))
def test_ageing_never_adds(pieces: list[Evidence], age: int) -> None:
    assert assess(pieces, NOW + timedelta(days=age)).for_ <= assess(pieces, NOW).for_ + 1e-12


@given(st.lists(PIECES, max_size=30), st.data())
def test_the_order_makes_no_difference(pieces: list[Evidence], data: st.DataObject) -> None:
    grounds = assess(pieces, NOW)
    again = assess(data.draw(st.permutations(pieces)), NOW)
    assert again.value == pytest.approx(grounds.value)
    assert 0 <= grounds.value <= 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("“I just stare” – interview with a nurse, two kids", ("I just stare", "interview with a nurse, two kids")),
        ('"I gave up" - Dana', ("I gave up", "Dana")),
        ("“I gave up” (survey, May)", ("I gave up", "survey, May")),
        ("“I gave up”", ("I gave up", "")),
        ("They stood in line – for an hour", ("They stood in line – for an hour", "")),
        ("“One” and “two” — Ann", ("One” and “two", "Ann")),
        ("", ("", "")),
    ],
)
def test_words_and_their_source_are_told_apart(typed: str, expected: tuple[str, str]) -> None:
    assert read_evidence(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("against They never wait", ("against", "They never wait")),
        ("against: they never wait", ("against", "they never wait")),
        ("against they never wait", ("against", "they never wait")),
        ("for “I gave up” – a nurse", ("for", "“I gave up” – a nurse")),
        ("for: i gave up", ("for", "i gave up")),
        ("for They gave up", ("for", "They gave up")),
        # What goes on as a sentence stays whole.
        ("for years they waited", ("for", "for years they waited")),
        ("Against my will I waited", ("for", "Against my will I waited")),
        ("“against all odds”", ("for", "“against all odds”")),
        ("against", ("for", "against")),
        ("forever late", ("for", "forever late")),
        ("They wait", ("for", "They wait")),
    ],
)
def test_a_side_in_front_is_read(typed: str, expected: tuple[str, str]) -> None:
    assert read_side(typed) == expected


def test_a_workshop_may_have_its_own_half_lives() -> None:
    assert half_lives(workshop()) == USUAL
    own = half_lives(workshop(numbers=(("half_life_market", 30.0),)))
    assert own == {**USUAL, "market": 30.0}
    (piece,) = items((2, 1), age=30)
    priced = replace(piece, topic="market")
    assert assess([priced], NOW, own).value < assess([priced], NOW).value
    assert assess([piece], NOW, own) == assess([piece], NOW)


def test_outsiders_read_only_what_was_said_in_their_channel() -> None:
    (typed,) = items((2, 1))
    near, far = replace(typed, channel="C1"), replace(typed, permalink="https://team.slack.com/archives/C2/p1")
    assert [came_from(one) for one in (typed, near, far)] == ["", "C1", "C2"]
    assert for_outsiders([typed, near, far], "C1") == [
        typed,
        near,
        replace(far, text=ELSEWHERE, source="", permalink=""),
    ]
