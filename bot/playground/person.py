"""What people do in Slack, and what they see."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.playground import limits, views
from bot.playground.delivery import Answered
from bot.playground.reading import control, held, text_of
from bot.playground.world import BOT_USER, TEAM, Channel, Json, OpenView, Post, Refusal, User

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

GOOD = 200
NO_ANSWER = "vpd did not respond (operation_timeout). Try again."


@dataclass(frozen=True)
class Shown:
    """What somebody sees at once after acting."""

    text: str = ""
    blocks: list[Json] = field(default_factory=list[Json])
    error: str = ""


class Person:
    """Somebody in the workspace, with hands and eyes."""

    def __init__(self, slack: "LocalSlack", user: User) -> None:
        """Act as `user`."""
        self._slack = slack
        self.user = user
        self.id = user.id

    # Hands.

    async def command(self, channel: Channel, text: str) -> Shown:
        """Type a slash command and return what is shown at once."""
        command, _, rest = text.partition(" ")
        body = {
            "command": command,
            "text": self._escaped(rest),
            "token": "local",
            "team_id": TEAM,
            "team_domain": "local",
            "channel_id": channel.id,
            "channel_name": channel.name,
            "user_id": self.id,
            "user_name": self.user.handle,
            "api_app_id": "A0LOCAL",
            "trigger_id": self._slack.new_trigger(self.id),
            "response_url": self._slack.new_url(channel.id, self.id),
        }
        answered = await self._slack.delivery.interaction("command", body)
        return self._shown(channel, answered)

    async def say(self, channel: Channel, text: str, *, thread: str = "", held: bool = False) -> str:
        """Write a message (a reply with `thread`) and return its ts. A held one reaches the app after its edit."""
        words = self._escaped(text)
        post = self._slack.keep(Post(self._slack.new_ts(), channel.id, self.id, words, thread=thread))
        event = {**post.event(), "channel": channel.id, "channel_type": channel.kind}
        if thread:
            event["parent_user_id"] = channel.posts[thread].user if thread in channel.posts else self.id
        self._slack.delivery.event(event, held=held)
        if f"<@{BOT_USER}>" in words:
            mention = {name: value for name, value in event.items() if name != "channel_type"}
            self._slack.delivery.event({**mention, "type": "app_mention"})
        return post.ts

    async def edit(self, ts: str, text: str) -> None:
        """Change a message of one's own."""
        post = self._post(ts)
        before = post.event()
        post.text, post.edited = self._escaped(text), self._slack.new_ts()
        self._slack.changed.set()
        self._changed(post, {"subtype": "message_changed", "message": post.event(), "previous_message": before})

    async def delete(self, ts: str) -> None:
        """Delete a message of one's own."""
        post = self._post(ts)
        post.deleted = True
        self._slack.changed.set()
        self._changed(post, {"subtype": "message_deleted", "deleted_ts": ts, "previous_message": post.event()})

    def _changed(self, post: Post, what: Json) -> None:
        channel = self._slack.channels[post.channel]
        place = {"type": "message", "channel": channel.id, "channel_type": channel.kind, "ts": self._slack.new_ts()}
        self._slack.delivery.event({**place, **what})

    async def react(self, ts: str, name: str) -> None:
        """React to a message."""
        self._post(ts).reactions.setdefault(name, []).append(self.id)
        self._reaction("reaction_added", ts, name)

    async def unreact(self, ts: str, name: str) -> None:
        """Take a reaction back."""
        self._post(ts).reactions[name].remove(self.id)
        self._reaction("reaction_removed", ts, name)

    def _reaction(self, kind: str, ts: str, name: str) -> None:
        post = self._post(ts)
        item = {"type": "message", "channel": post.channel, "ts": ts}
        self._slack.changed.set()
        event = {"type": kind, "user": self.id, "reaction": name, "item": item, "item_user": post.user}
        self._slack.delivery.event({**event, "event_ts": self._slack.new_ts()})

    async def press(self, where: Post | OpenView, action: str, value: object = None) -> Shown:
        """Press a button or make a choice (`value`) in a message or form; `action` may stop before the colon."""
        blocks = where.blocks if isinstance(where, Post) else where.view["blocks"]
        block, element = control(blocks, action)
        done: Json = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block.get("block_id", "b"),
        }
        if element["type"] == "button":
            done["value"] = element.get("value", "")
        else:
            done |= held(element, value)
        payload: Json = {
            "type": "block_actions",
            "user": {"id": self.id, "username": self.user.handle, "team_id": TEAM},
            "team": {"id": TEAM, "domain": "local"},
            "api_app_id": "A0LOCAL",
            "trigger_id": self._slack.new_trigger(self.id),
            "actions": [done],
        }
        if isinstance(where, OpenView):
            where.state.setdefault(done["block_id"], {})[done["action_id"]] = done
            payload |= {"view": where.told(), "container": {"type": "view", "view_id": where.id}}
            return self._shown(None, await self._slack.delivery.interaction("block_actions", payload))
        channel = self._slack.channels[where.channel]
        payload |= {
            "channel": {"id": channel.id, "name": channel.name},
            "message": where.event(),
            "container": {
                "type": "message",
                "message_ts": where.ts,
                "channel_id": channel.id,
                "is_ephemeral": bool(where.only_for),
            },
            "response_url": self._slack.new_url(channel.id, self.id, where.ts),
            "state": {"values": {done["block_id"]: {done["action_id"]: done}}},
        }
        return self._shown(channel, await self._slack.delivery.interaction("block_actions", payload))

    async def submit(self, **values: object) -> dict[str, str]:
        """Fill the fields (block ids) of the open form and send it; return its errors, {} when it was taken."""
        opened = self.view
        for block_id, value in values.items():
            block = next(block for block in opened.view["blocks"] if block.get("block_id") == block_id)
            element = block["element"]
            opened.state[block_id] = {element["action_id"]: {"type": element["type"], **held(element, value)}}
        payload: Json = {
            "type": "view_submission",
            "team": {"id": TEAM, "domain": "local"},
            "user": {"id": self.id, "username": self.user.handle, "team_id": TEAM},
            "api_app_id": "A0LOCAL",
            "trigger_id": self._slack.new_trigger(self.id),
            "view": opened.told(),
            "response_urls": [],
        }
        answered = await self._slack.delivery.interaction("view_submission", payload)
        return self._submitted(opened, answered)

    def _submitted(self, opened: OpenView, answered: Answered) -> dict[str, str]:
        if answered.status != GOOD:
            return {"": NO_ANSWER}
        stack = self._slack.views[self.id]
        opened.errors = {}
        match answered.body.get("response_action"):
            case "errors":
                opened.errors = answered.body["errors"]
            case "update":
                self._checked(lambda: views.replace(opened, answered.body["view"]))
            case "push":
                self._checked(lambda: views.push(self._slack, self.id, answered.body["view"]))
            case "clear":
                stack.clear()
            case _:
                stack.remove(opened)
        self._slack.changed.set()
        return dict(opened.errors)

    def _checked(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as refusal:
            self._slack.refuse("view_submission", refusal.error, refusal.more)

    async def search(self, where: Post | OpenView, action: str, query: str) -> list[Json]:
        """Type into a select that searches and return the options it offers."""
        blocks = where.blocks if isinstance(where, Post) else where.view["blocks"]
        block, element = control(blocks, action)
        payload: Json = {
            "type": "block_suggestion",
            "user": {"id": self.id, "team_id": TEAM},
            "team": {"id": TEAM},
            "action_id": element["action_id"],
            "block_id": block.get("block_id", "b"),
            "value": query,
        }
        payload |= {"view": where.told()} if isinstance(where, OpenView) else {"channel": {"id": where.channel}}
        answered = await self._slack.delivery.interaction("block_suggestion", payload)
        return answered.body.get("options", [])

    async def shortcut(self, callback: str, ts: str) -> Shown:
        """Choose a shortcut in the menu of a message."""
        post = self._post(ts)
        channel = self._slack.channels[post.channel]
        payload: Json = {
            "type": "message_action",
            "callback_id": callback,
            "user": {"id": self.id, "team_id": TEAM},
            "team": {"id": TEAM},
            "channel": {"id": channel.id, "name": channel.name},
            "message": post.event(),
            "trigger_id": self._slack.new_trigger(self.id),
            "response_url": self._slack.new_url(channel.id, self.id),
        }
        return self._shown(channel, await self._slack.delivery.interaction("message_action", payload))

    async def leave(self, channel: Channel) -> None:
        """Leave a channel."""
        channel.members.remove(self.id)
        self._slack.delivery.event(
            {"type": "member_left_channel", "user": self.id, "channel": channel.id, "channel_type": "C", "team": TEAM}
        )

    # Eyes.

    @property
    def view(self) -> OpenView:
        """The form on top of what this person has open."""
        return self._slack.views[self.id][-1]

    @property
    def forms(self) -> list[OpenView]:
        """The forms this person has open."""
        return self._slack.views.get(self.id, [])

    def sees(self, channel: Channel) -> list[Post]:
        """Return what this person sees in a channel, oldest first: everybody's messages and those only for them."""
        posts = [post for _, post in sorted(channel.posts.items()) if not post.deleted]
        return [post for post in posts if post.only_for in {"", self.id}]

    def dms(self) -> list[Post]:
        """Return the conversation with the bot."""
        return self._slack.dm(self.id).messages

    def _shown(self, channel: Channel | None, answered: Answered) -> Shown:
        if answered.status != GOOD:
            self._slack.refuse("acknowledgement", "operation_timeout", answered.status)
            return Shown(text=NO_ANSWER, error=NO_ANSWER)
        body = answered.body
        if channel is None or not (body.get("text") or body.get("blocks")):
            return Shown()
        problems = limits.block_problems(body.get("blocks") or [], limits.MESSAGE)
        if problems or limits.text_length(body.get("blocks") or []) > limits.ALL_TEXT:
            self._slack.refuse("acknowledgement", "invalid_command_response", problems)
            return Shown(text="invalid_command_response", error="invalid_command_response")
        only_for = "" if body.get("response_type") == "in_channel" else self.id
        post = Post(
            self._slack.new_ts(), channel.id, BOT_USER, body.get("text", ""), body.get("blocks") or [], bot=True
        )
        post.only_for = only_for
        self._slack.keep(post)
        return Shown(text=text_of(post), blocks=post.blocks)

    def _post(self, ts: str) -> Post:
        return next(channel.posts[ts] for channel in self._slack.channels.values() if ts in channel.posts)

    def _escaped(self, text: str) -> str:
        """Return what was typed as Slack sends it: entities, and @handles and #channels as ids."""
        words = html.escape(text, quote=False)
        for user in self._slack.users.values():
            words = re.sub(rf"@{re.escape(user.handle)}\b", f"<@{user.id}>", words)
        for channel in self._slack.channels.values():
            if channel.name:
                words = re.sub(rf"#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", words)
        return words
