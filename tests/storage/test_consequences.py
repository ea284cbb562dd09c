"""What a learning says must change is kept, settled by people or by what they do, and taken back with it."""

from collections.abc import Callable

import pytest

from canvas.board import Note, NoteState
from canvas.cards import Consequence, Learning
from canvas.method import Block
from canvas.proof import Claim, Of
from storage.transaction import Transaction
from tests.storage.world import People, World, there


def asked(people: People, world: World, *claims: Claim) -> Learning:
    def ask(tx: Transaction) -> Learning:
        one = tx.hypotheses.add(world.workshop.id, "Six of ten pay")
        learning = tx.learnings.add(world.workshop.id, hypothesis=one.id, decision="pivot")
        tx.consequences.ask(world.workshop.id, learning, claims)
        return learning

    return people.does("alice", ask)


def states(people: People, world: World) -> list[str]:
    return [one.state for one in people.sees(lambda tx: tx.workshops.board(world.workshop.id).consequences)]


def test_what_is_asked_is_settled_and_taken_back(people: People, world: World) -> None:
    note = people.adds("alice", "Food goes off")
    learning = asked(people, world, Claim(Of.NOTE, note.id))
    (one,) = people.sees(lambda tx: tx.consequences.of(learning.id))
    assert one == Consequence(id=one.id, learning=learning.id, of="note", target=note.id)
    people.does("ben", lambda tx: tx.consequences.settle(world.workshop.id, one, "kept", reason="Nurses do"))
    (kept,) = people.sees(lambda tx: tx.consequences.of(learning.id))
    assert (kept.state, kept.reason) == ("kept", "Nurses do")
    people.undoes("ben")
    assert states(people, world) == ["open"]
    people.undoes("alice")
    assert states(people, world) == []
    people.does("alice", lambda tx: tx.consequences.ask(world.workshop.id, learning, [Claim(Of.NOTE, note.id)]))
    people.does("alice", lambda tx: tx.consequences.ask(world.workshop.id, learning, [Claim(Of.NOTE, note.id)]))
    assert [found.state for found in people.sees(lambda tx: tx.consequences.of(learning.id))] == ["open"]


DOES: dict[str, Callable[[Transaction, World], object]] = {
    "reword": lambda tx, w: tx.notes.reword(_pain(tx, w), text="Food goes off every day"),
    "move": lambda tx, w: tx.notes.move(_pain(tx, w), Block.GAIN),
    "decline": lambda tx, w: tx.notes.change(_pain(tx, w), state=NoteState.DECLINED),
    "remove": lambda tx, w: tx.notes.change(_pain(tx, w), state=NoteState.REMOVED),
}
LEAVES: dict[str, Callable[[Transaction, World], object]] = {
    "still true": lambda tx, w: tx.notes.touch(_pain(tx, w)),
    "rate": lambda tx, w: tx.notes.rate(_pain(tx, w), "ben", 5),
    "recheck": lambda tx, w: tx.notes.change(_pain(tx, w), recheck=True),
}


def _pain(tx: Transaction, world: World) -> Note:
    return there(tx.notes.find(world.segment.id, "P1"))


@pytest.mark.parametrize("done", [*DOES, *LEAVES])
def test_only_a_real_change_of_the_note_settles_it(people: People, world: World, done: str) -> None:
    note = people.adds("alice", "Food goes off")
    asked(people, world, Claim(Of.NOTE, note.id))
    people.does("ben", lambda tx: (DOES | LEAVES)[done](tx, world))
    assert states(people, world) == ["changed" if done in DOES else "open"]
    if done in DOES:
        people.undoes("ben")
        assert states(people, world) == ["open"]
