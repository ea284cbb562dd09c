"""Slack's texts as HTML. Everything that people or the app wrote is escaped here, and nowhere else."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]

EMOJI: Mapping[str, str] = {
    "+1": "👍", "-1": "👎", "thumbsup": "👍", "x": "❌", "white_check_mark": "✅", "heavy_check_mark": "✔️",
    "heart": "❤️", "eyes": "👀", "tada": "🎉", "rocket": "🚀", "warning": "⚠️", "bulb": "💡", "question": "❓",
    "wave": "👋", "pray": "🙏", "fire": "🔥", "star": "⭐", "joy": "😂", "smile": "😄", "thinking_face": "🤔",
}  # fmt: skip
_SHORTCODE = re.compile(r":([a-z0-9_+\-]+):")
_TOKEN = re.compile(r"<([^<>\n]+)>")
_CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
_STYLES = (
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), "strong"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), "em"),
    (re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])"), "s"),
)
_DATE_WORDS = re.compile(r"\{(\w+)\}")
_TAGS = {"bold": "strong", "italic": "em", "strike": "s", "code": "code", "underline": "u"}


@dataclass(frozen=True)
class Reader:
    """Whose eyes: names of people and channels by id, and the reader's time zone."""

    names: Mapping[str, str]
    zone: str = "UTC"


def emoji(name: str) -> str:
    """Return an emoji by its short name; a name that is not known stays as it is written."""
    return EMOJI.get(name, f":{name}:")


def plain(text: str) -> str:
    """Return text without markup as HTML; shortcodes become emoji."""
    return _SHORTCODE.sub(lambda found: emoji(found[1]), html.escape(html.unescape(text)))


def mrkdwn(text: str, reader: Reader) -> str:
    """Return Slack's markup as HTML."""
    kept: list[str] = []

    def keep(made: str) -> str:
        kept.append(made)
        return f"\x00{len(kept) - 1}\x00"

    def code(found: re.Match[str]) -> str:
        block, short = found[1], found[2]
        words = html.escape(html.unescape(_TOKEN.sub(lambda token: token[1], block or short)))
        return keep(f"<pre>{words.strip()}</pre>" if block else f"<code>{words}</code>")

    rest = _CODE.sub(code, text.replace("\x00", ""))
    rest = _TOKEN.sub(lambda found: keep(_token(found[1], reader)), rest)
    rest = plain(rest)
    for pattern, tag in _STYLES:
        rest = pattern.sub(rf"<{tag}>\1</{tag}>", rest)
    shown = "".join(_line(line) for line in rest.split("\n"))
    while "\x00" in shown:
        shown = re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], shown)
    return shown.removesuffix("<br>")


def _line(line: str) -> str:
    if line.startswith("&gt; "):
        return f"<blockquote>{line[5:]}</blockquote>"
    return f"{line}<br>"


def _token(inside: str, reader: Reader) -> str:
    """Return what stands between angle brackets: a person, a channel, a call to all, a date or a link."""
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return mention(f"@{reader.names.get(target[1:], label or target[1:])}")
    if target.startswith("#"):
        return mention(f"#{label or reader.names.get(target[1:], target[1:])}")
    if target.startswith("!date^"):
        return date(target, label, reader)
    if target.startswith("!"):
        return mention(f"@{target[1:].partition('^')[0]}")
    if target.startswith(("https://", "http://", "mailto:")):
        shown = html.escape(html.unescape(label or target))
        return f'<a href="{html.escape(html.unescape(target))}" target="_blank" rel="noreferrer">{shown}</a>'
    return html.escape(html.unescape(f"<{inside}>"))


def mention(words: str) -> str:
    """Return a name that stands out."""
    return f'<span class="mention">{html.escape(html.unescape(words))}</span>'


def date(target: str, label: str, reader: Reader) -> str:
    """Return a moment as its reader's clock shows it."""
    parts = target.split("^")
    try:
        at = datetime.fromtimestamp(int(parts[1]), ZoneInfo(reader.zone))
        shown = _DATE_WORDS.sub(lambda found: _DATES[found[1]](at), parts[2])
    except (IndexError, KeyError, ValueError):
        shown = label
    return html.escape(shown)


def _day(at: datetime) -> str:
    return f"{at:%b} {at.day}"


_DATES: Mapping[str, Callable[[datetime], str]] = {
    "date": lambda at: f"{at:%B} {at.day}, {at.year}",
    "date_num": lambda at: f"{at:%Y-%m-%d}",
    "date_short": lambda at: f"{_day(at)}, {at.year}",
    "date_long": lambda at: f"{at:%A}, {at:%B} {at.day}, {at.year}",
    "date_pretty": lambda at: f"{at:%B} {at.day}",
    "date_short_pretty": _day,
    "date_long_pretty": lambda at: f"{at:%A}, {at:%B} {at.day}",
    "time": lambda at: f"{at:%H:%M}",
    "time_secs": lambda at: f"{at:%H:%M:%S}",
}


def text_object(told: Json, reader: Reader) -> str:
    """Return a text object of Block Kit as HTML."""
    return mrkdwn(told["text"], reader) if told["type"] == "mrkdwn" else plain(told["text"]).replace("\n", "<br>")


def rich_text(block: Json, reader: Reader) -> str:
    """Return a rich text block as HTML."""
    return "".join(_rich(one, reader) for one in block["elements"])


def _rich(one: Json, reader: Reader) -> str:
    inside = "".join(_inline(part, reader) for part in one.get("elements", []) if part["type"] != "rich_text_section")
    match one["type"]:
        case "rich_text_list":
            tag = "ol" if one.get("style") == "ordered" else "ul"
            items = "".join(f"<li>{_rich(item, reader)}</li>" for item in one["elements"])
            return f'<{tag} style="margin-left:{int(one.get("indent", 0)) * 16}px">{items}</{tag}>'
        case "rich_text_quote":
            return f"<blockquote>{inside}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{inside}</pre>"
        case _:
            return f"<div>{inside}</div>"


def _inline(part: Json, reader: Reader) -> str:
    make = _INLINE.get(part["type"])
    if make:
        return make(part, reader)
    words = html.escape(part.get("text", "")).replace("\n", "<br>")
    for style in part.get("style") or {}:
        words = f"<{_TAGS[style]}>{words}</{_TAGS[style]}>" if style in _TAGS else words
    return words


_INLINE: Mapping[str, Callable[[Json, Reader], str]] = {
    "user": lambda part, reader: mention(f"@{reader.names.get(part['user_id'], part['user_id'])}"),
    "channel": lambda part, reader: mention(f"#{reader.names.get(part['channel_id'], part['channel_id'])}"),
    "broadcast": lambda part, _: mention(f"@{part['range']}"),
    "emoji": lambda part, _: html.escape(emoji(part["name"])),
    "link": lambda part, reader: _token(f"{part['url']}|{part.get('text', '')}".removesuffix("|"), reader),
    "date": lambda part, reader: date(f"!date^{part['timestamp']}^{part['format']}", part.get("fallback", ""), reader),
}


def unescaped(text: str, handles: Mapping[str, str]) -> str:
    """Return a message as its author would type it again; `handles` are those of people and channels by id."""

    def typed(found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        return f"{target[0]}{handles.get(target[1:], label)}" if target[0] in "@#" else label or target

    return html.unescape(_TOKEN.sub(typed, text))
