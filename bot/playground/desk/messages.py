"""Messages as they stand in a channel or thread: only what has changed is drawn again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from nicegui import ui

from bot.playground.desk import blocks, markup
from bot.playground.desk.seat import Seat
from bot.playground.world import Json, Post

SHOWN = 120  # messages of a channel; older ones on request
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg")
REACTIONS = ("+1", "x", "white_check_mark", "heart", "eyes")


@dataclass
class Stream:
    """One column of messages. `draw` brings it up to date."""

    seat: Seat
    box: ui.element
    threaded: bool = False
    most: int = SHOWN
    drawn: dict[str, tuple[str, ui.element]] = field(default_factory=dict[str, tuple[str, ui.element]])
    about: tuple[str, ...] = ()

    def draw(self, posts: Sequence[Post]) -> bool:
        """Draw these messages, oldest first; return whether one was added at the end."""
        now = (self.seat.who, self.seat.channel, self.seat.thread if self.threaded else "", str(self.most))
        if now != self.about:
            self.about = now
            self.drawn.clear()
            self.box.clear()
            if len(posts) > self.most:
                self._earlier()
        posts = posts[-self.most :]
        wanted = {post.ts: self._look(post) for post in posts}
        for ts in [ts for ts in self.drawn if ts not in wanted]:
            self.drawn.pop(ts)[1].delete()
        added = False
        for post in posts:
            added |= self._place(post, wanted[post.ts])
        return added

    def _earlier(self) -> None:
        def more() -> None:
            self.most += SHOWN
            self.draw(self.seat.replies() if self.threaded else self.seat.posts())

        with self.box:
            ui.button("Earlier messages", on_click=more).props("flat dense no-caps")

    def _look(self, post: Post) -> str:
        """Return all that a message shows, so that a change of it is seen."""
        replies = 0 if self.threaded else len(self.seat.here.replies(post.ts))
        files = [file["id"] in self.seat.slack.files for file in post.files]
        return repr((post.text, post.blocks, post.edited, post.reactions, files, replies))

    def _place(self, post: Post, look: str) -> bool:
        known = self.drawn.get(post.ts)
        if known and known[0] == look:
            return False
        if known:
            made = known[1]
            made.clear()
        else:
            with self.box:
                made = ui.element("article").classes("message mine" if post.only_for else "message")
                made.props["data-ts"] = post.ts
        with made:
            self._message(post)
        self.drawn[post.ts] = (look, made)
        return known is None

    def _message(self, post: Post) -> None:
        user = self.seat.slack.users.get(post.user)
        name = user.name if user else post.user
        ui.label("⬢" if post.bot else name[:1]).classes("avatar bot" if post.bot else "avatar")
        with ui.element("div").classes("body"):
            at = datetime.fromtimestamp(float(post.ts), ZoneInfo(self.seat.reader.zone))
            notes = [
                f"{at:%H:%M}",
                *(["only you see this"] if post.only_for else []),
                *(["edited"] if post.edited else []),
            ]
            about = "".join(f'<span class="when">{markup.plain(one)}</span>' for one in notes if one)
            ui.html(f"<b>{markup.plain(name)}</b> {about}", sanitize=False).classes("head")
            self._said(post)
            self._files(post)
            self._below(post)
        if not post.only_for:
            self._menu(post)

    def _said(self, post: Post) -> None:
        if not post.blocks:
            words = markup.mrkdwn(post.text, self.seat.reader)
            ui.html(f'<div class="section">{words}</div>', sanitize=False).classes("blocks")
            return

        async def act(action: str, value: object) -> None:
            shown = await self.seat.person.press(post, action, value)
            if shown.error:
                ui.notify(shown.error, type="warning")

        blocks.draw(self.seat, post.blocks, post, act)

    def _files(self, post: Post) -> None:
        for file in post.files:
            here = f"/files/{file['id']}"
            name = markup.plain(file["name"])
            seen = f'<img src="{here}" alt="{name}">' if file["name"].endswith(PICTURES) else ""
            ui.html(f'<figure><a href="{here}" target="_blank">📎 {name}{seen}</a></figure>', sanitize=False)

    def _below(self, post: Post) -> None:
        """Draw reactions, and in a channel the way into the thread."""
        replies = 0 if self.threaded else len(self.seat.here.replies(post.ts))
        used = {name: users for name, users in post.reactions.items() if users}
        if not used and not replies:
            return
        with ui.row().classes("below"):
            for name, users in used.items():
                label = f"{markup.emoji(name)} {len(users)}"
                chip = ui.button(label, on_click=partial(self._react, post, name)).props("dense outline no-caps")
                chip.classes("chip own" if self.seat.who in users else "chip")
                chip.props["data-reaction"] = name
            if replies:
                words = f"{replies} {'reply' if replies == 1 else 'replies'}"
                link = ui.button(words, on_click=lambda: self._open(post)).props("flat dense no-caps")
                link.classes("into").props["data-thread"] = post.ts

    def _open(self, post: Post) -> None:
        self.seat.thread = post.ts

    async def _react(self, post: Post, name: str) -> None:
        own = self.seat.who in post.reactions.get(name, [])
        await (self.seat.person.unreact if own else self.seat.person.react)(post.ts, name)

    def _menu(self, post: Post) -> None:
        """Offer what can be done with a message; the menu is made when it is opened."""

        def choose() -> None:
            with holder, ui.menu() as menu:
                with ui.row().classes("reactions"):
                    for name in REACTIONS:
                        pick = ui.button(markup.emoji(name), on_click=partial(self._react, post, name))
                        pick.props("flat dense").on("click", menu.close)
                        pick.props["data-react"] = name
                if not self.threaded:
                    ui.menu_item("Reply in thread", on_click=lambda: self._open(post))
                for shortcut in _shortcuts(self.seat, "message"):
                    ui.menu_item(shortcut["name"], on_click=partial(self._shortcut, post, shortcut))
                if post.user == self.seat.who:
                    ui.menu_item("Edit", on_click=lambda: self._edit(post))
                    ui.menu_item("Delete", on_click=lambda: self.seat.person.delete(post.ts))
            menu.on("hide", menu.delete)
            menu.open()

        with ui.element("div").classes("menu") as holder:
            ui.button("⋯", on_click=choose).props("flat dense aria-label='More for this message'")

    async def _shortcut(self, post: Post, shortcut: Json) -> None:
        shown = await self.seat.person.shortcut(shortcut["callback_id"], post.ts)
        if shown.error:
            ui.notify(shown.error, type="warning")

    async def _edit(self, post: Post) -> None:
        with ui.dialog() as dialog, ui.card().classes("dialog"):
            ui.label("Edit message").classes("form-title")
            words = ui.textarea(value=markup.unescaped(post.text, self.seat.handles)).props("outlined autogrow")
            words.classes("w-full edit")
            with ui.row().classes("w-full justify-end"):
                ui.button("Cancel", on_click=dialog.close).props("no-caps flat color=grey-8")
                ui.button("Save", on_click=lambda: dialog.submit(words.value)).props("no-caps unelevated")
        changed = await dialog
        if isinstance(changed, str) and changed.strip():
            await self.seat.person.edit(post.ts, changed)


def _shortcuts(seat: Seat, kind: str) -> list[Json]:
    found: list[Json] = seat.slack.manifest["features"].get("shortcuts", [])
    return [one for one in found if one["type"] == kind]
