"""The line that follows the canvas: what viewers see, and when it ends."""

import asyncio
import json
import re
from contextlib import aclosing
from datetime import timedelta

import pytest
from aiohttp import ClientSession

from bot.wall import viewers as watching
from handlers.wall import digest_of
from storage.transaction import Actor, Transaction
from tests.bot.watching import IN_TIME, Line, texts, watched
from tests.conversation import Conversation, conversation
from tests.handlers.test_wall import links, posts


async def test_a_viewer_gets_the_canvas_as_it_stands_and_then_every_change(
    browser: ClientSession, talk: Conversation
) -> None:
    async with watched(browser, talk) as line:
        name, told, _ = await line.event()
        assert name == "hello"
        assert told["until"] > told["now"]
        first = await line.canvas()
        assert (first["name"], texts(first)) == ("Dinner on autopilot", ["Food goes off"])
        await talk.types("alice", "edit P1 Food spoils in the fridge")
        assert texts(await line.until("spoils")) == ["Food spoils in the fridge"]
        await talk.types("alice", "add gain Eat together")
        assert texts(await line.until("Eat together")) == ["Food spoils in the fridge", "Eat together"]
        await talk.types("alice", "remove P1")
        await talk.types("alice", "add reliever Warns in time")
        assert texts(await line.until("Warns in time")) == ["Eat together", "Warns in time"]
        await talk.types("alice", "segment Grandparents")
        await talk.types("alice", "add job Help out")
        state = await line.until("Help out")
        assert [segment["name"] for segment in state["segments"]] == ["Working parents", "Grandparents"]
        talk.slack.clock.advance(timedelta(hours=11))
        await talk.types("alice", "step 3")
        assert (await line.until("Value map"))["step"]["since"].startswith("2026-11-23T20:3")


async def test_what_is_written_unseen_is_on_the_wall_only_when_all_is_shown(
    browser: ClientSession, talk: Conversation
) -> None:
    async with watched(browser, talk) as line:
        assert (await line.canvas())["segments"][0]["prompts"] == []
        await talk.types("ben", "join design")
        await talk.types("alice", "step 2")
        await talk.types("alice", "unseen gains")
        assert (await line.until("written unseen"))["segments"][0]["prompts"][0]["title"] == "Gains"
        await talk.types("alice", "add gain Eat together")
        await talk.types("alice", "add pain Long queues")
        assert texts(await line.until("Long queues")) == ["Food goes off", "Long queues"]
        await talk.types("alice", "unseen gains")
        assert texts(await line.until("read and merged")) == ["Food goes off", "Eat together", "Long queues"]


async def test_nobodys_name_and_nothing_of_slack_is_shown(browser: ClientSession, talk: Conversation) -> None:
    await talk.types("alice", "evidence P1 “Every week” – Mrs Miller")
    async with watched(browser, talk) as line:
        state = json.dumps(await line.canvas())
    assert "assumption" in state
    secret = (talk["alice"].id, "Alice", "Miller", talk.channel.id, talk.slack.team_id)
    assert [word for word in secret if word in state] == []


async def test_two_viewers_see_a_conversation_in_a_thread(browser: ClientSession, talk: Conversation) -> None:
    await talk.types("alice", "next")
    prompt = next(post for post in talk.channel.posts.values() if "gain" in post.text.lower() and not post.thread)
    async with watched(browser, talk) as one, watched(browser, talk, Accept_Encoding="identity") as other:
        assert await one.canvas() == await other.canvas()
        await talk["chika"].say(talk.channel, "pain: Long queues <b>& more</b>", thread=prompt.ts)
        await talk.settled()
        assert "Long queues <b>& more</b>" in texts(await one.until("Long queues"))
        assert "Long queues <b>& more</b>" in texts(await other.until("Long queues"))
        assert talk.program.viewers.count == 2


async def test_a_change_by_another_program_is_found(browser: ClientSession, talk: Conversation) -> None:
    def elsewhere(tx: Transaction) -> None:
        workshop = tx.workshops.current(talk.channel.id)
        tx.workshops.change(workshop, name="Dinner by itself")

    async with watched(browser, talk) as line:
        await line.canvas()
        actor = Actor(talk.slack.team_id, talk["alice"].id, "elsewhere", talk.slack.clock.now())
        await talk.program.database.write(actor, elsewhere)
        assert (await line.canvas())["name"] == "Dinner by itself"


