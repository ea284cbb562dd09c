"""How a workshop ends, and how it goes on as a new round."""

import json

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


@pytest.fixture
async def full(begun: Conversation) -> Conversation:
    for typed in ("pain Food goes off", "job Cook dinner", "reliever Warns in time", "product An app"):
        await begun.types("ben", f"add {typed}")
    await begun.types("alice", "link R1 P1 fully")
    await begun.types("ben", "rate P1 5")
    await begun.types("ben", "evidence P1 “Every week” – a mother of two")
    return begun


def ends(talk: Conversation) -> list[Post]:
    return [one for one in talk["chika"].sees(talk.channel) if "is finished. Thank you all!" in text_of(one)]


async def close(talk: Conversation, decided: str = "") -> Post:
    await talk.types("alice", "finish")
    asked = talk["alice"].sees(talk.channel)[-1]
    if decided:
        await talk["alice"].press(asked, "ending.decide")
        assert await talk["alice"].submit(decided=decided) == {}
    else:
        await talk["alice"].press(asked, "ending.close")
    await talk.settled()
    return ends(talk)[-1]


@pytest.mark.case(39)
async def test_the_end_tells_what_it_came_to_and_leaves_everything_as_files(full: Conversation) -> None:
    await full.types("alice", "pitch")
    await full["alice"].press(full["alice"].sees(full.channel)[-1], "pitch.write")
    await full["alice"].submit()
    await full.settled()
    last = await close(full, "We build the app\nfor parents first")
    said = text_of(last)
    assert "*Decided:* We build the app" in said
    assert "*Working parents*: 1 job · 1 pain" in said
    assert "of 100 on paper" in said
    assert "Warns in time" in said.partition("\n> ")[2]
    await full.pass_time(seconds=60)
    contents = [file["content"] for file in full.slack.files.values()]
    assert any(content.startswith(b"%PDF") for content in contents)
    assert any(content.startswith(b"{") for content in contents)
    assert "is finished" in await full.types("ben", "")


@pytest.mark.case(39)
async def test_it_opens_again_as_a_new_round_with_all_that_it_held(full: Conversation) -> None:
    before = await board_of(full)
    last = await close(full)
    await full["alice"].press(last, "ending.reopen")
    await full.settled()
    after = await board_of(full)
    assert (after.workshop.name, after.workshop.state) == ("Dinner on autopilot, round 2", "open")
    assert [(note.code, note.text) for note in after.notes] == [(note.code, note.text) for note in before.notes]
    assert len(after.links) == len(after.evidence) == 1
    assert after.workshop.id != before.workshop.id
    assert [(one.kind, one.origin) for one in after.decisions][-1] == ("round", "Dinner on autopilot")
    await full.types("ben", "add pain Long queues")
    old = await full.program.database.read(full.slack.team_id, lambda tx: tx.workshops.board(before.workshop.id))
    assert (len(old.notes), old.workshop.state) == (4, "finished")
    assert "Monday" in await full.types("ben", "remind status")


async def test_tests_of_a_new_round_are_looked_after(full: Conversation) -> None:
    await full.types("ben", "test P1 customer interview at least 6 of 10 bring it up")
    await full.types("ben", "test T1 measure")
    await full["alice"].press(await close(full), "ending.reopen")
    for _ in range(40):
        await full.pass_time(days=1)
    assert any("T1 has been under way" in text_of(one) for one in full["alice"].dms())


async def test_a_second_click_begins_no_second_round(full: Conversation) -> None:
    last = await close(full)
    for _ in range(2):
        await full["alice"].press(last, "ending.reopen")
        await full.settled()
    assert "round 2* is open here" in full["alice"].sees(full.channel)[-1].text
    assert (await board_of(full)).workshop.name.endswith("round 2")
    third = await close(full)
    await full["ben"].press(third, "ending.reopen")
    await full.settled()
    assert "who leads" in full["ben"].sees(full.channel)[-1].text
    await full["alice"].press(third, "ending.reopen")
    await full.settled()
    assert (await board_of(full)).workshop.name == "Dinner on autopilot, round 3"


async def test_a_second_click_finishes_nothing_more(full: Conversation) -> None:
    await full.types("alice", "finish")
    asked = full["alice"].sees(full.channel)[-1]
    for _ in range(2):
        await full["alice"].press(asked, "ending.close")
        await full.settled()
    assert "finished already" in full["alice"].sees(full.channel)[-1].text
    assert len(ends(full)) == 1


async def test_what_was_written_unseen_is_shown_at_the_end(full: Conversation) -> None:
    await full.types("ben", "join design")
    await full.types("alice", "unseen gains")
    await full.types("ben", "add gain Eat together")
    assert "1 gain" in text_of(await close(full))
    await full.pass_time(seconds=60)
    told = next(file["content"] for file in full.slack.files.values() if file["content"].startswith(b"{"))
    assert [note["code"] for note in json.loads(told)["notes"]] == ["P1", "J1", "R1", "S1", "G1"]
