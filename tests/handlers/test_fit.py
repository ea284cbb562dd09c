"""Fit as people read it: two numbers, the reasons, the gaps and the next thing to do."""

from bot.playground.reading import text_of
from canvas.board import NoteState
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def test_without_links_fit_is_not_a_number(begun: Conversation) -> None:
    said = await begun.types("ben", "fit")
    assert "not yet" in said
    assert "/vpd add pain" in said


async def test_fit_names_both_numbers_the_cap_the_gaps_and_what_is_next(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off\npain: Waiting on hold\nreliever: A waiting bot")
    await begun.types("ben", "link R1 P2")
    said = await begun.types("ben", "fit Working parents")
    assert "On paper 26 of 100" in said
    assert "Proven 0 of 100" in said
    assert "matters most to customers is not served" in said
    assert "*P1* Food goes off" in said
    assert "Serve P1" in said


async def test_a_cap_is_named_when_it_holds_fit_down(begun: Conversation) -> None:
    await begun.types("ben", "add extreme pain Food goes off\ngain: Eat together\ncreator: A table\njob: Cook dinner")
    await begun.types("ben", "add pain Waiting on hold\nNo oven at home\nproduct: Planner\nreliever: Bot")
    for pair in ("C1 G1", "S1 J1", "R1 P2", "R1 P3"):
        await begun.types("ben", f"link {pair}")
    said = await begun.types("ben", "fit")
    assert "On paper 69 of 100" in said
    assert "It can't pass 69" in said


async def test_an_unknown_segment_lists_those_there_are(begun: Conversation) -> None:
    assert "You have Working parents" in await begun.types("ben", "fit Students")


async def test_fit_is_shared_with_the_channel_without_buttons(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off")
    await begun.types("ben", "fit")
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "fit.share")
    await begun.settled()
    shared = begun["chika"].sees(begun.channel)[-1]
    assert "Fit for Working parents" in text_of(shared)
    assert all(block["type"] != "actions" for block in shared.blocks)


async def test_a_gap_can_be_left_open_by_choice(begun: Conversation) -> None:
    await begun.types("ben", "add pain Food goes off")
    await begun.types("ben", "fit")
    report = begun["ben"].sees(begun.channel)[-1]
    await begun["ben"].press(report, "fit.decline")
    assert await begun["ben"].submit(reason="Shops do that") == {}
    await begun.settled()
    assert (await board_of(begun)).notes[0].state is NoteState.DECLINED
    await begun["ben"].press(report, "fit.decline")
    await begun.settled()
    assert "no longer on the canvas" in text_of(begun["ben"].sees(begun.channel)[-1])
