"""Reading blocks as a person does: their texts, and the controls that can be used."""

from typing import Any

from bot.playground.world import Json, Post


def text_of(post: Post) -> str:
    """Return all readable text of a message, a line for each block; its fallback when it has no blocks."""
    return "\n".join(_words(block) for block in post.blocks) if post.blocks else post.text


def _words(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return " ".join(filter(None, map(_words, value)))
    if not isinstance(value, dict):
        return ""
    if value.get("type") == "rich_text_section":
        return "".join(_words(element) for element in value["elements"])
    own = value["text"] if isinstance(value.get("text"), str) else ""
    inner = [
        _words(value[name]) for name in ("text", "fields", "elements", "accessory", "title", "label") if name in value
    ]
    return " ".join(filter(None, [own, *(words for words in inner if words)]))


def controls(blocks: list[Json]) -> list[tuple[Json, Json]]:
    """Return every control with the block it is in."""
    found: list[tuple[Json, Json]] = []
    for block in blocks:
        elements = block.get("elements", []) if block["type"] in {"actions", "context_actions"} else []
        elements = [*elements, *([block["accessory"]] if block.get("accessory") else [])]
        elements = [*elements, *([block["element"]] if block.get("element") else [])]
        found += [(block, element) for element in elements if element.get("action_id")]
    return found


def control(blocks: list[Json], action: str) -> tuple[Json, Json]:
    """Return the control of an action id, or of its part before the colon when that is unique.

    Raises LookupError when there is none, or several: nobody can press it then.
    """
    exact = [pair for pair in controls(blocks) if pair[1]["action_id"] == action]
    found = exact or [pair for pair in controls(blocks) if pair[1]["action_id"].partition(":")[0] == action]
    if len(found) != 1:
        there = ", ".join(element["action_id"] for _, element in controls(blocks))
        message = f"{len(found)} controls {action}; there are: {there or 'none'}"
        raise LookupError(message)
    return found[0]


def within(blocks: list[Json], block: str) -> list[Json]:
    """Return only the block of an id (`#2` for the third one, which has none): ids of actions are its own.

    All of them where there is no such block.
    """
    return [one for place, one in enumerate(blocks) if block_of(one, place) == block] or blocks


def block_of(block: Json, place: int) -> str:
    """Return the id of the block at a place in its message, by which a page tells it from others."""
    return str(block.get("block_id") or f"#{place}")


def several(value: object) -> list[object]:
    """Return what was chosen as a list, also when it is one thing or nothing."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def held(element: Json, value: object) -> Json:
    """Return how a control holds what was typed or chosen."""
    options = [o for group in element.get("option_groups", [element]) for o in group.get("options", [])]
    option = next(
        (one for one in options if one["value"] == value),
        {"value": value, "text": {"type": "plain_text", "text": str(value)}},
    )
    kind = str(element["type"])
    one_of = kind.removeprefix("multi_").removesuffix("_select").removesuffix("s")
    match kind:
        case "static_select" | "external_select" | "radio_buttons" | "overflow":
            told: Json = {"selected_option": option if value is not None else None}
        case "checkboxes" | "multi_static_select" | "multi_external_select":
            told = {"selected_options": [{"value": one} for one in several(value)]}
        case "users_select" | "channels_select" | "conversations_select":
            told = {f"selected_{one_of}": value or None}
        case "multi_users_select" | "multi_channels_select" | "multi_conversations_select":
            told = {f"selected_{one_of}s": several(value)}
        case "datepicker" | "timepicker":
            told = {f"selected_{kind.removesuffix('picker')}": value}
        case "file_input":
            told = {"files": several(value)}
        case _:
            told = {"value": value}
    return told
