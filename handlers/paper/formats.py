"""The formats in which a canvas can be taken out."""

import re
from collections.abc import Callable, Mapping

from canvas.board import Segment
from canvas.errors import UnknownFormat
from handlers.paper import canvas_json, prose, table
from handlers.paper.pages import pages
from handlers.paper.press import Format, Order
from handlers.paper.record import Record
from handlers.paper.scene import described, scene

FORMATS: Mapping[str, Callable[[Record], bytes]] = {
    "json": canvas_json.written,
    "md": prose.written,
    "csv": table.written,
}
DRAWN: Mapping[str, Format] = {"png": "png", "pdf": "pdf", "svg": "svg"}
ALL = (*DRAWN, *FORMATS)
ALIASES = {"picture": "png", "image": "png", "markdown": "md", "text": "md", "excel": "csv", "spreadsheet": "csv"}
NAME = 60  # characters of a file's name


def read_format(word: str) -> str:
    """Return the format that a word means. Raises UnknownFormat."""
    found = word.strip().lower().lstrip(".")
    found = ALIASES.get(found, found)
    if found not in ALL:
        raise UnknownFormat(word=word.strip(), formats=", ".join(ALL))
    return found


def write(kind: str, record: Record) -> bytes:
    """Return a workshop in one of the written formats."""
    return FORMATS[kind](record)


def picture(kind: str, record: Record, segment: Segment) -> Order:
    """Return the order for one of the drawn formats: a segment's canvas, and in a PDF all that the workshop holds."""
    words = described(record.board, segment, record.at)
    return Order(scene(record.board, segment, record.at), DRAWN[kind], words, pages(record) if kind == "pdf" else ())


def file_name(record: Record, kind: str) -> str:
    """Return what the file is called: the workshop's name and the day."""
    words = re.sub(r"[^\w]+", "-", record.board.workshop.name.lower()).strip("-_")[:NAME].strip("-_")
    return f"{words or 'canvas'}-{record.at:%Y-%m-%d}.{kind}"
