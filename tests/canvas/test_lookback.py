"""A board as it was a while ago, both sides of a contested claim, and whose view weighs most."""

from dataclasses import replace

import pytest

from canvas.board import Hypothesis, NoteState, Rating
from canvas.contested import contested
from canvas.lookback import Rated, as_it_was
from canvas.method import Block
from canvas.movement import movement
from canvas.rewind import Past
from canvas.voices import one_hand
from tests.canvas.boards import NOW, PARENTS, START, Table, card, days, member

SINCE = NOW - days(3)


def test_ratings_are_those_of_then_by_their_first_change_since() -> None:
    table = Table()
    pain, other = table.note(Block.PAIN, 5), table.note(Block.PAIN, 4)
    changed = [Rated(pain.id, "alice", 2), Rated(pain.id, "alice", 3), Rated(other.id, "alice", 0)]
    then = as_it_was(table.board(), SINCE, [Past("notes", other.id, {"text": "Old words"})], changed)
    assert then.notes[0].ratings == (Rating("alice", 2),)
    assert then.notes[1].ratings == ()
    assert then.notes[1].text == "Old words"


def test_a_result_that_came_since_is_not_known_yet() -> None:
    old = card(id=1, verdict="validated", closed=SINCE - days(1))
    new = card(id=2, code="T2", verdict="invalidated", closed=SINCE + days(1))
    board = replace(Table().board(), tests=(old, new, card(id=3, code="T3")))
    assert [one.verdict for one in as_it_was(board, SINCE, (), ()).tests] == ["validated", "", ""]


def test_the_strongest_and_freshest_words_stand_for_each_side() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    link = table.serve(pain)
    table.back(pain, [3], text="old and strong", at=NOW - days(9))
    table.back(pain, [3], text="strong")
    table.back(pain, [2] * 9, text="words")
    table.back(pain, [2] * 9, direction="against", text="no such thing")
    table.back(pain, [5], direction="against", text="not yet", at=NOW + days(1))
    table.back(pain, [5], text="taken back", state="removed")
    table.back(link, [2] * 9)
    table.back(link, [4], direction="against", text="gave it back")
    note, pair = contested(table.board(), PARENTS.id, NOW)
    assert (note.code, note.for_.text, note.against.text) == ("P1", "strong", "no such thing")
    assert (pair.code, pair.against.text) == ("R1-P1", "gave it back")


def test_what_only_one_side_says_is_not_contested() -> None:
    table = Table()
    pain, gone = table.note(Block.PAIN, 5), table.note(Block.PAIN, 5, state=NoteState.PARKED)
    table.back(pain, [2] * 9)
    table.back(gone, [2] * 9)
    table.back(gone, [2] * 9, direction="against")
    assert contested(table.board(), PARENTS.id, NOW) == []


@pytest.mark.parametrize(
    ("authors", "said"),
    [("aaaab", (4, 5)), ("aaabb", (3, 5)), ("aabbc", (0, 0)), ("aaaa", (0, 0)), ("aaabbbb", (3, 5))],
)
def test_most_of_the_top_notes_by_one_hand_are_told(authors: str, said: tuple[int, int]) -> None:
    table = Table()
    for author in authors:
        table.note(Block.PAIN, 3, author=author)
    board = replace(table.board(), members=(member("a"), member("b"), member("c", left=START)))
    assert one_hand(board, PARENTS.id, NOW) == said
    assert one_hand(replace(board, members=(member("a"),)), PARENTS.id, NOW) == (0, 0)


def test_results_and_merged_notes_are_named_among_what_moved_fit() -> None:
    table = Table()
    pain, double = table.note(Block.PAIN, 5), table.note(Block.PAIN, 5)
    table.serve(pain)
    then = table.board()
    merged = replace(
        then, notes=tuple(replace(n, state=NoteState.MERGED) if n.id == double.id else n for n in then.notes)
    )
    assert [one.says for one in movement(then, merged, PARENTS.id, NOW).movers] == ["P2 was merged into another"]


def test_the_result_of_a_test_is_named_among_what_moved_fit() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    table.back(pain, [4] * 3)
    table.serve(pain)
    works = Hypothesis(id=1, code="H1", area="square", text="It helps", about="1R1-P1", state="kept")
    result = card(experiment="pilot", verdict="validated", closed=NOW - days(1), sample=10, observed=8.0)
    after = replace(table.board(hypotheses=(works,)), tests=(result, card(id=2, code="T2")))
    then = as_it_was(replace(after, tests=(result, card(id=2, code="T2", column="build"))), SINCE, (), ())
    found = movement(then, after, PARENTS.id, NOW)
    assert [one.says for one in found.movers] == ["the result of T1"]
    assert found.proven == pytest.approx(found.movers[0].proven)
