"""The formats in which a canvas can be taken out."""

import re
from collections.abc import Callable, Mapping

from canvas.errors import UnknownFormat
from handlers.paper import canvas_json, prose, table
from handlers.paper.record import Record

FORMATS: Mapping[str, Callable[[Record], bytes]] = {
    "json": canvas_json.written,
    "md": prose.written,
    "csv": table.written,
}
ALIASES = {"markdown": "md", "text": "md", "excel": "csv", "spreadsheet": "csv"}
NAME = 60  # characters of a file's name


def read_format(word: str) -> str:
    """Return the format that a word means. Raises UnknownFormat."""
    found = word.strip().lower().lstrip(".")
    found = ALIASES.get(found, found)
    if found not in FORMATS:
        raise UnknownFormat(word=word.strip(), formats=", ".join(FORMATS))
    return found


def write(kind: str, record: Record) -> bytes:
    """Return a workshop in one of the formats."""
    return FORMATS[kind](record)


def file_name(record: Record, kind: str) -> str:
    """Return what the file is called: the workshop's name and the day."""
    words = re.sub(r"[^\w]+", "-", record.board.workshop.name.lower()).strip("-_")[:NAME].strip("-_")
    return f"{words or 'canvas'}-{record.at:%Y-%m-%d}.{kind}"
