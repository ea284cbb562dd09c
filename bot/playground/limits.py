"""What Slack refuses in blocks, forms and texts. Each rule gives the error that Slack's own check would name."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

MESSAGE, MODAL, HOME = "message", "modal", "home"
MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
ALL_TEXT = 13_000  # characters over all blocks of a message; undocumented, measured
VIEW_BYTES = 250_000
TEXT = {"section": 3000, "header": 150}
MARKDOWN = 12_000  # characters over all markdown blocks of a message
ELEMENTS = {"actions": 25, "context": 10, "context_actions": 5, "carousel": 10}
OPTIONS = {"overflow": 5, "radio_buttons": 10, "checkboxes": 10, "static_select": 100, "multi_static_select": 100}
ONLY = {
    **{kind: {MESSAGE, HOME} for kind in ("table", "data_table", "data_visualization", "container", "carousel")},
    **{kind: {MESSAGE} for kind in ("markdown", "plan", "task_card", "context_actions", "file")},
    "alert": {MODAL},
}
KNOWN = {
    "section", "header", "divider", "image", "context", "actions", "input", "rich_text", "video", "card", *ONLY,
}  # fmt: skip
TITLE, ID, PLACEHOLDER = 24, 255, 150


def block_problems(blocks: list[Json], surface: str) -> list[str]:
    """Return what is wrong with the blocks of a message, form or home; empty when Slack takes them."""
    problems = [f"more than {MOST_BLOCKS[surface]} blocks"] if len(blocks) > MOST_BLOCKS[surface] else []
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(ids) != len(set(ids)):
        problems.append("block_id must be unique")
    if sum(len(block.get("text", "")) for block in blocks if block.get("type") == "markdown") > MARKDOWN:
        problems.append(f"more than {MARKDOWN} characters of markdown")
    for number, block in enumerate(blocks):
        problems += [f"/blocks/{number}: {problem}" for problem in _block(block, surface)]
    return problems


def message_refusal(blocks: list[Json]) -> tuple[str, list[str]]:
    """Return Slack's word for why it does not take the blocks of a message, "" when it does, and the rules broken."""
    problems = block_problems(blocks, MESSAGE)
    if problems:
        return "invalid_blocks", problems
    return ("msg_blocks_too_long" if text_length(blocks) > ALL_TEXT else ""), []


def text_length(blocks: list[Json]) -> int:
    """Return the characters of all texts in blocks."""
    return sum(len(text) for block in blocks for text in _texts(block))


def view_problems(view: Json) -> list[str]:
    """Return what is wrong with a form or home."""
    surface = view.get("type", "")
    if surface not in {MODAL, HOME}:
        return ["type must be modal or home"]
    problems = block_problems(view.get("blocks", []), surface)
    if surface == MODAL:
        for name in ("title", "submit", "close"):
            text = (view.get(name) or {}).get("text", "")
            if len(text) > TITLE or (name == "title" and not text):
                problems.append(f"/{name}: must be 1 to {TITLE} characters")
        if any(block["type"] == "input" for block in view.get("blocks", [])) and not view.get("submit"):
            problems.append("/submit: required when there are inputs")
    if len(view.get("private_metadata", "")) > 3000:  # noqa: PLR2004 - Slack's number
        problems.append("/private_metadata: more than 3000 characters")
    if len(view.get("callback_id", "")) > ID:
        problems.append(f"/callback_id: more than {ID} characters")
    return problems


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _block(block: Json, surface: str) -> Iterator[str]:
    kind = block.get("type", "")
    if kind not in KNOWN:
        yield f"unsupported type: {kind}"
        return
    if surface not in ONLY.get(kind, {surface}):
        yield f"{kind} is not for a {surface}"
    if len(block.get("block_id", "")) > ID:
        yield "block_id too long"
    if kind in TEXT and "text" in block:
        yield from _text(block["text"], TEXT[kind])
    if kind == "section":
        yield from _section(block)
    if kind == "input":
        yield from _text(block.get("label", {}), 2000)
        yield from _text(block.get("hint") or {"text": "-"}, 2000)
        yield from _element(block.get("element", {}))
    if kind in ELEMENTS:
        yield from _elements(block.get("elements", []), ELEMENTS[kind])
    if kind == "image" and not 1 <= len(block.get("alt_text", "")) <= 2000:  # noqa: PLR2004 - Slack's number
        yield "alt_text must be 1 to 2000 characters"
    if kind == "rich_text" and not block.get("elements"):
        yield "a rich_text needs elements"


