"""Files: the upload in three calls."""

import json
from collections.abc import Callable
from mimetypes import guess_type
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.playground.world import BOT_USER, Json, Post, Refusal, new_id

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack


ALT = 1000  # characters


def _address(slack: "LocalSlack", arguments: Json) -> Json:
    if not slack.takes_files:
        raise Refusal("file_uploads_disabled")
    file: Json = {"id": new_id("F"), "name": arguments.get("filename"), "size": int(arguments.get("length") or 0)}
    if not file["name"] or not file["size"] or len(str(arguments.get("alt_txt") or "")) > ALT:
        raise Refusal("invalid_arguments")
    slack.files[file["id"]] = {**file, "alt_txt": str(arguments.get("alt_txt") or ""), "content": None}
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
        file |= {"mimetype": "", "shares": [channel.id]}
        done.append({name: file[name] for name in ("id", "name", "title", "size")})
    thread, comment = str(arguments.get("thread_ts") or ""), str(arguments.get("initial_comment") or "")
    slack.keep(Post(slack.new_ts(), channel.id, BOT_USER, comment, thread=thread, bot=True, files=done))
    return {"files": done}


def _info(slack: "LocalSlack", arguments: Json) -> Json:
    """Tell of a file. Slack looks through it first: when it is asked about for the first time it is not ready."""
    file = _known(slack, arguments)
    told = {name: value for name, value in file.items() if name != "content"}
    file["mimetype"] = guess_type(file["name"])[0] or "application/octet-stream"
    return {"file": told}


def _known(slack: "LocalSlack", arguments: Json) -> Json:
    file = slack.files.get(str(arguments.get("file", "")))
    if file is None:
        raise Refusal("file_not_found")
    return file


def spoilt(slack: "LocalSlack", blocks: list[Json], channel: str) -> list[str]:
    """Return what is wrong with the pictures of a message: not there, not ready, or not for this channel's people."""
    shown = {number: str(block["slack_file"].get("id")) for number, block in enumerate(blocks) if "slack_file" in block}
    ready = {name for name, file in slack.files.items() if file.get("mimetype") and channel in file.get("shares", ())}
    lost = [number for number, name in shown.items() if name not in ready]
    return [f"invalid slack file [json-pointer:/blocks/{number}/slack_file]" for number in lost]


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
    """Take a file away; a message that held nothing else goes with it."""
    file = _known(slack, arguments)
    del slack.files[file["id"]]
    for channel in file.get("shares", ()):
        for post in slack.channels[channel].posts.values():
            if any(one["id"] == file["id"] for one in post.files):
                post.files = [one for one in post.files if one["id"] != file["id"]]
                post.deleted = not (post.text or post.blocks or post.files)
    slack.changed.set()
    return {}


FILE_METHODS: dict[str, Callable[["LocalSlack", Json], Json]] = {
    "files.getUploadURLExternal": _address,
    "files.completeUploadExternal": _complete,
    "files.info": _info,
    "files.delete": _delete,
}
