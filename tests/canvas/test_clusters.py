"""Notes that may say the same are found, and only those."""

from dataclasses import replace

from canvas.clusters import clusters
from canvas.method import Block
from tests.canvas.boards import NURSES, PARENTS, Table


def codes(table: Table) -> list[list[str]]:
    return [[note.code for note in group] for group in clusters(table.notes)]


def test_notes_that_sound_the_same_are_one_group_and_others_none() -> None:
    table = Table()
    for text in ("Waiting on hold", "No oven at home", "Waiting long on hold", "Food goes off"):
        table.note(Block.PAIN, text=text)
    assert codes(table) == [["P1", "P3"]]


def test_a_note_joins_only_those_that_are_all_like_it() -> None:
    table = Table()
    for text in ("pack school lunch", "pack school lunch boxes early", "boxes early each day pack"):
        table.note(Block.JOB, text=text)
    assert codes(table) == [["J1", "J2"]]


def test_the_same_words_in_another_block_segment_or_variant_are_something_else() -> None:
    table = Table(PARENTS, NURSES)
    table.note(Block.PAIN, text="Waiting on hold")
    table.note(Block.GAIN, text="Waiting on hold")
    table.note(Block.PAIN, text="Waiting on hold", segment=NURSES.id)
    table.notes.append(replace(table.notes[0], id=99, code="P9", variant="B"))
    assert codes(table) == []
