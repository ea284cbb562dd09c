"""Characters that no database or screen can hold are left out; all the rest of what somebody typed is kept."""

from collections.abc import AsyncGenerator

import pytest

from canvas.board import Board
from tests.conversation import Conversation, conversation
from tests.playback import prompt_in

CONTROLS = "".join(chr(code) for code in (0, 1, 8, 0x0E, 0x1B, 0x1F, 0x7F, 0x9F))


@pytest.fixture
async def talk(database_url: str) -> AsyncGenerator[Conversation]:
    async with conversation(database_url) as found:
        await found.types("alice", "start Dinner on autopilot for Working parents")
        await found.types("alice", "next")
        yield found
        assert found.slack.refusals == []


async def board(talk: Conversation) -> Board:
    return await talk.program.database.read(
        talk.slack.team_id, lambda tx: tx.workshops.board(tx.workshops.current(talk.channel.id).id)
    )


async def kept(talk: Conversation) -> list[str]:
    return [note.text for note in (await board(talk)).notes]


async def test_what_a_command_holds_is_kept_without_them(talk: Conversation) -> None:
    assert "P1" in await talk.types("alice", f"add{CONTROLS} pain Waiting{CONTROLS} on hold{CONTROLS}")
    assert await kept(talk) == ["Waiting on hold"]


async def test_every_line_of_a_reply_is_kept_without_them(talk: Conversation) -> None:
    thread = await prompt_in(talk.program.database, talk.channel, "pains")
    ts = await talk["ben"].say(talk.channel, f"Waiting{CONTROLS} on hold\n{CONTROLS}Food goes bad", thread=thread)
    await talk.settled()
    await talk["ben"].edit(ts, f"Waiting{CONTROLS} on hold\nFood goes{CONTROLS} off")
    await talk.settled()
    assert await kept(talk) == ["Waiting on hold", "Food goes off"]


async def test_a_reply_that_cannot_be_kept_as_meant_waits_aside_without_them(talk: Conversation) -> None:
    thread = await prompt_in(talk.program.database, talk.channel, "pains")
    for words in ("Waiting on hold", f"Waiting on{CONTROLS} hold"):
        await talk["ben"].say(talk.channel, words, thread=thread)
        await talk.settled()
    waiting = await talk.program.database.read(talk.slack.team_id, lambda tx: tx.aside.waiting("duplicate"))
    assert [one.text for one in waiting] == ["Waiting on hold"]


async def test_what_a_form_holds_is_kept_without_them(talk: Conversation) -> None:
    await talk.types("alice", "add")
    assert await talk["alice"].submit(kind="pain", text=f"Waiting{CONTROLS} on hold\nFood{CONTROLS} goes bad") == {}
    await talk.settled()
    assert await kept(talk) == ["Waiting on hold", "Food goes bad"]


async def test_a_workshop_and_its_segment_are_named_without_them(database_url: str) -> None:
    async with conversation(database_url) as talk:
        said = await talk.types("alice", f"start Dinner{CONTROLS} on autopilot for Working{CONTROLS} parents")
        assert "has begun" in said
        found = await board(talk)
        assert (found.workshop.name, found.segments[0].name) == ("Dinner on autopilot", "Working parents")


async def test_an_unknown_word_with_them_is_answered(talk: Conversation) -> None:
    assert "add" in await talk.types("alice", f"ad{CONTROLS}dd pain")
