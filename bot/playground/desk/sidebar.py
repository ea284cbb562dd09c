"""Channels, the conversation with the bot, and its home, with what is new in them."""

from collections.abc import Callable

from nicegui import ui

from bot.playground.desk.markup import Markup, joined, tag
from bot.playground.desk.reader import Reader
from bot.playground.desk.reading import unread
from bot.playground.world import Channel

HOME = "home"


class Sidebar:
    """The list at the side; drawn anew when anything in it changes."""

    def __init__(self, listen: Callable[[ui.element], None]) -> None:
        """Draw it empty, where the page is being built; `listen` hears what is clicked."""
        with ui.element("nav").classes("sidebar") as nav:
            self._list = ui.html("", sanitize=False)
        nav.props["aria-label"] = "Conversations"
        listen(nav)

    def refresh(self, reader: Reader, here: str) -> None:
        """Show the conversations of the reader; `here` is the one that is open."""
        mine = [one for one in reader.slack.channels.values() if reader.user.id in one.members]
        rooms = [_entry(one.id, one.name, here, unread(reader, one), "#") for one in mine if one.kind != "im"]
        direct = reader.slack.dm(reader.user.id)
        apps = [_entry(direct.id, "vpd", here, unread(reader, direct), "●")]
        if reader.slack.manifest["features"]["app_home"].get("home_tab_enabled"):
            apps.append(_entry(HOME, "vpd home", here, 0, "⌂"))
        drawn = joined([tag("h2", "Channels"), *rooms, _others(reader, mine), tag("h2", "Apps"), *apps])
        if drawn != self._list.content:
            self._list.set_content(drawn)


def _entry(where: str, name: str, here: str, new: int, sign: str) -> Markup:
    kind = " ".join(word for word, holds in (("room", True), ("here", where == here), ("new", new)) if holds)
    badge = tag("span", str(min(new, 99)), class_="badge", aria_label=f"{new} unread") if new else Markup()
    return tag(
        "button",
        tag("span", sign, class_="sign", aria_hidden="true"),
        tag("span", name, class_="name"),
        badge,
        type="button",
        class_=kind,
        data_do="channel",
        data_channel=where,
        aria_current="page" if where == here else None,
    )


def _others(reader: Reader, mine: list[Channel]) -> Markup:
    """Return the public channels that the reader is not in, to be joined."""
    others = [one for one in reader.slack.channels.values() if one.kind == "channel" and one not in mine]
    rows = [
        tag(
            "button",
            tag("span", "+", class_="sign", aria_hidden="true"),
            tag("span", f"Join #{one.name}", class_="name"),
            type="button",
            class_="room other",
            data_do="join",
            data_channel=one.id,
        )
        for one in others
    ]
    return joined(rows)
