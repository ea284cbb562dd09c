"""Choosing not to serve something."""

from bot.playground.reading import text_of
from canvas.board import NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def state(talk: Conversation) -> NoteState:
    return (await board_of(talk)).notes[0].state


async def test_a_pain_is_declined_with_its_reason_and_taken_back(begun: Conversation) -> None:
    await begun.types("ben", "add pain No parking")
    said = await begun.types("ben", "decline P1 “The city has to”")
    assert "*P1* is not served, by choice" in said
    assert "Because: The city has to" in said
    board = await board_of(begun)
    assert [(one.kind, one.origin, one.reason) for one in board.decisions] == [("decline", "P1", "The city has to")]
    assert await state(begun) is NoteState.DECLINED
    await begun.types("ben", "undo")
    assert await state(begun) is NoteState.OPEN


async def test_without_a_reason_the_form_asks_and_takes_none_for_an_answer(begun: Conversation) -> None:
    await begun.types("ben", "add job Cook")
    await begun.types("ben", "decline j1")
    assert "Nobody can serve everything" in str(begun["ben"].view.view)
    assert await begun["ben"].submit() == {}
    assert await state(begun) is NoteState.DECLINED


async def test_with_nothing_typed_the_note_is_chosen(begun: Conversation) -> None:
    await begun.types("ben", "add gain Warm meals\nreliever: Calls back")
    await begun.types("ben", "decline")
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "R1")
    assert "something you offer" in str(await begun["ben"].submit(note=found["value"]))
    (found,) = await begun["ben"].search(begun["ben"].view, "notes.search", "G1")
    assert await begun["ben"].submit(note=found["value"], reason="Too dear") == {}
    await begun.settled()
    assert "Because: Too dear" in text_of(begun["ben"].sees(begun.channel)[-1])


async def test_what_we_offer_is_not_declined_and_what_is_gone_says_so(begun: Conversation) -> None:
    await begun.types("ben", "add pain No parking\nreliever: Calls back")
    assert "/vpd remove R1" in await begun.types("ben", "decline R1 Too dear")
    await begun.types("ben", "decline P1 Not ours")
    assert "no longer on the canvas" in await begun.types("chika", "decline P1 Not ours")
    assert "I can't find P9" in await begun.types("ben", "decline P9")


async def test_what_is_not_served_by_choice_is_listed_and_taken_back_at_a_click(begun: Conversation) -> None:
    await begun.types("alice", "segment Students")
    for segment, reason in (("Working parents", "Too dear"), ("Students", "The city has to")):
        await begun.types("ben", f"add pain No parking at all --segment {segment}")
        number = 1 if segment == "Working parents" else 2
        assert f"*{number}P1* is not served, by choice" in await begun.types("ben", f"decline {number}P1 {reason}")
    assert [one.origin for one in (await board_of(begun)).decisions] == ["1P1", "2P1"]
    assert "1 not served, by choice" in await begun.types("ben", "fit --segment Students")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "declining.listing")
    await begun.settled()
    listed = begun["ben"].sees(begun.channel)[-1]
    assert "*2P1* No parking at all\nBecause: The city has to" in text_of(listed)
    assert "Too dear" not in text_of(listed)
    await begun["ben"].press(listed, "declining.take_back")
    await begun.settled()
    assert "*2P1* is to be served again." in text_of(begun["ben"].sees(begun.channel)[-1])
    assert [note.state for note in (await board_of(begun)).notes] == [NoteState.DECLINED, NoteState.OPEN]
    await begun["ben"].press(listed, "declining.take_back")
    await begun.settled()
    assert "changed it meanwhile" in text_of(begun["ben"].sees(begun.channel)[-1])
