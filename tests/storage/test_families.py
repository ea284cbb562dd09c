"""Notes with those that were merged into them are rated and voted for as one."""

import pytest

from canvas.board import Note, NoteState, Rating, Vote
from canvas.method import Block
from storage.database import Database
from storage.transaction import Transaction
from tests.storage.world import People, World, actor, begin


@pytest.fixture
def world(database: Database) -> World:
    return database.write_now(actor(), begin)


@pytest.fixture
def family(people: People) -> list[Note]:
    """A pain that took in a second, which had taken in a third."""
    notes = [people.adds("alice", text) for text in ("Food goes off", "Food rots", "Food is spoiled soon")]

    def merge(tx: Transaction) -> None:
        tx.notes.change(notes[2], state=NoteState.MERGED, merged_into=notes[1].id)
        tx.notes.change(notes[1], state=NoteState.MERGED, merged_into=notes[0].id)

    people.does("alice", merge)
    return notes


def test_a_note_counts_with_all_that_came_into_it_by_whatever_way(people: People, family: list[Note]) -> None:
    def work(tx: Transaction) -> None:
        tx.notes.rate(family[2], "ben", 5)
        tx.notes.vote(family[1], "ben", 1)
        tx.notes.vote(family[2], "ben", 2)
        whole = tx.families.whole(family[0].id)
        assert whole
        assert (whole.ratings, whole.votes) == ((Rating("ben", 5),), (Vote("ben", 2),))
        assert [one.id for one in tx.families.of(family[0])] == [family[1].id, family[2].id]
        assert tx.families.dots_of(family[0].segment, Block.PAIN, "ben") == 2
        tx.notes.change(family[0], state=NoteState.REMOVED)
        assert tx.families.dots_of(family[0].segment, Block.PAIN, "ben") == 0

    people.does("ben", work)


def test_fewer_dots_take_those_of_merged_notes_away_and_more_leave_them(people: People, family: list[Note]) -> None:
    def dots(tx: Transaction) -> list[int]:
        return [sum(vote.dots for vote in found.votes) for one in family if (found := tx.notes.get(one.id))]

    def work(tx: Transaction) -> None:
        tx.notes.vote(family[1], "ben", 1)
        tx.families.place(family[0], "ben", 2)
        assert dots(tx) == [1, 1, 0]
        tx.families.place(family[0], "ben", 0)
        assert dots(tx) == [0, 0, 0]

    people.does("ben", work)


def test_a_lower_rating_is_said_of_the_merged_notes_too_and_a_higher_one_is_not(
    people: People, family: list[Note]
) -> None:
    def work(tx: Transaction) -> None:
        tx.notes.rate(family[1], "ben", 5)
        tx.notes.rate(family[2], "ben", 2)
        tx.families.rate(family[0], "ben", 3)
        found = [tx.notes.get(one.id) for one in family]
        assert [one.ratings for one in found if one] == [(Rating("ben", 3),), (Rating("ben", 3),), (Rating("ben", 2),)]

    people.does("ben", work)
