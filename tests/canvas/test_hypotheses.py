"""First drafts of what must be true."""

from dataclasses import replace

from canvas.board import Hypothesis, NoteState
from canvas.claims import flaw
from canvas.hypotheses import Wording, about_note, area_of, as_link, drafts, keeping
from canvas.method import Block
from tests.canvas.boards import NOW, NURSES, PARENTS, Table


def test_drafts_come_from_the_notes_and_links_that_matter_most() -> None:
    table = Table()
    pain, gain, job = (
        table.note(block, rating) for block, rating in ((Block.PAIN, 5), (Block.GAIN, 4), (Block.JOB, 3))
    )
    table.serve(pain)
    table.serve(gain, 0.5)
    table.serve(job)
    found = drafts(table.board(), PARENTS, NOW)
    assert [(draft.area, draft.about) for draft in found] == [
        ("circle", "1P1"), ("circle", "1G1"), ("circle", "1J1"),
        ("square", "1R1-P1"), ("square", "1C1-G1"), ("square", "1S1-J1"),
        ("rectangle", "1S1"), ("rectangle", "1S1"),
    ]  # fmt: skip


def test_every_draft_says_we_believe_for_whom_and_how_many() -> None:
    table = Table()
    for block in (Block.PAIN, Block.GAIN, Block.JOB):
        table.serve(table.note(block))
    for draft in drafts(table.board(), PARENTS, NOW):
        assert draft.text.startswith("We believe ")
        assert flaw(draft.text, [PARENTS.name]) == ""
        assert "working parents" in draft.text


def test_a_segments_name_reads_inside_a_sentence() -> None:
    table = Table()
    pain = table.note(Block.PAIN, text="Food goes off")
    names = ("Working parents", "IT staff", "Staff of BMW", "Ärzte und Pflegende", "")
    assert [about_note(pain, replace(PARENTS, name=name)).text.split("10 ")[1] for name in names] == [
        "working parents mention “Food goes off” before we do.",
        "IT staff mention “Food goes off” before we do.",
        "Staff of BMW mention “Food goes off” before we do.",
        "Ärzte und Pflegende mention “Food goes off” before we do.",
        " mention “Food goes off” before we do.",
    ]


def test_what_a_hypothesis_is_about_tells_its_area_and_its_address() -> None:
    table = Table()
    pain, reliever, gain = (table.note(block) for block in (Block.PAIN, Block.PAIN_RELIEVER, Block.GAIN))
    assert as_link([pain, reliever]) == as_link([reliever, pain]) == [reliever, pain]
    assert as_link([gain, reliever]) == as_link([replace(pain, segment=NURSES.id), reliever]) == []
    said = Wording("x", segment=PARENTS, notes=[reliever, pain])
    assert said.fields == {"area": "square", "aspect": "", "about": "1R1-P1", "segment": PARENTS.id}
    assert Wording("x", "rectangle", "price", notes=[reliever]).fields == {"area": "rectangle", "aspect": "price"}
    assert Wording("x", segment=NURSES).fields["about"] == ""
    assert area_of("circle", [pain]) == "circle"


def test_who_keeps_a_draft_looks_after_it() -> None:
    draft = Hypothesis(id=1, code="H1", text="x")
    assert keeping(draft, "ben") == {"state": "kept", "owner": "ben"}
    assert keeping(replace(draft, owner="alice"), "ben") == {"state": "kept", "owner": "alice"}


def test_only_a_few_are_drafted_and_only_of_this_segment() -> None:
    table = Table(PARENTS, NURSES)
    for number in range(9):
        table.serve(table.note(Block.PAIN, text=f"Trouble {chr(65 + number) * 9}"))
    table.note(Block.PAIN, 5, segment=NURSES.id)
    found = drafts(table.board(), PARENTS, NOW)
    assert [draft.area for draft in found] == ["circle"] * 5 + ["square"] * 3
    assert [draft.about for draft in drafts(table.board(), NURSES, NOW)] == ["2P10"]


def test_nothing_is_drafted_twice_nor_brought_back_once_thrown_away() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN))
    first = drafts(table.board(), PARENTS, NOW)
    known = tuple(
        Hypothesis(id=i, code=f"H{i}", text="Edited", about=draft.about, state="removed" if i else "kept")
        for i, draft in enumerate(first)
    )
    assert drafts(table.board(hypotheses=known), PARENTS, NOW) == []


def test_what_somebody_has_written_in_nearly_these_words_is_not_drafted() -> None:
    table = Table()
    table.note(Block.PAIN, text="Throwing away a third of the vegetables")
    (draft,) = drafts(table.board(), PARENTS, NOW)
    written = Hypothesis(id=1, code="H1", text=draft.text.replace("6 of 10", "7 of 10"), state="kept")
    assert drafts(table.board(hypotheses=(written,)), PARENTS, NOW) == []


def test_different_notes_in_the_same_phrase_are_both_drafted() -> None:
    table = Table()
    one, two = table.note(Block.PAIN, text="Late bus"), table.note(Block.PAIN, text="Cold food")
    first, second = drafts(table.board(), PARENTS, NOW)
    for about in (first.about, ""):
        kept = Hypothesis(id=1, code="H1", text=first.text, about=about, state="kept")
        assert drafts(table.board(hypotheses=(kept,)), PARENTS, NOW) == [second]
    assert (one.code, two.code) == ("P1", "P2")


def test_notes_and_links_that_are_gone_are_left_out() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN, state=NoteState.REMOVED))
    table.link(table.note(Block.PAIN_RELIEVER), table.note(Block.PAIN), 0)
    board = table.board()
    assert [draft.about for draft in drafts(board, PARENTS, NOW)] == ["1P2"]
    assert drafts(replace(board, notes=()), PARENTS, NOW) == []


def test_an_offer_is_drafted_with_its_price_and_its_cost_each_once() -> None:
    table = Table()
    table.note(Block.PRODUCT, text="A weekly box")
    price, cost = drafts(table.board(), PARENTS, NOW)
    assert (price.aspect, cost.aspect) == ("price", "cost")
    kept = Hypothesis(id=1, code="H1", area="rectangle", text=price.text, about=price.about)
    assert drafts(table.board(hypotheses=(kept,)), PARENTS, NOW) == [cost]
