"""Conversations and people, as the Web API tells of them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.playground.world import BOT_USER, Channel, Json, Refusal

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

MOST = 1000  # items of one page


def known(slack: "LocalSlack", arguments: Json) -> Channel:
    """Return the conversation that is named: a public channel, or one that the app is in. Raises Refusal."""
    found = slack.channels.get(str(arguments.get("channel", "")))
    if found is None or (found.kind != "channel" and BOT_USER not in found.members):
        raise Refusal("channel_not_found")
    return found


def read(slack: "LocalSlack", arguments: Json) -> Channel:
    """Return the conversation that is named when the app is in it and so can read it. Raises Refusal."""
    found = known(slack, arguments)
    if BOT_USER not in found.members:
        raise Refusal("not_in_channel")
    return found


def reached(slack: "LocalSlack", arguments: Json) -> Channel:
    """Return where to write: the channel that is named, or the conversation with the person named. Raises Refusal."""
    wanted = str(arguments.get("channel", ""))
    if wanted in slack.users:
        return slack.dm(wanted)
    found = read(slack, arguments)
    if found.archived:
        raise Refusal("is_archived")
    return found


def said_yes(arguments: Json, name: str) -> bool:
    """Whether a switch is on, in whichever way it was sent."""
    return str(arguments.get(name, "")).lower() in {"1", "true"}


def page(items: Sequence[object], arguments: Json) -> tuple[list[object], Json]:
    """Return one page of a list and the metadata that leads to the next. Raises Refusal for an odd cursor."""
    cursor, limit = str(arguments.get("cursor") or "0"), int(arguments.get("limit") or 100)
    if not cursor.isdigit() or int(cursor) > len(items):
        raise Refusal("invalid_cursor")
    if not 1 <= limit <= MOST:
        raise Refusal("invalid_limit")
    start = int(cursor)
    end = start + limit
    return list(items[start:end]), {"next_cursor": str(end) if end < len(items) else ""}


def _info(slack: "LocalSlack", arguments: Json) -> Json:
    return {"channel": known(slack, arguments).told()}


def _members(slack: "LocalSlack", arguments: Json) -> Json:
    found, metadata = page(known(slack, arguments).members, arguments)
    return {"members": found, "response_metadata": metadata}


def _open(slack: "LocalSlack", arguments: Json) -> Json:
    user = str(arguments.get("users", ""))
    if user not in slack.users:
        raise Refusal("user_not_found")
    return {"channel": {"id": slack.dm(user).id}}


def _list(slack: "LocalSlack", arguments: Json) -> Json:
    """Tell of public channels, and of private ones that the bot is in, when `types` asks for them."""
    types = set(str(arguments.get("types") or "public_channel").split(","))
    archived = not said_yes(arguments, "exclude_archived")
    wanted = {"channel": "public_channel", "group": "private_channel", "im": "im"}
    found = [
        channel.told()
        for channel in slack.channels.values()
        if wanted[channel.kind] in types
        and (channel.kind == "channel" or BOT_USER in channel.members)
        and (archived or not channel.archived)
    ]
    channels, metadata = page(found, arguments)
    return {"channels": channels, "response_metadata": metadata}


def _user(slack: "LocalSlack", arguments: Json) -> Json:
    user = slack.users.get(str(arguments.get("user", "")))
    if user is None:
        raise Refusal("user_not_found")
    return {"user": user.profile()}


def _users(slack: "LocalSlack", arguments: Json) -> Json:
    members, metadata = page([user.profile() for user in slack.users.values()], arguments)
    return {"members": members, "response_metadata": metadata}


ROOM_METHODS: dict[str, Callable[["LocalSlack", Json], Json]] = {
    "conversations.info": _info,
    "conversations.list": _list,
    "conversations.members": _members,
    "conversations.open": _open,
    "users.info": _user,
    "users.list": _users,
}
