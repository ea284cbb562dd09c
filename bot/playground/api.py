"""The Web API: one function for each method, checked for token, scope and pace before it runs."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.playground import limits, scopes
from bot.playground.canvases import CANVAS_METHODS
from bot.playground.files import FILE_METHODS, spoilt
from bot.playground.rooms import ROOM_METHODS, page, reached, read, said_yes
from bot.playground.views import VIEW_METHODS
from bot.playground.world import APP, BOT, BOT_USER, TEAM, Channel, Json, Post, Refusal

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

Method = Callable[["LocalSlack", Json], Json]

LONG_TEXT, LONGER_TEXT = 4_000, 40_000
PACE, BURST = timedelta(seconds=1), 4


def call(slack: "LocalSlack", method: str, token: str, arguments: Json) -> Json:
    """Do one call. Raises Refusal with Slack's word for what is wrong."""
    run = METHODS.get(method)
    if run is None:
        raise Refusal("unknown_method", req_method=method)
    wanted = slack.app_token if method == "apps.connections.open" else slack.bot_token
    if token != wanted:
        raise Refusal("invalid_auth")
    granted: list[str] = slack.manifest["oauth_config"]["scopes"]["bot"]
    missing = [scope for scope in scopes.needed(slack, method, arguments) if scope not in granted]
    if missing:
        raise Refusal("missing_scope", needed=",".join(missing), provided=",".join(granted))
    return run(slack, arguments)


def _checked_words(slack: "LocalSlack", channel: Channel, arguments: Json) -> tuple[str, list[Json]]:
    text, blocks = str(arguments.get("text") or ""), arguments.get("blocks") or []
    if not text and not blocks:
        raise Refusal("no_text")
    if len(text) > LONGER_TEXT:
        raise Refusal("msg_too_long")
    word, problems = limits.message_refusal(blocks)
    if lost := spoilt(slack, blocks, channel.id):
        word, problems = "invalid_blocks", lost
    if word:
        raise Refusal(word, response_metadata={"messages": problems})
    return text, blocks


def _post_message(slack: "LocalSlack", arguments: Json) -> Json:
    channel = reached(slack, arguments)
    text, blocks = _checked_words(slack, channel, arguments)
    thread = str(arguments.get("thread_ts") or "")
    if thread and thread not in channel.posts:
        raise Refusal("thread_not_found")
    _pace(slack, channel)
    post = Post(
        slack.new_ts(), channel.id, BOT_USER, text, blocks, thread, bot=True, metadata=arguments.get("metadata")
    )
    slack.keep(post)
    slack.delivery.event(
        {**post.event(), "channel": channel.id, "channel_type": channel.kind, "subtype": "bot_message"}
    )
    return {"channel": channel.id, "ts": post.ts, "message": post.event()}


def _pace(slack: "LocalSlack", channel: Channel) -> None:
    """Let a short burst pass, then one message a second in a channel."""
    now = slack.clock.now().timestamp()
    recent = sorted((float(p.ts) for p in channel.posts.values() if p.bot and not p.only_for), reverse=True)[:BURST]
    if len(recent) == BURST and now - recent[-1] < PACE.total_seconds() * (BURST - 1):
        raise Refusal("ratelimited", retry_after=1)


def _own(channel: Channel, arguments: Json) -> Post:
    post = channel.posts.get(str(arguments.get("ts", "")))
    if post is None or post.deleted or post.only_for:
        raise Refusal("message_not_found")
    if post.user != BOT_USER:
        raise Refusal("cant_update_message")
    return post


def _update(slack: "LocalSlack", arguments: Json) -> Json:
    channel = reached(slack, arguments)
    post = _own(channel, arguments)
    text, blocks = _checked_words(slack, channel, arguments)
    if len(text) > LONG_TEXT:
        raise Refusal("msg_too_long")
    before = post.event()
    post.text, post.blocks = text, blocks
    if arguments.get("metadata") is not None:
        post.metadata = arguments["metadata"] or None
    changed = {"type": "message", "subtype": "message_changed", "channel": channel.id, "channel_type": channel.kind}
    slack.delivery.event({**changed, "ts": slack.new_ts(), "message": post.event(), "previous_message": before})
    slack.changed.set()
    return {"channel": channel.id, "ts": post.ts, "text": text}


