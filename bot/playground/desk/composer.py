"""Where people write: Enter sends, Shift+Enter begins a new line."""

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import events, ui

from bot.playground.desk.asking import ENTER
from bot.playground.world import Json


class Composer:
    """A box to write in, with a button to send."""

    def __init__(self, label: str, send: Callable[[str], Awaitable[None]]) -> None:
        """Draw it where the page is being built; `send` gets what was written."""
        self._send = send
        with ui.element("div").classes("composer") as self.element:
            self._text = ui.textarea().props("borderless autogrow dense rows=1")
            self._text.props["aria-label"] = label
            self._text.on("keydown", self._entered, js_handler=ENTER)
            with ui.element("div").classes("row"):
                self._menu = ui.element("div")
                button = ui.button(icon="send", on_click=self._clicked).props("flat round dense")
                button.props["aria-label"] = f"Send: {label}"

    def invite(self, placeholder: str) -> None:
        """Say what may be written here."""
        self._text.props["placeholder"] = placeholder

    def offer(self, shortcuts: list[Json], choose: Callable[[str], Awaitable[None]]) -> None:
        """Offer the shortcuts that are about no message."""
        if not shortcuts:
            return
        with self._menu, ui.button(icon="bolt").props("flat round dense aria-label=Shortcuts"), ui.menu():
            for one in shortcuts:
                ui.menu_item(str(one["name"]), on_click=partial(choose, str(one["callback_id"]))).props("role=menuitem")

    async def _entered(self, event: events.GenericEventArguments) -> None:
        await self._take(str(event.args or ""))

    async def _clicked(self) -> None:
        await self._take(str(self._text.value or ""))

    async def _take(self, text: str) -> None:
        if text.strip():
            self._text.set_value(text)
            self._text.set_value("")
            await self._send(text.strip())
