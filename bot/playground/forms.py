"""What people do with forms, shortcuts and an app's home."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.playground import files, limits, views
from bot.playground.delivery import Answered
from bot.playground.reading import control, held, text_of
from bot.playground.world import APP, BOT_USER, TEAM, Channel, Json, OpenView, Post, Refusal, User

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


class FormFiller:
    """Somebody in the workspace, as far as forms go."""

    def __init__(self, slack: "LocalSlack", user: User) -> None:
        """Act as `user`."""
        self._slack = slack
        self.user = user
        self.id = user.id

    @property
    def slack(self) -> "LocalSlack":
        """The workspace this person is in."""
        return self._slack

    def _about(self, kind: str, **more: object) -> Json:
        """Return what every interaction says of where it comes from."""
        return {
            "type": kind,
            "team": {"id": TEAM, "domain": "local"},
            "user": {"id": self.id, "username": self.user.handle, "team_id": self.user.team},
            "api_app_id": APP,
            "token": "local",
            **more,
        }

    async def submit(self, **values: object) -> dict[str, str]:
        """Fill the fields (block ids) of the open form and send it; return its errors, {} when it was taken."""
        opened = self.view
        for block_id, value in values.items():
            block = next(block for block in opened.view["blocks"] if block.get("block_id") == block_id)
            element = block["element"]
            opened.state[block_id] = {element["action_id"]: {"type": element["type"], **held(element, value)}}
        more = {"trigger_id": self._slack.new_trigger(self.id), "view": opened.told(), "response_urls": []}
        payload = self._about("view_submission", **more)
        answered = await self._slack.delivery.interaction("view_submission", payload)
        return self._submitted(opened, answered)

    def choose_file(self, name: str, content: bytes) -> Json:
        """Return a file of one's own, to be sent in a form's file field."""
        return files.choose(self._slack, self.id, name, content)

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
            case _:  # a second click on its button may have closed it already
                self._slack.views[self.id] = [view for view in stack if view is not opened]
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
        about = {"action_id": element["action_id"], "block_id": block.get("block_id", "b"), "value": query}
        payload = self._about("block_suggestion", **about)
        payload |= {"view": where.told()} if isinstance(where, OpenView) else {"channel": {"id": where.channel}}
        answered = await self._slack.delivery.interaction("block_suggestion", payload)
        return answered.body.get("options", [])

    async def shortcut(self, callback: str, ts: str) -> Shown:
        """Choose a shortcut in the menu of a message."""
        post = self._post(ts)
        channel = self._slack.channels[post.channel]
        payload = self._about(
            "message_action",
            callback_id=callback,
            channel={"id": channel.id, "name": channel.name},
            message=post.event(),
            trigger_id=self._slack.new_trigger(self.id),
            response_url=self._slack.new_url(channel.id, self.id),
        )
        return self._shown(channel, await self._slack.delivery.interaction("message_action", payload))

    async def global_shortcut(self, callback: str) -> Shown:
        """Choose a shortcut that is about no message; it knows of no channel."""
        payload = self._about("shortcut", callback_id=callback, trigger_id=self._slack.new_trigger(self.id))
        return self._shown(None, await self._slack.delivery.interaction("shortcut", payload))

    async def close_form(self, *, all_of_them: bool = False) -> None:
        """Close the form on top, or all; the app is told when the form asks for that."""
        stack = self._slack.views[self.id]
        closed = stack[-1]
        del stack[0 if all_of_them else -1 :]
        self._slack.changed.set()
        if closed.view.get("notify_on_close"):
            payload = self._about("view_closed", view=closed.told(), is_cleared=all_of_them)
            self._shown(None, await self._slack.delivery.interaction("view_closed", payload))

    def open_home(self, tab: str = "home") -> None:
        """Open the app's home, or the `messages` beside it; what the home shows then is in `home`."""
        event: Json = {"type": "app_home_opened", "user": self.id, "channel": self._slack.dm(self.id).id, "tab": tab}
        if self.home and tab == "home":
            event["view"] = self.home.told()
        self._slack.delivery.event({**event, "event_ts": self._slack.new_ts()})

    @property
    def home(self) -> OpenView | None:
        """What the app shows in its home, if it has published anything for this person."""
        return self._slack.homes.get(self.id)

    @property
    def view(self) -> OpenView:
        """The form on top of what this person has open."""
        return self._slack.views[self.id][-1]

    @property
    def forms(self) -> list[OpenView]:
        """The forms this person has open."""
        return self._slack.views.get(self.id, [])

    def _shown(self, channel: Channel | None, answered: Answered) -> Shown:
        if answered.status != GOOD:
            self._slack.refuse("acknowledgement", "operation_timeout", answered.status)
            return Shown(text=NO_ANSWER, error=NO_ANSWER)
        body = answered.body
        if channel is None or not (body.get("text") or body.get("blocks")):
            return Shown()
        word, problems = limits.message_refusal(body.get("blocks") or [])
        if word:
            self._slack.refuse("acknowledgement", "invalid_command_response", problems or word)
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
