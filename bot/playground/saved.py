"""The workspace in a file, so that the playground goes on where it stopped."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bot.playground.world import Channel, Json, Post, User

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack


def save(slack: "LocalSlack", path: Path) -> None:
    """Write people, channels and messages; what is open on somebody's screen is not kept."""
    channels = [{**asdict(one), "posts": list(asdict(one)["posts"].values())} for one in slack.channels.values()]
    world = {"users": [asdict(user) for user in slack.users.values()], "channels": channels}
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(world), encoding="utf-8")
    unfinished.replace(path)


def load(slack: "LocalSlack", path: Path) -> None:
    """Read what `save` has written."""
    world: Json = json.loads(path.read_text(encoding="utf-8"))
    for user in world["users"]:
        slack.users[user["id"]] = User(**user)
    for told in world["channels"]:
        posts = told.pop("posts")
        slack.channels[told["id"]] = Channel(**told, posts={post["ts"]: Post(**post) for post in posts})
