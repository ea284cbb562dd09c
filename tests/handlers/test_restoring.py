"""What was taken off the canvas comes back."""

import pytest

from bot.playground.reading import text_of
from canvas.board import NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.mark.case(11)
async def test_a_removed_note_is_brought_back_by_anybody_weeks_later(begun: Conversation) -> None:
    assert "Nothing has been taken off" in await begun.types("ben", "restore")
    await begun.types("ben", "add pain Waiting on hold")
    assert "on the canvas already" in await begun.types("ben", "restore P1")
    await begun.types("ben", "remove P1")
    await begun.pass_time(days=20)
    await begun.types("chika", "restore")
    listed = begun["chika"].sees(begun.channel)[-1]
    assert "Waiting on hold" in text_of(listed)
    await begun["chika"].press(listed, "restoring.back")
    await begun.settled()
    assert (await board_of(begun)).notes[0].state is NoteState.OPEN
    await begun["chika"].press(listed, "restoring.back")
    await begun.settled()
    assert "on the canvas already" in begun["chika"].sees(begun.channel)[-1].text


async def test_notes_come_back_by_their_codes(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold\nNo oven at home")
    await begun.types("ben", "remove P1")
    await begun.types("ben", "remove P2")
    assert "*P1* and *P2* are back" in await begun.types("alice", "restore P1 P2")
    assert "`/vpd restore P3`" in await begun.types("alice", "restore everything")
    assert "off the canvas again" in await begun.types("alice", "undo")


async def test_a_note_that_is_gone_says_how_anybody_brings_it_back(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("ben", "remove P1")
    assert "Anybody can bring it back: `/vpd restore P1`" in await begun.types("chika", "edit P1 Something else")
    assert "is back" in await begun.types("chika", "restore P1")


@pytest.mark.case(11)
async def test_what_others_have_built_on_is_parked_and_comes_back_with_it(begun: Conversation) -> None:
    await begun.types("ben", "add pain Waiting on hold")
    await begun.types("chika", "evidence P1 “An hour!” – a nurse")
    assert "Park it to keep these" in await begun.types("ben", "remove P1")
    asked = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(asked, "changes.park")
    await begun.settled()
    (note,) = (await board_of(begun)).notes
    assert note.state is NoteState.PARKED
    await begun.pass_time(days=30)
    assert "is back" in await begun.types("chika", "restore P1")
    board = await board_of(begun)
    assert [one.note for one in board.evidence if one.state == "active"] == [board.notes[0].id]


@pytest.mark.case(11)
async def test_a_reply_that_is_deleted_parks_what_others_have_built_on_and_tells_its_author(
    begun: Conversation,
) -> None:
    await begun.types("alice", "step 2")
    prompt = next(post for post in begun.channel.messages if text_of(post).startswith("Pains: Working"))
    ts = await begun["ben"].say(begun.channel, "Waiting on hold", thread=prompt.ts)
    await begun.settled()
    await begun.types("chika", "evidence P1 “An hour!” – a nurse")
    await begun["ben"].delete(ts)
    await begun.settled()
    assert [note.state for note in (await board_of(begun)).notes] == [NoteState.PARKED]
    assert "P1 has evidence or a hypothesis, so I parked it" in text_of(begun["ben"].dms()[-1])
