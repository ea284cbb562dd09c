"""Notes that say the same count as one, and come apart again as they were."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.board import Board, Note, NoteState, Rating, Vote
from canvas.fit import fit
from canvas.merge_errors import MergeAcross, MergeNeedsTwo, NotMerged
from canvas.merging import keepers, merge, returned_dots, united, unmerge
from canvas.method import Block
from tests.canvas.boards import NOW, NURSES, PARENTS, Table


def put(board: Board, *changed: Note) -> Board:
    new = {note.id: note for note in changed}
    return replace(board, notes=tuple(new.get(note.id, note) for note in board.notes))


def test_the_keeper_shows_the_highest_rating_of_each_and_at_most_two_dots() -> None:
    table = Table()
    keeper = table.note(Block.PAIN, ratings=(Rating("alice", 2), Rating("ben", 5)), votes=(Vote("alice", 2),))
    other = table.note(Block.PAIN, ratings=(Rating("alice", 4),), votes=(Vote("alice", 1), Vote("cara", 1)))
    table.note(Block.PAIN, votes=(Vote("alice", 2),))
    board = put(table.board(), *merge(keeper, [other]))
    shown = united(board).notes[0]
    assert shown.ratings == (Rating("alice", 4), Rating("ben", 5))
    assert shown.votes == (Vote("alice", 2), Vote("cara", 1))
    assert returned_dots(board, keeper.id) == {"alice": 1}
    assert board.notes[0] == keeper


def test_taking_apart_restores_every_vote_and_rating() -> None:
    table = Table()
    keeper, other = table.note(Block.PAIN, 3), table.note(Block.PAIN, 5, votes=(Vote("ben", 2),))
    before = table.board()
    (merged,) = merge(keeper, [other])
    assert put(put(before, merged), unmerge(merged)) == before


def test_links_and_evidence_of_a_merged_note_count_for_its_keeper() -> None:
    table = Table()
    keeper, other = table.note(Block.PAIN, 4), table.note(Block.PAIN, 4)
    offer = table.note(Block.PAIN_RELIEVER)
    half, full = table.link(offer, keeper, 0.5), table.link(offer, other, 1.0)
    gone = table.link(offer, other, 1.0, state="removed")
    table.back(keeper)
    table.back(other)
    table.back(full)
    board = united(put(table.board(), *merge(keeper, [other])))
    assert [(link.id, link.target, link.strength) for link in board.links] == [
        (half.id, keeper.id, 1.0), (gone.id, other.id, 1.0),
    ]  # fmt: skip
    assert [item.note for item in board.evidence] == [keeper.id, keeper.id, None]
    assert board.evidence[2].link == half.id
    assert fit(board, PARENTS.id, NOW).paper == 100


def test_a_keeper_that_is_merged_itself_hands_on_all_it_took_in() -> None:
    table = Table()
    first, second, third = (table.note(Block.GAIN, value) for value in (1, 2, 5))
    board = put(table.board(), *merge(second, [third]), *merge(first, [second]))
    assert keepers(board.notes) == {second.id: first.id, third.id: first.id}
    assert united(board).notes[0].ratings == (Rating("alice", 5),)


def test_a_ring_of_merged_notes_does_not_turn_for_ever() -> None:
    table = Table()
    one, other = table.note(Block.GAIN), table.note(Block.GAIN)
    ring = put(table.board(), *merge(one, [other]), *merge(other, [one]))
    assert keepers(ring.notes) == {one.id: other.id, other.id: one.id}
    assert len(united(ring).notes) == 2


def test_a_board_without_merged_notes_is_left_as_it_is() -> None:
    table = Table()
    table.note(Block.GAIN)
    board = table.board()
    assert united(board) is board


def test_merging_asks_for_two_of_a_kind() -> None:
    table = Table(PARENTS, NURSES)
    pain, gain = table.note(Block.PAIN), table.note(Block.GAIN)
    far = table.note(Block.PAIN, segment=NURSES.id)
    with pytest.raises(MergeNeedsTwo, match="P1 P4"):
        merge(pain, [pain])
    for other in (gain, far):
        with pytest.raises(MergeAcross, match=other.code):
            merge(pain, [other])
    with pytest.raises(NotMerged):
        unmerge(pain)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), min_size=2, max_size=6), st.data())
def test_whatever_is_merged_comes_apart_as_it_was(rows: list[tuple[int, int]], data: st.DataObject) -> None:
    table = Table()
    for rating, dots in rows:
        table.note(Block.PAIN, rating, votes=(Vote("ben", dots),))
    before = table.board()
    others = data.draw(st.lists(st.sampled_from(before.notes[1:]), min_size=1, unique_by=lambda note: note.id))
    merged = merge(before.notes[0], others)
    board = put(before, *merged)
    assert all(vote.dots <= 2 for note in united(board).notes for vote in note.votes)
    assert sum(note.state is NoteState.MERGED for note in board.notes) == len(others)
    assert put(board, *map(unmerge, merged)) == before
