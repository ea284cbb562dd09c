"""What follows from a mistake, what differs between two boards, and what still holds elsewhere."""

from dataclasses import replace

import pytest

from canvas.board import Board, Hypothesis, NoteState, Rating, Segment
from canvas.cards import Pitch
from canvas.cascade import Effect, invalidate
from canvas.diff import differences, headline
from canvas.method import Block
from canvas.pitch import draft
from canvas.pivots import PIVOTS, copied, still_holds
from canvas.proof import Claim, Of, proof
from canvas.stages import Stage
from canvas.testing import measured
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, card


def proposition() -> tuple[Table, Board]:
    """Return a strong board at step 5, with a pitch and a hypothesis for its first pain and its first link."""
    table = Table(PARENTS, NURSES)
    for block, rating in ((Block.PAIN, 5), (Block.PAIN, 3), (Block.GAIN, 4), (Block.JOB, 5)):
        note = table.note(block, rating)
        table.serve(note)
        table.back(note, [2] * 15)
    hypotheses = tuple(
        Hypothesis(id=number, code=f"H{number}", area=area, text="We believe", about=about, state=state)
        for number, area, about, state in (
            (1, "circle", "1P1", "kept"), (2, "square", "1R1-P1", "kept"), (3, "rectangle", "1S1", "kept"),
            (4, "circle", "1P1", "removed"),
        )
    )  # fmt: skip
    board = table.board(hypotheses=hypotheses, step=5)
    slots = tuple(one.slot for one in draft(board, PARENTS, NOW))
    running = replace(board, tests=(card(hypothesis=2), measured(card(id=2, code="T2"), 1, 1, NOW)))
    return table, replace(running, pitches=(Pitch(segment=PARENTS.id, slots=slots, at=NOW),))


def test_one_wrong_pain_takes_along_all_that_rests_on_it() -> None:
    table, board = proposition()
    pain, reliever = table.notes[0], table.notes[1]
    found = invalidate(board, Claim(Of.NOTE, pain.id), NOW)
    assert (found.cause, found.notes, found.links) == ("1P1", (pain,), (table.links[0],))
    assert [one.code for one in found.hypotheses] == ["H1", "H2"]
    assert [test.code for test in found.tests] == ["T1"]
    assert found.orphans == (reliever,)
    assert found.slots == ((PARENTS.id, "pain"),)
    assert found.step == 2
    assert found.effects == ()
    assert found.after.notes[0].state is NoteState.INVALIDATED
    assert found.after.links[0].state == "inactive"
    assert [one.state for one in found.after.hypotheses] == ["closed", "closed", "kept", "removed"]


def test_all_effects_are_told_in_one_go() -> None:
    table, board = proposition()
    found = invalidate(board, Claim(Of.NOTE, table.notes[0].id), NOW)
    assert found.says[:6] == [
        "1P1 turned out wrong. It is kept, but counts no more.",
        "No longer linked: 1R1-P1.",
        "Closed with it: H1, H2.",
        "Tests that can stop: T1.",
        "Serves nothing any more: 1R1.",
        "The pitch needs new words for: pain.",
    ]
    assert found.says[-1] == "Worth another look: step 2, customer profile."


def test_a_fit_and_a_stage_that_fall_are_said() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    table.serve(pain)
    table.back(pain, [2] * 15)
    found = invalidate(table.board(step=2), Claim(Of.NOTE, pain.id), NOW)
    (effect,) = found.effects
    assert (effect.stage_before, effect.stage_after) == (Stage.PROBLEM_SOLUTION, Stage.NONE)
    assert found.says[-2:] == [
        "Working parents: there is no fit any more, as nothing is linked.",
        "Working parents: the stage goes back from problem-solution fit to none.",
    ]
    assert found.step is None


def test_a_fit_that_falls_within_its_stage_is_said_alone() -> None:
    table = Table()
    for rating, strength in ((3, 1.0), (3, 0.5)):
        table.serve(table.note(Block.PAIN, rating), strength)
    found = invalidate(table.board(step=4), Claim(Of.NOTE, table.notes[0].id), NOW)
    assert found.says[3:] == [
        "Working parents: fit on paper goes from 75 to 50.",
        "Worth another look: step 2, customer profile.",
    ]


def test_a_wrong_hypothesis_takes_what_it_is_about() -> None:
    table, board = proposition()
    circle = invalidate(board, Claim(Of.HYPOTHESIS, 1), NOW)
    assert (circle.cause, circle.notes) == ("H1", (table.notes[0],))
    assert "Closed with it: H2." in circle.says
    square = invalidate(board, Claim(Of.HYPOTHESIS, 2), NOW)
    assert (square.notes, square.links, square.step) == ((), (table.links[0],), 3)
    business = invalidate(board, Claim(Of.HYPOTHESIS, 3), NOW)
    assert (business.links, business.effects, business.step) == ((), (), None)
    assert business.says == ["H3 turned out wrong. It is kept, but counts no more."]


def test_a_wrong_link_is_called_by_its_ends() -> None:
    table, board = proposition()
    found = invalidate(board, Claim(Of.LINK, table.links[0].id), NOW)
    assert (found.cause, [one.code for one in found.hypotheses]) == ("1R1-P1", ["H2"])


def test_a_pitch_that_was_stale_before_is_not_blamed_on_it() -> None:
    table, board = proposition()
    changed = replace(board, notes=(replace(board.notes[0], text="New words"), *board.notes[1:]))
    assert invalidate(changed, Claim(Of.NOTE, table.notes[0].id), NOW).slots == ()


