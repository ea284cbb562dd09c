"""What a hypothesis needs so that it can turn out wrong, and what can be told about English."""

import pytest

from canvas.aspects import aspect
from canvas.board import Hypothesis
from canvas.claims import counts_customers, flaw
from canvas.english import (
    has_measure,
    has_verb,
    is_bare_verb,
    mirrored,
    vague_word,
)

NAMES = ["Working parents"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Our product is good", "Begin with “We believe”"),
        ("We believe that parents love our product", "Add a number"),
        ("We believe that at least 6 of 10 nurses skip dinner", "Name the customers"),
        ("We believe at least 6 of 10 parents", "Add a verb"),
    ],
)
def test_what_is_missing_is_asked_for_with_an_example(text: str, asked: str) -> None:
    found = flaw(text, NAMES)
    assert asked in found
    assert flaw(found.partition("For example: “")[2].rstrip("”"), NAMES) == ""


@pytest.mark.parametrize("area", ["circle", "square", "rectangle"])
def test_the_example_suits_the_area_and_passes_itself(area: str) -> None:
    example = flaw("", NAMES, area).partition("For example: “")[2].rstrip("”")
    assert flaw(example, NAMES, area) == ""


def test_other_languages_are_not_searched_for_verbs() -> None:
    assert flaw("We believe: 6 von 10 der parents und die Küche") == ""


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Wir glauben, dass 6 von 10 Kunden das Essen nicht aufessen", ""),
        ("Wir glauben, dass die Kunden das Essen nicht aufessen", "Add a number"),
    ],
)
def test_in_another_language_only_a_number_is_asked_for(text: str, lacks: str) -> None:
    assert lacks in flaw(text, NAMES)
    assert bool(flaw(text, NAMES)) == bool(lacks)


@pytest.mark.parametrize("text", ["They skipped it", "planning the week", "tried again", "hope to glimble", "is late"])
def test_a_verb_is_seen_in_any_form(text: str) -> None:
    assert has_verb(text)


def test_what_has_no_verb_has_none() -> None:
    assert not has_verb("a cold dinner at night")
    assert is_bare_verb("find")
    assert not is_bare_verb("finding")


def test_vague_words_and_numbers_are_seen() -> None:
    assert vague_word("A bad day") == "bad"
    assert vague_word("It takes Too long") == "too long"
    assert vague_word("Waiting on hold") == ""
    assert has_measure("half an hour")
    assert not has_measure("a while")


def test_a_mirror_drops_the_not_and_the_opposite() -> None:
    assert mirrored("Delivery is not slow") == mirrored("Delivery is fast")


def test_price_and_cost_are_told_by_their_words() -> None:
    def of(text: str, area: str = "rectangle", said: str = "") -> str:
        return aspect(Hypothesis(id=1, code="H1", area=area, text=text, aspect=said))

    assert of("We believe 6 of 10 pay 9 a month") == "price"
    assert of("We believe it costs us at most 4 to serve one") == "cost"
    assert of("We believe 6 of 10 stay") == ""
    assert of("We believe 6 of 10 pay", "circle") == ""
    assert of("whatever", said="cost") == "cost"


def test_a_number_may_be_written_in_words() -> None:
    assert not flaw("We believe that six of ten working parents open the fridge without a plan")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("We believe at least 6 of 10 parents cook", True),
        ("Wir glauben, dass 6 von 10 Eltern kochen", True),
        ("at least 6 out of 10 say so", True),
        ("3/10 come back", True),
        ("40 % sign up", True),
        ("It costs us 1.5 euros at most", False),
        ("They cook 3 times a week", False),
        ("Parents cook", False),
    ],
)
def test_so_many_of_so_many_is_told_in_any_language(text: str, *, counted: bool) -> None:
    assert counts_customers(text) is counted
