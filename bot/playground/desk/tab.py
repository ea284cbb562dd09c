"""One browser tab: who acts in it, what is open in it, and what it shows."""

import html
import re
from dataclasses import dataclass
from datetime import datetime

from nicegui import events, ui

from bot.playground.desk import acts, blocks, welcome
from bot.playground.desk.composer import Composer
from bot.playground.desk.desk import Desk
from bot.playground.desk.forms import FormDialog
from bot.playground.desk.inspector import Inspector
from bot.playground.desk.pane import Pane
from bot.playground.desk.reader import Reader
from bot.playground.desk.reading import NEVER, channel_rows, mark_seen, thread_rows
from bot.playground.desk.sidebar import HOME, Sidebar
from bot.playground.desk.top import Doing, Top
from bot.playground.person import Person
from bot.playground.reading import text_of
from bot.playground.world import Channel, User

LOOK = 0.15  # seconds between two looks at whether something has changed
FIRST, MORE = 100, 200  # messages that are shown at once, and when somebody asks for earlier ones
AT_WORK = "The team is at work. This takes a few seconds."
IN_THREAD = "Slack runs no /commands in threads. Begin with @vpd instead, such as: @vpd fit"


@dataclass(slots=True)
class Open:
    """What is open: a conversation (or the home), a thread beside it (or the traffic), what was new at the time."""

    channel: str
    thread: str = ""
    traffic: bool = False
    new_from: str = ""
    most: int = FIRST
    kept_unread: bool = False


