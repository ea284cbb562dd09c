"""The one thing to do next, and the order of notes that it follows."""

from dataclasses import replace

from canvas.advice import advise
from canvas.board import NoteState
from canvas.fit import fit
from canvas.method import Block
from canvas.ranking import open_notes, ranked
from canvas.weight import dots, dots_each
from tests.canvas.boards import NOW, NURSES, PARENTS, Rating, Table, Vote, days


def advice(table: Table) -> str:
    return advise(fit(table.board(), PARENTS.id, NOW)).says


def test_first_comes_something_to_compare_then_what_holds_fit_down() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    assert "/vpd link" in advice(table)
    table.serve(table.note(Block.PAIN, 2))
    assert advice(table) == "Serve P1 first: until then fit can't pass 69."
    table.serve(pain, 0.5)
    assert advice(table) == "Ask customers about P1. It matters, and little shows yet that it is true."


def test_ratings_come_before_gaps_and_gaps_before_proof() -> None:
    table = Table()
    pain, gain = table.note(Block.PAIN), table.note(Block.GAIN)
    table.serve(pain)
    assert advice(table) == "Most notes have no rating yet. Start with `/vpd rate P1 4`."
    table.notes[0] = replace(pain, ratings=(Rating("alice", 3),))
    table.notes[1] = replace(gain, ratings=(Rating("alice", 4),))
    assert advice(table).startswith("G1 is the biggest gap")
    table.serve(gain)
    assert advice(table).startswith("Ask customers about G1")
    for note in (pain, gain):
        table.back(note, [2] * 16)
    assert advice(table).startswith("That looks good")


def test_notes_are_ranked_by_rating_then_dots_then_evidence_then_age() -> None:
    table = Table()
    late = table.note(Block.PAIN, 4, created=NOW)
    first = table.note(Block.PAIN, 4)
    carried = table.note(Block.PAIN, 4, created=NOW)
    voted = table.note(Block.PAIN, 4, created=NOW, votes=(Vote("ben", 1),))
    rated = table.note(Block.PAIN, ratings=(Rating("alice", 4), Rating("ben", 5)), created=NOW)
    unrated = table.note(Block.PAIN, created=NOW - days(99))
    twin = table.note(Block.PAIN, 4, created=NOW)
    table.back(carried)
    assert ranked(table.board(), NOW) == [rated, voted, carried, first, late, twin, unrated]


def test_only_open_notes_of_the_blocks_and_segment_asked_for_are_ranked() -> None:
    table = Table(PARENTS, NURSES)
    pain = table.note(Block.PAIN)
    table.note(Block.PAIN, segment=NURSES.id)
    table.note(Block.GAIN)
    table.note(Block.PAIN, state=NoteState.PARKED)
    assert open_notes(table.board(), segment=PARENTS.id, blocks=[Block.PAIN]) == [pain]
    assert len(ranked(table.board(), NOW)) == 3


def test_at_most_two_dots_of_one_person_count_on_a_note() -> None:
    note = Table().note(Block.PAIN, votes=(Vote("alice", 5), Vote("ben", 1)))
    assert dots(note) == 3
    assert [dots_each(notes) for notes in (0, 12, 13, 24, 25)] == [3, 3, 5, 5, 7]
