"""What a real team runs into, as far as it is a matter of the method alone."""

from dataclasses import replace

import pytest

from canvas.across import across
from canvas.board import NoteState, Rating, Segment
from canvas.coach import coach
from canvas.evidence import assess
from canvas.fit import fit
from canvas.method import Block
from canvas.pivots import copied
from canvas.proof import proof
from canvas.ranking import ranked
from canvas.rounds import Move, Phase, begin, move
from canvas.situation import Situation
from canvas.weight import weigh
from tests.canvas.boards import NOW, NURSES, PARENTS, Table, days, member


def test_a_note_valid_for_two_segments_keeps_its_own_ratings_in_each() -> None:
    table = Table(PARENTS, NURSES)
    pain = table.note(Block.PAIN, 5)
    (copy,) = copied(table.board(), {pain.id}, NURSES).notes
    table.notes.append(replace(copy, id=99, ratings=(Rating("ben", 1),)))
    (shared,) = across(table.board()).shared
    assert [weigh(note).rating for note in shared.notes] == [5, 1]


def test_a_dropped_segment_leaves_the_others_fit_alone() -> None:
    table = Table(PARENTS, NURSES)
    table.serve(table.note(Block.PAIN, 4), 0.5)
    table.serve(table.note(Block.PAIN, 5, segment=NURSES.id))
    before = fit(table.board(), PARENTS.id, NOW)
    table.segments = (PARENTS, replace(NURSES, state="archived"))
    assert fit(table.board(), PARENTS.id, NOW) == before


def test_who_left_counts_no_more_in_a_quorum_but_their_ratings_stay() -> None:
    one = begin(Phase.WRITE, NOW, pace="async", zone="UTC")
    wrote = replace(one, wrote=frozenset(("alice", "ben")))
    five = ("alice", "ben", "cara", "dora", "emil")
    assert move(wrote, five, one.closes) is Move.EXTEND
    assert move(wrote, five[:3], one.closes) is Move.NEXT
    note = Table().note(Block.PAIN, ratings=(Rating("gone", 5), Rating("alice", 3)))
    assert weigh(note).rating == 4


def test_one_member_alone_is_not_told_about_a_loud_voice_or_a_vacuum() -> None:
    table = Table()
    for _ in range(12):
        table.note(Block.PAIN)
    board = table.board(members=(member("alice"),), step=5)
    found = coach(Situation(board=board, at=NOW, known=proof(board, NOW)), to_facilitator=True, most=None)
    assert not {"L1", "L13"} & {finding.rule for finding in found}


def test_a_tie_is_broken_by_evidence_and_then_by_age() -> None:
    table = Table()
    young = table.note(Block.PAIN, 4, created=NOW)
    old = table.note(Block.PAIN, 4, created=NOW - days(3))
    backed = table.note(Block.PAIN, 4, created=NOW)
    between = table.note(Block.PAIN, ratings=(Rating("a", 4), Rating("b", 5)), created=NOW)
    table.back(backed)
    assert ranked(table.board(), NOW) == [between, backed, old, young]


def test_conflicting_evidence_is_contested_and_not_averaged_away() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    table.back(pain, [2] * 5)
    table.back(pain, [2] * 5, direction="against")
    grounds = proof(table.board(), NOW).of_note(pain.id)
    assert (grounds.contested, grounds.value) == (True, 0)
    assert grounds.for_ == pytest.approx(grounds.against)


def test_the_same_customer_twelve_times_is_one_source() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    table.back(pain, [2] * 12, source="A nurse in Lyon")
    table.back(pain, [2], source=" a nurse  in lyon")
    assert assess(table.evidence, NOW).value == pytest.approx(0.045, abs=0.001)


def test_people_counted_together_carry_as_much_as_people_counted_one_by_one() -> None:
    table = Table()
    pain = table.note(Block.PAIN)
    table.back(pain, [2], people=15)
    assert assess(table.evidence, NOW).value == pytest.approx(0.306, abs=0.001)


@pytest.mark.parametrize(("topic", "left"), [("", 0.226), ("usability", 0.124), ("market", 0.182)])
def test_what_is_about_use_or_price_ages_faster(topic: str, left: float) -> None:
    table = Table()
    table.back(table.note(Block.PAIN), [2] * 15, at=NOW - days(270), topic=topic)
    assert assess(table.evidence, NOW).value == pytest.approx(left, abs=0.001)


def test_a_pain_that_comes_seldom_weighs_less() -> None:
    table = Table()
    weights = [weigh(table.note(Block.PAIN, 5, frequency=often)).value for often in ("", "daily", "weekly", "rare")]
    assert weights == pytest.approx([1.0, 1.0, 0.9, 0.6])
    assert weigh(table.note(Block.PAIN, frequency="monthly")).value == pytest.approx(0.36 * 0.8)


def test_declined_notes_stay_in_the_account_and_leave_the_gaps() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN, 3))
    table.note(Block.PAIN, 3, state=NoteState.DECLINED)
    found = fit(table.board(), PARENTS.id, NOW)
    assert (found.paper, found.gaps) == (50, ())


def test_empty_blocks_and_all_declined_have_no_fit_to_speak_of() -> None:
    table = Table()
    table.note(Block.PAIN, state=NoteState.DECLINED)
    assert fit(table.board(), PARENTS.id, NOW).paper is None
    assert fit(table.board(), Segment(id=99, number=9, name="Nobody").id, NOW).paper is None


def test_merging_a_doubled_unserved_pain_may_raise_fit() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN, 3))
    one, other = table.note(Block.PAIN, 3), table.note(Block.PAIN, 3)
    before = fit(table.board(), PARENTS.id, NOW).paper
    table.notes[table.notes.index(other)] = replace(other, state=NoteState.MERGED, merged_into=one.id)
    after = fit(table.board(), PARENTS.id, NOW).paper
    assert before is not None
    assert after is not None
    assert after > before
