"""What brings up the coach's questions about the profile and the offer."""

from dataclasses import replace

import pytest

from canvas.board import Rating
from canvas.coach import TEXT, coach
from canvas.method import Block
from canvas.situation import Fix
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, days
from tests.canvas.situations import ask, board_of, here, targets

JOB, PAIN, GAIN, PRODUCT, RELIEVER = Block.JOB, Block.PAIN, Block.GAIN, Block.PRODUCT, Block.PAIN_RELIEVER


def test_l3_asks_how_they_want_to_feel_and_look() -> None:
    table = Table()
    for _ in range(3):
        table.note(JOB, subtype="functional")
    assert ask(board_of(table), "L3") == []
    table.note(JOB)
    (found,) = ask(board_of(table), "L3")
    assert found.fix == Fix("Add one social job", "add social job")
    table.note(JOB, subtype="social")
    (found,) = ask(board_of(table), "L3")
    assert found.fix.label == "Add one emotional job"
    table.note(JOB, subtype="emotional")
    assert ask(board_of(table), "L3") == []
    for _ in range(3):
        table.note(JOB, subtype="functional")
    assert len(ask(board_of(table), "L3")) == 1


def test_l4_asks_what_a_feature_does() -> None:
    table = Table()
    table.note(PRODUCT, text="Weekly vegetable box")
    same = table.note(RELIEVER, text="A weekly vegetable box")
    (found,) = ask(board_of(table), "L4")
    assert (found.target, "repeats S1" in found.question) == ("n2", True)
    table.link(same, table.note(PAIN))
    table.notes[1] = replace(same, text="Cooks itself")
    assert ask(board_of(table), "L4") == []
    table.note(PRODUCT, text="Recipe cards")
    assert ask(board_of(table), "L4") == []
    table.note(PRODUCT, text="Shopping lists")
    (found,) = ask(board_of(table), "L4")
    assert (found.target, "more products than relievers and creators" in found.question) == ("s10", True)


def test_l4_asks_at_once_what_a_new_answer_is_for() -> None:
    table = Table()
    new = table.note(RELIEVER, text="Cooks itself")
    (found,) = ask(board_of(table), "L4", note=new)
    assert found.fix == Fix("Link it", "link R1")


@pytest.mark.parametrize("name", ["Parents and nurses", "Parents, nurses", "Everyone", "All users", "Parents/nurses"])
def test_l5_asks_whether_one_segment_is_several(name: str) -> None:
    table = Table(replace(PARENTS, name=name))
    assert "several groups" in ask(board_of(table), "L5")[0].question


def test_l5_sees_a_note_about_other_customers_and_ratings_that_are_far_apart() -> None:
    table = Table(PARENTS, NURSES)
    table.note(PAIN, text="Nurses on shifts eat cold food")
    (found,) = ask(board_of(table), "L5")
    assert (found.target, found.question) == ("n1", "1P1 speaks of Nurses on shifts. Does it belong to them?")
    far = (Rating("a", 1), Rating("b", 5))
    table.notes[0] = replace(table.notes[0], text="Cold food", ratings=far)
    for _ in range(3):
        table.note(PAIN, ratings=far)
    assert ask(board_of(table), "L5") == []
    table.note(PAIN, ratings=far)
    (found,) = ask(board_of(table), "L5")
    assert "different customers" in found.question
    for _ in range(12):
        table.note(PAIN, ratings=(Rating("a", 4), Rating("b", 5)))
    assert ask(board_of(table), "L5") == []


@pytest.mark.parametrize(
    ("block", "text", "command"),
    [
        (JOB, "Faster dinners on weekdays", "move J1 gain"),
        (JOB, "Dinner on the table", "edit J1"),
        (GAIN, "Find a fresh recipe", "move G1 job"),
        (JOB, "Cook dinner after work", None),
        (GAIN, "Fresh food on the table", None),
        (GAIN, "Find", None),
        (GAIN, "123", None),
    ],
)
def test_l6_tells_jobs_from_results(block: Block, text: str, command: str | None) -> None:
    table = Table()
    table.note(block, text=text)
    assert [finding.fix.command for finding in ask(board_of(table), "L6")] == ([command] if command else [])


def test_l7_asks_what_they_would_say_without_us() -> None:
    table = Table()
    for text in ("Our box comes late", "The app is slow", "The weekly box comes too late", "Food gets cold"):
        table.note(PAIN, text=text)
    table.note(PRODUCT, text="Weekly box")
    assert targets(ask(board_of(table), "L7")) == ["n1", "n2", "n3"]
    assert ask(board_of(table), "L7", off=(TEXT,)) == []


def test_l7_asks_who_said_what_came_after_the_offer() -> None:
    table = Table()
    late, backed = table.note(PAIN, text="Food gets cold", created=NOW), table.note(PAIN, text="Hungry", created=NOW)
    table.note(PAIN, text="Waits long", created=NOW - days(9))
    table.back(backed)
    (found,) = ask(board_of(table), "L7", entered={3: NOW - days(1)})
    assert (found.target, found.fix.command) == (f"n{late.id}", "evidence P1")


def test_l8_asks_for_more_where_a_profile_is_thin() -> None:
    table = Table()
    table.note(JOB)
    found = ask(board_of(table), "L8")
    assert [finding.question.partition(": ")[2].partition(" so")[0] for finding in found] == [
        "1 job", "0 pains", "0 gains",
    ]  # fmt: skip
    assert ask(board_of(table, 1), "L8") == []


def test_l8_asks_why_behind_the_jobs_that_matter_most() -> None:
    table = Table()
    for block, count in ((JOB, 5), (PAIN, 7), (GAIN, 7)):
        for place in range(count):
            table.note(block, 5 - place % 5)
    (found,) = ask(board_of(table), "L8")
    assert (found.target, found.fix) == ("s10:why", Fix("Ask why", "why J1"))
    table.notes[0] = replace(table.notes[0], parent=2)
    assert ask(board_of(table), "L8") == []


