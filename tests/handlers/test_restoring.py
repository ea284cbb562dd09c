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
