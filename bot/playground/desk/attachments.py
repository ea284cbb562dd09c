"""Files that hang on messages: pictures as pictures, texts as their first lines, the rest by name."""

from mimetypes import guess_type

from bot.playground.desk.markup import Markup, joined, tag
from bot.playground.desk.reader import Reader
from bot.playground.world import Json

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp")
TEXTS = (".csv", ".json", ".md", ".txt", ".log", ".yml", ".yaml")
LINES, WIDTH, KIB = 8, 400, 1024


def rendered(files: list[Json], reader: Reader) -> Markup:
    """Return the files of a message as HTML."""
    return joined(_file(one, reader) for one in files)


def media_type(name: str) -> str:
    """Return what kind of file it is, by its name."""
    return guess_type(name)[0] or "application/octet-stream"


def _file(file: Json, reader: Reader) -> Markup:
    kept = reader.slack.files.get(str(file["id"]))
    name, there = str(file.get("title") or file["name"]), f"/desk/file/{file['id']}"
    content = kept["content"] if kept else None
    if content is None:
        return tag("div", f"{name}: this file is gone", class_="file gone")
    head = tag("a", name, href=there, target="_blank", rel="noopener", class_="name")
    size = tag("small", _size(len(content)))
    if media_type(str(file["name"])) in PICTURES:
        alt = str((kept or {}).get("alt_txt") or name)
        picture = tag("a", tag("img", src=there, alt=alt, loading="lazy"), href=there, target="_blank", rel="noopener")
        return tag("figure", tag("figcaption", head, size), picture, class_="file picture")
    return tag("div", tag("div", head, size), _preview(str(file["name"]), content), class_="file")


def _preview(name: str, content: bytes) -> Markup:
    if not name.lower().endswith(TEXTS):
        return Markup()
    lines = content.decode(errors="replace").splitlines()
    more = ["…"] if len(lines) > LINES else []
    return tag("pre", "\n".join([*(line[:WIDTH] for line in lines[:LINES]), *more]))


def _size(length: int) -> str:
    return f"{length} bytes" if length < KIB else f"{length / KIB:,.0f} KB"
