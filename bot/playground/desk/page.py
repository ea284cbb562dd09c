"""The page itself: channels on the left, messages, the open thread, and a clock that can be moved."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from nicegui import ui

from bot.playground.desk import samples
from bot.playground.desk.forms import FormPane
from bot.playground.desk.inspector import Inspector
from bot.playground.desk.messages import Stream
from bot.playground.desk.seat import Seat
from bot.playground.slack import LocalSlack
from bot.playground.world import Channel, User

STYLE = Path(__file__).with_name("desk.css")
LOOK = 0.2  # seconds between looks for what has changed
TYPED = """(event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const words = event.target.value;
  event.target.value = "";
  event.target.dispatchEvent(new Event("input"));
  emit(words);
}"""


class Desk:
    """One tab."""

    def __init__(self, slack: LocalSlack) -> None:
        """Sit down as the first person, in the first channel."""
        self.seat = Seat(slack, next(user.id for user in slack.users.values() if not user.is_bot))
        self.seat.act_as(self.seat.who)
        self._slack = slack
        self._seen: tuple[object, ...] = ()

    def draw(self) -> None:
        """Build the page; from then on only what changes is drawn."""
        ui.add_css(STYLE.read_text(encoding="utf-8"))
        ui.colors(primary="#1f4e5f", positive="#1e7b5a", negative="#c0392b")
        self.inspector = Inspector(self._slack)
        with ui.left_drawer(bordered=False).props("width=230 breakpoint=700").classes("side") as drawer:
            self._side = ui.element("nav")
        self._header(drawer.toggle)
        with ui.element("main").classes("columns"):
            with ui.element("section").classes("column") as column:
                column.props["aria-label"] = "Channel"
                self._stream = self._column(threaded=False)
            with ui.element("aside").classes("column thread") as self._thread:
                self._thread.props["aria-label"] = "Thread"
                with ui.row().classes("thread-head"):
                    ui.label("Thread").classes("form-title")
                    ui.button("✕", on_click=self._close_thread).props("flat dense aria-label='Close the thread'")
                self._replies = self._column(threaded=True)
        self.form = FormPane(self.seat)
        ui.timer(LOOK, self.refresh)
        self.refresh()

    def _header(self, menu: Callable[[], object]) -> None:
        with ui.header().classes("top"):
            ui.button("☰", on_click=menu).props("flat dense color=white aria-label='Channels'").classes("burger")
            self._title = ui.label().classes("title")
            ui.space()
            self._clock = ui.label().classes("clock")
            with ui.button("Time").props("flat dense no-caps color=white"), ui.menu():
                ui.menu_item("In an hour", on_click=lambda: self._jump(self._in(hours=1)))
                ui.menu_item("Tomorrow", on_click=lambda: self._jump(self._in(days=1)))
                ui.menu_item("Next Monday 09:00", on_click=lambda: self._jump(self._monday()))
            with ui.button("Samples").props("flat dense no-caps color=white"), ui.menu():
                for step, name in samples.STEPS.items():
                    ui.menu_item(f"Step {step}: {name}", on_click=partial(self._load, step))
            ui.button("Traffic", on_click=self.inspector.toggle).props("flat dense no-caps color=white")

    def _column(self, *, threaded: bool) -> Stream:
        box = ui.element("div").classes("stream")
        box.props["role"] = "log"
        composer = ui.textarea(placeholder="Reply in the thread" if threaded else "Write, or type /vpd")
        composer.props("outlined autogrow dense").classes("composer reply" if threaded else "composer")

        async def send(words: str) -> None:
            composer.set_value("")
            await self._say(words, threaded=threaded)

        composer.on("keydown", lambda event: send(str(event.args)), js_handler=TYPED)
        return Stream(self.seat, box, threaded)

    async def _say(self, words: str, *, threaded: bool) -> None:
        text = words.strip()
        if not text:
            return
        if text.startswith("/") and not threaded:
            shown = await self.seat.person.command(self.seat.here, text)
            if shown.error:
                ui.notify(shown.error, type="warning")
        elif text.startswith("/"):
            ui.notify("Slack runs no commands in threads. Write @vpd and the word.", type="warning")
        else:
            await self.seat.person.say(self.seat.here, text, thread=self.seat.thread if threaded else "")

    def refresh(self) -> None:
        """Draw what has changed since the last look."""
        self._clock.set_text(f"{self._now():%a %d %b %H:%M}")
        seat = self.seat
        seen = (self._slack.changed.count, seat.who, seat.channel, seat.thread)
        if seen != self._seen:
            self._seen = seen
            seat.look()
            self._names()
            self._title.set_text(("" if seat.here.kind == "im" else "# ") + seat.name_of(seat.here))
            if self._stream.draw(seat.posts()):
                _to_the_end(self._stream)
            self._thread.set_visibility(bool(seat.thread))
            if self._replies.draw(seat.replies() if seat.thread else []):
                _to_the_end(self._replies)
        self.form.draw()
        self.inspector.draw()

    def _names(self) -> None:
        self._side.clear()
        with self._side:
            ui.label("Channels").classes("side-title")
            for channel in self.seat.channels:
                self._channel(channel)
            ui.label("Act as").classes("side-title")
            for user in self.seat.people:
                self._person(user)

    def _channel(self, channel: Channel) -> None:
        unread = 0 if channel.id == self.seat.channel else self.seat.unread(channel)
        label = ("" if channel.kind == "im" else "# ") + self.seat.name_of(channel)
        made = ui.button(label, on_click=lambda: self._open(channel)).props("flat no-caps align=left color=white")
        made.classes("place on" if channel.id == self.seat.channel else "place unread" if unread else "place")
        made.props["data-channel"] = channel.name or "vpd"
        if unread:
            with made:
                ui.badge(str(unread)).props("color=negative floating")

    def _person(self, user: User) -> None:
        made = ui.button(user.name, on_click=lambda: self._act_as(user)).props("flat no-caps align=left color=white")
        made.classes("place on" if user.id == self.seat.who else "place")
        made.props["data-person"] = user.handle

    def _open(self, channel: Channel) -> None:
        self.seat.channel, self.seat.thread = channel.id, ""
        self.refresh()

    def _act_as(self, user: User) -> None:
        self.seat.act_as(user.id)
        self.refresh()

    def _close_thread(self) -> None:
        self.seat.thread = ""
        self.refresh()

    def _now(self) -> datetime:
        return self._slack.clock.now().astimezone(ZoneInfo(self.seat.reader.zone))

    def _in(self, **more: float) -> datetime:
        return self._slack.clock.now() + timedelta(**more)

    def _monday(self) -> datetime:
        """Return the next Monday, nine o'clock, where the person is."""
        now = self._now()
        return (now + timedelta(days=7 - now.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)

    async def _jump(self, to: datetime) -> None:
        self._slack.clock.jump(to)
        await self._slack.tick()
        ui.notify(f"It is {self._now():%A %d %B, %H:%M} now.")

    async def _load(self, step: int) -> None:
        note = ui.notification("People are playing the sample…", spinner=True, timeout=None)
        await self._told(lambda: samples.load(self._slack, step))
        note.dismiss()

    async def _told(self, play: Callable[[], Awaitable[Channel]]) -> None:
        try:
            self._open(await play())
        except (samples.NotAnswered, TimeoutError):
            ui.notify("The app did not answer, so the sample is not complete.", type="warning")


def _to_the_end(stream: Stream) -> None:
    box = f"document.getElementById('{stream.box.html_id}')"
    ui.run_javascript(f"requestAnimationFrame(() => {{ {box}.scrollTop = {box}.scrollHeight }})")
