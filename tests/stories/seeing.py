"""What people see in Slack, as lines of text that a person can read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.reading import text_of
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel, Json, Post

DATE = re.compile(r"<!date\^(?P<at>\d+)\^(?P<form>[^|]*)\|(?P<else>[^>]*)>")
# What Slack makes of a date in the zone of who reads it. What a channel reads is for many zones: the fallback stands.
TOKENS = {
    "{time}": "%H:%M",
    "{date_short}": "%d %b %Y",
    "{date_short_pretty}": "%a %d %b",
}
MENTION = re.compile(r"<@(\w+)>")
CHANNEL = re.compile(r"<#(\w+)>")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
REFERENCE = re.compile(r"\bref [0-9a-f]{4,}\b")


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as it stands: where, whose, who sees it, its lines and its reactions."""

    place: str
    only_for: str
    bot: bool
    lines: tuple[str, ...]
    reactions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the first names of people and the names of channels by their ids, and the zone, "" for a channel."""

    names: Mapping[str, str]
    channels: Mapping[str, str]
    zone: str = ""

    def date(self, found: re.Match[str]) -> str:
        """Return a date as this reader sees it."""
        if not self.zone:
            return found["else"]
        local = datetime.fromtimestamp(int(found["at"]), ZoneInfo(self.zone))
        return re.sub(r"\{\w+\}", lambda token: local.strftime(TOKENS[token[0]]), found["form"])


def reader(slack: LocalSlack, user: str = "") -> Reader:
    """Return how a person reads, or with no user a channel."""
    channels = {one.id: one.name for one in slack.channels.values()}
    return Reader(names_of(slack), channels, slack.users[user].tz if user else "")


def everything(slack: LocalSlack) -> dict[tuple[str, str], Seen]:
    """Return every message of the workspace by its channel and ts, oldest first."""
    names = {user.id: user.name.split()[0] for user in slack.users.values()}
    found: dict[tuple[str, str], Seen] = {}
    for channel in sorted(
        slack.channels.values(), key=lambda one: (not one.name, sorted(names.get(user, "") for user in one.members))
    ):
        place = f"#{channel.name}" if channel.name else "DM to " + " and ".join(
            names[member] for member in channel.members if member in names and names[member] != "vpd"
        )  # fmt: skip
        for ts, post in sorted(channel.posts.items()):
            if post.deleted:
                continue
            where = f"{place}, thread" if post.thread and post.thread != ts else place
            reactions = tuple(name for name, users in post.reactions.items() if users)
            only = names.get(post.only_for, "")
            alone = post.only_for or ("" if channel.name else next(iter(_people(slack, channel)), ""))
            lines = tuple(_lines(post, reader(slack, alone)))
            found[channel.id, ts] = Seen(where, only, post.bot, lines, reactions)
    return found


def _people(slack: LocalSlack, channel: Channel) -> list[str]:
    """Return who of a direct message is a person."""
    return [user for user in channel.members if user in slack.users and slack.users[user].name != "vpd"]


def form(view: Json, to: Reader) -> list[str]:
    """Return what an open form says: its title, texts, fields and buttons."""
    told = [f"form “{view['title']['text']}”"]
    told += [line for block in view["blocks"] for line in _block(block, to)]
    return [*told, f"[{view['submit']['text']}]"] if view.get("submit") else told


def names_of(slack: LocalSlack) -> dict[str, str]:
    """Return user id -> first name."""
    return {user.id: user.name.split()[0] for user in slack.users.values()}


def _lines(post: Post, to: Reader) -> Iterable[str]:
    if not post.blocks:
        yield from _plain(post.text, to)
    for block in post.blocks:
        yield from _block(block, to)
    yield from (f"file {file.get('name') or file.get('title')}" for file in post.files)


def _block(block: Json, to: Reader) -> Iterable[str]:
    match block["type"]:
        case "divider":
            return
        case "actions":
            yield " ".join(_control(element) for element in block["elements"])
        case "image":
            yield from _plain(f"picture: {block.get('alt_text', '')}", to)
        case "input":
            hint = f" ({block['hint']['text']})" if block.get("hint") else ""
            yield from _plain(f"{block['label']['text']}: {_field(block['element'])}{hint}", to)
        case _:
            accessory = block.get("accessory")
            own = {**block, "accessory": None} if accessory else block
            words = text_of(Post("", "", "", "", [{k: v for k, v in own.items() if v is not None}]))
            told = list(_plain(words, to))
            if accessory:
                last = told.pop() if told else ""
                told.append(f"{last} {_control(accessory)}".strip())
            yield from told


def _control(element: Json) -> str:
    if element["type"] in {"button", "workflow_button"}:
        return f"[{element['text']['text']}]"
    if element["type"] == "image":
        return ""
    if element["type"] == "overflow":
        return f"[… {' / '.join(option['text']['text'] for option in element['options'])}]"
    return f"[{element.get('placeholder', {}).get('text', element['type'].replace('_', ' '))} ▾]"


def _field(element: Json) -> str:
    chosen: list[Json] = [element["initial_option"]] if "initial_option" in element else []
    chosen = chosen or element.get("initial_options", [])
    if chosen:
        return ", ".join(one["text"]["text"] for one in chosen)
    if "initial_user" in element:
        return f"<@{element['initial_user']}>"
    return str(element.get("initial_value") or "…")


def _plain(text: str, to: Reader) -> Iterable[str]:
    told = DATE.sub(to.date, text)
    told = MENTION.sub(lambda found: f"@{to.names.get(found[1], found[1])}", told)
    told = CHANNEL.sub(lambda found: f"#{to.channels.get(found[1], found[1])}", told)
    told = ADDRESS.sub("http://…", REFERENCE.sub("ref …", told))
    return (line for line in told.splitlines() if line.strip())
