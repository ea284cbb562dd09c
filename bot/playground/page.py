"""The page in a browser: channels, threads, a composer, buttons and forms, as any of the people."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from bot.playground.person import Person
from bot.playground.world import BOT_USER, Channel, Json, OpenView, Post

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

HERE = Path(__file__).parent
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
Act = Callable[["LocalSlack", Person, Json], Awaitable[Json]]


def routes(slack: "LocalSlack") -> list[Route]:
    """Return the page's addresses for one workspace."""

    async def page(_: Request) -> Response:
        return FileResponse(HERE / "page.html", headers={"Content-Security-Policy": POLICY})

    async def script(_: Request) -> Response:
        return FileResponse(HERE / "page.js")

    async def style(_: Request) -> Response:
        return FileResponse(HERE / "page.css")

    async def state(request: Request) -> Response:
        return JSONResponse(_state(slack, request.query_params.get("as", "")))

    async def act(request: Request) -> Response:
        asked: Json = await request.json()
        who = Person(slack, slack.users[asked["as"]])
        return JSONResponse(await ACTS[asked["do"]](slack, who, asked))

    return [
        Route("/", page),
        Route("/page.js", script),
        Route("/page.css", style),
        Route("/ui/state", state),
        Route("/ui/act", act, methods=["POST"]),
    ]


def _state(slack: "LocalSlack", who: str) -> Json:
    who = who or next((user.id for user in slack.users.values() if not user.is_bot), "")
    people = [{"id": user.id, "name": user.name, "handle": user.handle} for user in slack.users.values()]
    channels = [_channel(slack, channel, who) for channel in slack.channels.values() if who in channel.members]
    open_views = slack.views.get(who, [])
    return {
        "now": slack.clock.now().isoformat(),
        "bot": BOT_USER,
        "people": people,
        "channels": channels,
        "view": _view(open_views[-1]) if open_views else None,
    }


def _channel(slack: "LocalSlack", channel: Channel, who: str) -> Json:
    seen = Person(slack, slack.users[who]).sees(channel)
    return {"id": channel.id, "name": channel.name or "vpd (direct)", "posts": [_post(post) for post in seen]}


def _post(post: Post) -> Json:
    return {**post.event(), "only_for": post.only_for, "reactions": {n: len(u) for n, u in post.reactions.items() if u}}


def _view(opened: OpenView) -> Json:
    return {**opened.told(), "errors": dict(opened.errors)}


async def _type(slack: "LocalSlack", who: Person, asked: Json) -> Json:
    channel = slack.channels[asked["channel"]]
    text: str = asked["text"].strip()
    if text.startswith("/vpd") and not asked.get("thread"):
        await who.command(channel, text)
    elif text:
        await who.say(channel, text, thread=asked.get("thread") or "")
    await slack.settled()
    return {}


async def _press(slack: "LocalSlack", who: Person, asked: Json) -> Json:
    where: Post | OpenView = who.view if asked.get("in_view") else slack.channels[asked["channel"]].posts[asked["ts"]]
    await who.press(where, asked["action"], asked.get("value"))
    await slack.settled()
    return {}


async def _submit(slack: "LocalSlack", who: Person, asked: Json) -> Json:
    errors = await who.submit(**asked["values"])
    await slack.settled()
    return {"errors": errors}


async def _close(_: "LocalSlack", who: Person, __: Json) -> Json:
    who.forms.pop()
    return {}


async def _edit(slack: "LocalSlack", who: Person, asked: Json) -> Json:
    await who.edit(asked["ts"], asked["text"])
    await slack.settled()
    return {}


async def _delete(slack: "LocalSlack", who: Person, asked: Json) -> Json:
    await who.delete(asked["ts"])
    await slack.settled()
    return {}


async def _react(slack: "LocalSlack", who: Person, asked: Json) -> Json:
    post = slack.channels[asked["channel"]].posts[asked["ts"]]
    took_back = who.id in post.reactions.get(asked["name"], [])
    await (who.unreact if took_back else who.react)(asked["ts"], asked["name"])
    await slack.settled()
    return {}


async def _shortcut(_: "LocalSlack", who: Person, asked: Json) -> Json:
    await who.shortcut(asked["callback"], asked["ts"])
    return {}


async def _jump(slack: "LocalSlack", _: Person, asked: Json) -> Json:
    now = slack.clock.now()
    if asked["to"] == "tomorrow":
        slack.clock.advance(timedelta(days=1))
    else:
        monday = now + timedelta(days=(7 - now.weekday()) % 7 or 7)
        slack.clock.jump(monday.replace(hour=9, minute=0, second=0, microsecond=0))
    await slack.tick()
    return {}


ACTS: dict[str, Act] = {
    "type": _type,
    "press": _press,
    "submit": _submit,
    "close": _close,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "shortcut": _shortcut,
    "jump": _jump,
}
