"""Slack's mark-up for messages, as HTML."""

import html
import re
from typing import Final

from bot.playground.desk import dates, emoji
from bot.playground.desk.markup import Markup, joined, safe, tag
from bot.playground.desk.reader import Reader

# What stands for itself, whatever is around it: code, what angle brackets hold, emoji.
ATOM: Final = re.compile(r"```(.+?)```|`([^`\n]+)`|<([^<>\n]+)>|" + emoji.CODE.pattern, re.DOTALL)
OPEN, CLOSE = "\ue000", "\ue001"  # private characters: a place kept for an atom
STYLES: Final = tuple(
    (re.compile(rf"(?<![\w{sign}]){sign}(?=[^\s{sign}])([^{sign}\n]*?[^\s{sign}]){sign}(?![\w{sign}])"), name)
    for sign, name in ((r"\*", "b"), ("_", "i"), ("~", "s"))
)
ADDRESS: Final = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
BROADCASTS: Final = frozenset({"here", "channel", "everyone"})


def rendered(words: str, reader: Reader) -> Markup:
    """Return a text of type mrkdwn as HTML; line breaks stay line breaks."""
    atoms: list[Markup] = []

    def keep(found: re.Match[str]) -> str:
        atoms.append(_atom(found, reader))
        return f"{OPEN}{len(atoms) - 1}{CLOSE}"

    bare = words.replace(OPEN, "").replace(CLOSE, "")
    text = html.escape(_entities(ATOM.sub(keep, bare)), quote=True)
    for pattern, name in STYLES:
        text = pattern.sub(rf"<{name}>\1</{name}>", text)
    return Markup(re.sub(f"{OPEN}(\\d+){CLOSE}", lambda found: atoms[int(found[1])], _quoted(text)))


def plain(words: str) -> Markup:
    """Return a plain text with its emoji."""
    return safe(emoji.shown(words))


def link(address: str, label: str) -> Markup:
    """Return a link that opens beside the page, or only its label when it leads nowhere safe."""
    if not ADDRESS.match(address):
        return safe(label)
    return tag("a", label, href=address, target="_blank", rel="noopener noreferrer")


def mention(user: str, reader: Reader) -> Markup:
    """Return the name of somebody who is spoken to."""
    return tag("span", f"@{reader.name(user)}", class_="mention me" if user == reader.user.id else "mention")


def room(channel: str, reader: Reader) -> Markup:
    """Return the name of a channel, to be opened."""
    return tag("button", f"#{reader.room(channel)}", class_="mention", data_do="channel", data_channel=channel)


def _entities(words: str) -> str:
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _atom(found: re.Match[str], reader: Reader) -> Markup:
    block, code, inside, name = found.groups()
    if block is not None:
        return tag("pre", _entities(re.sub(r"<([^<>|]+\|)?([^<>]+)>", r"\2", block)).strip("\n"))
    if code is not None:
        return tag("code", _entities(re.sub(r"<([^<>|]+\|)?([^<>]+)>", r"\2", code)))
    if inside is not None:
        return _bracketed(inside, reader)
    return safe(emoji.character(name))


def _bracketed(inside: str, reader: Reader) -> Markup:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return mention(target[1:], reader)
    if target.startswith("#"):
        return room(target[1:], reader)
    if target.startswith("!date^"):
        text, address = dates.token(inside, reader)
        text = _entities(text)
        return tag("time", link(_entities(address), text) if address else text, title=_entities(label) or None)
    if target.startswith("!"):
        name = target[1:].partition("^")[0]
        return tag("span", f"@{name}" if name in BROADCASTS else _entities(label or name), class_="mention")
    address = _entities(target)
    return link(address, _entities(label) if label else address.removeprefix("mailto:"))


def _quoted(text: str) -> Markup:
    """Put lines that begin with > into quotes; the rest stays as it is."""
    parts: list[Markup] = []
    lines: list[str] = []
    within = False
    for line in [*text.split("\n"), None]:
        quote = line is not None and line.startswith("&gt;")
        if lines and (line is None or quote != within):
            whole = Markup("\n".join(lines))
            parts.append(tag("blockquote", whole) if within else whole)
            lines = []
        within = quote
        if line is not None:
            lines.append(line.removeprefix("&gt;").removeprefix(" ") if quote else line)
    return joined(parts)
