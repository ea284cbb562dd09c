"""What people do in Slack, and what they see."""

import html
import re

from bot.playground.forms import FormFiller, Shown
from bot.playground.reading import control, held, within
from bot.playground.world import APP, BOT_USER, TEAM, Channel, Json, OpenView, Post


class Person(FormFiller):
    """Somebody in the workspace, with hands and eyes."""

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
            "api_app_id": APP,
            "trigger_id": self._slack.new_trigger(self.id),
            "response_url": self._slack.new_url(channel.id, self.id),
        }
        answered = await self._slack.delivery.interaction("command", body)
        return self._shown(channel, answered)

    async def say(self, channel: Channel, text: str, *, thread: str = "", held: bool = False) -> str:
        """Write a message (a reply with `thread`) and return its ts. A held one reaches the app after its edit."""
        post = self._slack.keep(Post(self._slack.new_ts(), channel.id, self.id, self._escaped(text), thread=thread))
        event = self._written(post)
        self._slack.delivery.event({**event, "channel_type": channel.kind}, held=held)
        self._mentioned(event, channel)
        return post.ts

    def _written(self, post: Post) -> Json:
        channel = self._slack.channels[post.channel]
        event: Json = {**post.event(), "channel": channel.id, "user_team": self.user.team}
        if post.thread:
            event["parent_user_id"] = channel.posts[post.thread].user if post.thread in channel.posts else self.id
        return event

    def _mentioned(self, event: Json, channel: Channel) -> None:
        """Tell the app that a message names it, which Slack does not in a direct conversation."""
        if f"<@{BOT_USER}>" in event["text"] and channel.kind != "im":
            self._slack.delivery.event({**event, "type": "app_mention"})

    async def edit(self, ts: str, text: str) -> None:
        """Change a message of one's own; one that mentions the app then mentions it again."""
        post = self._post(ts)
        before = post.event()
        post.text, post.edited = self._escaped(text), self._slack.new_ts()
        self._slack.changed.set()
        self._changed(post, {"subtype": "message_changed", "message": post.event(), "previous_message": before})
        self._mentioned(self._written(post), self._slack.channels[post.channel])

    async def delete(self, ts: str) -> None:
        """Delete a message of one's own; a tombstone stands where a thread hangs on it."""
        post = self._post(ts)
        post.deleted = True
        self._slack.changed.set()
        if self._slack.channels[post.channel].replies(ts):
            stone = {**post.event(), "user": "USLACKBOT", "subtype": "tombstone", "text": "This message was deleted."}
            what: Json = {"subtype": "message_changed", "message": stone, "previous_message": post.event()}
            self._changed(post, what)
            return
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

    async def press(self, where: Post | OpenView, action: str, value: object = None, *, block_id: str = "") -> Shown:
        """Press a button or make a choice (`value`) in a message or form; `action` may stop before the colon.

        `block_id` says in which block, where several have such an action.
        """
        blocks = where.blocks if isinstance(where, Post) else where.view["blocks"]
        block, element = control(within(blocks, block_id), action)
        done: Json = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block.get("block_id", "b"),
        }
        if element["type"] == "button":
            done["value"] = element.get("value", "")
        else:
            done |= held(element, value)
        payload = self._about("block_actions", trigger_id=self._slack.new_trigger(self.id), actions=[done])
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

    async def join(self, channel: Channel) -> None:
        """Come into a channel."""
        channel.members.append(self.id)
        self._came_or_went("member_joined_channel", channel)

    async def leave(self, channel: Channel) -> None:
        """Leave a channel."""
        channel.members.remove(self.id)
        self._came_or_went("member_left_channel", channel)

    async def archive(self, channel: Channel, *, back: bool = False) -> None:
        """Archive a channel, or open it again."""
        channel.archived = not back
        kind = f"{channel.kind}_{'un' if back else ''}archive"
        event: Json = {"type": kind, "user": self.id, "channel": channel.id}
        self._slack.delivery.event({**event, "event_ts": self._slack.new_ts()})

    async def close_account(self) -> None:
        """Have one's account closed by an administrator."""
        told = {"type": "user_change", "user": {"id": self.id, "team_id": TEAM, "deleted": True}}
        self._slack.delivery.event({**told, "event_ts": self._slack.new_ts()})

    def _came_or_went(self, kind: str, channel: Channel) -> None:
        letter = "C" if channel.kind == "channel" else "G"
        event = {"type": kind, "user": self.id, "channel": channel.id, "channel_type": letter, "team": TEAM}
        self._slack.delivery.event({**event, "event_ts": self._slack.new_ts()})

    # Eyes.

    def sees(self, channel: Channel) -> list[Post]:
        """Return what this person sees in a channel, oldest first: everybody's messages and those only for them."""
        posts = [post for _, post in sorted(channel.posts.items()) if not post.deleted]
        return [post for post in posts if post.only_for in {"", self.id}]

    def dms(self) -> list[Post]:
        """Return the conversation with the bot."""
        return self._slack.dm(self.id).messages

    def _escaped(self, text: str) -> str:
        """Return what was typed as Slack sends it: entities, and @handles and #channels as ids."""
        words = html.escape(text, quote=False)
        for user in self._slack.users.values():
            words = re.sub(rf"@{re.escape(user.handle)}\b", f"<@{user.id}>", words)
        for channel in self._slack.channels.values():
            if channel.name:
                words = re.sub(rf"#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", words)
        return words
