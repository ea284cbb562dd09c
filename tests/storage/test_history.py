"""What happened is kept, and people can take back what they did last."""

from datetime import datetime, timedelta

import pytest

from canvas.board import Note, NoteState
from canvas.errors import ChangedSince, NothingToUndo
from canvas.method import Block
from storage.database import Database
from storage.transaction import Transaction
from tests.storage.world import AT, People, World, actor, begin, there, write_note


@pytest.fixture
def world(database: Database) -> World:
    return database.write_now(actor("start", "facilitator"), begin)


def test_undo_takes_back_ones_own_acts_from_the_last_on(people: People) -> None:
    note = people.adds("alice", "Food goes off")
    people.adds("ben", "Late meetings")
    people.does("alice", lambda tx: tx.notes.change(there(tx.notes.get(note.id)), text="Food goes off each week"))
    assert people.undoes("alice") == 1
    assert people.note(note).text == "Food goes off"
    assert people.undoes("alice") == 1
    assert people.note(note).state is NoteState.REMOVED
    with pytest.raises(NothingToUndo):
        people.undoes("alice")


def test_undo_takes_back_all_changes_of_one_act_together(people: People, world: World) -> None:
    def several(tx: Transaction) -> list[Note]:
        notes = [write_note(tx, world, text) for text in ("Food goes off", "Late meetings", "Three shops")]
        tx.notes.rate(notes[0], "alice", 5)
        return notes

    notes = people.does("alice", several)
    assert people.undoes("alice") == 4
    assert {people.note(note).state for note in notes} == {NoteState.REMOVED}
    assert people.note(notes[0]).ratings == ()


def test_what_somebody_else_has_changed_since_is_left_alone(people: People) -> None:
    note = people.adds("alice", "Food goes off")
    people.does("ben", lambda tx: tx.notes.change(there(tx.notes.get(note.id)), text="Food goes off each week"))
    with pytest.raises(ChangedSince, match="<@ben>"):
        people.undoes("alice")
    assert people.note(note).text == "Food goes off each week"
    assert people.undoes("ben") == 1
    assert people.undoes("alice") == 1, "what ben took back no longer stands in the way"


def test_a_note_that_was_undone_is_not_offered_as_a_duplicate_and_one_brought_back_is(
    people: People, world: World
) -> None:
    note = people.adds("alice", "Throwing away a third of the vegetables")

    def alike() -> int:
        text = "Throwing away one third of the vegetables"
        return len(people.sees(lambda tx: tx.notes.alike(world.segment.id, Block.PAIN, text)))

    people.undoes("alice")
    assert alike() == 0
    people.does("alice", lambda tx: tx.notes.change(there(tx.notes.get(note.id)), state=NoteState.OPEN))
    assert alike() == 1


def test_a_step_a_segment_a_link_evidence_and_a_hypothesis_can_be_taken_back(people: People, world: World) -> None:
    workshop = world.workshop.id
    pain = people.adds("ben", "Food goes off")
    reliever = people.adds("ben", "Warns in time", Block.PAIN_RELIEVER)
    people.does("alice", lambda tx: tx.workshops.change(tx.workshops.get(workshop), step=2))
    people.does("alice", lambda tx: tx.segments.add(workshop, "Grandparents"))
    people.does("alice", lambda tx: tx.links.put(workshop, reliever, pain, 1.0))
    people.does("alice", lambda tx: tx.links.put(workshop, reliever, pain, 0.5))
    people.does("alice", lambda tx: tx.evidence.add(workshop, note=pain.id, text="“A third”"))
    people.does("alice", lambda tx: tx.hypotheses.add(workshop, "We believe …"))
    assert [people.undoes("alice") for _ in range(3)] == [1, 1, 1]
    board = people.sees(lambda tx: tx.workshops.board(workshop))
    assert [one.state for one in (*board.hypotheses, *board.evidence, *board.links)] == ["removed", "removed", "active"]
    assert board.links[0].strength == 1.0
    assert [people.undoes("alice") for _ in range(3)] == [1, 1, 1]
    board = people.sees(lambda tx: tx.workshops.board(workshop))
    assert (board.workshop.step, board.links[0].state, board.segments[1].state) == (1, "removed", "archived")


def test_beginning_a_workshop_cannot_be_taken_back(people: People, world: World) -> None:
    with pytest.raises(NothingToUndo):
        people.undoes("facilitator")
    assert people.sees(lambda tx: tx.segments.of(world.workshop.id)) == (world.segment,)


def test_what_happened_since_a_moment_is_told_in_order(people: People, world: World) -> None:
    for text in ("Food goes off", "Late meetings"):
        people.adds("alice", text)
    since = AT + timedelta(seconds=1)
    changes = people.sees(lambda tx: tx.history.since(world.workshop.id, since))
    assert [(change.user, change.entity, change.after["state"]) for change in changes] == [("alice", "notes", "open")]
    last = people.sees(lambda tx: tx.history.last(world.workshop.id))
    assert last == changes[-1]


def test_it_is_known_when_the_facilitator_or_the_stand_in_last_acted(people: People, world: World) -> None:
    people.does("alice", lambda tx: tx.workshops.change(tx.workshops.get(world.workshop.id), stand_in="dana"))
    people.adds("dana", "Food goes off")
    people.adds("ben", "Late meetings")

    def acted(tx: Transaction) -> datetime:
        return tx.workshops.acted(tx.workshops.get(world.workshop.id))

    assert people.sees(acted) == AT + timedelta(seconds=2)
