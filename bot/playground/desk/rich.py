"""Rich text, as HTML."""

from collections.abc import Callable

from bot.playground.desk import dates, emoji, mrkdwn
from bot.playground.desk.markup import Markup, joined, safe, tag
from bot.playground.desk.reader import Reader
from bot.playground.world import Json

STYLES = (("code", "code"), ("bold", "b"), ("italic", "i"), ("strike", "s"), ("underline", "u"))


def rendered(block: Json, reader: Reader) -> Markup:
    """Return a rich_text block as HTML."""
    return joined(_part(one, reader) for one in block.get("elements", []))


def _part(part: Json, reader: Reader) -> Markup:
    inner = joined(_run(one, reader) for one in part.get("elements", []) if part["type"] != "rich_text_list")
    match part["type"]:
        case "rich_text_list":
            return _list(part, reader)
        case "rich_text_quote":
            return tag("blockquote", inner)
        case "rich_text_preformatted":
            return tag("pre", inner)
        case _:
            return tag("div", inner, class_="rich")


def _list(part: Json, reader: Reader) -> Markup:
    items = [tag("li", _part(one, reader)) for one in part.get("elements", [])]
    indent = min(int(part.get("indent", 0)), 8)
    name = "ol" if part.get("style") == "ordered" else "ul"
    start = str(int(part.get("offset", 0)) + 1) if name == "ol" else None
    return tag(name, *items, class_=f"indent-{indent}", start=start)


def _run(run: Json, reader: Reader) -> Markup:
    draw = RUNS.get(run.get("type", ""))
    drawn = draw(run, reader) if draw else safe(str(run.get("text", "")))
    style = run.get("style") or {}
    for name, element in STYLES:
        if style.get(name):
            drawn = tag(element, drawn)
    return drawn


def _text(run: Json, _: Reader) -> Markup:
    return safe(str(run.get("text", "")))


def _link(run: Json, _: Reader) -> Markup:
    return mrkdwn.link(str(run.get("url", "")), str(run.get("text") or run.get("url", "")))


def _emoji(run: Json, _: Reader) -> Markup:
    return safe(emoji.character(str(run.get("name", ""))))


def _user(run: Json, reader: Reader) -> Markup:
    return mrkdwn.mention(str(run.get("user_id", "")), reader)


def _channel(run: Json, reader: Reader) -> Markup:
    return mrkdwn.room(str(run.get("channel_id", "")), reader)


def _broadcast(run: Json, _: Reader) -> Markup:
    return tag("span", f"@{run.get('range', 'here')}", class_="mention")


def _group(run: Json, _: Reader) -> Markup:
    return tag("span", f"@{run.get('usergroup_id', '')}", class_="mention")


def _colour(run: Json, _: Reader) -> Markup:
    return safe(str(run.get("value", "")))


def _date(run: Json, reader: Reader) -> Markup:
    inside = f"!date^{run.get('timestamp', '')}^{run.get('format', '')}^{run.get('url') or ''}"
    text, address = dates.token(f"{inside.rstrip('^')}|{run.get('fallback', '')}", reader)
    return tag("time", mrkdwn.link(address, text) if address else text)


RUNS: dict[str, Callable[[Json, Reader], Markup]] = {
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "user": _user,
    "channel": _channel,
    "broadcast": _broadcast,
    "usergroup": _group,
    "color": _colour,
    "date": _date,
}