# Two boards in plain words.


def test_the_difference_is_said_in_plain_words() -> None:
    table, before = proposition()
    after = invalidate(before, Claim(Of.NOTE, table.notes[0].id), NOW).after
    assert headline(before, after, NOW) == "1 pain turned out wrong"
    said = differences(before, after, NOW)
    assert said[:3] == ["1 pain turned out wrong: P1 “Pain number 1”.", "R1 no longer serves P1.", "H1, H2 closed."]
    back = differences(after, before, NOW)
    assert back[:3] == ["1 pain back: P1 “Pain number 1”.", "R1 serves P1.", "H1, H2 kept."]


def test_equal_boards_have_no_difference() -> None:
    _, board = proposition()
    assert differences(board, board, NOW) == []
    assert headline(board, board, NOW) == "nothing changed"


def test_every_kind_of_change_is_said() -> None:
    table = Table()
    first, second, third = (table.note(Block.PAIN, 3) for _ in range(3))
    link = table.serve(first)
    table.serve(second)
    table.back(first)
    before = replace(table.board(), tests=(card(),))
    table.notes[0] = replace(first, text="A long text " * 9, block=Block.GAIN, code="G1")
    table.notes[1] = replace(second, ratings=(Rating("alice", 5),))
    del table.notes[2]
    table.links[0] = replace(link, strength=0.5)
    table.links[1] = replace(table.links[1], strength=0)
    table.note(Block.PAIN, text="New", id=90, code="P4")
    table.note(Block.PAIN, text="Newer", id=91, code="P5")
    table.evidence.clear()
    table.back(first, [2, 2], id=70)
    table.evidence[1] = replace(table.evidence[1], id=71)
    kept = Hypothesis(id=1, code="H1", text="x", state="removed")
    after = replace(table.board(hypotheses=(kept,)), tests=(measured(card(threshold=1.0), 2, 3, NOW),))
    said = differences(before, after, NOW)
    assert said[:2] == ["2 pains added: P4 “New”, P5 “Newer”.", "1 pain taken off: P3 “Pain number 3”."]
    assert said[2] == "P1 is now G1, a gain."
    assert said[3].startswith("G1 reads “A long text A long")
    assert said[3].endswith("…”, it was “Pain number 1”.")
    assert "Rated anew: P2." in said
    assert {"R1 serves G1 partly.", "R2 serves P2 not at all."} <= set(said)
    assert {"2 pieces of evidence added.", "1 piece of evidence taken back."} <= set(said)
    assert {"H1 dropped.", "T1 says validated."} <= set(said)
    assert said[-1].startswith("Fit: ")
    assert third.code == "P3"


def test_a_fit_that_begins_comes_from_nothing() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    before = table.board()
    table.serve(pain)
    assert headline(before, table.board(), NOW) == "1 pain reliever added, fit: not yet → 100"


# Pivots.


def test_pivots_have_words_and_six_are_offered_first() -> None:
    assert len(PIVOTS) == 10
    assert sum(one.offered for one in PIVOTS.values()) == 6
    assert all(one.means.endswith(".") and 2 <= one.step <= 5 for one in PIVOTS.values())


def test_what_may_still_hold_for_others_is_proposed() -> None:
    table = Table()
    linked, alone, denied = (table.note(Block.PAIN) for _ in range(3))
    table.serve(linked)
    table.note(Block.PRODUCT)
    table.note(Block.PAIN, state=NoteState.INVALIDATED)
    table.back(denied, [2] * 9, direction="against")
    board = table.board()
    found = still_holds(board, PARENTS.id, proof(board, NOW))
    assert [(one.note.code, one.likely, one.reason) for one in found] == [
        ("P1", True, "our offer is for it"),
        ("R1", True, "it works here"),
        (alone.code, False, "do they know this, too?"),
        (denied.code, False, "customers here said no"),
        ("S1", False, "it serves nothing yet"),
    ]


def test_a_copy_begins_anew_and_remembers_where_it_came_from() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5, shared="k1")
    link = table.serve(pain, 0.5)
    table.serve(table.note(Block.GAIN))
    table.back(pain)
    new = Segment(id=30, number=3, name="Students")
    found = copied(table.board(), {pain.id, link.source}, new)
    assert [(note.segment, note.ratings, note.shared) for note in found.notes] == [(30, (), "k1"), (30, (), "note 2")]
    assert found.links == ((link.source, pain.id, 0.5),)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_taking_a_mistake_back_restores_the_board(number: int) -> None:
    _, board = proposition()
    found = invalidate(board, Claim(Of.HYPOTHESIS, number), NOW)
    notes = {note.id: note for note in found.notes}
    links = {link.id: link for link in found.links}
    hypotheses = {one.id: one for one in found.hypotheses}
    restored = replace(
        found.after,
        notes=tuple(notes.get(note.id, note) for note in found.after.notes),
        links=tuple(links.get(link.id, link) for link in found.after.links),
        hypotheses=tuple(hypotheses.get(one.id, one) for one in found.after.hypotheses),
    )
    assert restored == board


def test_a_stage_that_falls_while_the_fit_stays_is_said_alone() -> None:
    table, board = proposition()
    found = invalidate(board, Claim(Of.NOTE, table.notes[0].id), NOW)
    same = Effect("Working parents", 75.0, 75.0, Stage.PROBLEM_SOLUTION, Stage.NONE)
    said = replace(found, effects=(same,)).says
    assert [one for one in said if one.startswith("Working parents")] == [
        "Working parents: the stage goes back from problem-solution fit to none."
    ]
