"""The numbers of the method: changed by who leads, read by all, and back to the usual with one click."""

from canvas.numbers import number
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


async def set_numbers(begun: Conversation, **numbers: str) -> dict[str, str]:
    await begun.types("alice", "settings numbers")
    errors = await begun["alice"].submit(**numbers)
    await begun.settled()
    return errors


async def test_who_leads_changes_numbers_and_everybody_can_read_which(begun: Conversation) -> None:
    assert await set_numbers(begun, gains="4", quorum="75") == {}
    workshop = (await board_of(begun)).workshop
    assert dict(workshop.numbers) == {"gains": 4, "quorum": 0.75}
    assert "2 numbers changed" in begun["alice"].sees(begun.channel)[-1].text
    assert "2 numbers changed" in await begun.types("ben", "settings")
    shown = await begun.types("ben", "settings numbers")
    assert "75 (usually 60)" in shown
    history = await begun.types("alice", "history")
    assert "set the numbers: " in history
    assert "gains that show a pattern 4" in history


async def test_the_form_stands_above_the_settings(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    await begun["alice"].press(begun["alice"].view, "numbers.write")
    assert await begun["alice"].submit(interviews="20") == {}
    await begun.settled()
    assert number((await board_of(begun)).workshop, "interviews") == 20


async def test_what_makes_no_sense_is_said_in_the_form(begun: Conversation) -> None:
    errors = await set_numbers(begun, quorum="400", focus="3")
    assert errors == {"quorum": "Type a number from 5 to 100, or leave it empty for 60."}
    assert "whole number" in str(await begun["alice"].submit(quorum="", focus="2.5"))
    assert (await board_of(begun)).workshop.numbers == ()


async def test_an_empty_field_is_as_usual_again_and_so_is_everything_with_one_click(begun: Conversation) -> None:
    await set_numbers(begun, focus="3", interviews="20", split="0.8")
    await set_numbers(begun, focus="")
    workshop = (await board_of(begun)).workshop
    assert dict(workshop.numbers) == {"interviews": 20, "split": 0.8}
    said = begun["alice"].sees(begun.channel)[-1]
    await begun["alice"].press(said, "numbers.reset")
    await begun.settled()
    assert (await board_of(begun)).workshop.numbers == ()
    await begun["alice"].press(said, "numbers.reset")
    await begun.settled()
    assert "Nothing has changed" in begun["alice"].sees(begun.channel)[-1].text


async def test_only_who_leads_changes_them(begun: Conversation) -> None:
    await set_numbers(begun, focus="3")
    said = begun["alice"].sees(begun.channel)[-1]
    await begun["ben"].press(said, "numbers.reset")
    await begun.settled()
    assert f"<@{begun['alice'].id}>" in begun["ben"].sees(begun.channel)[-1].text
    assert dict((await board_of(begun)).workshop.numbers) == {"focus": 3}


async def test_the_same_again_changes_nothing(begun: Conversation) -> None:
    await set_numbers(begun, focus="5")
    assert "Nothing has changed: all numbers as usual." in begun["alice"].sees(begun.channel)[-1].text


async def test_two_people_who_change_different_numbers_do_not_undo_each_other(begun: Conversation) -> None:
    await begun.types("alice", "settings")
    await begun["alice"].submit(stand_in=begun["ben"].id)
    await begun.types("alice", "settings numbers")
    await begun.types("ben", "settings numbers")
    assert await begun["ben"].submit(focus="3") == {}
    assert await begun["alice"].submit(split="0.8") == {}
    assert dict((await board_of(begun)).workshop.numbers) == {"focus": 3, "split": 0.8}


async def test_how_alike_two_notes_must_be_to_be_asked_about_is_the_team_s(begun: Conversation) -> None:
    await begun.types("alice", "add pain Waiting on hold for hours")
    assert "like" in await begun.types("ben", "add pain Waiting on hold for an hour")
    await set_numbers(begun, duplicate="100")
    assert "Kept" in await begun.types("ben", "add pain Waiting on hold for two hours")


async def test_a_prompt_takes_as_long_as_the_team_wants(begun: Conversation) -> None:
    await set_numbers(begun, minutes_write="12")
    await begun.types("alice", "step 2")
    shown = await begun.types("alice", "unseen pains")
    assert "12 minutes left" in str([post.blocks for post in begun["ben"].sees(begun.channel)]) + shown
