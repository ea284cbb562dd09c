"""The playground's page with another app in it: one that shows every block, and a form with every field."""

import asyncio
import json
import signal
import sys
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import manifest
from bot.playground.clock import Clock
from bot.playground.desk.desk import Desk
from bot.playground.desk.page import pages
from bot.playground.slack import LocalSlack

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


OPTIONS = [option("Red"), option("Green"), option("Blue")]
SURE = {
    "title": plain("Sure?"),
    "text": plain("It <b>can't</b> be undone."),
    "confirm": plain("Do it"),
    "deny": plain("Leave it"),
}
RICH: list[Json] = [
    {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "strong", "style": {"bold": True}},
            {"type": "text", "text": " <i>literal</i> "},
            {"type": "emoji", "name": "tada"},
            {"type": "link", "url": "javascript:alert(1)", "text": "no link"},
            {"type": "link", "url": "https://example.org", "text": "a link"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1700000000, "format": "{date_num}", "fallback": "then"},
        ],
    },
    {
        "type": "rich_text_list",
        "style": "ordered",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}],
    },
    {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
    {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "as  it is"}]},
]
MARKUP = (
    "*bold* _italic_ ~gone~ `code` <https://example.org|label> <!date^1700000000^{date_num} {time}|then> :rocket:\n"
    "> said by somebody\n```block```"
)


def message() -> list[Json]:
    return [
        {"type": "header", "text": plain("Every block")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": MARKUP},
            "accessory": {"type": "overflow", "action_id": "more", "options": OPTIONS},
        },
        {"type": "section", "fields": [plain("Left"), plain("Right")]},
        {"type": "rich_text", "elements": RICH},
        {"type": "divider"},
        {"type": "context", "elements": [plain("In passing")]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "sure", "text": plain("Careful"), "style": "danger", "confirm": SURE},
                {"type": "static_select", "action_id": "colour", "options": OPTIONS},
                {"type": "multi_static_select", "action_id": "colours", "options": OPTIONS},
                {"type": "radio_buttons", "action_id": "one", "options": OPTIONS},
                {"type": "checkboxes", "action_id": "some", "options": OPTIONS},
                {"type": "datepicker", "action_id": "day"},
                {"type": "timepicker", "action_id": "hour"},
                {"type": "users_select", "action_id": "who"},
                {"type": "channels_select", "action_id": "where"},
                {"type": "external_select", "action_id": "found", "min_query_length": 0},
            ],
        },
    ]


def field(name: str, **element: object) -> Json:
    block: Json = {"type": "input", "block_id": name.lower(), "label": plain(name), "optional": True}
    return {**block, "element": {"action_id": name.lower(), **element}}


def form(title: str = "Every field") -> Json:
    blocks = [
        {**field("Words", type="plain_text_input"), "optional": False},
        field("Long", type="plain_text_input", multiline=True),
        field("Colour", type="static_select", options=OPTIONS),
        field("Colours", type="multi_static_select", options=OPTIONS),
        field("One", type="radio_buttons", options=OPTIONS),
        field("Some", type="checkboxes", options=OPTIONS),
        field("Day", type="datepicker"),
        field("Hour", type="timepicker", initial_time="09:00"),
        field("Who", type="users_select"),
        field("People", type="multi_users_select"),
        field("Where", type="channels_select"),
        field("Found", type="external_select", min_query_length=0),
        field("File", type="file_input", filetypes=["csv"], max_files=1),
    ]
    return {
        "type": "modal",
        "callback_id": "all",
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": blocks if title == "Every field" else [{"type": "section", "text": plain("Once more?")}],
    }


class Other:
    """Answers with what was done, as a message only its person sees."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        self.client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.text()
        if body.startswith("{"):
            return await self.event(json.loads(body)["event"])
        fields = dict(parse_qsl(body))
        payload = json.loads(fields["payload"]) if "payload" in fields else {"type": "command", **fields}
        return await getattr(self, payload["type"])(payload)

    async def event(self, event: Json) -> web.Response:
        if event["type"] == "app_home_opened":
            view = {"type": "home", "blocks": [{"type": "section", "text": plain("Welcome home")}]}
            await self.client.views_publish(user_id=event["user"], view=view)
        return web.Response()

    async def command(self, payload: Json) -> web.Response:
        if payload.get("text") == "form":
            await self.client.views_open(trigger_id=payload["trigger_id"], view=form())
            return web.Response()
        return web.json_response({"text": "Every block", "blocks": message()})

    async def shortcut(self, payload: Json) -> web.Response:
        await self.client.views_open(trigger_id=payload["trigger_id"], view=form())
        return web.Response()

    async def message_action(self, payload: Json) -> web.Response:
        return await self.says(payload, f"shortcut {payload['callback_id']}")

    async def block_actions(self, payload: Json) -> web.Response:
        (action,) = payload["actions"]
        held = {name: value for name, value in action.items() if name.startswith("selected") or name == "value"}
        return await self.says(payload, f"{action['action_id']}: {json.dumps(held)}")

    async def block_suggestion(self, payload: Json) -> web.Response:
        found = [one for one in OPTIONS if payload["value"].lower() in one["value"]]
        return web.json_response({"options": found})

    async def view_submission(self, payload: Json) -> web.Response:
        values = payload["view"]["state"]["values"]
        if payload["view"]["title"]["text"] != "Every field":
            return web.json_response({"response_action": "clear"})
        if values["words"]["words"]["value"] == "wrong":
            return web.json_response({"response_action": "errors", "errors": {"words": "Say it <b>better</b>."}})
        held = {name: next(iter(one.values())) for name, one in values.items()}
        channel = next(one for one in self.slack.channels.values() if one.name == "all")
        text = json.dumps(held)
        await self.client.chat_postEphemeral(channel=channel.id, user=payload["user"]["id"], text=text)
        return web.json_response({"response_action": "push", "view": form("Thanks")})

    async def says(self, payload: Json, text: str) -> web.Response:
        await self.client.chat_postEphemeral(channel=payload["channel"]["id"], user=payload["user"]["id"], text=text)
        return web.Response()


def known() -> Json:
    """Return a manifest with a home and a shortcut of each kind."""
    made = manifest(None, socket=True)
    made["features"]["app_home"]["home_tab_enabled"] = True
    made["features"]["shortcuts"].append({"name": "Open the form", "type": "global", "callback_id": "form"})
    made["settings"]["event_subscriptions"]["bot_events"].append("app_home_opened")
    return made


async def main(stop: asyncio.Event) -> None:
    """Serve until told to stop."""
    clock = Clock(datetime.now(UTC), running=time.monotonic)
    slack = LocalSlack(
        clock=clock, manifest=known(), signing_secret="s", bot_token="xoxb-other", app_token="xapp-other"
    )
    alice = slack.person("alice", name="Alice Moreau", tz="Europe/Paris", channels=[slack.channel("all")])
    slack.person("ben", name="Ben <Osei>", tz="Europe/London", channels=[slack.channel("all")])
    slack.channel("elsewhere")
    for number in range(300):
        await alice.say(slack.channel("all"), f"Message {number} of many")
    slack.pages = pages(Desk(slack, slack.settled))
    app = web.Application()
    app.router.add_post("/", Other(slack).take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with slack:
        slack.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        sys.stdout.write(f"The playground is ready: {slack.url}\n")
        sys.stdout.flush()
        await stop.wait()
    await runner.cleanup()


def run() -> None:
    """Run until the process is told to end."""

    async def until_told() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        await main(stop)

    asyncio.run(until_told())


if __name__ == "__main__":
    run()
