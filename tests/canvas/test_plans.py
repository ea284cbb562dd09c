"""What people fill in when they plan a test."""

from datetime import UTC, datetime

import pytest

from canvas import cards
from canvas.board import Evidence, Hypothesis
from canvas.evidence import NOTHING, forgotten_name, of_same_source
from canvas.learning_errors import WrongDate, WrongDays, WrongPeople, WrongSample
from canvas.plans import read_due, read_people, read_plan, spoken
from canvas.proof_errors import TierTooHigh, UnknownBar
from canvas.testing import next_experiment

AT = datetime(2026, 11, 23, tzinfo=UTC)


def test_a_whole_form_becomes_the_fields_of_a_test() -> None:
    answers = {
        "experiment": "landing_page",
        "threshold": "more than 5 % sign up",
        "min_sample": "100",
        "owner": "U1",
        "due": "2026-11-30",
        "duration": "14",
        "description": " One page each,\nhalf the visitors each ",
        "name": " Two pages ",
        "tier": "2",
        "critical": "3",
        "cost": "",
    }
    assert read_plan(answers, "Europe/Paris") == {
        "experiment": "landing_page",
        "operator": ">",
        "threshold": 5.0,
        "unit": "%",
        "metric": "sign up",
        "min_sample": 100,
        "owner": "U1",
        "due": datetime(2026, 11, 30, 16, tzinfo=UTC),
        "duration": 14,
        "description": "One page each,\nhalf the visitors each",
        "name": "Two pages",
        "tier": 2,
        "critical": 3,
        "cost": 2,
    }


def test_what_is_left_open_gets_a_default_and_what_is_not_asked_stays() -> None:
    assert read_plan({}, "UTC") == {}
    open_ones = {"experiment": "magic", "threshold": "", "duration": "", "due": "", "tier": ""}
    assert read_plan(open_ones, "UTC") == {
        "experiment": "",
        "operator": ">=",
        "threshold": None,
        "unit": "",
        "metric": "",
        "min_sample": 0,
        "due": None,
        "duration": 7,
        "tier": None,
    }


def test_the_people_in_the_bar_count_before_the_field() -> None:
    assert read_plan({"threshold": "6 of 10 say so", "min_sample": "5"}, "UTC")["min_sample"] == 10


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"threshold": "many"}, UnknownBar),
        ({"threshold": "6 of 10", "min_sample": "x"}, WrongSample),
        ({"duration": "0"}, WrongDays),
        ({"due": "soon"}, WrongDate),
        ({"experiment": "landing_page", "tier": "5"}, TierTooHigh),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(answers: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        read_plan(answers, "UTC")


def test_people_and_days_are_read() -> None:
    assert [read_people(word) for word in ("", " 12 ")] == [0, 12]
    assert read_due("", "UTC") is None
    with pytest.raises(WrongPeople):
        read_people("-3")


def test_a_bar_can_be_typed_again_as_it_is_said() -> None:
    bare = cards.Test(id=1, code="T1", hypothesis=1, moved=AT)
    assert spoken(bare) == ""
    fields = read_plan({"threshold": "fewer than 40 % click", "min_sample": "100"}, "UTC")
    full = cards.Test(id=1, code="T1", hypothesis=1, moved=AT, operator="<", threshold=40, unit="%", metric="click")
    assert spoken(full) == "fewer than 40 % click"
    assert read_plan({"threshold": spoken(full), "min_sample": "100"}, "UTC") == fields


def test_the_next_experiment_is_one_that_has_not_been_run() -> None:
    claim = Hypothesis(id=1, code="H1", text="We believe …", area="rectangle")
    first = next_experiment(claim, (), NOTHING)
    assert first is not None
    run = cards.Test(id=1, code="T1", hypothesis=1, moved=AT, experiment=first.key, verdict="validated")
    assert next_experiment(claim, (run,), NOTHING) not in {first, None}


def test_a_forgotten_source_stays_one_of_its_own() -> None:
    def said(number: int, source: str) -> Evidence:
        return Evidence(id=number, note=1, text="Too long", source=source, added_by="ben", at=AT)

    items = [said(1, "Maria"), said(2, "maria "), said(3, ""), said(4, ""), said(5, "Forgotten source 1")]
    assert of_same_source(items[0], items) == items[:2]
    assert of_same_source(items[2], items) == [items[2]]
    assert forgotten_name(items) == "Forgotten source 2"
