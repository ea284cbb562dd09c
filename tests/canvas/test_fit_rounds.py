"""Fit rounds, the ten traits, the best next step, and what moved a fit."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas import traits
from canvas.best import best
from canvas.board import Board, Hypothesis, NoteState, Opinion, Rating
from canvas.fit import fit
from canvas.fit_rounds import cards, settled, split
from canvas.method import Block
from canvas.movement import movement
from canvas.stages import Stage
from canvas.testing import measured
from canvas.traits import TRAITS, Trait, portrait
from tests.canvas.boards import NOW, PARENTS, Table, card, days, table_of

FULL, PART, NOT = 1.0, 0.5, 0.0


def test_cards_come_by_weight() -> None:
    table = Table()
    low, high = table.note(Block.PAIN, 2), table.note(Block.PAIN, 5)
    table.serve(low)
    table.serve(high)
    table.serve(table.note(Block.PAIN, 1, state=NoteState.DECLINED))
    found = cards(table.board(), PARENTS.id, NOW)
    assert [one.want for one in found][:2] == [high, low]
    assert low.text in found[1].question


@pytest.mark.parametrize(
    ("said", "strength"),
    [
        ((FULL, PART, PART), PART),
        ((FULL, NOT), PART),
        ((FULL, PART), PART),
        ((PART, NOT), NOT),
        ((FULL,), FULL),
        ((), PART),
    ],
)
def test_the_middle_counts_and_in_doubt_the_weaker(said: tuple[float, ...], strength: float) -> None:
    table = Table()
    link = table.serve(table.note(Block.PAIN), PART)
    judged = replace(link, opinions=tuple(Opinion(str(i), value) for i, value in enumerate(said)))
    assert settled(judged) == strength


def test_no_answer_against_a_full_one_is_worth_a_talk() -> None:
    table = Table()
    for said in ((NOT, FULL), (PART, FULL), ()):
        table.serve(table.note(Block.PAIN))
        table.links[-1] = replace(table.links[-1], opinions=tuple(Opinion(str(v), v) for v in said))
    assert split(table.board(), PARENTS.id) == [table.links[0]]


# The ten traits.


def test_ten_traits_make_twenty_points() -> None:
    assert len(TRAITS) == 10
    everything = portrait(Table().board(), PARENTS.id, dict.fromkeys(TRAITS, "yes"))
    assert (everything.points, everything.unknown, everything.says) == (20, 0, "20 of 20")
    nothing = portrait(Table().board(), PARENTS.id, {"demand": "partly", "unmet": "no"})
    assert (nothing.points, nothing.unknown, nothing.says) == (1, 8, "1 of 20, 8 not known yet")


def answer(table: Table, key: str, said: str = "unknown") -> tuple[str, bool]:
    found = portrait(table.board(), PARENTS.id, {key: said})
    return next((one.answer, one.by_canvas) for one in found.traits if one.trait.key == key)


def test_beyond_functional_is_told_by_the_jobs_that_are_served() -> None:
    table = Table()
    assert answer(table, "beyond") == ("unknown", True)
    table.serve(table.note(Block.JOB, subtype="functional"))
    assert answer(table, "beyond") == ("no", True)
    social = table.note(Block.JOB, subtype="social")
    assert answer(table, "beyond") == ("partly", True)
    table.serve(social)
    assert answer(table, "beyond") == ("yes", True)
    assert answer(table, "beyond", "no") == ("no", False)


def test_few_very_well_is_told_by_the_links() -> None:
    table = Table()
    assert answer(table, "few_well") == ("unknown", True)
    table.serve(table.note(Block.PAIN, 5))
    assert answer(table, "few_well") == ("yes", True)
    table.serve(table.note(Block.PAIN, 1))
    assert answer(table, "few_well") == ("partly", True)
    for _ in range(4):
        table.serve(table.note(Block.PAIN, 1))
    assert answer(table, "few_well") == ("no", True)


def test_few_very_well_counts_the_variant_that_counts() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN, 5))
    for _ in range(6):
        table.note(Block.PAIN_RELIEVER, variant="B")
    assert answer(table, "few_well") == ("yes", True)


def test_a_new_trait_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Trait(key="fun", question="Is it fun?", fill=lambda board: "yes" if board.notes else "no")
    monkeypatch.setattr(traits, "TRAITS", {**TRAITS, "fun": own})
    assert portrait(Table().board(), PARENTS.id, {}).says == "0 of 22, 10 not known yet"


# The best next step.


def paper(board: Board) -> float:
    return fit(board, PARENTS.id, NOW).paper or 0.0


def test_the_best_step_is_the_one_that_raises_fit_most() -> None:
    table, notes = table_of({Block.PAIN: [(5, 0.5, ""), (2, 0, "")], Block.GAIN: [(3, 1, "")]})
    found = best(fit(table.board(), PARENTS.id, NOW))
    assert found is not None
    assert (found.note, found.partly) == (notes[0], True)
    assert found.says == "Serve P1 fully, not only partly: fit on paper goes from 70 to 93."


def test_a_limit_is_lifted_before_a_bigger_gap_is_filled() -> None:
    table, _ = table_of({Block.PAIN: [(5, 1, ""), (4, 0, "")], Block.GAIN: [(1, 0, "required"), (5, 1, "")]})
    found = best(fit(table.board(), PARENTS.id, NOW))
    assert found is not None
    assert (found.note.code, found.partly) == ("G1", False)
    assert "not only" not in found.says


def test_there_is_no_best_step_without_a_fit_or_without_a_gap() -> None:
    unlinked, _ = table_of({Block.PAIN: [(5, 0, "")]})
    full, _ = table_of({Block.PAIN: [(5, 1, "")]})
    assert best(fit(unlinked.board(), PARENTS.id, NOW)) is None
    assert best(fit(full.board(), PARENTS.id, NOW)) is None


ROW = st.tuples(st.integers(1, 5), st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from(["", "required"]))


@given(st.lists(ROW, min_size=1, max_size=6), st.lists(ROW, min_size=1, max_size=6), st.lists(ROW, max_size=4))
def test_the_best_step_leads_where_it_says_and_no_other_leads_higher(
    pains: list[tuple[int, float, str]], gains: list[tuple[int, float, str]], jobs: list[tuple[int, float, str]]
) -> None:
    table, notes = table_of({Block.PAIN: pains, Block.GAIN: gains, Block.JOB: jobs})
    found = best(fit(table.board(), PARENTS.id, NOW))
    if found is None:
        return
    reached: list[float] = []
    for note in notes:
        count = len(table.notes), len(table.links)
        table.serve(note)
        after = paper(table.board())
        if note == found.note:
            assert after == pytest.approx(found.after)
        reached.append(after)
        del table.notes[count[0] :], table.links[count[1] :]
    assert max(reached) == pytest.approx(max(found.after, found.before))


# What moved a fit.


def test_the_change_that_moved_fit_most_is_named_first() -> None:
    table, (pain, other) = table_of({Block.PAIN: [(5, 1, ""), (2, 0, "")]})
    table.back(pain, [1])
    before = table.board()
    table.serve(other, 0.5)
    table.back(pain, [4] * 3)
    table.back(table.links[0], [4] * 3)
    found = movement(before, table.board(), PARENTS.id, NOW)
    assert found.paper == pytest.approx(paper(table.board()) - paper(before))
    assert {mover.says for mover in found.movers} == {"R2 serves P2 partly", "evidence for P1", "evidence for R1-P1"}
    assert found.proven > 0
    sizes = [abs(mover.paper) + abs(mover.proven) for mover in found.movers]
    assert sizes == sorted(sizes, reverse=True)


def test_every_kind_of_change_is_said_in_words() -> None:
    table, (pain, second, third, fourth) = table_of({
        Block.PAIN: [(5, 1, ""), (3, 1, ""), (2, 0, "")], Block.GAIN: [(4, 1, "")],
    })  # fmt: skip
    table.serve(pain, 0.5)
    before = table.board(hypotheses=(Hypothesis(id=1, code="H1", text="x", about=""),))
    for place, changed in enumerate((
        replace(pain, ratings=(Rating("ben", 2),)),
        replace(second, state=NoteState.PARKED),
        replace(third, state=NoteState.DECLINED),
        replace(fourth, frequency="rare"),
    )):  # fmt: skip
        table.notes[place] = changed
    table.note(Block.PAIN, 4)
    table.links[0] = replace(table.links[0], state="removed")
    after = table.board(hypotheses=before.hypotheses)
    says = {mover.says for mover in movement(before, after, PARENTS.id, NOW).movers}
    assert {"P2 is gone", "P4 is new", "R1 no longer serves P1"} <= says
    undone = {mover.says for mover in movement(after, before, PARENTS.id, NOW).movers}
    assert {"P2 is new", "R1 serves P1", "P4 is gone"} <= undone
    whole = movement(Board(workshop=before.workshop, segments=before.segments), before, PARENTS.id, NOW)
    assert {"P1 is new", "R1 serves P1"} <= {mover.says for mover in whole.movers}


def test_what_nothing_moved_has_no_movers() -> None:
    table, (pain,) = table_of({Block.PAIN: [(5, 1, "")]})
    before = table.board()
    assert movement(before, before, PARENTS.id, NOW).movers == ()
    table.notes[0] = replace(pain, detail="more words")
    table.back(Hypothesis(id=1, code="H1", text="x"), direction="against")
    found = movement(before, table.board(), PARENTS.id, NOW)
    assert (found.paper, found.proven, found.movers) == (0, 0, ())


# Stages beyond the market.


def test_the_bank_opens_with_price_and_cost_and_closes_again() -> None:
    table, notes = table_of({Block.PAIN: [(5, 1, ""), (5, 1, ""), (4, 1, "")], Block.GAIN: [(4, 1, "required")]})
    for claim in (*notes, *table.links):
        table.back(claim, [4] * 10)
    hypotheses = tuple(
        Hypothesis(id=i, code=f"H{i}", area="rectangle", text="We believe", aspect=aspect, state="kept")
        for i, aspect in ((1, "price"), (2, "cost"))
    )
    plain = card(experiment="presale", metric="pay", threshold=3.0)
    tests = tuple(replace(measured(plain, 8, 8, NOW), id=i, code=f"T{i}", hypothesis=i) for i in (1, 2))
    bank = replace(table.board(hypotheses=hypotheses), tests=tests)
    found = fit(bank, PARENTS.id, NOW)
    assert (found.stage, [gate.open for gate in found.gates]) == (Stage.BUSINESS_MODEL, [True, True, True])
    for less in (replace(bank, tests=tests[:1]), replace(bank, tests=(tests[0], replace(tests[1], void=True)))):
        closed = fit(less, PARENTS.id, NOW)
        assert closed.stage is Stage.PRODUCT_MARKET
        assert closed.gates[2].missing == ("No test with real money at stake has shown yet that the cost works out.",)
    elsewhere = replace(bank, hypotheses=tuple(replace(h, segment=99) for h in hypotheses))
    assert fit(elsewhere, PARENTS.id, NOW).stage is Stage.PRODUCT_MARKET
    assert fit(bank, PARENTS.id, NOW + days(900)).stage is Stage.NONE


def test_a_closed_gate_says_what_is_missing() -> None:
    table, _ = table_of({Block.PAIN: [(5, 0.5, "")]})
    first, second, _ = fit(table.board(), PARENTS.id, NOW).gates
    assert first.missing[0] == "Fit on paper is 50; 70 is enough."
    assert second.missing[: len(first.missing)] == first.missing
    assert second.missing[-1] == "For none of your main links have customers paid in time or money. 3 are needed."
