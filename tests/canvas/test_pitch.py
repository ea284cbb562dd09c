"""The pitch, the focus of an offer, and its variants."""

from dataclasses import replace

from canvas.board import Note, NoteState
from canvas.cards import Alternative, Pitch, Slot
from canvas.evidence import Carries
from canvas.focus import choose, focus, low_links, next_variant, variants
from canvas.links import current
from canvas.method import Block
from canvas.pitch import SLOTS, bands, blanks, draft, phrase, stale
from tests.canvas.boards import NOW, PARENTS, Table


def offer() -> Table:
    table = Table()
    for block, want, answer in (
        (Block.JOB, "Cook dinner", "A weekly box"),
        (Block.PAIN, "No time to shop", "Brings all of it to the door."),
        (Block.GAIN, "Fresh food", "Picks on the same day"),
    ):
        link = table.serve(table.note(block, 5, text=want))
        table.notes[-1] = replace(table.notes[-1], text=answer)
        table.back(table.notes[-2], [2] * 15)
        table.back(link, [4] * 10)
    table.serve(table.note(Block.PAIN, 2, text="Dull knives"))
    return table


def kept(table: Table) -> Pitch:
    return Pitch(segment=PARENTS.id, slots=tuple(one.slot for one in draft(table.board(), PARENTS, NOW)), at=NOW)


def test_the_pitch_is_drafted_from_what_is_best_linked() -> None:
    board = replace(
        offer().board(),
        alternatives=(
            Alternative(id=1, segment=PARENTS.id, name="doing nothing", kind="nothing"),
            Alternative(id=2, segment=PARENTS.id, name="the supermarket"),
            Alternative(id=3, segment=99, name="a cook"),
        ),
    )
    found = draft(board, PARENTS, NOW)
    assert [one.slot.name for one in found] == list(SLOTS)
    assert phrase(one.slot for one in found) == (
        "For Working parents who want to get this done: Cook dinner. We offer this: A weekly box."
        " It ends this: No time to shop. How: Brings all of it to the door."
        " It brings this: Fresh food. How: Picks on the same day. Without us"
        " they would use the supermarket."
    )
    rests = {one.slot.name: one.band for one in found}
    assert (rests["segment"], rests["alternative"]) == (None, None)
    assert (rests["pain"], rests["relief"]) == (Carries.SUPPORTED, Carries.STRONG)
    assert [quoted.text for one in found for quoted in one.slot.notes][:2] == ["Cook dinner", "A weekly box"]


def test_what_is_missing_stays_blank_and_is_asked_for() -> None:
    found = draft(Table().board(), PARENTS, NOW)
    assert phrase(one.slot for one in found) == "For Working parents."
    assert phrase([Slot(name="job", text="Cook."), Slot(name="relief", text="")]) == "To get this done: Cook."
    assert phrase([]) == "…"
    assert len(blanks(one.slot for one in found)) == 7
    assert blanks([Slot(name=name, text="x") for name in SLOTS]) == []


def test_links_that_do_not_help_and_notes_left_alone_are_not_pitched() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN), 0)
    table.serve(table.note(Block.PAIN, state=NoteState.DECLINED))
    assert all(not one.slot.notes for one in draft(table.board(), PARENTS, NOW))


def test_a_pitch_turns_stale_with_its_notes() -> None:
    table = offer()
    pitch = kept(table)
    assert stale(pitch, table.board()) == []

    def put(place: int, **changes: object) -> Note:
        return replace(table.notes[place], **changes)

    table.notes[0] = put(0, text="Cook a real dinner")
    table.notes[2] = put(2, state=NoteState.INVALIDATED)
    table.notes[5] = put(5, state=NoteState.PARKED)
    assert [(one.slot, one.reason) for one in stale(pitch, table.board())] == [
        ("job", "reads differently now"),
        ("pain", "turned out wrong"),
        ("creation", "is parked"),
    ]
    del table.notes[0]
    assert [one.slot for one in stale(pitch, table.board())] == ["pain", "creation"]


def test_a_pitch_turns_stale_with_its_links_its_variant_and_its_names() -> None:
    table = offer()
    pitch = kept(table)
    table.links[1] = replace(table.links[1], strength=0)
    table.notes[1] = replace(table.notes[1], variant="B")
    found = stale(pitch, table.board(), {"Working parents", "a cook"})
    assert [(one.slot, one.code, one.reason) for one in found] == [
        ("segment", "", "have another name now"),
        ("offering", "S1", "belongs to variant B, which does not count now"),
        ("relief", "R1", "no longer serves P1"),
    ]
    assert not any(one.reworded for one in found)
    by_hand = replace(pitch, slots=tuple(replace(slot, notes=()) for slot in pitch.slots))
    assert stale(by_hand, table.board()) == []


