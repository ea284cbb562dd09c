"""The numbers a team may change: each is read by something that comes out differently with another one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from canvas.attention import weekly
from canvas.best import best
from canvas.board import Board, Rating, Workshop
from canvas.defaults import HALF_LIVES
from canvas.fit import band, fit
from canvas.focus import focus
from canvas.gates import still_open
from canvas.method import Block
from canvas.number_errors import NumberOutOfRange, WholeNumber
from canvas.numbers import NUMBERS, changed, number
from canvas.rounds import Phase, begin, extended, half_way, has_quorum
from canvas.spread import splits
from canvas.traits import few_very_well
from canvas.weight import dots_each
from tests.canvas.boards import NOW, PARENTS, START, Table, days, member, workshop
from tests.canvas.situations import ask

TEAM = tuple(member(user, "product") for user in ("alice", "ben", "cara", "dora", "emil"))
ASYNC = replace(begin(Phase.WRITE, NOW, pace="async", zone="UTC"), wrote=frozenset(("alice", "ben")))
# How evidence ages, and how many talks and tests are enough, is shown where these are worked out.
PROVEN_BESIDE = frozenset(("half_life", *(f"half_life_{one}" for one in HALF_LIVES), "interviews", "tests_at_once"))


def canvas(numbers: Workshop) -> Board:
    """Return a board on which every number makes a difference: nothing on it is quite well."""
    table = Table()
    jobs = [table.note(Block.JOB, 3) for _ in range(5)]
    pains = [table.note(Block.PAIN, 5), *(table.note(Block.PAIN, 2) for _ in range(6))]
    gains = [table.note(Block.GAIN, 4, subtype="required"), *(table.note(Block.GAIN, 3) for _ in range(6))]
    for note in (*jobs, *pains[1:], *gains[1:]):
        table.serve(note)
    table.note(Block.PAIN_RELIEVER)
    table.note(Block.GAIN_CREATOR)
    table.back(jobs[0])
    board = replace(table.board(members=TEAM), workshop=numbers)
    torn = replace(board.notes[0], ratings=(Rating("alice", 3), Rating("ben", 1), Rating("cara", 2)))
    return replace(board, notes=(torn, *board.notes[1:]))


def length(phase: Phase, pace: str) -> Callable[[Workshop], object]:
    return lambda own: begin(phase, NOW, pace=pace, zone="UTC", workshop=own).closes


def at_the_end(step: int) -> Callable[[Workshop], object]:
    return lambda own: still_open(canvas(own), step, NOW)


def fit_of(own: Workshop) -> object:
    found = fit(canvas(own), PARENTS.id, NOW)
    return found.paper, found.band, found.gates, found.caps, len(found.over)


def is_narrow(own: Workshop) -> bool:
    functions = ("product", "design", "engineering")
    team = tuple(member(user, function) for user, function in zip("abc", functions, strict=True))
    return any("few sides" in one.says for one in still_open(replace(canvas(own), members=team), 1, NOW))


# What comes of a number, and another value with which it comes out differently.
SHOWN: dict[str, tuple[float, Callable[[Workshop], object]]] = {
    "team_advice": (0.8, is_narrow),
    **{f"minutes_{one}": (17, length(Phase(one), "live")) for one in ("write", "reveal", "rate")},
    **{f"days_{one}": (4, length(Phase(one), "async")) for one in ("write", "reveal", "rate")},
    "quorum": (0.4, lambda own: has_quorum(ASYNC, [one.user for one in TEAM], own)),
    "extension_hours": (48, lambda own: extended(ASYNC, NOW, zone="UTC", workshop=own).closes),
    "nudge": (0.75, lambda own: half_way(ASYNC, own)),
    "jobs": (9, at_the_end(2)),
    "pains": (9, at_the_end(2)),
    "gains": (9, at_the_end(2)),
    "rated_by": (0.2, at_the_end(2)),
    "with_evidence": (0.05, at_the_end(2)),
    "dots": (9, lambda own: dots_each(5, own)),
    "split": (0.5, lambda own: splits(canvas(own))),
    "focus": (20, at_the_end(3)),
    "orphans": (0.1, at_the_end(3)),
    "partial": (55, fit_of),
    "strong": (90, fit_of),
    "must_serve_cap": (30, fit_of),
    "extreme_cap": (20, fit_of),
    "low_weight": (0.1, fit_of),
    "attention": (0.9, lambda own: weekly(canvas(own), START, NOW + days(20), {})),
}


@pytest.mark.parametrize("name", sorted(set(NUMBERS) - PROVEN_BESIDE - {"duplicate"}))
def test_every_number_changes_what_is_worked_out(name: str) -> None:
    other, shown = SHOWN[name]
    assert NUMBERS[name].lowest <= other <= NUMBERS[name].highest
    assert shown(workshop(numbers=((name, other),))) != shown(workshop())


def test_what_a_team_has_set_also_counts_for_what_would_help_most() -> None:
    usual, lower = (
        best(fit(canvas(workshop(numbers=own)), PARENTS.id, NOW)) for own in ((), (("must_serve_cap", 10.0),))
    )
    assert usual
    assert lower
    assert lower.before == 10
    assert usual.before > lower.before


def test_the_coach_asks_by_the_numbers_of_the_team() -> None:
    board = canvas(workshop(step=2))
    assert not any("to get to" in one.question for one in ask(board, "L8"))
    assert "to get to 9" in ask(replace(board, workshop=workshop(step=2, numbers=(("pains", 9),))), "L8")[0].question
    own = replace(board, workshop=workshop(step=2, numbers=(("with_evidence", 0.05),)))
    assert ask(board, "L1") != ask(own, "L1")
    assert [one.rule for one in ask(board, "L13")] != [
        one.rule for one in ask(replace(board, workshop=workshop(step=2, numbers=(("rated_by", 0.2),))), "L13")
    ]


def test_focus_and_traits_read_the_same_budget() -> None:
    few, many = canvas(workshop()), canvas(workshop(numbers=(("focus", 20),)))
    assert focus(few, PARENTS.id) != focus(many, PARENTS.id)
    assert (few_very_well(few), few_very_well(many)) == ("no", "partly")


def test_without_a_workshop_the_usual_holds() -> None:
    assert number(None, "strong") == 70
    assert band(65, workshop()) == "partial"
    assert changed(workshop()) == 0
    assert changed(workshop(numbers=(("strong", 80.0), ("of an older version", 1.0)))) == 1


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [("quorum", "75", 0.75), ("quorum", " 75 % ", 0.75), ("quorum", "", 0.6), ("split", "0,8", 0.8), ("focus", "3", 3)],
)
def test_numbers_are_read_as_people_write_them(name: str, typed: str, value: float) -> None:
    assert NUMBERS[name].read(typed) == value


@pytest.mark.parametrize(("name", "typed"), [("quorum", "400"), ("focus", "0"), ("focus", "many"), ("split", "nan")])
def test_what_makes_no_sense_is_refused_with_what_does(name: str, typed: str) -> None:
    with pytest.raises(NumberOutOfRange, match="or leave it empty for"):
        NUMBERS[name].read(typed)


def test_what_is_counted_is_whole() -> None:
    with pytest.raises(WholeNumber, match="from 1 to 30"):
        NUMBERS["focus"].read("2.5")


@pytest.mark.parametrize("name", sorted(set(NUMBERS) - {"dots"}))
def test_what_is_usual_can_be_typed_and_means_the_same(name: str) -> None:
    assert NUMBERS[name].read(NUMBERS[name].usual) == NUMBERS[name].default
