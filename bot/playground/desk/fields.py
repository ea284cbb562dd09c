"""The fields of forms: one NiceGUI control for each kind of element."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial

from nicegui import events, ui

from bot.playground.desk.controls import options
from bot.playground.desk.emoji import shown
from bot.playground.person import Person
from bot.playground.world import BOT_USER, Json

LONGEST = 3000  # characters of a text
SEARCH_PAUSE = 0.25  # seconds


@dataclass(frozen=True, slots=True)
class Filling:
    """One field being filled in: `held` is what it holds, `write` keeps what is typed or chosen (plain values).

    `refuse` shows a sentence below it, on what can't be chosen.
    """

    person: Person
    element: Json
    held: Json
    label: str
    write: Callable[[object], None]
    search: Callable[[str], Awaitable[list[Json]]]
    refuse: Callable[[str], None]

    @property
    def placeholder(self) -> str:
        """What stands in the empty field."""
        return shown(str((self.element.get("placeholder") or {}).get("text", "")))


def field(filling: Filling) -> None:
    """Draw a field where the page is being built."""
    kind = str(filling.element["type"])
    DRAWN.get(kind, _text)(filling)


def _named(element: ui.element, filling: Filling) -> None:
    element.props["aria-label"] = filling.label
    element.classes("field")


def _text(filling: Filling) -> None:
    element = filling.element
    value = str(filling.held.get("value") or "")
    make = ui.textarea if element.get("multiline") or element["type"] == "rich_text_input" else ui.input
    drawn = make(value=value, placeholder=filling.placeholder, on_change=lambda event: filling.write(event.value))
    drawn.props("outlined dense" + (" autogrow" if make is ui.textarea else ""))
    drawn.props["maxlength"] = int(element.get("max_length") or LONGEST)
    if element.get("focus_on_load"):
        drawn.props("autofocus")
    _named(drawn, filling)


def _choice(filling: Filling) -> None:
    texts = {str(one["value"]): shown(str(one["text"]["text"])) for one in options(filling.element)}
    _select(filling, texts)


def _select(filling: Filling, texts: dict[str, str]) -> ui.select:
    several = str(filling.element["type"]).startswith("multi_")
    chosen = [one for one in _chosen(filling.held) if one in texts]
    drawn = ui.select(
        texts,
        value=chosen if several else next(iter(chosen), None),
        multiple=several,
        clearable=True,
        on_change=lambda event: filling.write(event.value),
    )
    drawn.props("outlined dense options-dense behavior=menu" + (" use-chips" if several else ""))
    _named(drawn, filling)
    drawn.props["label"] = filling.label  # what a screen reader says; the page shows it above the field
    _invited(drawn, filling)
    drawn.on_value_change(lambda: _invited(drawn, filling))
    return drawn


def _invited(drawn: ui.select, filling: Filling) -> None:
    """Say in an empty select what to do."""
    if drawn.value:
        drawn.props.pop("display-value", None)
    else:
        drawn.props["display-value"] = filling.placeholder or "Choose …"
    drawn.classes(add=None if drawn.value else "empty", remove="empty" if drawn.value else None)


def _searching(filling: Filling) -> None:
    held = filling.held.get("selected_options") or [filling.held.get("selected_option")]
    known = {str(one["value"]): shown(str(one["text"]["text"])) for one in held if one and one.get("text")}
    drawn = _select(filling, known)
    drawn.props("use-input input-debounce=0 fill-input hide-selected")

    async def search(query: str, *, opens: bool) -> None:
        found = await filling.search(query)
        texts = {str(one["value"]): shown(str(one["text"]["text"])) for one in found}
        kept = {value: text for value, text in known.items() if value in _values(drawn.value)}
        new = texts.keys() - known.keys()
        known.update(texts)
        drawn.set_options({**kept, **texts})
        if new and opens:  # without options it has not opened by itself; when one has been chosen it must stay closed
            drawn.run_method("showPopup")

    async def typed(event: events.GenericEventArguments) -> None:
        query = str(event.args or "")
        if query not in known.values():  # what has been chosen is put into the box, too
            await search(query, opens=bool(query))

    drawn.on("input-value", typed, throttle=SEARCH_PAUSE, leading_events=True, trailing_events=True)
    for asked in ("click", "keydown.down"):
        drawn.on(asked, lambda: search("", opens=True), args=[])


def _people(filling: Filling) -> None:
    slack = filling.person.slack
    _select(filling, {user.id: user.name for user in slack.users.values() if user.id != BOT_USER and not user.deleted})


def _rooms(filling: Filling) -> None:
    slack = filling.person.slack
    _select(filling, {one.id: f"#{one.name}" for one in slack.channels.values() if one.name})


def _radio(filling: Filling) -> None:
    texts = {str(one["value"]): shown(str(one["text"]["text"])) for one in options(filling.element)}
    chosen = next((one for one in _chosen(filling.held) if one in texts), None)
    drawn = ui.radio(texts, value=chosen, on_change=lambda event: filling.write(event.value))
    _named(drawn, filling)


def _boxes(filling: Filling) -> None:
    chosen = set(_chosen(filling.held))

    def tick(value: str, on: object) -> None:
        (chosen.add if on else chosen.discard)(value)
        filling.write([str(one["value"]) for one in options(filling.element) if one["value"] in chosen])

    for one in options(filling.element):
        value = str(one["value"])
        ui.checkbox(
            shown(str(one["text"]["text"])),
            value=value in chosen,
            on_change=lambda event, value=value: tick(value, event.value),
        )
        if one.get("description"):
            ui.label(str(one["description"]["text"])).classes("hint")


def _day(filling: Filling) -> None:
    value = str(filling.held.get("selected_date") or "")
    drawn = ui.date_input(value=value, on_change=lambda event: filling.write(event.value or None))
    drawn.props("outlined dense")
    _named(drawn, filling)


def _time(filling: Filling) -> None:
    value = str(filling.held.get("selected_time") or "")
    drawn = ui.time_input(value=value, on_change=lambda event: filling.write(event.value or None))
    drawn.props("outlined dense")
    _named(drawn, filling)


def _file(filling: Filling) -> None:
    files: list[Json] = list(filling.held.get("files") or [])
    names = ui.label(", ".join(str(one["name"]) for one in files)).classes("hint")

    async def take(event: events.UploadEventArguments) -> None:
        files.append(filling.person.choose_file(event.file.name, await event.file.read()))
        del files[: -int(filling.element.get("max_files") or 10)]
        names.set_text(", ".join(str(one["name"]) for one in files))
        filling.write(list(files))

    kinds: list[str] = list(filling.element.get("filetypes") or [])
    several = int(filling.element.get("max_files") or 10) > 1

    refuse = partial(filling.refuse, f"That file can't be taken. Choose one that ends in {_ending(kinds)}.")
    drawn = ui.upload(on_upload=take, on_rejected=refuse, auto_upload=True, multiple=several)
    drawn.props["accept"] = ",".join(f".{kind}" for kind in kinds) or None
    drawn.props("flat bordered")
    _named(drawn, filling)


def _ending(kinds: Sequence[str]) -> str:
    """Return the endings of files in words."""
    *most, last = (f".{kind}" for kind in kinds or ("",))
    return f"{', '.join(most)} or {last}" if most else last


def _chosen(held: Json) -> list[str]:
    """Return what a select, radio button or check box holds, as values."""
    several = held.get("selected_options") or [held.get("selected_option")]
    values = [str(one["value"]) for one in several if one]
    for name in ("user", "channel", "conversation"):
        one, more = held.get(f"selected_{name}"), held.get(f"selected_{name}s")
        values += ([str(one)] if one else []) + [str(value) for value in more or []]
    return values


def _values(value: object) -> set[str]:
    return {str(one) for one in value} if isinstance(value, list) else {str(value)}


DRAWN: dict[str, Callable[[Filling], None]] = {
    "static_select": _choice,
    "multi_static_select": _choice,
    "external_select": _searching,
    "multi_external_select": _searching,
    "users_select": _people,
    "multi_users_select": _people,
    "channels_select": _rooms,
    "multi_channels_select": _rooms,
    "conversations_select": _rooms,
    "multi_conversations_select": _rooms,
    "radio_buttons": _radio,
    "checkboxes": _boxes,
    "datepicker": _day,
    "timepicker": _time,
    "file_input": _file,
}
