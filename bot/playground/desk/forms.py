"""The form that somebody has open: its fields, its errors, its buttons."""

from collections.abc import Callable
from functools import partial

from nicegui import background_tasks, ui

from bot.playground.desk import blocks
from bot.playground.desk.emoji import shown
from bot.playground.desk.fields import Filling, field
from bot.playground.desk.reader import Reader
from bot.playground.person import Person
from bot.playground.reading import held
from bot.playground.world import Json, OpenView

REQUIRED = "Please complete this required field."
HOLDS = ("value", "files", "rich_text_value")


class FormDialog:
    """Shows the form on top of what one person has open; drawn anew when it, its errors or its fields change."""

    def __init__(self, listen: Callable[[ui.element], None]) -> None:
        """Begin closed; `listen` lets the page hear what is clicked in the blocks of a form."""
        with (
            ui.dialog().props("no-backdrop-dismiss aria-label=Form") as self._dialog,
            ui.element("div").classes("form") as self._box,
        ):
            pass
        self._dialog.on("escape-key", self._close)
        listen(self._box)
        self._drawn: object = None
        self._person: Person | None = None

    def refresh(self, reader: Reader) -> None:
        """Show what is open now."""
        person = Person(reader.slack, reader.user)
        opened = person.forms[-1] if person.forms else None
        drawn = (opened.id, opened.hash, tuple(opened.errors.items()), len(person.forms)) if opened else None
        if drawn == self._drawn:
            return
        self._drawn, self._person = drawn, person
        self._box.clear()
        if opened is None:
            self._dialog.close()
            return
        with self._box:
            self._draw(opened, person, reader)
        self._dialog.open()
        if opened.errors:
            ui.run_javascript("document.querySelector('.form .error')?.scrollIntoView({block: 'center'})")

    def _draw(self, opened: OpenView, person: Person, reader: Reader) -> None:
        view = opened.view
        with ui.element("header"):
            ui.label(shown(str(view["title"]["text"]))).classes("form-title").props("role=heading")
            ui.button(icon="close", on_click=self._close).props("flat round dense aria-label='Close the form'")
        with ui.element("div").classes("form-body"):
            for place, block in enumerate(view["blocks"]):
                if block["type"] == "input":
                    self._field(block, opened, person)
                else:
                    drawn = blocks.rendered([block], opened.state, reader, place)
                    # Our own renderer has escaped whatever people wrote.
                    ui.html(drawn, sanitize=False).props["data-view"] = opened.id
        with ui.element("footer"):
            ui.button(_label(view.get("close"), "Cancel"), on_click=self._close).props("outline no-caps")
            if view.get("submit"):
                send = partial(self._submit, opened, person)
                ui.button(_label(view["submit"], "Submit"), color=None, on_click=send).props(
                    "unelevated no-caps"
                ).classes("primary")

    def _field(self, block: Json, opened: OpenView, person: Person) -> None:
        element, block_id = block["element"], str(block.get("block_id", ""))
        action, label = str(element["action_id"]), _label(block["label"], "")
        state = opened.state.setdefault(block_id, {})

        def write(value: object) -> None:
            state[action] = {"type": element["type"], **held(element, value)}
            if element["type"] == "file_input":  # what was wrong was said of another file
                _complain(opened, block_id, person, "")
            if block.get("dispatch_action"):
                background_tasks.create(person.press(opened, action, value))

        with ui.element("div").classes("input") as row:
            row.props["data-field"] = block_id
            with ui.element("label"):
                ui.label(label).classes("caption")
                if block.get("optional"):
                    ui.label("optional").classes("hint")
            search = partial(person.search, opened, action)
            refuse = partial(_complain, opened, block_id, person)
            field(Filling(person, element, state.get(action, {}), label, write, search, refuse))
            if block_id in opened.errors:
                ui.label(shown(opened.errors[block_id])).classes("error").props("role=alert")
            if block.get("hint"):
                ui.label(_label(block["hint"], "")).classes("hint")

    async def _submit(self, opened: OpenView, person: Person) -> None:
        if opened not in person.forms:  # the second click of two: the form has been taken
            return
        missing = {
            str(block.get("block_id", "")): _lacking(block, opened)
            for block in opened.view["blocks"]
            if block["type"] == "input" and not block.get("optional") and _is_empty(block, opened)
        }
        if missing:
            opened.errors = missing
            person.slack.changed.set()
            return
        errors = await person.submit()
        if errors.get(""):
            ui.notify(errors[""], type="warning", position="top")

    async def _close(self) -> None:
        if self._person and self._person.forms:
            await self._person.close_form()


def _complain(opened: OpenView, block_id: str, person: Person, sentence: str) -> None:
    """Show a sentence below a field, or none any more."""
    others = {block: said for block, said in opened.errors.items() if block != block_id}
    opened.errors = {**others, block_id: sentence} if sentence else others
    person.slack.changed.set()


def _lacking(block: Json, opened: OpenView) -> str:
    """Return what is said of a field that is empty: of a file what was wrong with the one that was chosen."""
    before = opened.errors.get(str(block.get("block_id", ""))) if block["element"]["type"] == "file_input" else ""
    return before or REQUIRED


def _is_empty(block: Json, opened: OpenView) -> bool:
    state = opened.state.get(str(block.get("block_id", "")), {}).get(str(block["element"]["action_id"]), {})
    names = [name for name in state if name in HOLDS or name.startswith("selected_")]
    return not any(state[name] for name in names)


def _label(text: Json | None, otherwise: str) -> str:
    return shown(str((text or {}).get("text") or otherwise))
