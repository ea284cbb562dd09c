"""A list of messages on the page that changes only where something has changed."""

from nicegui import ui

from bot.playground.desk.reader import Reader
from bot.playground.desk.reading import Row


class Pane:
    """Rows below each other, the last one in sight."""

    def __init__(self, label: str) -> None:
        """Begin empty, where the page is being built."""
        with ui.element("div").classes("pane").props("tabindex=0 role=log") as pane:
            self.element = pane
            self._rows = ui.element("div").classes("rows")
        pane.props["aria-label"] = label
        self._shown: dict[str, tuple[str, ui.html]] = {}

    def clear(self) -> None:
        """Show nothing."""
        self._rows.clear()
        self._shown = {}

    def show(self, rows: list[Row], reader: Reader) -> None:
        """Show these rows; what stands there already and is the same is left alone."""
        wanted = {row.key for row in rows}
        for key in [key for key in self._shown if key not in wanted]:
            self._shown.pop(key)[1].delete()
        order = list(self._shown)
        for number, row in enumerate(rows):
            known = self._shown.get(row.key)
            if known is None:
                self._shown[row.key] = (row.print, self._made(row, reader, number if number < len(order) else None))
                order.insert(number, row.key)
            elif known[0] != row.print:
                known[1].set_content(row.html(reader))
                self._shown[row.key] = (row.print, known[1])
        self._shown = {row.key: self._shown[row.key] for row in rows}

    def _made(self, row: Row, reader: Reader, place: int | None) -> ui.html:
        with self._rows:
            # Our own renderer has escaped whatever people wrote.
            made = ui.html(row.html(reader), sanitize=False)
        if place is not None:
            made.move(self._rows, place)
        return made
