"""Buttons, selects and other controls of messages, as HTML; each says in data attributes what it does."""

from collections.abc import Callable

from bot.playground.desk import mrkdwn
from bot.playground.desk.markup import Markup, joined, tag
from bot.playground.desk.reader import Reader
from bot.playground.world import BOT_USER, Json

CHOOSERS = {
    "external_select", "multi_static_select", "multi_external_select", "multi_users_select", "multi_channels_select",
    "multi_conversations_select",
}  # fmt: skip


def words(text: Json | None, reader: Reader) -> Markup:
    """Return a text object as HTML."""
    if not text:
        return Markup()
    told = str(text.get("text", ""))
    return mrkdwn.rendered(told, reader) if text.get("type") == "mrkdwn" else mrkdwn.plain(told)


def control(element: Json, chosen: Json, reader: Reader) -> Markup:
    """Return a control; `chosen` is what it holds, {} when nobody has touched it."""
    kind = str(element.get("type", ""))
    if kind in CHOOSERS:
        return _chooser(element, chosen, reader)
    draw = DRAWN.get(kind)
    return draw(element, chosen, reader) if draw else Markup()


def options(element: Json) -> list[Json]:
    """Return the options of a control, those in groups too."""
    groups = element.get("option_groups") or [element]
    return [option for group in groups for option in group.get("options") or []]


def _button(element: Json, _: Json, reader: Reader) -> Markup:
    given = {"class_": f"button {element.get('style', '')}".strip(), "data_action": str(element["action_id"])}
    if element.get("url"):
        address = str(element["url"])
        return tag("a", words(element["text"], reader), href=address, target="_blank", data_do="press", **given)
    label = element.get("accessibility_label")
    return tag("button", words(element["text"], reader), type="button", data_do="press", aria_label=label, **given)


def _select(element: Json, chosen: Json, reader: Reader) -> Markup:
    first = (chosen.get("selected_option") or element.get("initial_option") or {}).get("value", "")
    groups = element.get("option_groups")
    shown = [tag("optgroup", *_options(g, first, reader), label=_text(g.get("label"))) for g in groups or []]
    return _native(element, first, shown or _options(element, first, reader))


def _options(group: Json, first: str, reader: Reader) -> list[Markup]:
    return [
        tag("option", words(one["text"], reader), value=one["value"], selected=one["value"] == first)
        for one in group.get("options") or []
    ]


def _native(element: Json, first: str, shown: list[Markup]) -> Markup:
    placeholder = _text(element.get("placeholder")) or "Choose …"
    nothing = tag("option", placeholder, value="", disabled=True, selected=not first)
    action = str(element["action_id"])
    return tag("select", nothing, *shown, data_do="choose", data_action=action, aria_label=placeholder)


def _users(element: Json, chosen: Json, reader: Reader) -> Markup:
    first = chosen.get("selected_user") or element.get("initial_user") or ""
    people = [(user.id, user.name) for user in reader.slack.users.values() if user.id != BOT_USER]
    return _native(element, first, [tag("option", name, value=one, selected=one == first) for one, name in people])


def _channels(element: Json, chosen: Json, reader: Reader) -> Markup:
    name = str(element["type"]).removesuffix("s_select")
    first = chosen.get(f"selected_{name}") or element.get(f"initial_{name}") or ""
    rooms = [(one.id, f"#{one.name}") for one in reader.slack.channels.values() if one.name]
    return _native(element, first, [tag("option", label, value=one, selected=one == first) for one, label in rooms])


def _overflow(element: Json, _: Json, reader: Reader) -> Markup:
    action = str(element["action_id"])
    items = [
        tag(
            "button",
            words(one["text"], reader),
            type="button",
            data_do="press",
            data_action=action,
            data_value=one["value"],
        )
        for one in options(element)
    ]
    return tag(
        "details",
        tag("summary", "⋯", aria_label="More"),
        tag("div", *items, class_="popup"),
        class_="overflow",
        data_action=action,
    )


def _boxes(element: Json, chosen: Json, reader: Reader) -> Markup:
    radio = element["type"] == "radio_buttons"
    held = [chosen.get("selected_option") or element.get("initial_option")] if radio else None
    held = held or chosen.get("selected_options") or element.get("initial_options") or []
    values = {one["value"] for one in held if one}
    action = str(element["action_id"])
    rows = [_box(one, "radio" if radio else "checkbox", action, values, reader) for one in options(element)]
    return tag("fieldset", *rows, class_="boxes", data_group=action)


def _box(option: Json, kind: str, action: str, values: set[str], reader: Reader) -> Markup:
    value = str(option["value"])
    box = tag(
        "input",
        type=kind,
        name_=action,
        value=value,
        checked=value in values,
        data_do="choose",
        data_action=action,
    )
    about = tag("small", words(option.get("description"), reader)) if option.get("description") else Markup()
    return tag("label", box, tag("span", words(option["text"], reader), about))


def _moment(element: Json, chosen: Json, _: Reader) -> Markup:
    name = str(element["type"]).removesuffix("picker")
    held = chosen.get(f"selected_{name}") or element.get(f"initial_{name}")
    action = str(element["action_id"])
    label = _text(element.get("placeholder")) or f"Choose a {name}"
    return tag("input", type=name, value=held, data_do="choose", data_action=action, aria_label=label)


def _chooser(element: Json, chosen: Json, reader: Reader) -> Markup:
    held = chosen.get("selected_options") or [chosen.get("selected_option") or element.get("initial_option")]
    held = [one for one in held if one] or element.get("initial_options") or []
    label = joined((words(one.get("text") or {"text": one["value"]}, reader) for one in held), ", ")
    text = label or _text(element.get("placeholder")) or "Choose …"
    action = str(element["action_id"])
    return tag("button", text, " ▾", type="button", class_="button chooser", data_do="pick", data_action=action)


def _input(element: Json, chosen: Json, _: Reader) -> Markup:
    held = str(chosen.get("value") or element.get("initial_value") or "")
    label = _text(element.get("placeholder"))
    action = str(element["action_id"])
    return tag("input", type="text", value=held, data_do="choose", data_action=action, placeholder=label)


def _image(element: Json, _: Json, reader: Reader) -> Markup:
    return tag("img", src=source(element, reader), alt=str(element.get("alt_text", "")), class_="thumb")


def source(image: Json, reader: Reader) -> str:
    """Return where a picture is: in the web, or in the local Slack."""
    file = image.get("slack_file") or {}
    if file.get("id"):
        return f"/desk/file/{file['id']}"
    known = [one["id"] for one in reader.slack.files.values() if one["id"] in str(file.get("url", ""))]
    return f"/desk/file/{known[0]}" if known else str(image.get("image_url", ""))


def _text(text: Json | None) -> str:
    return str((text or {}).get("text", ""))


DRAWN: dict[str, Callable[[Json, Json, Reader], Markup]] = {
    "button": _button,
    "workflow_button": _button,
    "static_select": _select,
    "users_select": _users,
    "channels_select": _channels,
    "conversations_select": _channels,
    "overflow": _overflow,
    "radio_buttons": _boxes,
    "checkboxes": _boxes,
    "datepicker": _moment,
    "timepicker": _moment,
    "plain_text_input": _input,
    "email_text_input": _input,
    "url_text_input": _input,
    "number_input": _input,
    "image": _image,
}
