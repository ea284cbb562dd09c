"""What somebody with the last word says counts before what the team said, and both are kept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.board import Board, Link, Note, NoteState, Rating
from canvas.diff import differences
from canvas.fit import fit
from canvas.links import active_links
from canvas.merging import united
from canvas.method import STRENGTHS, Block
from canvas.weight import typical_rating, weigh
from tests.canvas.boards import NOW, PARENTS, Table

RATINGS = st.integers(1, 5)
WORKS = st.sampled_from(sorted(STRENGTHS.values()))


def changed(board: Board, *, note: Note | None = None, link: Link | None = None) -> Board:
    """Return a board with one note or link as it is given."""
    notes = tuple(note if note and note.id == one.id else one for one in board.notes)
    return replace(board, notes=notes, links=tuple(link if link and link.id == one.id else one for one in board.links))


@pytest.mark.parametrize("recheck", [False, True])
def test_a_decided_rating_counts_and_is_not_provisional(recheck: bool) -> None:  # noqa: FBT001 - a case
    note = Table().note(Block.PAIN, 2, decided=5.0, recheck=recheck, frequency="monthly")
    assert (weigh(note).rating, weigh(note).provisional) == (5, False)
    assert weigh(note).value == pytest.approx(0.8)
    assert typical_rating(note) == 2


def test_what_nobody_rated_can_be_decided() -> None:
    note = Table().note(Block.PAIN, decided=4.0)
    assert typical_rating(note) is None
    assert (weigh(note).rating, weigh(note).provisional) == (4, False)


@given(RATINGS, RATINGS, RATINGS, WORKS, WORKS)
def test_fit_with_what_was_decided_is_fit_with_that_rating(
    team: int, decided: int, other: int, strength: float, works: float
) -> None:
    table = Table()
    pain = table.note(Block.PAIN, team)
    link = table.serve(pain, strength)
    table.serve(table.note(Block.GAIN, other), 0.5)
    told = changed(table.board(), note=replace(pain, decided=float(decided)), link=replace(link, decided=works))
    same = changed(
        table.board(), note=replace(pain, ratings=(Rating("alice", decided),)), link=replace(link, strength=works)
    )
    first, second = fit(told, PARENTS.id, NOW), fit(same, PARENTS.id, NOW)
    assert (first.paper, first.proven, first.coverage) == (second.paper, second.proven, second.coverage)
    assert [one.gap for one in first.gaps] == [one.gap for one in second.gaps]


def test_a_decided_link_outlives_a_stronger_one_that_is_merged_with_it() -> None:
    table = Table()
    pain, twin = table.note(Block.PAIN), table.note(Block.PAIN)
    first = table.serve(pain, 1.0)
    offer = next(one for one in table.notes if one.id == first.source)
    table.link(offer, twin, 1.0)
    board = changed(table.board(), link=replace(first, decided=0.0))
    one = united(changed(board, note=replace(twin, state=NoteState.MERGED, merged_into=pain.id)))
    assert [(link.works, link.strength) for link in active_links(one)] == [(0.0, 1.0)]


def test_what_was_decided_is_among_what_changed() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 2)
    link = table.serve(pain, 0.0)
    after = changed(table.board(), note=replace(pain, decided=5.0), link=replace(link, decided=1.0))
    told = " ".join(differences(table.board(), after, NOW))
    assert "Rated anew: P1" in told
    assert "R1 serves P1" in told
