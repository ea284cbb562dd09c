"""What Slack or the network does to a post: it stands in the channel once, whatever became of the answer."""

from collections.abc import AsyncGenerator
from datetime import timedelta

import pytest

from bot.playground.faults import Fault
from handlers.answer import Delivery
from storage.transaction import Actor
from tests.conversation import Conversation, conversation

WORDS = "The review is due."


@pytest.fixture
async def talk(database_url: str) -> AsyncGenerator[Conversation]:
    async with conversation(database_url) as talking:
        yield talking


async def put(talk: Conversation, words: str = WORDS) -> None:
    """Put a post for the channel into the outbox."""
    channel = talk.channel.id
    payload = {"channel": channel, "text": words}
    post = Delivery(team=talk.slack.team_id, lane=channel, method="chat.postMessage", payload=payload)
    actor = Actor(talk.slack.team_id, "U1", words, talk.slack.clock.now())
    await talk.program.database.write(actor, lambda tx: tx.outbox.add([post]))


def posted(talk: Conversation) -> list[str]:
    return [post.text for post in talk.channel.messages]


async def counts(talk: Conversation) -> dict[str, int]:
    return await talk.program.database.read("", lambda tx: tx.outbox.counts())


@pytest.mark.parametrize("fault", [Fault.LOSE_ANSWER, Fault.FAIL_AFTER])
async def test_a_post_whose_answer_is_lost_is_found_and_not_posted_again(talk: Conversation, fault: Fault) -> None:
    talk.slack.faults.plan("chat.postMessage", fault)
    await put(talk)
    await talk.program.courier.send_due()
    assert posted(talk) == [WORDS]
    assert await counts(talk) == {"sending": 1}
    await talk.settled()
    assert posted(talk) == [WORDS]
    assert await counts(talk) == {"sent": 1}


async def test_a_post_that_slack_failed_to_do_is_done_at_the_next_try(talk: Conversation) -> None:
    talk.slack.faults.plan("chat.postMessage", Fault.FAIL_BEFORE)
    await put(talk)
    await talk.program.courier.send_due()
    assert posted(talk) == []
    await talk.settled()
    assert posted(talk) == [WORDS]


async def test_too_many_posts_wait_as_told_and_keep_their_order(talk: Conversation) -> None:
    talk.slack.faults.plan("chat.postMessage", Fault.TOO_MANY)
    await put(talk, "first")
    await put(talk, "second")
    await talk.program.courier.send_due()
    assert posted(talk) == []
    await talk.settled()
    assert posted(talk) == ["first", "second"]


async def test_one_channel_gets_one_post_a_second(talk: Conversation) -> None:
    await put(talk, "first")
    await put(talk, "second")
    await talk.program.courier.send_due()
    assert posted(talk) == ["first"]
    talk.slack.clock.advance(timedelta(seconds=1))
    await talk.program.courier.send_due()
    assert posted(talk) == ["first", "second"]


async def test_a_channel_that_slack_does_not_know_is_given_up_at_once(talk: Conversation) -> None:
    talk.channel.members.remove("U0VPD")
    await put(talk)
    await talk.settled()
    assert await counts(talk) == {"refused": 1}
    assert [refusal["error"] for refusal in talk.slack.refusals] == ["not_in_channel"]
