"""What people see in Slack, as lines of text that a person can read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.playground.reading import text_of
from bot.playground.slack import LocalSlack
from bot.playground.world import Json, Post

DATE = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")
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
            found[channel.id, ts] = Seen(where, only, post.bot, tuple(_lines(post, names)), reactions)
    return found


def form(view: Json, names: dict[str, str]) -> list[str]:
    """Return what an open form says: its title, texts, fields and buttons."""
    told = [f"form “{view['title']['text']}”"]
    told += [line for block in view["blocks"] for line in _block(block, names)]
    return [*told, f"[{view['submit']['text']}]"] if view.get("submit") else told


def names_of(slack: LocalSlack) -> dict[str, str]:
    """Return user id -> first name."""
    return {user.id: user.name.split()[0] for user in slack.users.values()}


def _lines(post: Post, names: dict[str, str]) -> Iterable[str]:
    if not post.blocks:
        yield from _plain(post.text, names)
    for block in post.blocks:
        yield from _block(block, names)
    yield from (f"file {file.get('name') or file.get('title')}" for file in post.files)


def _block(block: Json, names: dict[str, str]) -> Iterable[str]:
    match block["type"]:
        case "divider":
            return
        case "actions":
            yield " ".join(_control(element) for element in block["elements"])
        case "image":
            yield from _plain(f"picture: {block.get('alt_text', '')}", names)
        case "input":
            hint = f" ({block['hint']['text']})" if block.get("hint") else ""
            yield from _plain(f"{block['label']['text']}: {_field(block['element'])}{hint}", names)
        case _:
            accessory = block.get("accessory")
            own = {**block, "accessory": None} if accessory else block
            words = text_of(Post("", "", "", "", [{k: v for k, v in own.items() if v is not None}]))
            told = list(_plain(words, names))
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


def _plain(text: str, names: dict[str, str]) -> Iterable[str]:
    told = DATE.sub(r"\1", text)
    told = MENTION.sub(lambda found: f"@{names.get(found[1], found[1])}", told)
    told = CHANNEL.sub("#here", told)
    told = ADDRESS.sub("http://…", REFERENCE.sub("ref …", told))
    return (line for line in told.splitlines() if line.strip())
