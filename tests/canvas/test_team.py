"""Groups of a large team: who could work with whom, and on what."""

from dataclasses import replace

import pytest

from canvas.board import Member, Segment
from canvas.method import FUNCTIONS
from canvas.team import Group, groups, lacking
from tests.canvas.boards import NURSES, PARENTS, START, member


def team(size: int) -> list[Member]:
    return [member(f"U{i:02}", FUNCTIONS[i % 4]) for i in range(size)]


def people(group: Group) -> list[str]:
    return [one.user for one in (*group.chosen, *group.suggested)]


@pytest.mark.parametrize("size", range(8, 31))
def test_a_large_team_works_in_groups_of_four_to_six_and_everybody_has_one(size: int) -> None:
    found = groups(team(size), (PARENTS,))
    assert all(4 <= len(people(one)) <= 6 for one in found)
    assert sorted(user for one in found for user in people(one)) == [one.user for one in team(size)]
    assert all(one.owns for one in found)


def test_up_to_seven_people_talk_together() -> None:
    assert groups(team(7), (PARENTS,)) == ()
    assert groups([*team(7), member("gone", left=START)], (PARENTS,)) == ()


def test_functions_are_spread() -> None:
    for one in groups(team(12), (PARENTS,)):
        assert {who.function for who in one.suggested} == set(FUNCTIONS[:4])


def test_each_group_looks_after_a_segment_or_where_there_are_too_few_after_blocks() -> None:
    first, second = groups(team(10), (PARENTS, NURSES, replace(NURSES, id=30, name="Old", state="archived")))
    assert (first.owns, second.owns) == (("Working parents",), ("Nurses on shifts",))
    first, second = groups(team(10), (PARENTS,))
    assert first.owns == ("Jobs of Working parents", "Gains of Working parents")
    assert second.owns == ("Pains of Working parents",)
    assert groups(team(10), ())[1].owns == ("Pains",)
    assert all(one.owns for one in groups(team(25), (PARENTS,)))


def test_who_has_chosen_stays_there() -> None:
    members = [replace(one, working_group="Group B" if i < 4 else "") for i, one in enumerate(team(10))]
    first, second = groups(members, (PARENTS,))
    assert [one.user for one in second.chosen] == ["U00", "U01", "U02", "U03"]
    assert first.chosen == ()
    assert (len(people(first)), len(people(second))) == (5, 5)


def test_a_group_that_is_no_longer_offered_counts_as_none() -> None:
    members = [replace(one, working_group="Group Z") for one in team(8)]
    assert all(one.chosen == () for one in groups(members, (PARENTS, Segment(id=40, number=3, name="Cooks"))))


def test_who_is_missing_is_said_in_plain_words() -> None:
    assert lacking({"desirability": (), "viability": ()}) == (
        "Nobody here yet speaks for whether customers want it (design, research, marketing …) or "
        "whether it pays (finance, leadership, product …)."
    )
    assert lacking({}) == ""
