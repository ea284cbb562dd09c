"""How what happens reaches an app: signed, in order, again when nobody answers, over HTTP and Socket Mode."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.faults import Fault
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel
from tests.playground.conftest import APP_TOKEN, SECRET, Listening, told


class _Clock(SignatureClock):
    """The verifier's clock shows what the local Slack's does."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack

    def now(self) -> float:
        return self._slack.clock.now().timestamp()


async def test_what_is_delivered_is_signed_with_the_clocks_time(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack
) -> None:
    await alice.say(channel, "hello")
    await alice.command(channel, "/vpd add pain <b> & @alice in #general")
    await slack.settled()
    verifier = SignatureVerifier(SECRET, clock=_Clock(slack))
    assert len(app.bodies) == 2
    for request, body in zip(app.requests, app.bodies, strict=True):
        assert verifier.is_valid_request(body, dict(request.headers))
        assert not verifier.is_valid_request(body + b" ", dict(request.headers))
    assert app.payload["text"] == f"add pain &lt;b&gt; &amp; <@{alice.id}> in <#{channel.id}|general>"


async def test_an_event_without_a_good_answer_comes_again_at_once_after_a_minute_and_after_five(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack
) -> None:
    for _ in range(4):
        app.will(status=500)
    await alice.say(channel, "hello")
    await slack.settled()
    assert len(app.requests) == 2
    for wait, count in ((59, 2), (1, 3), (299, 3), (1, 4), (3600, 4)):
        slack.clock.advance(timedelta(seconds=wait))
        await slack.tick()
        assert len(app.requests) == count
    numbers = [request.headers.get("X-Slack-Retry-Num") for request in app.requests]
    reasons = {request.headers.get("X-Slack-Retry-Reason") for request in app.requests[1:]}
    assert (numbers, reasons) == ([None, "1", "2", "3"], {"http_error"})
    assert len({json.loads(body)["event_id"] for body in app.bodies}) == 1


async def test_an_event_that_nobody_hears_comes_again_too(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack
) -> None:
    slack.faults.plan("event", Fault.NO_ANSWER)
    await alice.say(channel, "hello")
    await slack.settled()
    (request,) = app.requests
    assert request.headers["X-Slack-Retry-Reason"] == "http_timeout"


@pytest.mark.parametrize("status", [500, 404])
async def test_a_command_that_is_not_answered_shows_an_error_and_is_not_sent_again(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack, status: int
) -> None:
    app.will(status=status)
    assert "operation_timeout" in (await alice.command(channel, "/vpd")).error
    slack.clock.advance(timedelta(hours=1))
    await slack.tick()
    assert len(app.requests) == 1


async def test_a_click_and_a_shortcut_that_are_not_answered_show_an_error_and_are_not_sent_again(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack, client: AsyncWebClient
) -> None:
    go: dict[str, Any] = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    await client.chat_postMessage(channel=channel.id, text="x", blocks=[{"type": "actions", "elements": [go]}])
    (post,) = channel.messages
    await slack.settled()
    before = len(app.requests)
    app.will(status=500)
    assert "operation_timeout" in (await alice.press(post, "go")).error
    slack.faults.plan("deliver", Fault.NO_ANSWER)
    assert "operation_timeout" in (await alice.shortcut("add_note", post.ts)).error
    slack.clock.advance(timedelta(hours=1))
    await slack.tick()
    assert len(app.requests) == before + 2


async def test_a_form_that_is_not_answered_stays_open_with_an_error(
    alice: Person, channel: Channel, app: Listening, client: AsyncWebClient
) -> None:
    await alice.command(channel, "/vpd")
    form: dict[str, Any] = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": []}
    await client.views_open(trigger_id=app.payload["trigger_id"], view=form)
    app.will(status=500)
    assert "operation_timeout" in (await alice.submit())[""]
    assert len(alice.forms) == 1


async def test_a_mention_arrives_twice_with_two_ids(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack
) -> None:
    ts = await alice.say(channel, "@vpd help")
    await slack.settled()
    assert [(event["type"], event["ts"]) for event in app.events] == [("message", ts), ("app_mention", ts)]
    assert len({json.loads(body)["event_id"] for body in app.bodies}) == 2


async def test_a_mention_that_is_edited_arrives_again_with_the_time_of_its_edit(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack, client: AsyncWebClient
) -> None:
    prompt = told(await client.chat_postMessage(channel=channel.id, text="What hurts?"))
    ts = await alice.say(channel, "help", thread=prompt["ts"])
    await alice.edit(ts, "@vpd help")
    await alice.edit(ts, "@vpd help add")
    await slack.settled()
    mentions = [event for event in app.events if event["type"] == "app_mention"]
    assert [mention["text"].partition("> ")[2] for mention in mentions] == ["help", "help add"]
    assert {(mention["ts"], mention["thread_ts"], mention["parent_user_id"]) for mention in mentions} == {
        (ts, prompt["ts"], prompt["message"]["user"])
    }
    assert mentions[0]["edited"]["ts"] < mentions[1]["edited"]["ts"]


async def test_a_mention_in_a_direct_conversation_arrives_once(
    alice: Person, app: Listening, slack: LocalSlack
) -> None:
    await alice.say(slack.dm(alice.id), "@vpd help")
    await slack.settled()
    assert [(event["type"], event["channel_type"]) for event in app.events] == [("message", "im")]


