"""Bringing in a whole workshop: it moves into another channel as it was."""

import json

import pytest

from bot.playground.reading import text_of
from tests.conversation import Conversation
from tests.handlers.conftest import board_of
from tests.handlers.test_imports import open_notes, presses, preview, sends
from tests.playback import prompt_in


async def exported(talk: Conversation, kind: str) -> bytes:
    """Return what an export writes."""
    known = set(talk.slack.files)
    await talk.types("alice", f"export {kind}")
    (new,) = set(talk.slack.files) - known
    return talk.slack.files[new]["content"]


async def filled(talk: Conversation) -> None:
    for words in (
        "add extreme pain Waiting on hold",
        "add social job Look competent",
        "add reliever Calls you back",
        "link R1 P1 partly",
        "evidence P1 “I gave up” – a nurse",
        "hypothesis Parents pay for time",
        "segment Nurses",
        "add gain Sleep | rest",
    ):
        await talk.types("alice", words)


async def test_a_whole_workshop_moves_into_another_channel(begun: Conversation) -> None:
    await filled(begun)
    before = await exported(begun, "json")
    assert "is open in this channel" in (await sends(begun, "alice", "dinner.json", before))["file"]
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    assert await sends(begun, "alice", "dinner.json", before) == {}
    shown = text_of(preview(begun, "alice"))
    assert "*Dinner on autopilot*" in shown
    assert "1 link, 1 piece of evidence" in shown
    assert any("I sent you a preview" in text_of(post) for post in begun["alice"].sees(begun.channel))
    await presses(begun, "alice", preview(begun, "alice"), "imports.restore:as")
    dm = begun.slack.dm(begun["alice"].id)
    assert any("*Dinner on autopilot* is in <#" in text_of(post) for post in begun["alice"].sees(dm))
    assert any("brought in *Dinner on autopilot*" in text_of(post) for post in begun.channel.messages)
    after, told = json.loads(await exported(begun, "json")), json.loads(before)
    for tree in (after, told):
        del tree["workshop"]["id"], tree["workshop"]["channel"]
        for one in tree["reminders"]:
            del one["next"]
    assert after == told
    await begun.types("alice", "add pain Another one --segment Working parents")
    assert ("P2", "Another one") in await open_notes(begun)


async def test_a_copy_keeps_its_words_when_the_reply_they_came_from_is_changed(begun: Conversation) -> None:
    await begun.types("alice", "next")
    first = begun.channel
    prompt = await prompt_in(begun.program.database, first, "pains")
    ts = await begun["alice"].say(first, "Waiting on hold", thread=prompt)
    await begun.settled()
    content = await exported(begun, "json")
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    await sends(begun, "alice", "dinner.json", content)
    await presses(begun, "alice", preview(begun, "alice"), "imports.restore:as")
    await begun["alice"].edit(ts, "Waiting at the counter")
    await begun.settled()
    assert await open_notes(begun) == [("P1", "Waiting on hold")]
    await begun["alice"].delete(ts)
    await begun.settled()
    assert await open_notes(begun) == [("P1", "Waiting on hold")]
    begun.channel = first
    assert await open_notes(begun) == []


async def test_a_finished_workshop_can_be_opened_again(begun: Conversation) -> None:
    await filled(begun)
    told = json.loads(await exported(begun, "json"))
    told["workshop"]["state"] = "finished"
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    await sends(begun, "alice", "dinner.json", json.dumps(told))
    await presses(begun, "alice", preview(begun, "alice"), "imports.restore:as")
    assert (await board_of(begun)).workshop.state == "open"


@pytest.mark.parametrize("kind", ["csv", "md"])
async def test_our_own_table_and_text_can_be_brought_in_elsewhere(begun: Conversation, kind: str) -> None:
    await filled(begun)
    content = await exported(begun, kind)
    begun.channel = begun.slack.channel("second-try")
    begun.channel.members.append(begun["alice"].id)
    await begun.types("alice", "start Second try for Working parents")
    assert await sends(begun, "alice", f"dinner.{kind}", content) == {}
    await begun["alice"].press(preview(begun, "alice"), "imports.add:all")
    await begun.settled()
    board = await board_of(begun)
    assert {(note.code, note.text, note.subtype) for note in board.notes} == {
        ("P1", "Waiting on hold", ""),
        ("J1", "Look competent", "social"),
        ("R1", "Calls you back", ""),
        ("G1", "Sleep | rest", ""),
    }
    assert next(note.ratings[0].value for note in board.notes if note.code == "P1") == 5
    assert [one.name for one in board.segments] == ["Working parents", "Nurses"]