def _section(block: Json) -> Iterator[str]:
    if not block.get("text") and not block.get("fields"):
        yield "a section needs text or fields"
    fields = block.get("fields") or []
    if len(fields) > 10:  # noqa: PLR2004 - Slack's number
        yield "more than 10 fields"
    for one in fields:
        yield from _text(one, 2000)
    if block.get("accessory"):
        yield from _element(block["accessory"])


def _elements(elements: list[Json], most: int) -> Iterator[str]:
    if not 1 <= len(elements) <= most:
        yield f"needs 1 to {most} elements, has {len(elements)}"
    ids = [element["action_id"] for element in elements if element.get("action_id")]
    if len(ids) != len(set(ids)):
        yield "action_id must be unique in its block"
    for element in elements:
        yield from _element(element)


def _element(element: Json) -> Iterator[str]:
    kind = element.get("type", "")
    if kind in {"mrkdwn", "plain_text"}:
        yield from _text(element, 3000)
        return
    if len(element.get("action_id", "")) > ID:
        yield "action_id too long"
    if kind == "button":
        yield from _button(element)
    if element.get("placeholder"):
        yield from _text(element["placeholder"], PLACEHOLDER)
    if element.get("confirm"):
        yield from _confirm(element["confirm"])
    if kind in OPTIONS:
        yield from _options(element, OPTIONS[kind])
    if kind == "file_input":
        yield from _file_input(element)
    if kind == "plain_text_input" and element.get("max_length", 1) > 3000:  # noqa: PLR2004 - Slack's number
        yield "max_length is more than 3000"


def _button(element: Json) -> Iterator[str]:
    yield from _text(element.get("text", {}), 75)
    if len(element.get("value", "")) > 2000:  # noqa: PLR2004 - Slack's number
        yield "value of a button is longer than 2000"
    if len(element.get("url", "")) > 3000:  # noqa: PLR2004 - Slack's number
        yield "url of a button is longer than 3000"


def _file_input(element: Json) -> Iterator[str]:
    if not 1 <= element.get("max_files", 10) <= 10:  # noqa: PLR2004 - Slack's number
        yield "max_files must be 1 to 10"
    if any(not kind or kind.startswith(".") for kind in element.get("filetypes") or []):
        yield "filetypes are endings without a dot"


def _confirm(confirm: Json) -> Iterator[str]:
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from _text(confirm.get(name, {}), most)


def _options(element: Json, most: int) -> Iterator[str]:
    groups = element.get("option_groups")
    lists = [group.get("options", []) for group in groups] if groups else [element.get("options", [])]
    for group in groups or []:
        yield from _text(group.get("label", {}), 75)
    for options in lists:
        if not 1 <= len(options) <= most:
            yield f"needs 1 to {most} options, has {len(options)}"
        for option in options:
            yield from _option(option)
    values = {option.get("value") for options in lists for option in options}
    first = element.get("initial_option")
    if first and first.get("value") not in values:
        yield "initial_option is not one of the options"


def _option(option: Json) -> Iterator[str]:
    yield from _text(option.get("text", {}), 75)
    if option.get("description"):
        yield from _text(option["description"], 75)
    if not 1 <= len(option.get("value", "")) <= 150:  # noqa: PLR2004 - Slack's number
        yield "value of an option must be 1 to 150 characters"


def _text(text: Json, most: int) -> Iterator[str]:
    words = text.get("text", "")
    if not 1 <= len(words) <= most:
        yield f"text must be 1 to {most} characters, has {len(words)}"
