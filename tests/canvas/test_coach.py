"""The coach's questions: what brings each one up, and what keeps it silent."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import pytest

from canvas import coach as coach_module
from canvas.board import Board, Hypothesis, Member, Note, Rating, Segment
from canvas.cards import Learning
from canvas.cards import Test as Card
from canvas.coach import RULES, TEXT, coach
from canvas.method import Block
from canvas.proof import proof
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from canvas.testing import edited, measured, moved
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, card, days, member

TEAM = (member("alice"), member("ben"), member("cara"))
JOB, PAIN, GAIN, PRODUCT, RELIEVER = Block.JOB, Block.PAIN, Block.GAIN, Block.PRODUCT, Block.PAIN_RELIEVER
CARD = card(metric="bring it up", threshold=60.0, unit="%", min_sample=10, experiment="customer_interview")


def here(board: Board, **fields: object) -> Situation:
    return Situation(board=board, at=NOW, known=proof(board, NOW), **fields)  # pyright: ignore[reportArgumentType]


def ask(board: Board, rule: str, off: Collection[str] = (), **fields: object) -> list[Finding]:
    others = [key for key in RULES if key != rule]
    return coach(here(board, **fields), off=(*others, *off), to_facilitator=True, most=None)


def targets(found: Iterable[Finding]) -> list[str | None]:
    return [finding.target for finding in found]


def board_of(table: Table, step: int = 2, members: tuple[Member, ...] = TEAM, **fields: object) -> Board:
    return replace(table.board(members=members, step=step), **fields)


def guess(number: int, area: str = "circle", **fields: object) -> Hypothesis:
    plain: dict[str, object] = {"text": "We believe at least 6 of 10 parents cook", "importance": 5, "state": "kept"}
    return Hypothesis(id=number, code=f"H{number}", area=area, **(plain | fields))  # pyright: ignore[reportArgumentType]


def test_there_are_twenty_rules_and_each_one_is_told_when_it_speaks() -> None:
    assert set(RULES) == {f"L{number}" for number in range(1, 21)}
    assert all(rule.moments and rule.name for rule in RULES.values())


def test_l1_asks_for_a_customer_behind_the_notes() -> None:
    table = Table()
    notes = [table.note(PAIN, 5 - place % 5) for place in range(10)]
    board = board_of(table, 3)
    (found,) = ask(board, "L1")
    assert (found.target, found.severity) == ("P1", Severity.SERIOUS)
    assert "0 of 10 notes come from customers" in found.question
    low = [note for note in notes if note.ratings[0].value == 1]
    for note in low:
        table.back(note)
    (found,) = ask(board_of(table, 3), "L1")
    assert "what matters most" in found.question
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
    assert found.target == "P31"


def test_l1_asks_again_after_three_weeks_without_a_customer() -> None:
    table = Table()
    table.back(table.note(PAIN), at=NOW - days(22))
    assert targets(ask(board_of(table, 5), "L1")) == [None]
    table.back(table.notes[0])
    assert ask(board_of(table, 5), "L1") == []
    empty = Table()
    assert targets(ask(board_of(empty, 6), "L1")) == [None]


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
    assert targets(ask(board, "L2")) == ["H1"]
    assert ask(replace(board, hypotheses=(guess(1, importance=2),)), "L2") == []
    learned = Learning(id=1, code="L1", hypothesis=1, at=NOW - days(3))
    assert ask(replace(board, learnings=(learned,)), "L2") == []


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
    assert (found.target, "repeats S1" in found.question) == ("R1", True)
    table.link(same, table.note(PAIN))
    table.notes[1] = replace(same, text="Cooks itself")
    assert ask(board_of(table), "L4") == []
    table.note(PRODUCT, text="Recipe cards")
    assert "more products than answers" in ask(board_of(table), "L4")[0].question


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
    assert (found.target, "speaks of Nurses on shifts" in found.question) == ("1P1", True)
    table.notes[0] = replace(table.notes[0], text="Cold food", ratings=(Rating("a", 1), Rating("b", 5)))
    (found,) = ask(board_of(table), "L5")
    assert "different customers" in found.question
    for _ in range(3):
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
    assert targets(ask(board_of(table), "L7")) == ["P1", "P2", "P3"]
    assert ask(board_of(table), "L7", off=(TEXT,)) == []


def test_l7_asks_who_said_what_came_after_the_offer() -> None:
    table = Table()
    late, backed = table.note(PAIN, text="Food gets cold", created=NOW), table.note(PAIN, text="Hungry", created=NOW)
    table.note(PAIN, text="Waits long", created=NOW - days(9))
    table.back(backed)
    (found,) = ask(board_of(table), "L7", entered={3: NOW - days(1)})
    assert (found.target, found.fix.command) == (late.code, "evidence P1")


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
    assert (found.target, "Why" in found.question) == ("J1", True)
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
    assert targets(ask(board, "L10")) == ["1P1", "1P2"]
    assert targets(ask(board, "L10", note=slow)) == ["1P2"]
    assert ask(board, "L10", note=other) == []


def test_l11_asks_what_to_leave_out() -> None:
    table = Table()
    for _ in range(4):
        table.serve(table.note(PAIN, 1))
    unused = table.note(PRODUCT)
    board = board_of(table)
    found = ask(board, "L11")
    assert {finding.target for finding in found} == {unused.code, "R1"}
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


def test_l13_speaks_to_the_facilitator_alone_and_names_nobody() -> None:
    table = Table()
    for _ in range(4):
        table.note(PAIN, author="ben")
    board = board_of(table)
    assert coach(here(board, moment=Moment.PHASE)) == []
    found = ask(board, "L13")
    assert targets(found) == [None, "pains"]
    assert all("ben" not in finding.question for finding in found)


def test_l13_looks_at_the_top_ten_too() -> None:
    table = Table()
    for place in range(30):
        table.note(PAIN, 5 if place < 7 else 3, author="ben" if place < 7 else ("alice", "cara")[place % 2])
    assert targets(ask(board_of(table), "L13")) == [None]
    for place in range(7):
        table.notes[place] = replace(table.notes[place], author=("alice", "ben", "cara")[place % 3])
    assert ask(board_of(table), "L13") == []
    assert ask(board_of(Table()), "L13") == []


def with_tests(*tests: Card, hypotheses: tuple[Hypothesis, ...] = (guess(1),), table: Table | None = None) -> Board:
    return board_of(table or Table(), 5, tests=tests, hypotheses=hypotheses)


def test_l14_asks_why_a_bar_was_moved() -> None:
    running = moved(CARD, "measure", NOW - days(1))
    new, old = edited(running, NOW, {"threshold": 30.0})
    assert old is not None
    assert targets(ask(with_tests(replace(new, id=2, code="T2"), old), "L14")) == ["T2"]
    assert ask(with_tests(replace(new, column="done")), "L14") == []


def test_l15_asks_for_what_could_go_wrong() -> None:
    weak = guess(2, text="Our product is good")
    board = with_tests(card(code="T7"), CARD, hypotheses=(guess(1), weak, replace(weak, id=3, state="draft")))
    assert targets(ask(board, "L15")) == ["H2", "T7"]
    assert targets(ask(board, "L15", test=board.tests[0])) == ["T7"]


def test_l16_asks_for_a_second_look() -> None:
    done = measured(CARD, 70, 12, NOW)
    (found,) = ask(with_tests(done), "L16")
    assert found.question.startswith("T1 says yes. It rests on one kind of experiment.")
    assert found.fix.command == "test H1"
    sale = measured(replace(CARD, id=2, code="T2", experiment="presale"), 70, 12, NOW)
    assert ask(with_tests(done, sale), "L16") == []
    assert ask(with_tests(measured(CARD, 10, 12, NOW)), "L16") == []


def test_l17_doubts_a_team_that_is_never_wrong() -> None:
    right = [replace(measured(CARD, 70, 12, NOW), id=number) for number in range(8)]
    assert targets(ask(with_tests(*right), "L17")) == [None]
    assert ask(with_tests(*right[:7]), "L17") == []
    assert ask(with_tests(*right, measured(CARD, 10, 12, NOW)), "L17") == []


def test_l18_asks_what_changes_after_a_no() -> None:
    table = Table()
    pain, other = table.note(PAIN), table.note(PAIN)
    link = table.serve(pain)
    wrong = measured(CARD, 10, 12, NOW - days(9))
    learned = Learning(id=1, code="L1", hypothesis=1, tests=(1,), at=NOW - days(8))
    for hypothesis in (guess(1, about="1P1"), guess(1, "square", about="1R1-P1")):
        board = replace(with_tests(wrong, hypotheses=(hypothesis,), table=table), learnings=(learned,))
        old = {pain.id: NOW - days(20), link.source: NOW - days(20), other.id: NOW}
        notes = tuple(replace(note, updated=old[note.id]) for note in board.notes)
        stale = replace(board, notes=notes)
        assert targets(ask(stale, "L18")) == ["L1"]
        assert ask(replace(stale, notes=(replace(notes[0], updated=NOW), *notes[1:])), "L18") == []
        assert ask(replace(stale, learnings=(replace(learned, at=NOW - days(6)),)), "L18") == []
    free = replace(with_tests(wrong, table=table), learnings=(learned,))
    assert ask(replace(free, notes=(replace(other, updated=NOW),)), "L18") == []
    assert targets(ask(replace(free, notes=()), "L18")) == ["L1"]
    right = replace(with_tests(measured(CARD, 70, 12, NOW)), learnings=(learned,))
    assert ask(right, "L18") == []
    assert targets(ask(replace(right, learnings=(replace(learned, decision="retire"),)), "L18")) == ["L1"]


def test_l19_asks_about_the_customer_before_the_offer() -> None:
    square = replace(CARD, hypothesis=2, column="build")
    hypotheses = (guess(1), guess(2, "square"))
    (found,) = ask(with_tests(square, hypotheses=hypotheses), "L19")
    assert found.fix == Fix("Test H1 first", "test H1")
    assert ask(with_tests(replace(square, column="backlog"), hypotheses=hypotheses), "L19") == []
    assert ask(with_tests(square, hypotheses=hypotheses[1:]), "L19") == []
    assert ask(with_tests(replace(square, hypothesis=9), hypotheses=hypotheses), "L19") == []


def test_l20_asks_what_a_test_waits_for() -> None:
    slow = replace(CARD, column="measure", moved=NOW - days(11))
    (found,) = ask(with_tests(slow, CARD), "L20")
    assert found.question == "T1 has been in measure for 11 days. What does it wait for?"


# The coach.


def messy() -> Board:
    table = Table(replace(PARENTS, name="Everyone"))
    for place in range(6):
        table.note(PAIN, text=f"Bad {'x' * place}")
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
    monkeypatch.setattr(coach_module, "RULES", {**RULES, "L99": rule})
    table = Table()
    table.note(PAIN, text="WAITING")
    assert targets(ask(board_of(table), "L99")) == ["P1"]


def test_a_segment_that_counts_no_more_is_not_asked_about() -> None:
    table = Table()
    table.note(PAIN, text="Bad")
    closed: tuple[Segment, ...] = (replace(PARENTS, state="archived"),)
    table.segments = closed
    assert ask(board_of(table), "L9") == []
