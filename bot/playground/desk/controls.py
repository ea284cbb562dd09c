"""The controls of Block Kit: in messages they act at once, in forms they hold what was chosen until it is sent."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from nicegui import events, ui

from bot.playground.desk.seat import Seat
from bot.playground.world import Json, OpenView, Post

Act = Callable[[str, object], Awaitable[None]]
STYLES = {"primary": "color=positive", "danger": "color=negative", "": "outline color=grey-8"}
TEXT_INPUTS = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
SELECTS = {
    "static_select", "external_select", "users_select", "channels_select", "conversations_select",
    "multi_static_select", "multi_external_select", "multi_users_select", "radio_buttons", "checkboxes", "overflow",
}  # fmt: skip


def options_of(seat: Seat, element: Json) -> dict[str, str]:
    """Return what can be chosen: value to label."""
    kind = element["type"].removeprefix("multi_")
    if kind == "users_select":
        return {user.id: user.name for user in seat.people}
    if kind in {"channels_select", "conversations_select"}:
        return {one.id: f"#{one.name}" for one in seat.channels if one.name}
    groups = element.get("option_groups", [element])
    return {one["value"]: one["text"]["text"] for group in groups for one in group.get("options", [])}


def chosen_of(element: Json) -> Any:  # noqa: ANN401 - one value, or several
    """Return what a control shows at first."""
    if "initial_options" in element:
        return [one["value"] for one in element["initial_options"]]
    first = element.get("initial_option")
    return first["value"] if first else element.get("initial_user") or element.get("initial_channel")


def pressable(seat: Seat, element: Json, where: Post | OpenView, act: Act) -> None:
    """Draw a control that acts at once."""
    if element["type"] == "button":
        _button(element, act)
    elif element["type"] == "overflow":
        _overflow(element, act)
    else:
        _choice(seat, element, where, act)


def _button(element: Json, act: Act) -> None:
    async def press() -> None:
        if element.get("url"):
            ui.navigate.to(element["url"], new_tab=True)
        if not element.get("confirm") or await confirmed(element["confirm"]):
            await act(element["action_id"], None)

    made = ui.button(element["text"]["text"], on_click=press)
    made.props(f"no-caps dense padding='3px 12px' {STYLES[element.get('style') or '']}").classes("control")
    made.props["data-action"] = element["action_id"]


def _overflow(element: Json, act: Act) -> None:
    with ui.button("⋯").props("no-caps dense outline color=grey-8") as more, ui.menu():
        for value, label in ((one["value"], one["text"]["text"]) for one in element["options"]):
            ui.menu_item(label, on_click=partial(act, element["action_id"], value))
    more.props["data-action"] = element["action_id"]


def _choice(seat: Seat, element: Json, where: Post | OpenView, act: Act) -> None:
    async def choose(event: events.ValueChangeEventArguments[Any]) -> None:
        if event.value not in (None, "", []):
            await act(element["action_id"], event.value)

    made = choice(seat, element, where)
    made.on_value_change(choose)
    made.props["data-action"] = element["action_id"]


def choice(seat: Seat, element: Json, where: Post | OpenView, kept: Any = None) -> ui.select | ui.radio | ui.input:  # noqa: ANN401 - one value, or several
    """Draw a select, radio buttons, or a place for a day or a time, with what is chosen first."""
    kind = element["type"]
    value = chosen_of(element) if kept is None else kept
    if kind in {"datepicker", "timepicker"}:
        name = kind.removesuffix("picker")
        shown = ui.input(value=value or element.get(f"initial_{name}") or "").props(f"type={name} dense outlined")
        return shown.classes("field")
    options = options_of(seat, element)
    if kind == "radio_buttons":
        return ui.radio(options, value=value)
    several = kind.startswith("multi_") or kind == "checkboxes"
    if element.get("initial_option"):
        options.setdefault(element["initial_option"]["value"], element["initial_option"]["text"]["text"])
    hint = (element.get("placeholder") or {}).get("text", "")
    made = ui.select(options, value=value or ([] if several else None), multiple=several, with_input=len(options) > 8)  # noqa: PLR2004 - beyond that one searches
    made.props("dense outlined options-dense").classes("field")
    made.props["placeholder"] = hint
    if "external" in kind:
        _searched(seat, element, where, made)
    return made


def _searched(seat: Seat, element: Json, where: Post | OpenView, made: ui.select) -> None:
    """Ask the app what there is to choose, at first and with what is typed."""

    async def search(words: str = "") -> None:
        found = await seat.person.search(where, element["action_id"], words)
        known = {one["value"]: one["text"]["text"] for one in found}
        held = {made.value: made.options[made.value]} if made.value in made.options else {}
        made.set_options(held | known, value=made.value)

    made.props("use-input input-debounce=200")
    made.on("filter", lambda event: search(str(event.args or "")))
    ui.timer(0.01, search, once=True)


async def confirmed(told: Json) -> bool:
    """Ask once more, as the app wants it, and return the answer."""
    with ui.dialog() as dialog, ui.card().classes("dialog"):
        ui.label(told["title"]["text"]).classes("form-title")
        ui.label(told["text"]["text"])
        with ui.row().classes("w-full justify-end"):
            ui.button(told["deny"]["text"], on_click=lambda: dialog.submit(False)).props("no-caps flat color=grey-8")  # noqa: FBT003 - what the dialog gives back
            ui.button(told["confirm"]["text"], on_click=lambda: dialog.submit(True)).props("no-caps unelevated")  # noqa: FBT003 - the same
    return bool(await dialog)
