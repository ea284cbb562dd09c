"""Small dialogs that wait for an answer: are you sure, write it anew, choose."""

from functools import partial

from nicegui import ui

from bot.playground.desk.emoji import OFFERED, character, shown
from bot.playground.desk.fields import Filling, field
from bot.playground.person import Person
from bot.playground.world import Json, OpenView, Post

ENTER = """(event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  emit(event.target.value);
}"""


async def sure(title: str, text: str, yes: str, no: str = "Cancel", *, style: str = "danger") -> bool:
    """Ask whether somebody means it."""
    with ui.dialog() as dialog, ui.element("div").classes("form asking"):
        ui.label(shown(title)).classes("form-title").props("role=heading")
        ui.label(shown(text)).classes("form-body asked")
        with ui.element("footer"):
            ui.button(shown(no), on_click=partial(dialog.submit, False)).props("outline no-caps")  # noqa: FBT003 - its answer
            go = ui.button(shown(yes), color=None, on_click=partial(dialog.submit, True))  # noqa: FBT003 - its answer
            go.props("unelevated no-caps").classes(style)
    answer = await dialog
    dialog.delete()
    return bool(answer)


async def confirmed(confirm: Json) -> bool:
    """Ask what a control wants confirmed."""
    words = [str(confirm[name]["text"]) for name in ("title", "text", "confirm", "deny")]
    return await sure(*words, style=str(confirm.get("style") or "primary"))


async def written(title: str, text: str) -> str | None:
    """Let somebody write something anew; None when they leave it."""
    with ui.dialog() as dialog, ui.element("div").classes("form asking"):
        ui.label(title).classes("form-title").props("role=heading")
        area = ui.textarea(value=text).props("outlined autogrow autofocus").classes("form-body")
        area.props["aria-label"] = title
        area.on("keydown", lambda event: dialog.submit(event.args), js_handler=ENTER)
        with ui.element("footer"):
            ui.button("Cancel", on_click=partial(dialog.submit, None)).props("outline no-caps")
            save = ui.button("Save", color=None, on_click=lambda: dialog.submit(area.value))
            save.props("unelevated no-caps").classes("primary")
    answer = await dialog
    dialog.delete()
    return answer.strip() if isinstance(answer, str) else None


async def reaction() -> str | None:
    """Let somebody choose an emoji; None when they leave it."""
    with ui.dialog() as dialog, ui.element("div").classes("form asking"):
        ui.label("Add a reaction").classes("form-title").props("role=heading")
        with ui.element("div").classes("form-body emojis"):
            for name in OFFERED:
                one = ui.button(character(name), color=None, on_click=partial(dialog.submit, name)).props("flat dense")
                one.props["aria-label"] = f":{name}:"
    answer = await dialog
    dialog.delete()
    return answer if isinstance(answer, str) else None


async def picked(person: Person, where: Post | OpenView, element: Json) -> object:
    """Let somebody choose in a select that searches, or several things at once; None when they leave it."""
    chosen: list[object] = []
    label = str((element.get("placeholder") or {}).get("text") or "Choose")
    with ui.dialog() as dialog, ui.element("div").classes("form asking"):
        ui.label(shown(label)).classes("form-title").props("role=heading")
        with ui.element("div").classes("form-body"):
            search = partial(person.search, where, str(element["action_id"]))
            field(Filling(person, element, {}, label, chosen.append, search, ui.notify))
        with ui.element("footer"):
            ui.button("Cancel", on_click=partial(dialog.submit, False)).props("outline no-caps")  # noqa: FBT003 - its answer
            go = ui.button("Choose", color=None, on_click=partial(dialog.submit, True))  # noqa: FBT003 - its answer
            go.props("unelevated no-caps").classes("primary")
    answer = await dialog
    dialog.delete()
    return chosen[-1] if answer and chosen else None
