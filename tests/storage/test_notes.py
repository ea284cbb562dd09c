"""Notes, their codes, duplicates, ratings and votes."""

import pytest

from canvas.board import NoteState, Rating, Source, Vote
from canvas.method import Block
from storage.database import Database
from storage.notes import NewNote
from storage.transaction import Transaction
from tests.storage.world import People, World, actor, begin, there, write_note


@pytest.fixture
def world(database: Database) -> World:
    return database.write_now(actor(), begin)


def test_codes_count_by_block_and_segment_and_are_never_used_again(people: People, world: World) -> None:
    def work(tx: Transaction) -> list[str]:
        first, second = write_note(tx, world, "Late meetings"), write_note(tx, world, "Allergy scares")
        tx.notes.change(second, state=NoteState.REMOVED)
        third = write_note(tx, world, "Three shops")
        job = write_note(tx, world, "Feed the family", Block.JOB)
        other = tx.segments.add(world.workshop.id, "Grandparents")
        elsewhere = tx.notes.add(
            NewNote(workshop=world.workshop.id, segment=other.id, block=Block.PAIN, text="Stairs", author="alice")
        )
        return [note.code for note in (first, second, third, job, elsewhere)]

    assert people.does("alice", work) == ["P1", "P2", "P3", "J1", "P1"]


def test_a_moved_note_is_found_by_all_its_codes_and_has_its_old_one_back_when_moved_back(
    people: People, world: World
) -> None:
    def work(tx: Transaction) -> None:
        note = write_note(tx, world, "Knowing what is for dinner")
        moved = tx.notes.move(note, Block.GAIN)
        assert (moved.code, moved.block, moved.subtype) == ("G1", Block.GAIN, "")
        for code in ("P1", "G1"):
            assert tx.notes.find(world.segment.id, code) == moved
        back = tx.notes.move(moved, Block.PAIN)
        assert back.code == "P1"
        for code in ("P1", "G1"):
            assert tx.notes.find(world.segment.id, code) == back
        assert tx.notes.move(back, Block.GAIN).code == "G1"
        assert write_note(tx, world, "Calm evenings", Block.GAIN).code == "G2"
        assert tx.notes.find(world.segment.id, "P9") is None

    people.does("alice", work)


def test_a_move_lets_links_sleep_that_no_longer_make_sense_and_undo_wakes_them(people: People, world: World) -> None:
    pain = people.adds("alice", "Food goes off")
    reliever = people.adds("alice", "Warns in time", Block.PAIN_RELIEVER)
    people.does("alice", lambda tx: tx.links.put(world.workshop.id, reliever, pain, 1.0))
    people.does("alice", lambda tx: tx.notes.move(pain, Block.GAIN))
    assert people.sees(lambda tx: tx.links.of(pain)) == []
    assert there(people.sees(lambda tx: tx.links.between(reliever, pain))).state == "inactive"
    assert people.undoes("alice") == 1
    assert [link.strength for link in people.sees(lambda tx: tx.links.of(reliever))] == [1.0]
    assert there(people.sees(lambda tx: tx.notes.find(world.segment.id, "P1"))).block is Block.PAIN


def test_likely_duplicates_are_open_notes_of_the_same_block_and_segment(people: People, world: World) -> None:
    def work(tx: Transaction) -> None:
        note = write_note(tx, world, "Throwing away a third of the vegetables")
        write_note(tx, world, "Throwing away a third of the vegetables", Block.GAIN)
        write_note(tx, world, "Late meetings wreck the plan")
        same = "Throwing away one third of the vegetables"

        def alike(segment: int = world.segment.id) -> list[int]:
            return [found.id for found, _ in tx.notes.alike(segment, Block.PAIN, same)]

        assert alike() == [note.id]
        other = tx.segments.add(world.workshop.id, "Grandparents")
        assert alike(other.id) == []
        changed = tx.notes.change(note, text="Something quite different")
        assert alike() == []
        changed = tx.notes.change(changed, text=same)
        assert alike() == [note.id]
        tx.notes.change(changed, state=NoteState.REMOVED)
        assert alike() == []
        tx.notes.change(changed, state=NoteState.OPEN)
        tx.notes.move(changed, Block.JOB)
        assert alike() == []

    people.does("alice", work)