async def test_a_deleted_message_with_a_thread_leaves_a_tombstone(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack
) -> None:
    ts = await alice.say(channel, "what do you think?")
    await alice.say(channel, "a lot", thread=ts)
    await alice.delete(ts)
    await slack.settled()
    deleted = app.events[-1]
    assert (deleted["subtype"], deleted["message"]["subtype"], deleted["message"]["ts"]) == (
        "message_changed",
        "tombstone",
        ts,
    )
    assert deleted["previous_message"]["text"] == "what do you think?"


async def test_edits_and_deletes_tell_what_was(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack
) -> None:
    ts = await alice.say(channel, "one")
    await alice.edit(ts, "two")
    await alice.delete(ts)
    await slack.settled()
    _, edited, deleted = app.events
    assert (edited["subtype"], edited["message"]["text"], edited["previous_message"]["text"]) == (
        "message_changed",
        "two",
        "one",
    )
    assert edited["message"]["edited"]["user"] == alice.id
    assert (deleted["subtype"], deleted["deleted_ts"], deleted["previous_message"]["text"]) == (
        "message_deleted",
        ts,
        "two",
    )


async def test_a_reply_names_whose_thread_it_is_in(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack, client: AsyncWebClient
) -> None:
    prompt = told(await client.chat_postMessage(channel=channel.id, text="What hurts?"))
    await alice.say(channel, "Waiting", thread=prompt["ts"])
    await slack.settled()
    reply = app.events[-1]
    assert (reply["thread_ts"], reply["parent_user_id"]) == (prompt["ts"], prompt["message"]["user"])


async def test_only_subscribed_events_of_channels_are_delivered(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack, granted: dict[str, Any]
) -> None:
    granted["settings"]["event_subscriptions"]["bot_events"].remove("reaction_added")
    ts = await alice.say(channel, "hello")
    await alice.react(ts, "+1")
    await alice.unreact(ts, "+1")
    await alice.leave(channel)
    await alice.join(channel)
    await slack.settled()
    kinds = [event["type"] for event in app.events]
    assert kinds == ["message", "reaction_removed", "member_left_channel", "member_joined_channel"]


async def test_every_event_can_come_several_times_late_and_out_of_order(
    alice: Person, channel: Channel, app: Listening, slack: LocalSlack
) -> None:
    slack.faults.repeat_events(2)
    slack.faults.delay_events(timedelta(seconds=30))
    await alice.say(channel, "late")
    await slack.settled()
    assert app.events == []
    slack.clock.advance(timedelta(seconds=30))
    await slack.tick()
    assert [event["text"] for event in app.events] == ["late", "late"]
    slack.faults.repeat_events(1)
    slack.faults.delay_events(timedelta(0))
    slack.faults.shuffle_events(3)
    for number in range(8):
        await alice.say(channel, str(number))
    await slack.settled()
    told = [event["text"] for event in app.events[2:]]
    assert told != sorted(told)
    assert sorted(told) == [str(number) for number in range(8)]


async def test_an_answer_can_be_held_until_it_is_let_go(
    client: AsyncWebClient, channel: Channel, slack: LocalSlack
) -> None:
    gate = slack.faults.hold("chat.postMessage")
    posting = asyncio.ensure_future(client.chat_postMessage(channel=channel.id, text="slow"))
    while not channel.messages:
        await slack.changed.wait()
        slack.changed.clear()
    assert not posting.done()
    gate.set()
    assert (await posting)["ok"]


@pytest.mark.parametrize("fault", [Fault.FAIL_BEFORE, Fault.FAIL_AFTER, Fault.LOSE_ANSWER])
async def test_a_call_fails_before_or_after_it_is_done(
    client: AsyncWebClient, channel: Channel, slack: LocalSlack, fault: Fault
) -> None:
    slack.faults.plan("chat.postMessage", fault)
    (outcome,) = await asyncio.gather(client.chat_postMessage(channel=channel.id, text="once"), return_exceptions=True)
    assert isinstance(outcome, Exception)
    assert len(channel.messages) == (0 if fault is Fault.FAIL_BEFORE else 1)


async def test_over_a_socket_everything_arrives_and_events_come_again(
    alice: Person, channel: Channel, slack: LocalSlack
) -> None:
    taken: list[SocketModeRequest] = []

    async def take(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        taken.append(request)
        payload = {"text": "hi"} if request.type == "slash_commands" else None
        await client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload=payload))

    await alice.say(channel, "nobody is connected")
    await slack.settled()
    assert "operation_timeout" in (await alice.command(channel, "/vpd")).error
    web_client = AsyncWebClient(base_url=slack.api_url, retry_handlers=[])
    client = SocketModeClient(app_token=APP_TOKEN, web_client=web_client)
    client.socket_mode_request_listeners.append(take)
    await client.connect()
    await slack.delivery.connected.wait()
    try:
        assert (await alice.command(channel, "/vpd")).text == "hi"
        await alice.global_shortcut("begin")
        slack.clock.advance(timedelta(minutes=1))
        await slack.tick()
    finally:
        await client.disconnect()
        await client.close()
    assert [request.type for request in taken] == ["slash_commands", "interactive", "events_api"]
    assert (taken[2].retry_attempt, taken[2].retry_reason) == (2, "http_timeout")
