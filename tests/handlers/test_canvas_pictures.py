"""The picture of a canvas in its channel: posted, kept up to date, and done without where Slack takes no files."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import pytest

from bot.playground.reading import text_of
from bot.playground.world import Post
from tests.conversation import Conversation, conversation


@pytest.fixture
async def filled(begun: Conversation) -> Conversation:
    await begun.types("ben", "add pain Food goes off\nreliever: Warns in time\nextreme pain: Nobody planned <dinner>")
    return begun


@pytest.fixture
async def without_files(database_url: str) -> AsyncGenerator[Conversation]:
    async with conversation(database_url, files=False) as talk:
        await talk.types("alice", "start Dinner on autopilot for Working parents")
        yield talk


def canvases(talk: Conversation) -> list[Post]:
    """Return the canvas messages that the channel sees, oldest first."""
    return [post for post in talk["chika"].sees(talk.channel) if text_of(post).startswith("Canvas:")]


def images(post: Post) -> list[dict[str, Any]]:
    """Return the pictures of a message."""
    return [block for block in post.blocks if block["type"] == "image"]


def files(talk: Conversation, post: Post) -> list[str]:
    """Return the files in a message's thread."""
    return [file["id"] for reply in talk.channel.replies(post.ts) for file in reply.files]


async def test_the_canvas_is_a_picture_with_every_note_in_its_thread(filled: Conversation) -> None:
    await filled.types("ben", "canvas")
    (shown,) = canvases(filled)
    (image,) = images(shown)
    (file,) = files(filled, shown)
    assert image["slack_file"] == {"id": file}
    assert filled.slack.files[file]["content"].startswith(b"\x89PNG")
    assert "2 pains" in image["alt_text"]
    assert "Nobody planned <dinner>" in image["alt_text"]
    assert "Fit" in image["alt_text"]
    thread = "".join(text_of(reply) for reply in filled.channel.replies(shown.ts))
    assert "Warns in time" in thread
    assert "Nobody planned &lt;dinner&gt;" in thread


async def test_the_card_shows_the_newest_picture(filled: Conversation) -> None:
    await filled.types("ben", "canvas")
    card = filled["ben"].sees(filled.channel)[0]
    assert [one["slack_file"]["id"] for one in images(card)] == files(filled, canvases(filled)[0])


async def test_a_canvas_is_drawn_anew_where_it_stands_and_its_old_picture_goes(filled: Conversation) -> None:
    await filled.types("ben", "canvas")
    (first,) = files(filled, canvases(filled)[0])
    await filled.types("ben", "add gain A quiet evening")
    await filled["chika"].press(canvases(filled)[0], "overview.redraw")
    await filled.settled()
    await filled.pass_time(minutes=2)
    (shown,) = canvases(filled)
    (second,) = files(filled, shown)
    assert second != first
    assert first not in filled.slack.files
    assert images(shown)[0]["slack_file"]["id"] == second
    assert "A quiet evening" in "".join(text_of(reply) for reply in filled.channel.replies(shown.ts))


async def test_an_unchanged_canvas_is_not_sent_again(filled: Conversation) -> None:
    await filled.types("ben", "canvas")
    before = files(filled, canvases(filled)[0])
    assert "drawing the canvas" in await filled.types("chika", "canvas")
    assert files(filled, canvases(filled)[0]) == before
    assert len(canvases(filled)) == 1


async def test_asked_for_again_later_it_is_posted_where_people_are(filled: Conversation) -> None:
    await filled.types("ben", "canvas")
    await filled.pass_time(minutes=10)
    await filled.types("ben", "canvas")
    assert len(canvases(filled)) == 2
    assert all(images(one) for one in canvases(filled))


async def test_the_end_of_a_step_shows_the_canvas_before_and_now(filled: Conversation) -> None:
    await filled.types("alice", "step 2")
    assert canvases(filled) == []
    await filled.pass_time(minutes=2)
    await filled.types("alice", "next")
    await filled.types("ben", "add gain A quiet evening")
    await filled.types("alice", "next")
    first, second = canvases(filled)
    assert "Step 2" in text_of(first)
    assert [one.get("title") for one in images(first)] == [None]
    assert [one["title"]["text"] for one in images(second)] == ["Before", "Now"]
    assert images(second)[0]["slack_file"] == images(first)[0]["slack_file"]
    await filled.types("alice", "back")
    assert len(canvases(filled)) == 2


@pytest.mark.case(38)
async def test_where_slack_takes_no_files_the_canvas_is_in_words(without_files: Conversation) -> None:
    talk = without_files
    await talk.types("ben", "add pain Food goes off")
    await talk.types("ben", "canvas")
    (shown,) = canvases(talk)
    assert "Food goes off" in text_of(shown)
    assert "no picture" in text_of(shown)
    assert images(shown) == []
    await talk.pass_time(minutes=10)
    await talk.types("ben", "canvas")
    assert "Food goes off" in text_of(canvases(talk)[1])
    tried = [one for one in talk.slack.refusals if one["method"] == "files.getUploadURLExternal"]
    assert len(tried) == 1


async def test_it_is_tried_again_a_day_after_slack_took_no_files(without_files: Conversation) -> None:
    talk = without_files
    await talk.types("ben", "canvas")
    talk.slack.takes_files = True
    await talk.pass_time(days=1, minutes=1)
    await talk.types("ben", "canvas")
    assert [len(images(one)) for one in canvases(talk)] == [0, 1]


async def test_a_picture_that_was_deleted_in_slack_does_not_stop_the_card(filled: Conversation) -> None:
    await filled.types("ben", "canvas")
    filled.slack.files.clear()
    await filled.types("ben", "add gain A quiet evening")
    await filled.pass_time(minutes=1)
    card = filled["ben"].sees(filled.channel)[0]
    assert images(card) == []
    assert "1 gain" in text_of(card)
    assert {one["error"] for one in filled.slack.refusals} == {"invalid_blocks"}
    filled.slack.refusals.clear()


async def test_others_do_not_wait_for_a_picture(filled: Conversation) -> None:
    await filled.pass_time(minutes=1)
    gate = filled.slack.faults.hold("files.completeUploadExternal")
    await filled["ben"].command(filled.channel, "/vpd canvas")
    await filled.program.courier.send_due()
    filled.slack.clock.advance(timedelta(seconds=2))
    lunch = filled.slack.channel("lunch")
    sending = asyncio.create_task(filled.program.courier.send_due())
    await filled["ben"].command(lunch, "/vpd start Lunch")
    async with asyncio.timeout(20):
        while not lunch.messages:
            filled.slack.changed.clear()
            await filled.slack.changed.wait()
    assert not sending.done()
    gate.set()
    await sending
    await filled.settled()
    assert images(canvases(filled)[0])
