"""Forms: what the app opens for a person, with what was typed kept while errors are mended."""

from typing import Any

from nicegui import events, ui

from bot.playground.desk import blocks, markup
from bot.playground.desk.controls import TEXT_INPUTS, choice
from bot.playground.desk.seat import Seat
from bot.playground.world import Json, OpenView


class FormPane:
    """The form on top of what a person has open."""

    def __init__(self, seat: Seat) -> None:
        """Show nothing yet."""
        self._seat = seat
        self._look = ""
        self._typed: dict[tuple[str, str], Any] = {}
        with ui.dialog().props("no-backdrop-dismiss") as self._dialog, ui.card().classes("dialog form") as self._card:
            self._dialog.on("hide", self._close)

    def draw(self) -> None:
        """Bring it up to date."""
        stack = self._seat.person.forms
        opened = stack[-1] if stack else None
        look = repr((opened.id, opened.hash, opened.view, dict(opened.errors), len(stack))) if opened else ""
        if look == self._look:
            return
        self._look = look
        self._card.clear()
        if opened is None:
            self._typed.clear()
            self._dialog.close()
            return
        with self._card:
            self._form(opened)
        self._dialog.open()

    def _form(self, opened: OpenView) -> None:
        view = opened.view
        ui.label(view["title"]["text"]).classes("form-title")

        async def act(action: str, value: object) -> None:
            await self._seat.person.press(opened, action, value)

        still: list[Json] = []
        with ui.element("div").classes("fields"):
            for block in view["blocks"]:
                if block["type"] != "input":
                    still.append(block)
                    continue
                blocks.draw(self._seat, still, opened, act)
                still = []
                self._field(opened, block)
            blocks.draw(self._seat, still, opened, act)
        with ui.row().classes("w-full justify-end"):
            close = (view.get("close") or {"text": "Close"})["text"]
            ui.button(close, on_click=self._close).props("no-caps flat color=grey-8").classes("form-close")
            if view.get("submit"):
                sent = ui.button(view["submit"]["text"], on_click=lambda: self._submit(opened))
                sent.props("no-caps unelevated color=positive").classes("form-submit")

    def _field(self, opened: OpenView, block: Json) -> None:
        element, name = block["element"], block["block_id"]
        with ui.element("div").classes("form-field") as made:
            made.props["data-field"] = name
            optional = '<span class="when">optional</span>' if block.get("optional") else ""
            ui.html(f"<b>{markup.plain(block['label']['text'])}</b> {optional}", sanitize=False)
            self._element(opened, name, element)
            if block.get("hint"):
                ui.label(block["hint"]["text"]).classes("hint")
            if name in opened.errors:
                ui.label(opened.errors[name]).classes("error").props("role=alert")

    def _element(self, opened: OpenView, name: str, element: Json) -> None:
        key = (opened.id, name)
        if element["type"] == "file_input":
            self._file(key, element)
            return
        if element["type"] in TEXT_INPUTS:
            kind = "textarea" if element.get("multiline") else "text"
            hint = (element.get("placeholder") or {}).get("text", "")
            made: ui.input | ui.select | ui.radio = ui.input(placeholder=hint)
            made.props(f"outlined dense type={kind} autogrow" if kind == "textarea" else "outlined dense")
            made.set_value(self._typed.setdefault(key, element.get("initial_value") or ""))
            made.classes("field")
        else:
            made = choice(self._seat, element, opened, self._typed.get(key))
            self._typed.setdefault(key, made.value)

        def keep(event: events.ValueChangeEventArguments[Any]) -> None:
            self._typed[key] = event.value

        made.on_value_change(keep)

    def _file(self, key: tuple[str, str], element: Json) -> None:
        async def keep(event: events.UploadEventArguments) -> None:
            self._typed[key] = [self._seat.person.choose_file(event.file.name, await event.file.read())]

        kinds = ",".join(f".{one}" for one in element.get("filetypes", []))
        ui.upload(on_upload=keep, auto_upload=True, max_files=1, label="Choose a file").props(f"accept='{kinds}' flat")

    async def _submit(self, opened: OpenView) -> None:
        inputs = [block for block in opened.view["blocks"] if block["type"] == "input"]
        told = {block["block_id"]: self._typed.get((opened.id, block["block_id"])) for block in inputs}
        # Slack itself asks for what must be filled in, before the app hears of it.
        missing = [one["block_id"] for one in inputs if not one.get("optional") and not told[one["block_id"]]]
        if missing:
            opened.errors = dict.fromkeys(missing, "Please fill this in.")
            self.draw()
            return
        errors = await self._seat.person.submit(**{name: value for name, value in told.items() if value})
        if errors.get(""):
            ui.notify(errors[""], type="warning")

    async def _close(self) -> None:
        if self._seat.person.forms:
            await self._seat.person.close_form()
