"""The coach: at most three questions, the weightiest first, and what it asks about the team."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from canvas.board import Board, Note, Rating, Segment
from canvas.cards import Learning
from canvas.coach import ALL, RULES, TEXT, coach, is_for_facilitator, version_of
from canvas.english import VERSION
from canvas.method import Block
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation, asked_of
from canvas.testing import measured
from tests.canvas.boards import NOW, PARENTS, Table, card, days, member
from tests.canvas.situations import ask, board_of, guess, here, targets

PAIN, PRODUCT = Block.PAIN, Block.PRODUCT


def test_there_are_twenty_rules_and_each_one_is_told_when_it_speaks() -> None:
    assert set(RULES) == {f"L{number}" for number in range(1, 21)}
    assert all(rule.moments and rule.name for rule in RULES.values())
    asked = {key for key, rule in RULES.items() if rule.asks_on_add}
    assert asked == {"L3", "L4", "L5", "L6", "L7", "L9", "L10", "L15"}


def test_l1_asks_for_a_customer_behind_the_notes() -> None:
    table = Table()
    notes = [table.note(PAIN, 5 - place % 5) for place in range(10)]
    board = board_of(table, 3)
    (found,) = ask(board, "L1")
    assert (found.target, found.severity, found.fix.command) == ("s10", Severity.SERIOUS, "evidence P1")
    assert "customers stand behind 0 of 10 notes" in found.question
    low = [note for note in notes if note.ratings[0].value == 1]
    for note in low:
        table.back(note)
    (found,) = ask(board_of(table, 3), "L1")
    assert "no customer stands behind what matters most yet" in found.question
    table.back(notes[0])
    assert ask(board_of(table, 3), "L1") == []


def test_l1_speaks_of_what_matters_less_when_that_alone_is_unheard() -> None:
    table = Table()
    for _ in range(30):
        table.note(PAIN, 1)
    for _ in range(5):
        table.back(table.note(PAIN, 5))
    (found,) = ask(board_of(table, 3), "L1")
    assert "5 of 35" in found.question
    assert found.fix.command == "evidence P31"


def test_l1_asks_again_after_three_weeks_without_a_customer() -> None:
    table = Table()
    table.back(table.note(PAIN), at=NOW - days(22))
    assert targets(ask(board_of(table, 5), "L1")) == [""]
    table.back(table.notes[0])
    assert ask(board_of(table, 5), "L1") == []
    (found,) = ask(board_of(Table(), 6), "L1")
    assert "heard yet" in found.question


def test_l1_hears_the_customers_that_a_test_has_asked() -> None:
    interviews = measured(card(threshold=60.0, min_sample=10, experiment="customer_interview"), 70, 20, NOW)
    assert interviews.verdict == "validated"
    assert ask(board_of(Table(), 6, tests=(interviews,), hypotheses=(guess(1),)), "L1") == []
    (old,) = ask(board_of(Table(), 6, tests=(replace(interviews, closed=NOW - days(22)),)), "L1")
    assert "for three weeks" in old.question


def test_l1_is_one_question_where_it_is_true_of_a_segment_and_of_the_whole() -> None:
    table = Table()
    for _ in range(10):
        table.note(PAIN)
    assert targets(ask(board_of(table, 6), "L1")) == ["s10"]


@pytest.mark.parametrize("rule", ["L1", "L13"])
def test_one_voice_alone_is_not_asked_about_the_others(rule: str) -> None:
    table = Table()
    for _ in range(10):
        table.note(PAIN)
    assert ask(board_of(table, 5, members=(member("alice"),)), rule) == []
    assert ask(board_of(table, 1), "L1") == []


def test_l2_asks_whether_a_sleeping_canvas_still_holds() -> None:
    table = Table()
    table.note(PAIN, created=NOW - days(60), updated=NOW - days(60))
    (found,) = ask(board_of(table), "L2")
    assert "still sign" in found.question


def test_l2_sees_a_canvas_that_was_filled_on_one_day() -> None:
    table = Table()
    for hour in range(10):
        moment = NOW - days(25) + days(hour / 24)
        table.note(PAIN, created=moment, updated=moment)
    (found,) = ask(board_of(table), "L2")
    assert "from one day" in found.question
    for _ in range(3):
        table.note(PAIN, created=NOW - days(3), updated=NOW - days(3))
    assert ask(board_of(table), "L2") == []
    assert ask(board_of(Table()), "L2") == []


def test_l2_asks_for_a_test_after_a_month_without_a_learning() -> None:
    table = Table()
    table.note(PAIN, updated=NOW, created=NOW)
    workshop = replace(table.board().workshop, created=NOW - days(40))
    board = board_of(table, hypotheses=(guess(1),), workshop=workshop)
    assert targets(ask(board, "L2")) == ["h1"]
    assert ask(replace(board, hypotheses=(guess(1, importance=2),)), "L2") == []
    learned = Learning(id=1, code="L1", hypothesis=1, at=NOW - days(3))
    assert ask(replace(board, learnings=(learned,)), "L2") == []


def test_l13_speaks_to_the_facilitator_alone_and_names_nobody() -> None:
    table = Table()
    for _ in range(4):
        table.note(PAIN, author="ben")
    assert ask(board_of(table), "L13") == []  # four notes are too few to speak of shares
    table.note(PAIN, author="ben")
    board = board_of(table)
    assert coach(here(board, moment=Moment.PHASE)) == []
    found = ask(board, "L13")
    assert targets(found) == ["", ":pain"]
    assert all("ben" not in finding.question for finding in found)


def test_l13_takes_notes_without_a_name_for_nobodys() -> None:
    table = Table()
    for _ in range(6):
        table.note(PAIN, author="")
    assert targets(ask(board_of(table), "L13")) == [":pain"]  # that nobody has written is all there is to say


def test_l13_looks_at_one_prompt_when_that_is_shown_and_at_the_step_that_ends() -> None:
    table = Table()
    for place in range(5):
        table.note(PAIN, author="ben")
        table.note(Block.GAIN, author=("alice", "ben", "cara")[place % 3])
    board = board_of(table)
    (found,) = ask(board, "L13", moment=Moment.PHASE, block=PAIN)
    assert found.question == "Most pains come from one person. Who has not been asked yet?"
    assert ask(board, "L13", moment=Moment.PHASE, block=Block.GAIN) == []
    assert targets(ask(board, "L13", moment=Moment.GATE)) == ["", ":pain"]
    assert ask(board_of(table, 3), "L13", moment=Moment.GATE) == []
    assert ask(board_of(table, 4), "L13", moment=Moment.GATE) == []


def test_l13_takes_half_of_the_notes_of_two_people_for_granted() -> None:
    table = Table()
    for author in ("ben", "alice", "ben", "alice", "ben", "ben"):
        table.note(PAIN, author=author)
    two = (member("alice"), member("ben"))
    assert ask(board_of(table, members=two), "L13") == []
    assert targets(ask(board_of(table), "L13")) == [""]
    for _ in range(3):
        table.note(PAIN, author="ben")
    assert targets(ask(board_of(table, members=two), "L13")) == [""]


def test_l13_does_not_take_all_who_wrote_without_their_names_for_one_person() -> None:
    table = Table()
    for place in range(20):
        table.note(PAIN, 5 if place < 12 else 3, author="" if place < 12 else ("alice", "ben", "cara")[place % 3])
    assert ask(board_of(table), "L13") == []


def test_l13_looks_at_the_top_ten_too() -> None:
    table = Table()
    for place in range(30):
        table.note(PAIN, 5 if place < 7 else 3, author="ben" if place < 7 else ("alice", "cara")[place % 2])
    assert targets(ask(board_of(table), "L13")) == [""]
    for place in range(7):
        table.notes[place] = replace(table.notes[place], author=("alice", "ben", "cara")[place % 3])
    assert ask(board_of(table), "L13") == []
    assert ask(board_of(Table()), "L13") == []


# The coach.


def test_what_guesses_from_words_has_their_version_and_a_rule_that_is_gone_has_none() -> None:
    assert {rule.version for rule in RULES.values() if rule.text} == {VERSION}
    assert version_of("L9") == VERSION
    assert version_of("L8") == 1
    assert version_of("L99") == 0
    assert [key for key in (*RULES, "L99") if is_for_facilitator(key)] == ["L13"]


def messy() -> Board:
    table = Table(replace(PARENTS, name="Everyone"))
    for place in range(6):
        table.note(PAIN, text=f"Bad {'x' * place}")
    for _ in range(5):
        table.note(PRODUCT)
    return board_of(table, 5)


def test_at_most_three_come_at_a_time_and_the_weightiest_first() -> None:
    found = coach(here(messy()))
    assert len(found) == 3
    assert [finding.severity for finding in found] == sorted(
        (finding.severity for finding in found), key=list(Severity).index
    )
    assert found[0].rule == "L1"


def test_no_rule_crowds_out_the_others() -> None:
    found = coach(here(messy()), off=("L1",), most=None)
    notable = [finding.rule for finding in found if finding.severity is Severity.NOTABLE]
    assert len(set(notable[:3])) == 3


def test_what_was_accepted_stays_silent() -> None:
    first = coach(here(messy()))[0]
    assert first not in coach(here(messy()), accepted={(first.rule, first.target)}, most=None)


def test_guessing_from_words_can_be_switched_off() -> None:
    found = {finding.rule for finding in coach(here(messy()), off=(TEXT,), most=None)}
    assert found
    assert not found & {key for key, rule in RULES.items() if rule.text}


def test_a_rule_speaks_at_its_moments() -> None:
    found = {finding.rule for finding in coach(here(messy(), moment=Moment.ADD), most=None)}
    assert found <= {key for key, rule in RULES.items() if Moment.ADD in rule.moments}
    assert coach(here(messy(), moment=Moment.VERDICT), most=None) == []


def test_a_rule_about_a_step_asks_when_that_step_ends() -> None:
    ending = replace(messy(), workshop=replace(messy().workshop, step=3))
    asked = {one.rule for one in coach(here(ending, moment=Moment.GATE), most=None)}
    assert {"L4", "L11"} <= asked
    assert not {"L3", "L5", "L8"} & asked
    assert {one.rule for one in coach(here(messy(), moment=Moment.GATE), most=None)} == {"L1"}


def test_who_is_gone_is_not_asked_but_who_leads() -> None:
    board = board_of(Table(), members=(member("alice"), member("ben"), member("cara", left=NOW)))
    finding = Finding("L20", "T1", Severity.SMALL, "What does it wait for?", Fix("Look at it", "test T1"))
    assert asked_of(board, finding) == "alice"
    assert asked_of(board, replace(finding, to="ben")) == "ben"
    assert asked_of(board, replace(finding, to="cara")) == "alice"


@pytest.mark.parametrize("count", range(1, 5))
def test_a_tiny_map_is_not_asked_about_shares(count: int) -> None:
    table = Table()
    for _ in range(count):
        table.serve(table.note(PAIN, 1, author="ben", created=NOW - days(30), updated=NOW - days(30)))
        table.notes[-2] = replace(table.notes[-2], ratings=(Rating("alice", 1), Rating("ben", 5)))
    for _ in range(min(count, 2)):
        table.note(PRODUCT)
    board = board_of(table, 4)
    found = [one for rule in ("L1", "L3", "L4", "L5", "L11") for one in ask(board, rule)]
    assert found == []
    assert all("one day" not in one.question for one in ask(board, "L2"))


def test_every_question_is_one_and_has_a_button() -> None:
    for finding in coach(here(messy()), to_facilitator=True, most=None):
        assert "?" in finding.question
        assert finding.fix.label
        assert finding.fix.command


def test_a_new_rule_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    def shouting(now: Situation) -> Iterable[Finding]:
        loud: list[Note] = [note for note in now.notes(*Block) if note.text.isupper()]
        for note in loud:
            code = now.code(note)
            yield Finding("L99", code, Severity.SMALL, f"{code} is loud. Why?", Fix("Change it", f"edit {code}"))

    rule = Rule(key="L99", name="Shouting", moments=frozenset((Moment.ADD,)), check=shouting)
    monkeypatch.setitem(ALL, "L99", rule)
    table = Table()
    table.note(PAIN, text="WAITING")
    assert targets(ask(board_of(table), "L99")) == ["P1"]


def test_a_segment_that_counts_no_more_is_not_asked_about() -> None:
    table = Table()
    table.note(PAIN, text="Bad")
    closed: tuple[Segment, ...] = (replace(PARENTS, state="archived"),)
    table.segments = closed
    assert ask(board_of(table), "L9") == []
