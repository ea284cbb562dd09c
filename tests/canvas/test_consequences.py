"""What must change on the canvas after a learning, and when it counts as settled."""

from dataclasses import replace

import pytest

from canvas.board import Board, Hypothesis, NoteState, Segment
from canvas.cards import Consequence, Learning
from canvas.consequences import (
    Edit,
    Unsettled,
    affected,
    behind,
    named,
    newest_decisions,
    of_learning,
    progress,
    says_no,
    turned_down,
    unsettled,
    with_changes,
)
from canvas.method import Block
from canvas.proof import Claim, Of
from canvas.testing import measured
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, card, days

ABOUT = Hypothesis(id=1, code="H1", text="They throw it away", about="1P1", state="kept")
BUILDS = Hypothesis(id=2, code="H2", area="square", text="It warns in time", about="1R1-P1", state="kept")
TURNED = Learning(id=1, code="L1", hypothesis=1, decision="pivot", learned="They never do", at=NOW - days(3))
NOTE, LINK = Consequence(id=5, learning=1, of="note", target=1), Consequence(id=6, learning=1, of="link", target=100)
CLAIM = Consequence(id=7, learning=1, of="hypothesis", target=2)


def board(*segments: Segment, learnings: tuple[Learning, ...] = (TURNED,), **more: object) -> Board:
    table = Table(*segments)
    table.serve(table.note(Block.PAIN, 5))
    found = replace(table.board(hypotheses=(ABOUT, BUILDS)), learnings=learnings)
    return replace(found, **more)


def edit(table: str, row: int, number: int = 50, undoes: int | None = None, **after: object) -> Edit:
    return Edit(id=number, table=table, row=row, before=dict.fromkeys(after, "before"), after=after, undoes=undoes)


@pytest.mark.parametrize(
    ("decision", "codes"),
    [
        ("pivot", ["P1", "R1-P1", "H1", "H2"]),
        ("retire", ["P1", "R1-P1", "H2"]),
        ("persevere", []),
        ("continue_testing", []),
    ],
)
def test_a_turn_asks_about_what_the_hypothesis_is_about_its_links_and_what_builds_on_it(
    decision: str, codes: list[str]
) -> None:
    learning = replace(TURNED, decision=decision)
    found = affected(board(), learning, NOW)
    asked = [Consequence(id=n, learning=1, of=claim.of.value, target=claim.id) for n, claim in enumerate(found)]
    assert [named(board(), one)[0] for one in asked] == codes


def test_a_test_that_said_no_asks_too_unless_it_is_void() -> None:
    said_no = measured(card(threshold=6.0, unit="", operator=">="), 3, 12, NOW)
    learning = replace(TURNED, decision="persevere", tests=(1,))
    assert says_no(board(tests=(said_no,)), learning)
    assert affected(board(tests=(said_no,)), learning, NOW) == [
        Claim(Of.NOTE, 1), Claim(Of.LINK, 100), Claim(Of.HYPOTHESIS, 2),
    ]  # fmt: skip
    assert not says_no(board(tests=(replace(said_no, void=True),)), learning)
    gone = board()
    gone = replace(gone, notes=(replace(gone.notes[0], state=NoteState.REMOVED), *gone.notes[1:]))
    assert Claim(Of.NOTE, 1) not in affected(gone, TURNED, NOW)


def test_a_learning_stays_open_until_each_thing_is_settled() -> None:
    asked = board(consequences=(NOTE, replace(LINK, state="kept", reason="x"), replace(CLAIM, state="handed")))
    assert progress(asked, TURNED) == Unsettled(learning=TURNED, settled=2, of=3)
    assert unsettled(asked) == [Unsettled(learning=TURNED, settled=2, of=3)]
    done = replace(asked, consequences=(replace(NOTE, state="changed"),))
    assert unsettled(done) == []
    assert progress(board(), TURNED) is None
    back = board(learnings=(replace(TURNED, decision="persevere"),), consequences=(NOTE,))
    assert (of_learning(back, back.learnings[0]), unsettled(back)) == ([], [])


