"""Slack's encoded text, turned into what people saw, and back."""

import html
import re
from collections.abc import Mapping

# <@U1|name>  <#C1|name>  <!here>  <!subteam^S1|@team>  <!date^…|fallback>  <https://…|label>
_ENTITY = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_EVERYBODY = {"here", "channel", "everyone"}


def plain(text: str, names: Mapping[str, str]) -> str:
    """Return the text with mentions as @Name, channels as #name, links as label and address, entities decoded.

    names: user id to name, for mentions that do not carry one; an unknown person stays @ and the id.
    """
    if "<" in text:
        text = _ENTITY.sub(lambda found: _shown(found, names), text)
    return html.unescape(text) if "&" in text else text


def _shown(found: re.Match[str], names: Mapping[str, str]) -> str:
    sign, target, label = found[1], found[2], found[3] or ""
    if sign == "@":
        return f"@{names.get(target) or label.removeprefix('@') or target}"
    if sign == "#":
        return f"#{label or target}"
    if sign == "!":
        word = target.partition("^")[0]
        return f"@{word}" if word in _EVERYBODY else label or f"@{word}"
    address = target.removeprefix("mailto:")
    return address if not label or label == address else f"{label} ({address})"


_OUR_MENTION = re.compile(r"&lt;(@[UW][A-Z0-9]+)&gt;")


def quoted(sentence: str) -> str:
    """Return a sentence with people's words in it for a place that reads markup: only mentions keep their meaning."""
    return _OUR_MENTION.sub(r"<\1>", html.escape(sentence, quote=False))