@pytest.mark.parametrize("known", ["header", "query"])
async def test_who_comes_back_is_sent_only_what_is_new(browser: ClientSession, talk: Conversation, known: str) -> None:
    async with watched(browser, talk) as line:
        await line.event()
        _, _, version = await line.event()
    assert re.fullmatch(r"[0-9a-f]{16}", version)
    headers, query = ({"Last-Event-ID": version}, "") if known == "header" else ({}, f"?last={version}")
    async with browser.get(f"{links(talk)[0]}/live{query}", headers=headers) as response:
        line = Line(response)
        assert (await line.event())[0] == "hello"
        await talk.types("alice", "add pain Long queues")
        assert texts(await line.canvas()) == ["Food goes off", "Long queues"]


async def test_an_ended_link_ends_its_lines_and_no_others(browser: ClientSession, talk: Conversation) -> None:
    await talk.types("alice", "wall")
    async with watched(browser, talk) as line, browser.get(f"{links(talk)[1]}/live") as response:
        other = Line(response)
        await line.canvas()
        await other.canvas()
        await talk["alice"].press(posts(talk)[0], "wall.revoke")
        assert (await line.event())[0] == "over"
        assert await line.rest() == b""
        await talk.types("alice", "add pain Long queues")
        await other.until("Long queues")


async def test_a_line_ends_when_its_link_runs_out(browser: ClientSession, talk: Conversation) -> None:
    async with watched(browser, talk) as line:
        await line.canvas()
        await talk.pass_time(hours=12)
        while (await line.event())[0] != "over":
            pass
        assert await line.rest() == b""


async def test_a_silent_line_beats(browser: ClientSession, talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "BEAT", 0.01)
    async with watched(browser, talk) as line:
        await line.canvas()
        assert (await line.event())[0] == "beat"


async def test_lines_end_at_once_when_the_program_stops(database_url: str, browser: ClientSession) -> None:
    async with conversation(database_url) as talk:
        await talk.types("alice", "start Dinner for Parents")
        await talk.types("alice", "wall")
        response = await browser.get(f"{links(talk)[0]}/live")
        line = Line(response)
        await line.canvas()
        stopping = asyncio.get_running_loop().time()
    assert await line.rest() == b""
    assert asyncio.get_running_loop().time() - stopping < 5
    response.close()


async def test_nothing_watches_when_nobody_does(browser: ClientSession, talk: Conversation) -> None:
    async with watched(browser, talk) as line:
        await line.canvas()
        assert "vpd_wall_viewers 1" in await metrics(browser, talk)
    async with asyncio.timeout(IN_TIME):
        while talk.program.viewers.count:
            await metrics(browser, talk)
    assert "vpd_wall_viewers 0" in await metrics(browser, talk)


async def metrics(browser: ClientSession, talk: Conversation) -> str:
    async with browser.get(f"{talk.program.surfaces.public_url}/metrics") as response:
        return await response.text()


async def test_a_slow_viewer_gets_the_newest_state_only(talk: Conversation) -> None:
    token = links(talk)[0].rpartition("/")[2]
    wall = await talk.program.viewers.knock(token)
    assert wall
    assert wall.digest == digest_of(token)
    async with aclosing(talk.program.viewers.watch(wall)) as frames:
        await anext(frames)
        await anext(frames)
        async with aclosing(talk.program.viewers.watch(wall)) as quick:
            await anext(quick)
            for text in ("Long queues", "Nobody helps", "Too expensive"):
                await talk.types("alice", f"add pain {text}")
                while text.encode() not in (await anext(quick)).plain:
                    pass
        newest = (await anext(frames)).plain
    assert all(text in newest for text in (b"Long queues", b"Nobody helps", b"Too expensive"))


async def test_when_too_many_watch_one_more_is_told_to_come_back(
    browser: ClientSession, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.wall.pages.MOST", 1)
    async with watched(browser, talk) as line:
        await line.canvas()
        async with browser.get(f"{links(talk)[0]}/live") as response:
            assert (response.status, response.headers["Retry-After"]) == (503, "30")
