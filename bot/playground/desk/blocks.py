"""Block Kit on the page: texts as HTML, pictures, and controls."""

import html
from collections.abc import Callable, Mapping, Sequence

from nicegui import ui

from bot.playground.desk import markup
from bot.playground.desk.controls import Act, pressable
from bot.playground.desk.seat import Seat
from bot.playground.world import Json, OpenView, Post


def draw(seat: Seat, blocks: Sequence[Json], where: Post | OpenView, act: Act) -> None:
    """Draw blocks one below the other; neighbours that only show something become one piece of HTML."""
    shown: list[str] = []
    for block in blocks:
        made = _shown(seat, block)
        if made is not None:
            shown.append(made)
            continue
        _flush(shown)
        _with_controls(seat, block, where, act)
    _flush(shown)


def _flush(shown: list[str]) -> None:
    if shown:
        ui.html("".join(shown), sanitize=False).classes("blocks")
        shown.clear()


def _shown(seat: Seat, block: Json) -> str | None:
    """Return a block as HTML, None when it has controls."""
    bare = block["type"] == "section" and not block.get("accessory")
    make = _SHOWN.get("plain_section" if bare else block["type"])
    return make(seat, block) if make else None


def _context(seat: Seat, block: Json) -> str:
    return f'<div class="context">{"".join(_small(seat, one) for one in block["elements"])}</div>'


def section(block: Json, reader: markup.Reader) -> str:
    """Return a section's text and fields."""
    words = markup.text_object(block["text"], reader) if block.get("text") else ""
    fields = "".join(f"<div>{markup.text_object(one, reader)}</div>" for one in block.get("fields") or [])
    return f'<div class="section">{words}{f"<div class=fields>{fields}</div>" if fields else ""}</div>'


def _small(seat: Seat, one: Json) -> str:
    return picture(seat, one) if one["type"] == "image" else f"<span>{markup.text_object(one, seat.reader)}</span>"


def picture(seat: Seat, one: Json) -> str:
    """Return an image; one that Slack holds is shown from this page's own address."""
    held = (one.get("slack_file") or {}).get("id")
    address = f"/files/{held}" if held in seat.slack.files else one.get("image_url", "")
    title = (one.get("title") or {}).get("text", "")
    named = f"<figcaption>{markup.plain(title)}</figcaption>" if title else ""
    alt = html.escape(one["alt_text"])
    shown = f'<a href="{html.escape(address)}" target="_blank"><img src="{html.escape(address)}" alt="{alt}"></a>'
    return f"<figure>{named}{shown}</figure>"


_SHOWN: Mapping[str, Callable[[Seat, Json], str]] = {
    "header": lambda _, block: f"<h3>{markup.plain(block['text']['text'])}</h3>",
    "divider": lambda _, __: "<hr>",
    "context": _context,
    "image": picture,
    "rich_text": lambda seat, block: f'<div class="section">{markup.rich_text(block, seat.reader)}</div>',
    "plain_section": lambda seat, block: section(block, seat.reader),
}


def _with_controls(seat: Seat, block: Json, where: Post | OpenView, act: Act) -> None:
    if block["type"] == "actions":
        with ui.row().classes("actions"):
            for element in block["elements"]:
                pressable(seat, element, where, act)
        return
    with ui.row().classes("beside"):
        ui.html(section(block, seat.reader), sanitize=False).classes("blocks grows")
        accessory: Json = block.get("accessory") or {}
        if accessory.get("type") == "image":
            ui.html(picture(seat, accessory), sanitize=False).classes("small")
        elif accessory:
            pressable(seat, accessory, where, act)
