"""The next best move follows from where fit stands."""

from canvas.advice import Advice, Move, advise, answer_to
from canvas.board import NoteState
from canvas.fit import fit
from canvas.method import Block
from tests.canvas.boards import NOW, PARENTS, Table


def advice(table: Table, offers: int = 1) -> Advice:
    return advise(fit(table.board(), PARENTS.id, NOW), offers)


def test_without_a_profile_the_team_listens() -> None:
    assert advice(Table()).move is Move.LISTEN


def test_when_all_is_declined_the_team_listens_again() -> None:
    table = Table()
    table.note(Block.PAIN, 2, state=NoteState.DECLINED)
    assert advice(table, offers=0).move is Move.LISTEN


def test_wants_without_offers_ask_for_an_answer_to_the_biggest() -> None:
    table = Table()
    table.note(Block.PAIN, 2)
    biggest = table.note(Block.GAIN, 5)
    assert advice(table, offers=0) == Advice(move=Move.DESIGN, note=biggest)


def test_wants_and_offers_without_links_ask_for_links() -> None:
    table = Table()
    table.note(Block.PAIN, 2)
    assert advice(table).move is Move.LINK


def test_what_holds_fit_down_comes_before_a_bigger_gap() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN, 5))
    required = table.note(Block.GAIN, 1, subtype="required")
    table.note(Block.JOB, 4)
    assert advice(table) == Advice(move=Move.DESIGN, note=required)


def test_a_good_fit_on_paper_asks_for_evidence_on_what_matters_most() -> None:
    table = Table()
    known, guessed = table.note(Block.PAIN, 5), table.note(Block.PAIN, 4)
    table.serve(known)
    table.serve(guessed)
    table.back(known, [5] * 12)
    assert advice(table) == Advice(move=Move.PROVE, note=guessed)


def test_when_all_wants_are_known_the_links_are_still_to_be_proven() -> None:
    table = Table()
    known = table.note(Block.PAIN, 5)
    table.serve(known)
    table.back(known, [5] * 12)
    assert advice(table) == Advice(move=Move.PROVE, note=known)


def test_a_proven_fit_asks_for_a_test_of_the_market() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    link = table.serve(pain)
    table.back(pain, [5] * 12)
    table.back(link, [5] * 12)
    assert advice(table).move is Move.TEST


def test_each_block_of_the_profile_has_a_block_that_answers_it() -> None:
    answers = [answer_to(block) for block in (Block.JOB, Block.PAIN, Block.GAIN)]
    assert answers == [Block.PRODUCT, Block.PAIN_RELIEVER, Block.GAIN_CREATOR]
