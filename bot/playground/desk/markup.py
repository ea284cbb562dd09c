"""HTML that is safe by the way it is made: plain text is escaped wherever it goes in."""

import html
from collections.abc import Iterable

VOID = frozenset({"br", "hr", "img", "input"})


class Markup(str):
    """HTML of our own making; every other `str` is somebody's words."""

    __slots__ = ()


def safe(words: str) -> Markup:
    """Return words as HTML that shows them literally; Markup stays as it is."""
    return words if isinstance(words, Markup) else Markup(html.escape(words, quote=True))


def tag(name: str, *inner: str, **attributes: str | bool | None) -> Markup:
    """Return an element. `class_` and `data_do` become class and data-do; None and False leave an attribute out."""
    given = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    if name in VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(inner)}</{name}>")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Return parts one after the other."""
    return Markup(safe(between).join(safe(part) for part in parts))


def _attribute(key: str, value: str | bool | None) -> str:  # noqa: FBT001 - HTML's own kind of switch
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value), quote=True)}"'