@pytest.mark.parametrize(
    ("one", "done"),
    [
        (NOTE, edit("notes", 1, text="New words")),
        (NOTE, edit("notes", 1, block="gain")),
        (LINK, edit("links", 100, strength=0.5)),
        (CLAIM, edit("hypotheses", 2, text="New words")),
    ],
)
def test_a_real_change_settles_what_it_changes(one: Consequence, done: Edit) -> None:
    asked = board(consequences=(one,))
    assert with_changes(asked, [done]).consequences == (replace(one, state="changed"),)
    before = edit("consequences", one.id, 60, state="open")
    assert with_changes(asked, [done, before]).consequences == (one,), "what came before it was asked counts not"
    assert with_changes(asked, [done, replace(done, id=70, undoes=50)]).consequences == (one,)
    assert with_changes(asked, [replace(done, row=9)]).consequences == (one,)
    same = replace(done, before=done.after)
    assert with_changes(asked, [same]).consequences == (one,)


def test_to_settle_something_and_to_take_that_back_leaves_what_was_changed_before() -> None:
    asked = board(consequences=(NOTE,))
    done = edit("notes", 1, text="New words")
    settled = edit("consequences", NOTE.id, 60, state="kept")
    back = edit("consequences", NOTE.id, 70, undoes=60, state="open")
    assert with_changes(asked, [done, settled, back]).consequences == (replace(NOTE, state="changed"),)


def test_what_only_touches_a_note_settles_nothing_and_what_is_settled_stays_as_it_is() -> None:
    asked = board(consequences=(NOTE,))
    said = [edit("notes", 1, still_true=True), edit("notes", 1, recheck=True), edit("ratings", 1, value=5)]
    assert with_changes(asked, said).consequences == (NOTE,)
    kept = replace(NOTE, state="kept")
    assert with_changes(board(consequences=(kept,)), [edit("notes", 1, text="x")]).consequences == (kept,)


def test_what_is_gone_is_changed() -> None:
    asked = board(consequences=(NOTE, LINK, CLAIM))
    assert with_changes(asked, []).consequences == asked.consequences
    for state in (NoteState.DECLINED, NoteState.REMOVED, NoteState.INVALIDATED, NoteState.PARKED):
        off = replace(asked, notes=(replace(asked.notes[0], state=state), *asked.notes[1:]))
        assert [one.state for one in with_changes(off, []).consequences] == ["changed", "changed", "open"]
    cut = replace(asked, links=(replace(asked.links[0], state="removed"),))
    assert [one.state for one in with_changes(cut, []).consequences] == ["open", "changed", "open"]
    closed = replace(asked, hypotheses=(ABOUT, replace(BUILDS, state="closed")))
    assert [one.state for one in with_changes(closed, []).consequences] == ["open", "open", "changed"]


def test_what_must_change_is_named_as_people_call_it() -> None:
    two = board(PARENTS, NURSES)
    assert [named(two, one) for one in (NOTE, LINK, CLAIM)] == [
        ("1P1", "Pain number 1"),
        ("1R1-P1", "Pain reliever number 1 → Pain number 1"),
        ("H2", "It warns in time"),
    ]
    unseen = replace(two, notes=two.notes[1:])
    assert [named(unseen, one) for one in (NOTE, LINK)] == [("", ""), ("", "")]
    assert [named(two, replace(one, target=99)) for one in (LINK, CLAIM)] == [("", ""), ("", "")]


def test_what_a_decision_rests_on_and_what_was_decided_last() -> None:
    table = Table(PARENTS, NURSES)
    note = table.note(Block.PAIN)
    table.back(note, [2, 3])
    table.back(note, state="removed")
    tested = measured(card(threshold=6.0), 3, 12, NOW)
    whole = replace(table.board(hypotheses=(ABOUT,)), tests=(tested,))
    assert behind(whole, [Claim(Of.HYPOTHESIS, 1)], NOW) == (1, 2)
    old = replace(TURNED, id=2, decision="persevere", at=NOW - days(9))
    learned = replace(whole, learnings=(TURNED, old))
    assert newest_decisions(learned) == {1: "pivot"}
    here = replace(ABOUT, id=1, segment=PARENTS.id)
    assert turned_down(replace(learned, hypotheses=(here, BUILDS)), PARENTS.id) == [Claim(Of.HYPOTHESIS, 1)]
    assert turned_down(replace(learned, hypotheses=(here, BUILDS)), NURSES.id) == []
    assert turned_down(learned, NURSES.id) == [Claim(Of.HYPOTHESIS, 1)], "what is of no segment counts for all"
