"""Fit on paper and proven: the method's vectors, and what must hold for any board."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.attention import weekly
from canvas.board import Board, Hypothesis, NoteState
from canvas.fit import Band, Fit, Stage, fit
from canvas.method import Block
from canvas.priorities import placed
from canvas.ranking import PROFILE
from tests.canvas.boards import GONE, NOW, NURSES, PARENTS, Table, days, table_of

JOB, PAIN, GAIN = Block.JOB, Block.PAIN, Block.GAIN
Rows = dict[Block, list[tuple[int, float, str]]]
V1: Rows = {
    PAIN: [(5, 1, ""), (3, 0.5, ""), (2, 0, "")],
    GAIN: [(4, 1, "required"), (3, 0, "")],
    JOB: [(5, 1, ""), (4, 0, "")],
}


def fit_of(rows: Rows) -> Fit:
    return fit(table_of(rows)[0].board(), PARENTS.id, NOW)


def test_v1_has_the_methods_numbers() -> None:
    found = fit_of(V1)
    assert found.paper == pytest.approx(68.7, abs=0.1)
    assert found.coverage == pytest.approx({PAIN: 0.776, GAIN: 0.640, JOB: 0.610}, abs=0.001)
    assert (found.band, found.stage, found.caps) == (Band.PARTIAL, Stage.NONE, ())


@pytest.mark.parametrize(
    ("rows", "expected", "caps"),
    [
        (V1 | {PAIN: [(5, 0, ""), (3, 0.5, ""), (2, 0, "")]}, 42.4, 1),
        (V1 | {GAIN: [(4, 0, "required"), (3, 0, "")]}, 46.3, 1),
        ({PAIN: [(5, 0, ""), *[(3, 1, "")] * 6], GAIN: [(3, 1, "")] * 5, JOB: [(4, 1, "")] * 3}, 69.0, 1),
        (
            {
                PAIN: [*[(5, 0, "")] * 2, *[(1, 1, "")] * 10],
                GAIN: [(4, 0, "required"), *[(1, 1, "")] * 8],
                JOB: [(5, 0, ""), *[(1, 1, "")] * 5],
            },
            22.5,
            2,
        ),
    ],
)
def test_v2_to_v5_have_the_methods_numbers(rows: Rows, expected: float, caps: int) -> None:
    found = fit_of(rows)
    assert found.paper == pytest.approx(expected, abs=0.1)
    assert len(found.caps) == caps


def test_v1_is_proven_as_far_as_the_weaker_of_want_and_answer() -> None:
    table, notes = table_of(V1)
    links = {link.target: link for link in table.links}
    pain, second, _, gain, _, job, _ = notes
    table.back(pain, [2] * 15)
    table.back(second, [2] * 3)
    table.back(gain, [2] * 5)
    table.back(links[gain.id], [3] * 20)
    table.back(job, [2] * 15)
    table.back(links[job.id], [3] * 20)
    assert fit(table.board(), PARENTS.id, NOW).proven == pytest.approx(8.5, abs=0.1)


def test_a_cap_names_its_notes_and_its_reason() -> None:
    found = fit_of({PAIN: [(5, 0, ""), (1, 1, "")], GAIN: [(1, 0, "required"), *[(5, 1, "")] * 3]})
    must, extreme = found.caps
    assert (must.most, [n.code for n in must.notes]) == (49, ["G1"])
    assert must.reason.startswith("G1: ")
    assert (extreme.most, [n.code for n in extreme.notes]) == (69, ["P1"])
    assert found.paper is not None
    assert found.paper <= must.most


def test_without_outcomes_or_links_there_is_no_fit_to_speak_of() -> None:
    jobs = fit_of({JOB: [(5, 1, "")]})
    unlinked = fit_of({PAIN: [(5, 0, "")], GAIN: [(5, 0, "required")]})
    for found in (jobs, unlinked, fit_of({})):
        assert (found.paper, found.proven, found.band, found.caps) == (None, None, None, ())
    assert [s.note.code for s in unlinked.gaps] == ["P1", "G1"]


def test_unrated_notes_count_as_three_and_say_so() -> None:
    table = Table()
    table.serve(table.note(PAIN))
    standing = fit(table.board(), PARENTS.id, NOW).standings[0]
    assert (standing.weight.rating, standing.weight.provisional) == (3, True)


def test_many_half_answers_are_not_an_answer() -> None:
    table = Table()
    pain = table.note(PAIN, 4)
    for strength in (0.5, 0.5, 0.0, 0.5):
        table.back(table.serve(pain, strength), [4] * 10)
    table.back(pain, [4] * 10)
    found = fit(table.board(), PARENTS.id, NOW)
    assert found.paper == pytest.approx(50)
    assert found.proven == pytest.approx(50 * 0.766, abs=0.1)


def test_what_customers_cannot_do_without_is_served_from_partly_on() -> None:
    def caps(strength: float) -> list[float]:
        return [cap.most for cap in fit_of({GAIN: [(4, strength, "required"), (4, 1, "")]}).caps]

    assert (caps(0), caps(0.5), caps(1)) == ([49], [], [])


def test_gaps_are_ordered_by_what_is_left_unserved_and_declined_ones_stay_out() -> None:
    table = Table()
    small, big, half = table.note(PAIN, 2), table.note(PAIN, 5), table.note(GAIN, 5)
    declined = table.note(PAIN, 5, state=NoteState.DECLINED)
    table.serve(half, 0.5)
    table.serve(table.note(JOB, 5))
    found = fit(table.board(), PARENTS.id, NOW)
    assert [s.note for s in found.gaps] == [big, half, small]
    assert declined in [s.note for s in found.standings]


def test_serving_what_hardly_matters_is_said() -> None:
    table = Table()
    trivial = table.serve(table.note(PAIN, 2))
    table.serve(table.note(PAIN, 3))
    table.serve(table.note(PAIN, 1), 0)
    assert fit(table.board(), PARENTS.id, NOW).over == (trivial,)


@pytest.mark.parametrize("state", GONE)
def test_notes_that_are_gone_and_their_links_do_not_count(state: NoteState) -> None:
    table, _ = table_of({PAIN: [(3, 1, "")]})
    alone = fit(table.board(), PARENTS.id, NOW)
    gone = table.note(PAIN, 5, state=state)
    table.serve(gone)
    table.link(table.note(Block.PAIN_RELIEVER, state=state), table.notes[0])
    table.link(table.notes[1], table.notes[0], 1, state="removed")
    found = fit(table.board(), PARENTS.id, NOW)
    assert (found.paper, found.standings) == (alone.paper, alone.standings)


def test_segments_have_their_own_fit() -> None:
    table = Table(PARENTS, NURSES)
    table.serve(table.note(PAIN, 5))
    table.note(PAIN, 5, segment=NURSES.id)
    assert fit(table.board(), PARENTS.id, NOW).paper == 100
    assert fit(table.board(), NURSES.id, NOW).paper is None


def test_stages_open_with_evidence_and_close_when_it_fades() -> None:
    table, notes = table_of({PAIN: [(5, 1, ""), (5, 1, ""), (4, 1, "")], GAIN: [(4, 1, "required")]})
    assert fit(table.board(), PARENTS.id, NOW).stage is Stage.NONE
    for note in notes:
        table.back(note, [2] * 15)
    assert fit(table.board(), PARENTS.id, NOW).stage is Stage.PROBLEM_SOLUTION
    assert fit(table.board(), PARENTS.id, NOW + days(270)).stage is Stage.NONE
    for claim in (*notes, *table.links):
        table.back(claim, [4] * 10)
    assert fit(table.board(), PARENTS.id, NOW).stage is Stage.PRODUCT_MARKET


@st.composite
def boards(draw: st.DrawFn) -> Table:
    table = Table()
    for block in draw(st.lists(st.sampled_from(PROFILE), max_size=12)):
        rating = draw(st.none() | st.integers(1, 5))
        subtype = draw(st.sampled_from(["", "required", "social", "risk"]))
        note = table.note(block, rating, subtype=subtype, state=draw(st.sampled_from(NoteState)))
        for strength in draw(st.lists(st.sampled_from([0.0, 0.5, 1.0]), max_size=2)):
            table.back(table.serve(note, strength), draw(st.lists(st.integers(0, 5), max_size=4)))
        table.back(note, draw(st.lists(st.integers(0, 5), max_size=4)), at=NOW - days(draw(st.integers(0, 500))))
    return table


HYPOTHESES = tuple(
    Hypothesis(id=1000 + number, code=f"H{number}", area=area, text=f"Claim {number}", state="kept", importance=number)
    for number, area in enumerate(("circle", "square", "rectangle", "circle"), 1)
)


def told(board: Board) -> tuple[dict[int, float], dict[int, float]]:
    """Return how much attention each claim needs in a review, and how soon each hypothesis is to be tested."""
    asks = {ask.claim.id: ask.attention for ask in weekly(board, NOW - days(7), NOW, {})}
    return asks, {one.hypothesis.id: one.priority for one in placed(board, NOW)}


def numbers(board: Board) -> tuple[float | None, float | None]:
    found = fit(board, PARENTS.id, NOW)
    return found.paper, found.proven


@given(boards())
def test_proven_is_never_more_than_paper(table: Table) -> None:
    paper, proven = numbers(table.board())
    if paper is None or proven is None:
        assert paper is proven is None
    else:
        assert 0 <= proven <= paper + 1e-9 <= 100 + 2e-9


@given(boards(), st.sampled_from(PROFILE), st.integers(1, 5))
def test_a_note_that_nothing_serves_never_raises_fit_on_paper_or_proven(
    table: Table, block: Block, rating: int
) -> None:
    before = numbers(table.board())
    table.note(block, rating)
    for then, now in zip(before, numbers(table.board()), strict=True):
        assert then is None or now is None or now <= then + 1e-9


@given(boards(), st.data())
def test_the_order_of_notes_and_links_makes_no_difference(table: Table, data: st.DataObject) -> None:
    board = table.board(hypotheses=HYPOTHESES)
    shuffled = replace(
        board,
        hypotheses=tuple(data.draw(st.permutations(board.hypotheses))),
        notes=tuple(data.draw(st.permutations(board.notes))),
        links=tuple(data.draw(st.permutations(board.links))),
        evidence=tuple(data.draw(st.permutations(board.evidence))),
    )
    assert numbers(shuffled) == pytest.approx(numbers(board))
    for found, other in zip(told(shuffled), told(board), strict=True):
        assert found == pytest.approx(other)