class Tab:
    """Draws the page for one person and keeps it up to date."""

    def __init__(self, desk: Desk, user: User, channel: Channel, thread: str = "") -> None:
        """Draw everything."""
        self.slack = desk.slack
        self._desk = desk
        self._user = user
        self._seen: object = None
        self._open = Open(channel.id)
        doing = Doing(self.become, self._jump, self.load, self._toggle_traffic, self._toggle_channels)
        self._top = Top(doing, lambda: self.reader)
        with ui.element("div").classes("desk") as self._layout:
            self._sidebar = Sidebar(self._listen)
            self._draw_channel()
            self._draw_side()
        self._form = FormDialog(self._listen)
        self.open_channel(channel.id, thread)
        ui.timer(LOOK, self._look)

    @property
    def reader(self) -> Reader:
        """Who reads."""
        return Reader(self.slack, self._user)

    @property
    def person(self) -> Person:
        """Who acts."""
        return Person(self.slack, self._user)

    def say(self, problem: str) -> None:
        """Say what went wrong, if anything did."""
        if problem:
            ui.notify(problem, type="warning", position="top")

    def typed(self, text: str) -> str:
        """Return a message as its author would type it."""
        words = re.sub(r"<@(\w+)>", lambda found: f"@{self._handle(found[1])}", text)
        words = re.sub(r"<#\w+\|([^>]*)>", r"#\1", words)
        return html.unescape(words)

    def _handle(self, user: str) -> str:
        known = self.slack.users.get(user)
        return known.handle if known else user

    # What can be opened.

    def become(self, user: str) -> None:
        """Act as somebody else from now on, in this tab."""
        self._user = self.slack.users[user]
        here = self.slack.channels.get(self._open.channel)
        if here is not None and here.kind == "im":
            here = self.slack.dm(user)
        stays = here is not None and user in here.members
        self.open_channel(here.id if here and stays else self._desk.first_channel(self._user).id)

    def open_channel(self, channel: str, thread: str = "") -> None:
        """Show a conversation, or the home."""
        if channel == HOME:
            self.person.open_home()
        found = self.slack.channels.get(channel)
        seen = self._user.seen.get(channel, NEVER)
        new = (
            [post.ts for post in found.posts.values() if post.ts > seen and post.user != self._user.id] if found else []
        )
        first = min(new, default="") if seen != NEVER else ""
        self._open = Open(channel, thread, traffic=self._open.traffic and not thread, new_from=first)
        self._pane.clear()
        self._side.clear()
        self._layout.classes(remove="listing")
        ui.navigate.history.replace(self._address())
        self._draw()

    def open_thread(self, channel: str, thread: str) -> None:
        """Show a thread beside its conversation."""
        if channel != self._open.channel:
            self.open_channel(channel)
        self._open.thread, self._open.traffic = thread, False
        self._side.clear()
        self._draw()

    def leave_unread(self, channel: Channel, seen: str) -> None:
        """Let what came after a ts be new again, until the conversation is opened anew."""
        self._user.seen[channel.id] = seen
        self._open.kept_unread = True
        self._draw()

    def _address(self) -> str:
        return f"/?as={self._user.handle}&channel={self._open.channel}"

    def _toggle_traffic(self) -> None:
        self._open.traffic, self._open.thread = not self._open.traffic, ""
        self._draw()

    def _toggle_channels(self) -> None:
        self._layout.classes(toggle="listing")

    def _close_side(self) -> None:
        self._open.thread, self._open.traffic = "", False
        self._draw()

    # How it is drawn.

    def _listen(self, root: ui.element) -> None:
        root.on("click", self._acted, js_handler=acts.CLICKED)
        root.on("change", self._acted, js_handler=acts.CHOSEN)

    async def _acted(self, event: events.GenericEventArguments) -> None:
        await acts.done(self, event.args)
        self._look()

    def _draw_channel(self) -> None:
        with ui.element("section").classes("channel") as section:
            with ui.element("div").classes("bar"):
                self._title = ui.label().classes("name").props("role=heading aria-level=1")
                self._members = ui.label().classes("hint")
            self._earlier = ui.button("Show earlier messages", on_click=self._show_earlier).props("flat dense no-caps")
            self._pane = Pane("Messages")
            self._welcome = ui.html("", sanitize=False)
            self._home = ui.html("", sanitize=False).classes("home")
            self._composer = Composer("Message", self.send)
            shortcuts = self.slack.manifest["features"].get("shortcuts") or []
            self._composer.offer([one for one in shortcuts if one["type"] == "global"], self._shortcut)
        self._listen(section)

    def _draw_side(self) -> None:
        with ui.element("section").classes("side") as section:
            with ui.element("div").classes("bar"):
                self._side_title = ui.label().classes("name").props("role=heading aria-level=2")
                close = ui.button(icon="close", on_click=self._close_side)
                close.props("flat round dense aria-label='Close this side'")
            with ui.element("div").classes("thread") as self._thread:
                self._side = Pane("Thread")
                self._answer = Composer("Reply", self._reply)
            with ui.element("div").classes("traffic") as self._traffic:
                self._inspector = Inspector()
        self._listen(section)

    def _look(self) -> None:
        seen = (self.slack.changed.count, self.slack.traffic.count if self._open.traffic else 0)
        self._top.refresh(self.reader)
        if seen != self._seen:
            self._draw()
        if self._open.traffic:
            self._inspector.refresh(self.reader)

    def _draw(self) -> None:
        self._seen = (self.slack.changed.count, self.slack.traffic.count if self._open.traffic else 0)
        reader, channel = self.reader, self.slack.channels.get(self._open.channel)
        self._draw_beside(reader, channel)  # what is read in the thread is not new in the room
        self._draw_room(reader, channel)
        self._sidebar.refresh(reader, self._open.channel)
        self._form.refresh(reader)

    def _draw_room(self, reader: Reader, channel: Channel | None) -> None:
        self._home.set_visibility(channel is None)
        self._pane.element.set_visibility(channel is not None)
        self._composer.element.set_visibility(channel is not None)
        self._earlier.set_visibility(False)
        if channel is None:
            self._welcome.set_visibility(False)
            self._title.set_text("vpd home")
            self._members.set_text("")
            home = self.person.home
            shown = blocks.rendered(home.view["blocks"], home.state, reader) if home else "vpd shows nothing here yet."
            self._home.props["data-view"] = home.id if home else ""
            self._home.set_content(shown)
            return
        rows = channel_rows(reader, channel, self._open.new_from, self._open.most)
        self._earlier.set_visibility(sum(row.post is not None for row in rows) >= self._open.most)
        self._title.set_text(reader.title(channel))
        people = [reader.name(user).split()[0] for user in channel.members]
        self._members.set_text(", ".join(people))
        self._composer.invite(f"Message {reader.title(channel)}, or type /vpd")
        self._pane.show(rows, reader)
        self._welcome.set_visibility(not rows)
        self._welcome.set_content("" if rows else welcome.rendered(channel))
        if not self._open.kept_unread:
            mark_seen(reader, channel)

    def _draw_beside(self, reader: Reader, channel: Channel | None) -> None:
        thread = self._open.thread if channel and self._open.thread in channel.posts else ""
        self._layout.classes(
            add="beside" if thread or self._open.traffic else None,
            remove=None if thread or self._open.traffic else "beside",
        )
        self._thread.set_visibility(bool(thread))
        self._traffic.set_visibility(self._open.traffic)
        self._side_title.set_text("Traffic" if self._open.traffic else "Thread")
        if channel and thread:
            mark_seen(reader, channel, thread)
            notes = "one line, one note" in text_of(channel.posts[thread])
            self._answer.invite("Reply: one line, one note" if notes else "Reply")
            self._side.show(thread_rows(reader, channel, thread), reader)

    # What can be done.

    async def send(self, text: str) -> None:
        """Write into the conversation that is open, or give a command there."""
        channel = self.slack.channels.get(self._open.channel)
        if channel is None:
            return
        if text.startswith("/"):
            await self._command(channel, text)
        else:
            await self.person.say(channel, text)
        self._draw()

    async def _command(self, channel: Channel, text: str) -> None:
        known = [str(one["command"]) for one in self.slack.manifest["features"]["slash_commands"]]
        typed = text.split(maxsplit=1)[0]
        if typed in known:
            self.say((await self.person.command(channel, text)).error)
        else:
            self.say(f"{typed} is not a command here. Try {', '.join(known)}")

    async def _reply(self, text: str) -> None:
        if text.startswith("/"):
            self.say(IN_THREAD)
            return
        await self.person.say(self.slack.channels[self._open.channel], text, thread=self._open.thread)
        self._draw()

    async def _shortcut(self, callback: str) -> None:
        self.say((await self.person.global_shortcut(callback)).error)

    def _show_earlier(self) -> None:
        self._open.most += MORE
        self._draw()

    async def _jump(self, to: datetime) -> None:
        await self._desk.jump(to)

    async def load(self, step: int) -> None:
        """Let a team work until a step, and open their channel."""
        working = ui.notification(AT_WORK, spinner=True, timeout=None, position="top")
        try:
            channel = await self._desk.load(step)
        finally:
            working.dismiss()
        self.open_channel(channel.id)
        now = self.reader.now
        ui.notify(f"It is {now:%A}, {now.day} {now:%B} here now.", type="info", position="top")
