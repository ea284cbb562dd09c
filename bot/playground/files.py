"""Files: the upload in three calls."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.playground.world import BOT_USER, Json, Post, Refusal, new_id

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack


def _address(slack: "LocalSlack", arguments: Json) -> Json:
    file: Json = {"id": new_id("F"), "name": arguments.get("filename"), "size": int(arguments.get("length") or 0)}
    if not file["name"] or not file["size"]:
        raise Refusal("invalid_arguments")
    slack.files[file["id"]] = {**file, "content": None}
    return {"upload_url": f"{slack.url}/upload/{file['id']}", "file_id": file["id"]}


def _complete(slack: "LocalSlack", arguments: Json) -> Json:
    wanted = arguments.get("files") or []
    wanted = json.loads(wanted) if isinstance(wanted, str) else wanted
    channel = slack.channels.get(str(arguments.get("channel_id") or ""))
    if channel is None or BOT_USER not in channel.members:
        raise Refusal("channel_not_found")
    done: list[Json] = []
    for one in wanted:
        file = slack.files.get(one["id"])
        if file is None or file["content"] is None:
            raise Refusal("file_not_found")
        file["title"] = one.get("title") or file["name"]
        done.append({name: file[name] for name in ("id", "name", "title", "size")})
    thread, comment = str(arguments.get("thread_ts") or ""), str(arguments.get("initial_comment") or "")
    slack.keep(Post(slack.new_ts(), channel.id, BOT_USER, comment, thread=thread, bot=True, files=done))
    return {"files": done}


def _info(slack: "LocalSlack", arguments: Json) -> Json:
    file = slack.files.get(str(arguments.get("file", "")))
    if file is None:
        raise Refusal("file_not_found")
    return {"file": {name: value for name, value in file.items() if name != "content"}}


def choose(slack: "LocalSlack", user: str, name: str, content: bytes) -> Json:
    """Keep a file that somebody has chosen in a form, and return it as Slack tells it to the app."""
    made = new_id("F")
    there = f"{slack.url}/files-pri/{made}/{quote(name, safe='')}"
    slack.files[made] = {
        "id": made,
        "name": name,
        "title": name,
        "size": len(content),
        "user": user,
        "filetype": name.rpartition(".")[2].lower(),
        "url_private": there,
        "url_private_download": f"{there}?download=1",
        "content": content,
    }
    return {key: value for key, value in slack.files[made].items() if key != "content"}


def handed_over(slack: "LocalSlack", file: str, token: str) -> bytes | None:
    """Return what a private address holds for the app; None: Slack sends everybody else to its log-in page."""
    granted: list[str] = slack.manifest["oauth_config"]["scopes"]["bot"]
    known = slack.files.get(file)
    if known is None or token != slack.bot_token or "files:read" not in granted:
        return None
    return known["content"]


def _delete(slack: "LocalSlack", arguments: Json) -> Json:
    if slack.files.pop(str(arguments.get("file", "")), None) is None:
        raise Refusal("file_not_found")
    return {}


FILE_METHODS: dict[str, Callable[["LocalSlack", Json], Json]] = {
    "files.getUploadURLExternal": _address,
    "files.completeUploadExternal": _complete,
    "files.info": _info,
    "files.delete": _delete,
}