def test_the_best_of_several_duplicates_comes_first(people: People, world: World) -> None:
    def work(tx: Transaction) -> list[float]:
        for end in ("ten", "ten past six", "ten past six in the evening"):
            write_note(tx, world, f"Standing in front of the fridge at {end}")
        found = tx.notes.alike(world.segment.id, Block.PAIN, "Standing in front of the fridge at ten past six")
        assert found[0][0].code == "P2"
        return [likeness for _, likeness in found]

    likeness = people.does("alice", work)
    assert likeness[0] == 1.0
    assert likeness == sorted(likeness, reverse=True)


def test_the_notes_of_a_reply_come_by_line(people: People, world: World) -> None:
    def work(tx: Transaction) -> list[str]:
        for line in (2, 0, 1):
            write_note(tx, world, f"Line {line}", source=Source("C1", "100.1", line))
        write_note(tx, world, "Elsewhere", source=Source("C1", "100.2", 0))
        return [note.text for note in tx.notes.of_reply("C1", "100.1")]

    assert people.does("alice", work) == ["Line 0", "Line 1", "Line 2"]


def test_everybody_rates_and_votes_once_and_may_change_their_mind(people: People, world: World) -> None:
    def work(tx: Transaction) -> None:
        note = write_note(tx, world, "Food goes off")
        for user, value in (("alice", 5), ("ben", 2), ("alice", 3)):
            tx.notes.rate(note, user, value)
        tx.notes.vote(note, "ben", 2)
        tx.notes.vote(note, "alice", 1)
        tx.notes.vote(note, "alice", 0)
        seen = tx.notes.get(note.id)
        assert seen
        assert seen.ratings == (Rating("alice", 3), Rating("ben", 2))
        assert seen.votes == (Vote("ben", 2),)
        assert tx.families.dots_of(world.segment.id, Block.PAIN, "ben") == 2
        assert tx.families.dots_of(world.segment.id, Block.PAIN, "alice") == 0
        assert tx.workshops.board(world.workshop.id).notes == (seen,)

    people.does("alice", work)


def test_open_notes_are_counted_by_block(people: People, world: World) -> None:
    def work(tx: Transaction) -> None:
        removed = write_note(tx, world, "Food goes off")
        write_note(tx, world, "Late meetings")
        write_note(tx, world, "Feed the family", Block.JOB)
        tx.notes.change(removed, state=NoteState.REMOVED)
        counts = tx.notes.counts(world.segment.id)
        assert (counts[Block.PAIN], counts[Block.JOB], counts[Block.GAIN]) == (1, 1, 0)

    people.does("alice", work)


def test_a_note_stands_under_evidence_and_under_kept_hypotheses_that_name_it(people: People, world: World) -> None:
    def work(tx: Transaction) -> None:
        pain, other = write_note(tx, world, "Food goes off"), write_note(tx, world, "Late meetings")
        assert not tx.notes.is_built_on(pain)
        found = tx.evidence.add(world.workshop.id, note=pain.id, text="“A third”")
        assert tx.notes.is_built_on(pain)
        tx.evidence.change(world.workshop.id, found, state="removed")
        assert not tx.notes.is_built_on(pain)
        drafted = tx.hypotheses.add(world.workshop.id, "We believe …", state="draft", about="1R1-P1")
        tx.hypotheses.add(world.workshop.id, "We believe …", about="2P1")
        tx.hypotheses.add(world.workshop.id, "We believe …", about="11P1")
        assert not tx.notes.is_built_on(pain)
        tx.hypotheses.change(world.workshop.id, drafted, state="kept")
        assert tx.notes.is_built_on(pain)
        assert not tx.notes.is_built_on(other)

    people.does("alice", work)
