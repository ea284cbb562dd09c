"""The bar above everything: who you are, what time it is, sample workshops, the traffic."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from nicegui import ui

from bot.playground.desk import dates, messages
from bot.playground.desk.reader import Reader
from bot.playground.samples import STEPS
from bot.playground.world import BOT_USER


@dataclass(frozen=True, slots=True)
class Doing:
    """What the buttons of the bar do."""

    become: Callable[[str], None]
    jump: Callable[[datetime], Awaitable[None]]
    load: Callable[[int], Awaitable[None]]
    traffic: Callable[[], None]
    channels: Callable[[], None]


class Top:
    """The bar; the people in it are drawn anew when somebody comes."""

    def __init__(self, doing: Doing, reader: Callable[[], Reader]) -> None:
        """Draw it where the page is being built; `reader` tells who reads at that moment."""
        self._doing = doing
        self._reader = reader
        with ui.element("header").classes("top"):
            menu = ui.button(icon="menu", color=None, on_click=doing.channels).props(
                "flat round dense aria-label=Conversations"
            )
            menu.classes("narrow")
            ui.label("vpd playground").classes("title")
            self._clock = _menu("schedule", "Time", [
                ("One hour later", partial(self._jump, lambda now: now + timedelta(hours=1))),
                ("Tomorrow 09:00", partial(self._jump, dates.tomorrow)),
                ("Next Monday 09:00", partial(self._jump, dates.next_monday)),
            ])  # fmt: skip
            samples = _menu("science", "Load a sample workshop", [
                (f"Step {number}: {name}", partial(doing.load, number)) for number, name in enumerate(STEPS, 1)
            ])  # fmt: skip
            samples.classes("wide")
            traffic = ui.button("Traffic", icon="swap_vert", color=None, on_click=doing.traffic).props(
                "flat dense no-caps"
            )
            traffic.classes("wide")
            self._people = ui.element("div").classes("people").props("role=group aria-label='Act as'")
        self._drawn: object = None

    async def _jump(self, to: Callable[[datetime], datetime]) -> None:
        await self._doing.jump(to(self._reader().now))

    def refresh(self, reader: Reader) -> None:
        """Show the time, and who is who."""
        self._clock.set_text(f"{reader.now:%a %d %b %H:%M}")
        people = [user for user in reader.slack.users.values() if user.id != BOT_USER and not user.deleted]
        drawn = ([user.id for user in people], reader.user.id)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._people.clear()
        with self._people:
            for user in people:
                mine = user.id == reader.user.id
                button = ui.button(color=None, on_click=partial(self._doing.become, user.id)).props(
                    "flat dense no-caps"
                )
                button.classes("who me" if mine else "who")
                button.props["aria-label"] = f"Act as {user.name}"
                button.props["aria-pressed"] = str(mine).lower()
                with button:
                    ui.html(messages.portrait(user), sanitize=False)
                    ui.label(user.name.split()[0]).classes("first-name")
                    ui.tooltip(f"{user.name}, {user.tz}")


def _menu(icon: str, label: str, items: list[tuple[str, Callable[[], Awaitable[None]]]]) -> ui.button:
    with ui.button(label, icon=icon, color=None).props("flat dense no-caps") as button, ui.menu():
        for words, act in items:
            ui.menu_item(words, on_click=act).props("role=menuitem")
    button.props["aria-label"] = label
    return button
