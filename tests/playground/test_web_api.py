"""What the Web API does when it is asked rightly."""

import json
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.person import Person
from bot.playground.reading import text_of
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel
from tests.playground.conftest import Listening, told

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


FIELD: Json = {
    "type": "input",
    "block_id": "name",
    "label": plain("Name"),
    "element": {"type": "plain_text_input", "action_id": "typed"},
}
FORM: Json = {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": [FIELD]}


async def opened(alice: Person, channel: Channel, app: Listening, client: AsyncWebClient, **more: Any) -> None:  # noqa: ANN401 - keys of a view
    await alice.command(channel, "/vpd")
    await client.views_open(trigger_id=app.payload["trigger_id"], view=FORM | more)


async def test_metadata_is_told_only_when_asked_for(client: AsyncWebClient, channel: Channel) -> None:
    mark = {"event_type": "vpd", "event_payload": {"mark": "m"}}
    sent = told(await client.chat_postMessage(channel=channel.id, text="one", metadata=mark))
    await client.chat_postMessage(channel=channel.id, text="two", thread_ts=sent["ts"], metadata=mark)
    history = told(await client.conversations_history(channel=channel.id, include_all_metadata=True))
    replies = told(await client.conversations_replies(channel=channel.id, ts=sent["ts"]))
    assert [message["metadata"] for message in history["messages"]] == [mark]
    assert ["metadata" in message for message in replies["messages"]] == [False, False]


async def test_history_comes_newest_first_and_a_thread_oldest_first(
    client: AsyncWebClient, slack: LocalSlack, channel: Channel
) -> None:
    sent: list[str] = []
    for number in range(3):
        sent.append(told(await client.chat_postMessage(channel=channel.id, text=f"message {number}"))["ts"])
        slack.clock.advance(timedelta(seconds=2))
    for number in range(3):
        await client.chat_postMessage(channel=channel.id, text=f"reply {number}", thread_ts=sent[0])
        slack.clock.advance(timedelta(seconds=2))

    async def texts(method: str, **more: object) -> list[str]:
        found = told(await client.api_call(method, params={"channel": channel.id, **more}))
        return [message["text"] for message in found["messages"]]

    assert await texts("conversations.history") == ["message 2", "message 1", "message 0"]
    assert await texts("conversations.history", oldest=sent[1]) == ["message 2"]
    assert await texts("conversations.history", oldest=sent[1], inclusive=1) == ["message 2", "message 1"]
    assert await texts("conversations.history", latest=sent[1]) == ["message 0"]
    assert await texts("conversations.replies", ts=sent[0], limit=3) == ["message 0", "reply 0", "reply 1"]
    assert await texts("conversations.replies", ts=sent[0], limit=3, cursor="3") == ["reply 2"]


async def test_lists_come_in_pages(client: AsyncWebClient, slack: LocalSlack, channel: Channel) -> None:
    slack.channel("hidden", private=True, bot=False)
    slack.channel("second")
    for number in range(5):
        slack.person(f"person{number}", channels=[channel])
    names: list[str] = []
    cursor = ""
    while True:
        page = told(await client.users_list(limit=2, cursor=cursor))
        names += [member["name"] for member in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert names == ["vpd", *(f"person{number}" for number in range(5))]
    listed = told(await client.conversations_list(types="public_channel,private_channel"))
    assert [found["name"] for found in listed["channels"]] == ["general", "second"]
    members = told(await client.conversations_members(channel=channel.id, limit=3))
    assert (len(members["members"]), members["response_metadata"]["next_cursor"]) == (3, "3")
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        await client.users_list(cursor="odd")


async def test_an_ephemeral_is_seen_by_one_person_and_a_direct_message_by_its_person(
    client: AsyncWebClient, slack: LocalSlack, alice: Person, channel: Channel
) -> None:
    ben = slack.person("ben", channels=[channel])
    await client.chat_postEphemeral(channel=channel.id, user=alice.id, text="for you")
    await client.chat_postMessage(channel=alice.id, text="hello")
    assert [text_of(post) for post in alice.sees(channel)] == ["for you"]
    assert ben.sees(channel) == []
    assert [text_of(post) for post in alice.dms()] == ["hello"]
    assert ben.dms() == []


async def test_a_permalink_leads_to_the_message(client: AsyncWebClient, channel: Channel) -> None:
    sent = told(await client.chat_postMessage(channel=channel.id, text="x"))
    link = told(await client.chat_getPermalink(channel=channel.id, message_ts=sent["ts"]))
    assert link["permalink"].endswith(f"/archives/{channel.id}/p{sent['ts'].replace('.', '')}")


async def test_a_file_is_uploaded_in_three_calls(client: AsyncWebClient, channel: Channel, slack: LocalSlack) -> None:
    await client.files_upload_v2(channel=channel.id, filename="a.csv", content="x,y", initial_comment="Here")
    ((_, kept),) = slack.files.items()
    assert kept["content"] == b"x,y"
    (post,) = channel.messages
    assert (post.text, [file["name"] for file in post.files]) == ("Here", ["a.csv"])


async def test_reactions_are_added_once_and_taken_back(client: AsyncWebClient, alice: Person, channel: Channel) -> None:
    ts = await alice.say(channel, "x")
    await client.reactions_add(channel=channel.id, timestamp=ts, name="tada")
    with pytest.raises(SlackApiError, match="already_reacted"):
        await client.reactions_add(channel=channel.id, timestamp=ts, name="tada")
    await client.reactions_remove(channel=channel.id, timestamp=ts, name="tada")
    with pytest.raises(SlackApiError, match="no_reaction"):
        await client.reactions_remove(channel=channel.id, timestamp=ts, name="tada")


async def answer(url: str, **body: object) -> int:
    async with ClientSession() as http, http.post(url, data=json.dumps(body)) as response:
        return response.status


async def test_an_answering_address_answers_replaces_and_deletes(
    slack: LocalSlack, client: AsyncWebClient, alice: Person, channel: Channel
) -> None:
    sent = told(await client.chat_postMessage(channel=channel.id, text="before"))
    url = slack.new_url(channel.id, alice.id, sent["ts"])
    assert await answer(url, text="only for you", response_type="ephemeral") == 200
    assert await answer(url, text="after", replace_original=True) == 200
    long = [{"type": "section", "text": plain("x" * 2_900)}] * 5
    assert await answer(url, text="too long", blocks=long) == 400
    assert [text_of(post) for post in alice.sees(channel)] == ["after", "only for you"]
    assert await answer(url, delete_original=True) == 200
    slack.clock.advance(timedelta(minutes=31))
    assert await answer(url, text="too late") == 404
    assert [text_of(post) for post in alice.sees(channel)] == ["only for you"]


async def test_a_form_shows_errors_then_another_form_then_closes(
    alice: Person, channel: Channel, app: Listening, client: AsyncWebClient
) -> None:
    await opened(alice, channel, app, client)
    app.will({"response_action": "errors", "errors": {"name": "too short"}})
    assert await alice.submit(name="A") == {"name": "too short"}
    app.will({"response_action": "push", "view": FORM | {"callback_id": "second"}})
    assert await alice.submit(name="Alice") == {}
    assert [form.view.get("callback_id") for form in alice.forms] == [None, "second"]
    app.will({"response_action": "update", "view": FORM | {"callback_id": "third"}})
    await alice.submit(name="Alice")
    assert alice.view.state["name"]["typed"]["value"] == "Alice"  # what was typed stays
    app.will({"response_action": "clear"})
    await alice.submit(name="Alice")
    assert alice.forms == []


async def test_an_update_of_a_form_with_an_old_hash_is_refused(
    alice: Person, channel: Channel, app: Listening, client: AsyncWebClient
) -> None:
    await opened(alice, channel, app, client)
    view, old = alice.view.id, alice.view.hash
    await client.views_update(view_id=view, hash=old, view=FORM)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view, hash=old, view=FORM)


async def test_the_app_hears_that_a_form_was_closed_when_it_asks_for_that(
    alice: Person, channel: Channel, app: Listening, client: AsyncWebClient
) -> None:
    await opened(alice, channel, app, client)
    await alice.close_form()
    assert app.payload.get("type") != "view_closed"
    await opened(alice, channel, app, client, notify_on_close=True)
    await alice.close_form(all_of_them=True)
    assert (app.payload["type"], app.payload["is_cleared"], alice.forms) == ("view_closed", True, [])


async def test_the_home_shows_what_was_published_for_a_person_and_takes_clicks(
    slack: LocalSlack, client: AsyncWebClient, alice: Person, app: Listening
) -> None:
    alice.open_home()
    await slack.settled()
    assert (app.events[-1]["type"], app.events[-1]["tab"], "view" in app.events[-1]) == (
        "app_home_opened",
        "home",
        False,
    )
    click = {"type": "button", "action_id": "hello", "text": plain("Hello"), "value": "v"}
    await client.views_publish(
        user_id=alice.id, view={"type": "home", "blocks": [{"type": "actions", "elements": [click]}]}
    )
    home = alice.home
    assert home is not None
    await alice.press(home, "hello")
    assert (app.payload["view"]["type"], app.payload["actions"][0]["value"]) == ("home", "v")
    alice.open_home()
    await slack.settled()
    assert app.events[-1]["view"]["id"] == home.id


async def test_shortcuts_carry_their_message_or_none(alice: Person, channel: Channel, app: Listening) -> None:
    ts = await alice.say(channel, "keep this")
    await alice.shortcut("add_note", ts)
    assert (app.payload["type"], app.payload["message"]["text"]) == ("message_action", "keep this")
    await alice.global_shortcut("begin")
    assert (app.payload["type"], app.payload["callback_id"], "channel" in app.payload) == ("shortcut", "begin", False)
    assert "response_url" not in app.payload


async def test_a_slack_canvas_is_made_once_for_a_channel_and_edited_one_change_at_a_time(
    client: AsyncWebClient, slack: LocalSlack, channel: Channel
) -> None:
    words = {"type": "markdown", "markdown": "# One"}
    made = told(await client.conversations_canvases_create(channel_id=channel.id, document_content=words))
    with pytest.raises(SlackApiError, match="channel_canvas_already_exists"):
        await client.conversations_canvases_create(channel_id=channel.id, document_content=words)
    tab = told(await client.canvases_create(channel_id=channel.id, title="Tab", document_content=words))
    more = {"operation": "insert_at_end", "document_content": {"type": "markdown", "markdown": "two"}}
    await client.canvases_edit(canvas_id=tab["canvas_id"], changes=[more])
    assert slack.canvases[tab["canvas_id"]].markdown == "# One\ntwo"
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.canvases_edit(canvas_id=tab["canvas_id"], changes=[more, more])
    await client.canvases_delete(canvas_id=made["canvas_id"])
    with pytest.raises(SlackApiError, match="canvas_not_found"):
        await client.canvases_delete(canvas_id=made["canvas_id"])
