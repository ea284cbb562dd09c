"""What exists in the local Slack: users, channels, messages, files, open forms."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM = "T0LOCAL"
APP = "A0LOCAL"
BOT_USER = "U0VPD"
BOT = "B0VPD"


def new_id(letter: str) -> str:
    """Return an id such as Slack gives: a letter and nine capitals or digits."""
    return letter + secrets.token_hex(5).upper()[:9]


class Refusal(Exception):
    """Slack says no: `error` is its word, `more` goes into the answer beside it."""

    def __init__(self, error: str, **more: object) -> None:
        """Refuse with an error code."""
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass
class User:
    """Somebody in the workspace."""

    id: str
    handle: str
    name: str
    tz: str = "UTC"
    team: str = TEAM  # another one: somebody of another organisation, in a channel that both share
    is_bot: bool = False
    deleted: bool = False
    seen: dict[str, str] = field(default_factory=dict[str, str])  # conversation, or conversation:thread -> last ts

    def profile(self) -> Json:
        """Return what users.info tells."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.handle,
            "real_name": self.name,
            "tz": self.tz,
            "is_bot": self.is_bot,
            "deleted": self.deleted,
            "profile": {"real_name": self.name, "display_name": self.name},
        }


@dataclass
class Post:
    """One message. `only_for` makes it ephemeral; `state` is what people have chosen in its controls."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list[Json])
    thread: str = ""
    bot: bool = False
    metadata: Json | None = None
    edited: str = ""
    deleted: bool = False
    only_for: str = ""
    reactions: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    files: list[Json] = field(default_factory=list[Json])

    def event(self, *, metadata: bool = False) -> Json:
        """Return the message as Slack shows it to an app."""
        told: Json = {"type": "message", "ts": self.ts, "user": self.user, "text": self.text, "team": TEAM}
        if self.blocks:
            told["blocks"] = self.blocks
        if self.thread:
            told["thread_ts"] = self.thread
        if self.bot:
            told |= {"bot_id": BOT, "app_id": APP}
        if self.edited:
            told["edited"] = {"user": self.user, "ts": self.edited}
        if self.files:
            told["files"] = self.files
        if self.reactions:
            told["reactions"] = [
                {"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()
            ]
        if metadata and self.metadata:
            told["metadata"] = self.metadata
        return told


@dataclass
class Channel:
    """A channel or a direct conversation (`kind`: channel, group, im)."""

    id: str
    name: str
    kind: str = "channel"
    members: list[str] = field(default_factory=list[str])
    archived: bool = False
    posts: dict[str, Post] = field(default_factory=dict[str, Post])

    @property
    def messages(self) -> list[Post]:
        """Everything that everybody sees, oldest first, threads included."""
        return [post for _, post in sorted(self.posts.items()) if not post.deleted and not post.only_for]

    def replies(self, ts: str) -> list[Post]:
        """Return the replies in a message's thread, oldest first."""
        return [post for post in self.messages if post.thread == ts]

    def told(self) -> Json:
        """Return what conversations.info tells."""
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind == "channel",
            "is_group": self.kind == "group",
            "is_im": self.kind == "im",
            "is_private": self.kind != "channel",
            "is_archived": self.archived,
            "is_member": BOT_USER in self.members,
        }


@dataclass
class OpenView:
    """A form that somebody has open, or their App Home."""

    id: str
    user: str
    view: Json
    hash: str = field(default_factory=lambda: f"1.{secrets.token_hex(8)}")
    root: str = ""
    previous: str = ""
    state: dict[str, dict[str, Json]] = field(default_factory=dict[str, dict[str, Json]])
    errors: Mapping[str, str] = field(default_factory=dict[str, str])

    def told(self) -> Json:
        """Return the view as it stands in payloads."""
        return {
            **self.view,
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP,
            "bot_id": BOT,
            "hash": self.hash,
            "root_view_id": self.root or self.id,
            "previous_view_id": self.previous or None,
            "private_metadata": self.view.get("private_metadata", ""),
            "callback_id": self.view.get("callback_id", ""),
            "state": {"values": self.state},
        }


@dataclass
class Document:
    """One Slack canvas; `channel` is where it stands, "" alone; `own` says that it is the channel's one canvas."""

    id: str
    title: str
    markdown: str
    channel: str = ""
    own: bool = False
