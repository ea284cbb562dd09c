"""What Slack told the app and the app told Slack, newest first."""

import json

from nicegui import ui

from bot.playground.changes import Exchange
from bot.playground.slack import LocalSlack

SHOWN = 60
QUIET = {"users.info", "conversations.info", "conversations.members", "conversations.history", "auth.test"}


class Inspector:
    """A drawer with the newest exchanges, drawn while it is open."""

    def __init__(self, slack: LocalSlack) -> None:
        """Show nothing yet."""
        self._slack = slack
        self._seen = -1
        with (
            ui.right_drawer(value=False, bordered=True).props("width=460 overlay").classes("inspector") as self._drawer
        ):
            ui.label("Traffic").classes("form-title")
            with ui.row():
                self._way = ui.select({"": "Both ways", "slack": "Slack → app", "app": "App → Slack"}, value="")
                self._words = ui.input(placeholder="Filter").props("dense outlined clearable")
                self._quiet = ui.checkbox("Hide look-ups", value=True)
            for control in (self._way, self._words, self._quiet):
                control.on_value_change(self._again)
            self._way.props("dense outlined options-dense")
            self._box = ui.element("div").classes("exchanges")

    def toggle(self) -> None:
        """Open or close it."""
        self._drawer.toggle()
        self._again()

    def _again(self) -> None:
        self._seen = -1
        self.draw()

    def draw(self) -> None:
        """Bring it up to date."""
        traffic = self._slack.traffic
        if not self._drawer.value or traffic.count == self._seen:
            return
        self._seen = traffic.count
        found = [one for one in reversed(traffic.exchanges) if self._wanted(one)][:SHOWN]
        self._box.clear()
        with self._box:
            for one in found:
                _exchange(one)
            if not found:
                ui.label("Nothing yet. Type /vpd in a channel.").classes("hint")

    def _wanted(self, one: Exchange) -> bool:
        ways = {"": True, "slack": not one.by_app, "app": one.by_app}
        words = str(self._words.value or "").lower()
        quiet = bool(self._quiet.value) and one.by_app and one.name in QUIET
        return ways[str(self._way.value)] and not quiet and words in f"{one.name} {one.sent} {one.answered}".lower()


def _exchange(one: Exchange) -> None:
    arrow = "←" if one.by_app else "→"
    title = f"{arrow} {one.name} · {one.status} · {one.at:%H:%M:%S}"
    with ui.expansion(title).props("dense").classes("exchange bad" if one.status != 200 else "exchange"):  # noqa: PLR2004 - all went well
        ui.label("Sent").classes("hint")
        ui.code(_pretty(one.sent), language="json").classes("w-full")
        ui.label("Answered").classes("hint")
        ui.code(_pretty(one.answered), language="json").classes("w-full")


def _pretty(told: object) -> str:
    return json.dumps(told, indent=1, ensure_ascii=False, default=str)[:20_000]
