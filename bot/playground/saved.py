"""The workspace on disk, so that the playground goes on where it stopped."""

import json
import shutil
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.playground.world import Channel, Json, Post, User

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

EARLIEST = "1970-01-01T00:00:00+00:00"  # an older file does not say when it was written


def save(slack: "LocalSlack", path: Path) -> None:
    """Write people, channels, messages and files; what is open on somebody's screen is not kept."""
    channels = [{**asdict(one), "posts": list(asdict(one)["posts"].values())} for one in slack.channels.values()]
    files = [{name: value for name, value in file.items() if name != "content"} for file in slack.files.values()]
    world = {
        "now": slack.clock.now().isoformat(),
        "app_url": slack.app_url,
        "users": [asdict(user) for user in slack.users.values()],
        "channels": channels,
        "files": files,
    }
    _contents(path).mkdir(exist_ok=True)
    for name, file in slack.files.items():
        there = _contents(path) / name
        if file["content"] is not None and not there.exists():
            there.write_bytes(file["content"])
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(world), encoding="utf-8")
    unfinished.replace(path)


def load(slack: "LocalSlack", path: Path) -> None:
    """Read what `save` has written; time goes on from then, where it was ahead of the clock."""
    world: Json = json.loads(path.read_text(encoding="utf-8"))
    slack.clock.jump(datetime.fromisoformat(world.get("now", EARLIEST)))
    slack.app_url = world.get("app_url")
    for user in world["users"]:
        slack.users[user["id"]] = User(**user)
    for told in world["channels"]:
        posts = told.pop("posts")
        slack.channels[told["id"]] = Channel(**told, posts={post["ts"]: Post(**post) for post in posts})
    for file in world.get("files", ()):
        there = _contents(path) / file["id"]
        slack.files[file["id"]] = {**file, "content": there.read_bytes() if there.exists() else None}


def forget(path: Path) -> None:
    """Take away what `save` has written."""
    path.unlink(missing_ok=True)
    shutil.rmtree(_contents(path), ignore_errors=True)


def _contents(path: Path) -> Path:
    return path.with_suffix(".files")
