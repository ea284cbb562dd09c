"""Moving a note there and back restores the score, whatever hangs on it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.board import NoteState
from canvas.fit import fit
from canvas.method import Block
from canvas.ranking import PROFILE
from storage.database import Database
from storage.transaction import Transaction
from tests.canvas.boards import NOW, Table
from tests.canvas.test_fit import boards
from tests.storage.world import actor, there


def test_a_note_moved_there_and_back_restores_the_score(database: Database) -> None:
    numbers = iter(range(10_000))

    @given(boards(), st.data())
    @settings(max_examples=60, deadline=None)
    def holds(table: Table, data: st.DataObject) -> None:
        name = f"C{next(numbers)}"
        workshop = database.write_now(actor(name), lambda tx: tx.copies.restore(table.board(), name)).id
        open_ones = [note for note in table.notes if note.state is NoteState.OPEN and note.block in PROFILE]
        if open_ones:
            note = data.draw(st.sampled_from(open_ones))
            block = data.draw(st.sampled_from([block for block in PROFILE if block is not note.block]))
            database.write_now(actor(f"move {name}"), lambda tx: there_and_back(tx, workshop, note.code, block))

    holds()


def there_and_back(tx: Transaction, workshop: int, code: str, block: Block) -> None:
    board = tx.workshops.board(workshop)
    (segment,) = board.segments
    note = there(tx.notes.find(segment.id, code))
    before = fit(board, segment.id, NOW)
    back = tx.notes.move(tx.notes.move(note, block), note.block)
    after = fit(tx.workshops.board(workshop), segment.id, NOW)
    assert (after.paper, after.proven) == (before.paper, before.proven)
    assert (back.code, back.subtype) == (note.code, note.subtype)
    # It is again what people spoke of, so nothing is left to be looked at again.
    assert back.recheck is note.recheck
