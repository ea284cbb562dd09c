"""What Slack refuses, the local Slack refuses, in the same words."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.calls import refusal
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import BOT_USER, Channel
from tests.playground.conftest import Listening, told

Json = dict[str, Any]
FORM: Json = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": []}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action: str, text: str = "Go") -> Json:
    return {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": text}}


def static(options: int) -> Json:
    choices = [{"text": {"type": "plain_text", "text": str(n)}, "value": str(n)} for n in range(options)]
    return {"type": "static_select", "action_id": "s", "options": choices}


async def refused(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return refusal(caught.value)[0]


@pytest.mark.parametrize(
    ("blocks", "rule"),
    [
        ([section("x") for _ in range(51)], "more than 50 blocks"),
        ([section("x" * 3001)], "/blocks/0"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "/blocks/0"),
        ([{"type": "actions", "elements": [button(str(n)) for n in range(26)]}], "/blocks/0"),
        ([{"type": "actions", "elements": [button("same"), button("same")]}], "/blocks/0"),
        ([{"type": "actions", "elements": [button("x" * 256)]}], "/blocks/0"),
        ([{"type": "actions", "elements": [button("a", "x" * 76)]}], "/blocks/0"),
        ([{"type": "actions", "elements": [static(101)]}], "/blocks/0"),
        ([{"type": "actions", "elements": [static(0)]}], "/blocks/0"),
        ([{"type": "context", "elements": [section("x")["text"] for _ in range(11)]}], "/blocks/0"),
        ([section("x") | {"block_id": "b"}, section("y") | {"block_id": "b"}], "block_id must be unique"),
        ([{"type": "context_actions", "elements": [button(str(n)) for n in range(6)]}], "/blocks/0"),
        ([{"type": "carousel", "elements": list[Json]()}], "/blocks/0"),
        ([{"type": "markdown", "text": "x" * 6_001}] * 2, "more than 12000 characters of markdown"),
        ([{"type": "image", "image_url": "x", "alt_text": "x" * 2001}], "/blocks/0"),
        ([{"type": "actions", "elements": [button("a") | {"url": "x" * 3001}]}], "/blocks/0"),
        ([{"type": "alert", "text": "x"}], "alert is not for a message"),
        ([{"type": "billboard"}], "unsupported type"),
    ],
)
async def test_blocks_beyond_a_limit_are_refused_with_the_rule(
    client: AsyncWebClient, channel: Channel, slack: LocalSlack, blocks: list[Json], rule: str
) -> None:
    assert await refused(client.chat_postMessage(channel=channel.id, text="x", blocks=blocks)) == "invalid_blocks"
    assert rule in str(slack.refusals[-1]["detail"])
    assert channel.messages == []


async def test_texts_beyond_a_limit_are_refused(client: AsyncWebClient, channel: Channel) -> None:
    long = [section("x" * 2_900) for _ in range(5)]
    assert await refused(client.chat_postMessage(channel=channel.id, text="x", blocks=long)) == "msg_blocks_too_long"
    assert await refused(client.chat_postMessage(channel=channel.id, text="x" * 40_001)) == "msg_too_long"
    assert await refused(client.api_call("chat.postMessage", json={"channel": channel.id, "text": ""})) == "no_text"
    sent = told(await client.chat_postMessage(channel=channel.id, text="x", blocks=long[:4]))
    assert await refused(client.chat_update(channel=channel.id, ts=sent["ts"], text="x" * 4_001)) == "msg_too_long"


async def test_only_messages_of_the_app_itself_can_be_changed(
    client: AsyncWebClient, channel: Channel, alice: Person
) -> None:
    ts = await alice.say(channel, "mine")
    assert await refused(client.chat_update(channel=channel.id, ts=ts, text="yours")) == "cant_update_message"
    assert await refused(client.chat_delete(channel=channel.id, ts="1.2")) == "message_not_found"


async def test_a_channel_without_the_bot_an_archived_and_an_unknown_one_take_nothing(
    client: AsyncWebClient, slack: LocalSlack
) -> None:
    outside, old = slack.channel("out", bot=False), slack.channel("old", bot=False)
    hidden = slack.channel("hidden", private=True, bot=False)
    old.members.append(BOT_USER)
    old.archived = True
    for where, word in ((outside.id, "not_in_channel"), (hidden.id, "channel_not_found"), (old.id, "is_archived")):
        assert await refused(client.chat_postMessage(channel=where, text="x")) == word
    assert await refused(client.chat_postMessage(channel="C0", text="x")) == "channel_not_found"


async def test_an_ephemeral_needs_somebody_who_is_there(client: AsyncWebClient, channel: Channel) -> None:
    call = client.chat_postEphemeral(channel=channel.id, user="U0NOBODY", text="x")
    assert await refused(call) == "user_not_in_channel"


async def test_unknown_methods_wrong_tokens_and_missing_scopes_are_refused(
    client: AsyncWebClient, slack: LocalSlack, granted: Json, channel: Channel
) -> None:
    assert await refused(client.api_call("chat.shout")) == "unknown_method"
    wrong = AsyncWebClient(token="xoxb-other", base_url=slack.api_url, retry_handlers=[])
    assert await refused(wrong.auth_test()) == "invalid_auth"
    granted["oauth_config"]["scopes"]["bot"].remove("chat:write")
    assert await refused(client.chat_postMessage(channel=channel.id, text="x")) == "missing_scope"
    assert slack.refusals[-1]["detail"]["needed"] == "chat:write"


@pytest.mark.parametrize(
    ("scope", "call"),
    [
        ("canvases:write", ("canvases.create", Json())),
        ("canvases:write", ("canvases.delete", Json())),
        ("canvases:write", ("canvases.edit", Json())),
        ("canvases:write", ("conversations.canvases.create", Json())),
        ("groups:read", ("conversations.list", {"types": "public_channel,private_channel"})),
        ("users:read", ("users.list", Json())),
        ("files:write", ("files.delete", Json())),
    ],
)
async def test_a_method_needs_its_scope(
    client: AsyncWebClient, slack: LocalSlack, granted: Json, scope: str, call: tuple[str, Json]
) -> None:
    granted["oauth_config"]["scopes"]["bot"].remove(scope)
    method, arguments = call
    assert await refused(client.api_call(method, json=arguments)) == "missing_scope"
    assert slack.refusals[-1]["detail"]["needed"] == scope


async def test_reading_a_conversation_needs_the_scope_of_its_kind(
    client: AsyncWebClient, slack: LocalSlack, granted: Json, channel: Channel, alice: Person
) -> None:
    hidden, direct = slack.channel("hidden", private=True), slack.dm(alice.id)
    granted["oauth_config"]["scopes"]["bot"][:] = ["channels:read", "channels:history"]
    assert (await client.conversations_info(channel=channel.id))["ok"]
    assert (await client.conversations_history(channel=channel.id))["ok"]
    for where, family in ((hidden, "groups"), (direct, "im")):
        assert await refused(client.conversations_members(channel=where.id)) == "missing_scope"
        assert await refused(client.conversations_history(channel=where.id)) == "missing_scope"
        assert slack.refusals[-1]["detail"]["needed"] == f"{family}:history"


async def test_a_channel_without_the_bot_can_be_looked_up_not_read_and_an_archived_one_read_not_written_to(
    client: AsyncWebClient, slack: LocalSlack
) -> None:
    outside, old = slack.channel("outside", bot=False), slack.channel("old")
    hidden = slack.channel("hidden", private=True, bot=False)
    assert told(await client.conversations_info(channel=outside.id))["channel"]["is_member"] is False
    assert await refused(client.conversations_history(channel=outside.id)) == "not_in_channel"
    assert await refused(client.conversations_info(channel=hidden.id)) == "channel_not_found"
    old.archived = True
    assert told(await client.conversations_history(channel=old.id))["messages"] == []
    assert await refused(client.chat_postMessage(channel=old.id, text="x")) == "is_archived"


async def test_more_than_one_post_a_second_is_too_much_after_a_short_burst(
    client: AsyncWebClient, channel: Channel, slack: LocalSlack
) -> None:
    for number in range(4):
        await client.chat_postMessage(channel=channel.id, text=str(number))
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=channel.id, text="too much")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    await client.chat_postMessage(channel=slack.channel("other").id, text="elsewhere")
    slack.clock.advance(timedelta(seconds=4))
    await client.chat_postMessage(channel=channel.id, text="now it is fine")


@pytest.fixture
async def trigger(alice: Person, channel: Channel, app: Listening) -> Callable[[], Awaitable[str]]:
    async def fresh() -> str:
        await alice.command(channel, "/vpd")
        return app.payload["trigger_id"]

    return fresh


async def test_a_trigger_opens_one_form_within_three_seconds(
    client: AsyncWebClient, slack: LocalSlack, trigger: Callable[[], Awaitable[str]]
) -> None:
    used = await trigger()
    await client.views_open(trigger_id=used, view=FORM)
    assert await refused(client.views_open(trigger_id=used, view=FORM)) == "exchanged_trigger_id"
    late = await trigger()
    slack.clock.advance(timedelta(seconds=4))
    assert await refused(client.views_open(trigger_id=late, view=FORM)) == "expired_trigger_id"
    assert await refused(client.views_open(trigger_id="1.2", view=FORM)) == "invalid_trigger_id"


async def test_forms_beyond_a_limit_are_refused(
    client: AsyncWebClient, trigger: Callable[[], Awaitable[str]], alice: Person
) -> None:
    odd: list[Json] = [
        FORM | {"title": {"type": "plain_text", "text": "x" * 25}},
        FORM | {"private_metadata": "x" * 3001},
        FORM | {"blocks": [{"type": "input", "label": {"text": "x"}, "element": {"type": "plain_text_input"}}]},
        FORM | {"type": "home"},
    ]
    for view in odd:
        assert await refused(client.views_open(trigger_id=await trigger(), view=view)) == "invalid_arguments"
    huge = FORM | {"blocks": [section("x" * 2_990) for _ in range(90)]}
    assert await refused(client.views_open(trigger_id=await trigger(), view=huge)) == "view_too_large"
    await client.views_open(trigger_id=await trigger(), view=FORM)
    await client.views_push(trigger_id=await trigger(), view=FORM)
    await client.views_push(trigger_id=await trigger(), view=FORM)
    assert await refused(client.views_push(trigger_id=await trigger(), view=FORM)) == "push_limit_reached"
    assert len(alice.forms) == 3


async def test_an_answering_address_lives_for_five_uses_or_half_an_hour(slack: LocalSlack, channel: Channel) -> None:
    used, late = slack.new_url(channel.id, "U1"), slack.new_url(channel.id, "U1")
    for _ in range(5):
        slack.use_url(used.rpartition("/")[2])
    with pytest.raises(Exception, match="expired_url"):
        slack.use_url(used.rpartition("/")[2])
    slack.clock.advance(timedelta(minutes=31))
    with pytest.raises(Exception, match="expired_url"):
        slack.use_url(late.rpartition("/")[2])
    with pytest.raises(Exception, match="no_such_url"):
        slack.use_url("nothing")


async def test_a_command_answered_with_blocks_that_slack_would_not_take_shows_an_error(
    alice: Person, channel: Channel, app: Listening
) -> None:
    app.will({"text": "x", "blocks": [section("x" * 3001)]})
    assert (await alice.command(channel, "/vpd")).error == "invalid_command_response"
