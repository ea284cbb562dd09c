"""What Slack sent and what the bot answered, and the other way round."""

import json

from nicegui import ui

from bot.playground.desk.markup import Markup, joined, tag
from bot.playground.desk.reader import Reader
from bot.playground.traffic import Exchange, Way

SHOWN = 80  # exchanges at once
LONGEST = 20_000  # characters of one side
WAYS = {"": "Both directions", **{str(way): str(way) for way in Way}}


class Inspector:
    """A list of exchanges, the newest first, with a filter."""

    def __init__(self) -> None:
        """Draw it empty, where the page is being built."""
        with ui.element("div").classes("inspector"):
            with ui.element("div").classes("filters"):
                self._words = ui.input(placeholder="Filter, such as chat.update", on_change=self._again)
                self._words.props("outlined dense clearable aria-label='Filter the traffic'")
                self._way = ui.select(WAYS, value="", on_change=self._again)
                self._way.props("outlined dense options-dense behavior=menu aria-label='Direction'")
                self._pause = ui.switch("Pause")
            self._list = ui.element("div").classes("exchanges")
        self._rows: dict[int, tuple[bool, ui.html]] = {}

    def _again(self) -> None:
        self._list.clear()
        self._rows = {}

    def refresh(self, reader: Reader) -> None:
        """Show what has come since."""
        if self._pause.value:
            return
        wanted = [one for one in reversed(reader.slack.traffic.kept) if self._fits(one)][:SHOWN]
        numbers = {one.number for one in wanted}
        for number in [number for number in self._rows if number not in numbers]:
            self._rows.pop(number)[1].delete()
        for exchange in reversed(wanted):
            self._show(exchange, reader)

    def _show(self, exchange: Exchange, reader: Reader) -> None:
        known = self._rows.get(exchange.number)
        if known is None:
            with self._list:
                # Our own renderer escapes whatever was sent.
                row = ui.html(_row(exchange, reader), sanitize=False)
            row.move(self._list, 0)
            self._rows[exchange.number] = (bool(exchange.seconds), row)
        elif not known[0] and exchange.seconds:
            known[1].set_content(_row(exchange, reader))
            self._rows[exchange.number] = (True, known[1])

    def _fits(self, exchange: Exchange) -> bool:
        if self._way.value and exchange.way != self._way.value:
            return False
        words = str(self._words.value or "").casefold()
        return not words or words in exchange.name.casefold() or words in _json(exchange.sent).casefold()


def _row(exchange: Exchange, reader: Reader) -> Markup:
    at = reader.local(exchange.at.timestamp())
    took = f"{exchange.seconds * 1000:.0f} ms" if exchange.seconds else "…"
    inbound = exchange.way is Way.TO_APP
    head = tag(
        "summary",
        tag("span", "→" if inbound else "←", class_="arrow in" if inbound else "arrow out", title=str(exchange.way)),
        tag("b", exchange.name),
        tag("span", str(exchange.status or "…"), class_="status good" if exchange.good else "status bad"),
        tag("small", f"{at:%H:%M:%S} · {took}"),
    )
    parts = [
        tag("h4", "Sent"),
        tag("pre", _json(exchange.sent)),
        tag("h4", "Answered"),
        tag("pre", _json(exchange.answer)),
    ]
    return tag("details", head, joined(parts), class_="exchange")


def _json(value: object) -> str:
    return json.dumps(_opened(value), indent=2, ensure_ascii=False, default=str)[:LONGEST]


def _opened(value: object) -> object:
    """Return JSON with the JSON that it carries as text opened up."""
    if isinstance(value, dict):
        return {str(name): _opened(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_opened(one) for one in value]
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return _opened(json.loads(value))
        except ValueError:
            return value
    return value