def test_a_pitch_goes_by_the_last_word_on_a_link() -> None:
    table = offer()
    pitch = kept(table)
    table.links[1] = replace(table.links[1], decided=0.0)
    assert [(one.slot, one.reason) for one in stale(pitch, table.board())] == [("relief", "no longer serves P1")]
    table.links[1] = replace(table.links[1], strength=0, decided=1.0)
    assert stale(pitch, table.board()) == []


def test_the_only_product_is_the_offer_until_a_link_says_so() -> None:
    table = Table()
    only = table.note(Block.PRODUCT, text="A weekly box")
    table.note(Block.PRODUCT, text="Another", variant="B")
    drafted = {one.slot.name: one for one in draft(table.board(), PARENTS, NOW)}
    assert drafted["offering"].slot.notes[0].note == only.id
    assert drafted["offering"].band is Carries.ASSUMPTION
    table.note(Block.PRODUCT, text="A second box")
    assert not {one.slot.name: one for one in draft(table.board(), PARENTS, NOW)}["offering"].slot.text


def test_every_blank_of_a_kept_pitch_shows_what_it_rests_on() -> None:
    table = offer()
    pitch = kept(table)
    found = bands(pitch, table.board(), NOW)
    assert set(found) == {"job", "offering", "pain", "relief", "gain", "creation"}
    assert (found["pain"], found["relief"]) == (Carries.SUPPORTED, Carries.STRONG)
    table.links.clear()
    assert bands(pitch, table.board(), NOW)["relief"] is Carries.ASSUMPTION
    by_hand = replace(pitch, slots=tuple(replace(slot, notes=()) for slot in pitch.slots))
    assert bands(by_hand, table.board(), NOW) == {}
    relief_only = replace(pitch, slots=tuple(slot for slot in pitch.slots if slot.name == "relief"))
    assert bands(relief_only, table.board(), NOW) == {"relief": Carries.ASSUMPTION}


def test_six_relievers_are_more_than_work_well() -> None:
    table = Table()
    for _ in range(5):
        table.serve(table.note(Block.PAIN, 5))
    assert focus(table.board(), PARENTS.id) == []
    table.serve(table.note(Block.PAIN, 5))
    assert focus(table.board(), PARENTS.id) == [
        "6 pain relievers. 5 that work very well are worth more. Which would you keep?"
    ]


def test_serving_what_hardly_matters_asks_what_to_drop() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN, 5))
    low = table.note(Block.PAIN, 1)
    table.serve(low)
    table.link(table.notes[1], low)
    table.link(table.notes[1], table.note(Block.PAIN, 5))
    assert low_links(table.board()) == []  # of four links a share says nothing
    table.serve(low)
    board = table.board()
    assert [note.code for note in low_links(board)] == ["R2", "R3"]
    assert focus(board, PARENTS.id) == ["Much of the offer serves what hardly matters: R2, R3. Which would you drop?"]


def test_variants_stand_side_by_side_and_one_counts() -> None:
    table = Table()
    pain = table.note(Block.PAIN, 5)
    first = table.note(Block.PAIN_RELIEVER, variant="A")
    second = table.note(Block.PAIN_RELIEVER, variant="B")
    table.link(first, pain, 0.5)
    table.link(second, pain, 1.0)
    board = table.board()
    found = variants(board, PARENTS.id, NOW)
    assert [(one.letter, one.notes, one.current, one.fit.paper) for one in found] == [
        ("A", (first,), True, 50), ("B", (second,), False, 100),
    ]  # fmt: skip
    switched = variants(choose(board, PARENTS.id, "B"), PARENTS.id, NOW)
    assert [one.current for one in switched] == [False, True]
    assert choose(board, 99, "B") == board
    assert current(board).notes == (pain, first)
    assert current(choose(board, PARENTS.id, "B")).notes == (pain, second)
    assert current(Table().board()) == Table().board()


def test_a_note_of_no_variant_counts_in_all_of_them() -> None:
    table = Table()
    table.serve(table.note(Block.PAIN, 5))
    assert variants(table.board(), PARENTS.id, NOW) == []
    table.note(Block.PAIN_RELIEVER, variant="C")
    (found,) = variants(table.board(), PARENTS.id, NOW)
    assert found.fit.paper == 100


def test_the_next_variant_is_the_first_free_letter() -> None:
    table = Table()
    assert next_variant(table.notes) == "A"
    table.note(Block.PAIN_RELIEVER)
    assert next_variant(table.notes) == "B"
    for letter in "BC":
        table.note(Block.PAIN_RELIEVER, variant=letter)
    assert next_variant(table.notes) == ""