def _delete(slack: "LocalSlack", arguments: Json) -> Json:
    post = _own(reached(slack, arguments), arguments)
    post.deleted = True
    slack.changed.set()
    return {"channel": post.channel, "ts": post.ts}


def _ephemeral(slack: "LocalSlack", arguments: Json) -> Json:
    channel = reached(slack, arguments)
    text, blocks = _checked_words(slack, channel, arguments)
    user = str(arguments.get("user", ""))
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    thread = str(arguments.get("thread_ts") or "")
    post = slack.keep(Post(slack.new_ts(), channel.id, BOT_USER, text, blocks, thread, bot=True, only_for=user))
    return {"message_ts": post.ts}


def _permalink(slack: "LocalSlack", arguments: Json) -> Json:
    channel = read(slack, arguments)
    ts = str(arguments.get("message_ts", ""))
    if ts not in channel.posts:
        raise Refusal("message_not_found")
    return {"channel": channel.id, "permalink": f"{slack.url}/archives/{channel.id}/p{ts.replace('.', '')}"}


def _history(slack: "LocalSlack", arguments: Json) -> Json:
    """Tell of a conversation without its threads, newest first."""
    posts = [post for post in read(slack, arguments).messages if not post.thread]
    return _page([post for post in reversed(posts) if _within(post, arguments)], arguments)


def _replies(slack: "LocalSlack", arguments: Json) -> Json:
    """Tell of a thread, oldest first; what it hangs on is always told."""
    channel = read(slack, arguments)
    ts = str(arguments.get("ts", ""))
    if ts not in channel.posts:
        raise Refusal("thread_not_found")
    replies = [post for post in channel.replies(ts) if _within(post, arguments)]
    return _page([channel.posts[ts], *replies], arguments)


def _within(post: Post, arguments: Json) -> bool:
    at, oldest = float(post.ts), float(arguments.get("oldest") or 0)
    latest = float(arguments.get("latest") or "inf")
    return oldest < at < latest or (at in {oldest, latest} and said_yes(arguments, "inclusive"))


def _page(posts: list[Post], arguments: Json) -> Json:
    metadata = said_yes(arguments, "include_all_metadata")
    told, following = page([post.event(metadata=metadata) for post in posts], arguments)
    return {"messages": told, "has_more": bool(following["next_cursor"]), "response_metadata": following}


def _react(slack: "LocalSlack", arguments: Json) -> Json:
    post = reached(slack, arguments).posts.get(str(arguments.get("timestamp", "")))
    if post is None or post.deleted:
        raise Refusal("message_not_found")
    users = post.reactions.setdefault(str(arguments["name"]), [])
    if BOT_USER in users:
        raise Refusal("already_reacted")
    users.append(BOT_USER)
    slack.changed.set()
    return {}


def _unreact(slack: "LocalSlack", arguments: Json) -> Json:
    post = reached(slack, arguments).posts.get(str(arguments.get("timestamp", "")))
    if post is None or BOT_USER not in post.reactions.get(str(arguments["name"]), []):
        raise Refusal("no_reaction")
    post.reactions[str(arguments["name"])].remove(BOT_USER)
    slack.changed.set()
    return {}


def _reactions(slack: "LocalSlack", arguments: Json) -> Json:
    post = read(slack, arguments).posts.get(str(arguments.get("timestamp", "")))
    if post is None:
        raise Refusal("message_not_found")
    return {"type": "message", "message": post.event()}


def _auth(_: "LocalSlack", __: Json) -> Json:
    return {
        "team_id": TEAM,
        "team": "local",
        "user_id": BOT_USER,
        "user": "vpd",
        "bot_id": BOT,
        "url": "",
        "app_id": APP,
    }


def _connect(slack: "LocalSlack", _: Json) -> Json:
    return {"url": f"{slack.url.replace('http', 'ws', 1)}/socket"}


METHODS: dict[str, Method] = {
    "apps.connections.open": _connect,
    "auth.test": _auth,
    "chat.delete": _delete,
    "chat.getPermalink": _permalink,
    "chat.postEphemeral": _ephemeral,
    "chat.postMessage": _post_message,
    "chat.update": _update,
    "conversations.history": _history,
    "conversations.replies": _replies,
    "reactions.add": _react,
    "reactions.get": _reactions,
    "reactions.remove": _unreact,
    **CANVAS_METHODS,
    **ROOM_METHODS,
    **VIEW_METHODS,
    **FILE_METHODS,
}