@pytest.mark.parametrize(
    ("text", "measure", "asked"),
    [
        ("It is too expensive for them", "", "too expensive"),
        ("Bad food in the evening", "", "bad"),
        ("Cold food", "", "short"),
        ("Cold food", "3 evenings a week", ""),
        ("Waits 20 minutes", "", ""),
        ("Dinner is late when work runs over", "", ""),
        ("Das Essen ist schlecht", "", ""),
    ],
)
def test_l9_asks_for_a_number_where_a_note_is_vague(text: str, measure: str, asked: str) -> None:
    table = Table()
    table.note(PAIN, text=text, measure=measure)
    table.note(JOB, text="They want to cook dinner for the children")
    found = [finding.question for finding in ask(board_of(table), "L9")]
    assert len(found) == bool(asked)
    assert all(asked in question for question in found)


@pytest.mark.parametrize(
    ("block", "asks"),
    [
        (JOB, "J1 is short. When does it come up, and for what?"),
        (PAIN, "P1 is short. When does it happen, and how much does it cost them?"),
        (GAIN, "G1 is short. How much of it would be enough?"),
    ],
)
def test_l9_asks_each_kind_of_note_for_what_would_make_it_clear(block: Block, asks: str) -> None:
    table = Table()
    table.note(block, text="Cook dinner")
    assert [finding.question for finding in ask(board_of(table), "L9")] == [asks]


def test_l3_counts_the_jobs_that_the_board_at_hand_does_not_have() -> None:
    table = Table()
    new = table.note(JOB, text="Cook dinner after work")
    assert ask(board_of(table), "L3", note=new) == []
    (found,) = ask(board_of(table), "L3", note=new, sorts={PARENTS.id: {"functional": 3, "social": 1}})
    assert found.fix.label == "Add one emotional job"


def test_a_map_that_has_hardly_begun_is_not_asked_what_to_leave_out() -> None:
    table = Table()
    for _ in range(3):
        table.note(PRODUCT)
    table.serve(table.note(JOB, 1))
    assert ask(board_of(table), "L11") == []


def test_what_the_team_lives_with_in_one_segment_or_block_is_asked_about_in_the_others() -> None:
    table = Table(PARENTS, NURSES)
    table.note(JOB)
    found = ask(board_of(table), "L8")
    assert targets(found) == ["s10:job", "s10:pain", "s10:gain", "s20:job", "s20:pain", "s20:gain"]
    left = coach(here(board_of(table)), accepted={("L8", "s10:pain")}, most=None)
    assert [one.target for one in left if one.rule == "L8"] == [*targets(found)[:1], *targets(found)[2:]]


def test_text_rules_are_silent_on_a_board_in_another_language() -> None:
    table = Table()
    table.note(PAIN, text="Bad food")
    for _ in range(2):
        table.note(PAIN, text="Das ist nicht gut für mich")
    assert ask(board_of(table), "L9") == []


def test_l10_sees_a_pain_that_is_only_the_other_side_of_a_gain() -> None:
    table = Table(PARENTS, NURSES)
    table.note(GAIN, text="Delivery is fast")
    table.note(PAIN, text="Delivery is not fast")
    slow = table.note(PAIN, text="Delivery is slow")
    other = table.note(PAIN, text="Children refuse vegetables")
    table.note(PAIN, text="Delivery is slow", segment=NURSES.id)
    board = board_of(table)
    assert targets(ask(board, "L10")) == ["n2", "n3"]
    assert targets(ask(board, "L10", note=slow)) == ["n3"]
    assert ask(board, "L10", note=other) == []
    assert ask(replace(board, notes=(slow,)), "L10", note=slow) == []


def test_l11_asks_what_to_leave_out() -> None:
    table = Table()
    for _ in range(5):
        table.serve(table.note(PAIN, 1))
    unused = table.note(PRODUCT)
    assert targets(ask(board_of(table), "L11")) == ["s10:low", "s10:all"]  # of one product a share says nothing
    table.note(PRODUCT)
    table.note(PRODUCT)
    board = board_of(table)
    found = ask(board, "L11")
    assert targets(found) == ["s10:low", "s10:all", "s10:unused"]
    assert found[-1].fix.command == f"link {unused.code}"
    assert "S1, S2, S3 help with no job" in found[-1].question
    table.serve(table.note(PAIN, 5))
    table.serve(table.note(JOB, 5))
    assert any("every single note" in finding.question for finding in ask(board_of(table), "L11"))
    table.note(PAIN)
    assert not any("every single note" in finding.question for finding in ask(board_of(table), "L11"))


def test_l12_asks_what_an_answer_is_for() -> None:
    table = Table(PARENTS, NURSES)
    table.note(RELIEVER)
    table.note(Block.GAIN_CREATOR)
    table.note(RELIEVER, segment=NURSES.id)
    found = ask(board_of(table), "L12", segment=PARENTS.id)
    assert [finding.question for finding in found] == ["1R1: which pain does it end?", "1C1: which gain does it bring?"]


@pytest.mark.parametrize("rule", ["L5", "L6", "L7", "L9", "L10"])
def test_a_new_note_is_asked_about_its_own_words_and_nothing_else(rule: str) -> None:
    table = Table(replace(PARENTS, name="Parents and nurses"))
    new = table.note(RELIEVER, text="Warns in time")
    assert ask(board_of(table), rule, note=new) == []
    fine = table.note(PAIN, text="They wait 20 minutes on hold")
    assert ask(board_of(table), rule, note=fine) == []
