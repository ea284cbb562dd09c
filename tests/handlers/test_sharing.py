"""One note for several segments."""

import pytest

from canvas.board import NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def two(begun: Conversation) -> Conversation:
    await begun.types("alice", "segment Corner shops")
    await begun.types("ben", "add social pain Food goes off --segment Working parents")
    return begun


@pytest.mark.case(2)
async def test_a_copy_is_rated_backed_and_parked_on_its_own(two: Conversation) -> None:
    await two.types("ben", "rate 1P1 5")
    await two.types("ben", "evidence 1P1 “A third of it!” – a mother")
    assert "*1P1* is now also for Corner shops as *2P1*" in await two.types("ben", "copy P1 Corner shops")
    one, other = (await board_of(two)).notes
    assert (other.text, other.subtype, other.flavour) == (one.text, "undesired_outcome", "social")
    assert (one.shared, other.shared) == (f"note {one.id}", f"note {one.id}")
    await two.types("chika", "rate 2P1 2")
    await two.types("chika", "evidence 2P1 “Never” – a shop")
    await two.types("ben", "remove 1P1")
    await two["ben"].press(two["ben"].sees(two.channel)[-1], "changes.park")
    await two.settled()
    board = await board_of(two)
    one, other = board.notes
    assert [[rating.value for rating in note.ratings] for note in (one, other)] == [[5], [2]]
    assert [item.note for item in board.evidence] == [one.id, other.id]
    assert (one.state, other.state) == (NoteState.PARKED, NoteState.OPEN)
    await two.types("ben", "restore 1P1")
    shown = await two["ben"].command(two.channel, "/vpd fit across")
    assert str(shown.blocks).count("Food goes off") == 1


async def test_copies_are_linked_as_their_origins_are(two: Conversation) -> None:
    await two.types("ben", "add reliever Warns in time --segment Working parents")
    await two.types("ben", "link 1R1 1P1 partly")
    await two.types("ben", "copy 1P1 2")
    await two.types("ben", "copy 1R1 2")
    board = await board_of(two)
    segments = {note.id: note.segment for note in board.notes}
    assert [(segments[one.source], segments[one.target], one.strength) for one in board.links] == [
        (1, 1, 0.5),
        (2, 2, 0.5),
    ]
    await two.types("ben", "undo")
    assert [note.code for note in (await board_of(two)).notes if note.state is NoteState.OPEN] == ["P1", "R1", "P1"]


async def test_the_form_of_a_note_offers_other_segments(two: Conversation) -> None:
    await two.types("ben", "edit 1P1")
    await two["ben"].press(two["ben"].view, "menu.choose:copy")
    assert two["ben"].view.view["title"]["text"] == "Also for…"
    assert "/vpd copy 1P1 2" in (await two["ben"].submit())["segments"]
    assert await two["ben"].submit(segments=["2"]) == {}
    await two.settled()
    assert len((await board_of(two)).notes) == 2
    assert "in “Corner shops” already, as 2P1" in await two.types("ben", "copy 1P1 Corner shops")
    assert "in “Working parents” already" in await two.types("ben", "copy 1P1 1")


async def test_a_copy_needs_a_note_and_somewhere_to_go(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off")
    assert "no other segment" in await begun.types("ben", "copy P1")
    await begun.types("alice", "segment Corner shops")
    assert "`/vpd copy P1 2`" in await begun.types("ben", "copy nonsense")
    assert "don't know the segment" in await begun.types("ben", "copy 1P1 Canteens")
    await begun.types("ben", "copy")
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "off")
    assert await begun["ben"].submit(note=found["value"], segments=["2"]) == {}
    assert begun.slack.refusals == []
