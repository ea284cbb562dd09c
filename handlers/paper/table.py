"""The canvas as a table for spreadsheets: one row for each note, and no cell that a spreadsheet would run."""

import csv
import re
from io import StringIO

from canvas.board import Note
from canvas.method import KINDS
from canvas.weight import dots, weigh
from handlers.paper.record import Record

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
DANGEROUS = "=+-@\t\r\n＝＋－＠"
_GUARDED = re.compile(rf"'+[ \u00a0\u3000]*[{re.escape(DANGEROUS)}]")  # guarded once more, so that reading it is exact
COLUMNS = (
    "code",
    "segment",
    "kind",
    "sort",
    "text",
    "detail",
    "measure",
    "state",
    "rating",
    "ratings",
    "dots",
    "evidence",
    "linked to",
    "author",
    "author's name",
    "created",
    "updated",
    "frequency",
    "satisfaction",
    "ticks",
    "variant",
    "parent",
    "late",
    "recheck",
    "flavour",
    "moment",
    "context",
    "supporting role",
    "decided",
)


def written(record: Record) -> bytes:
    """Return the table as UTF-8 text, every cell quoted."""
    rows = StringIO(newline="")
    table = csv.writer(rows, quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    names = {segment.id: segment.name for segment in record.board.segments}
    for note in record.board.notes:
        table.writerow([guarded(cell) for cell in _cells(record, note, names[note.segment])])
    return f"{BYTE_ORDER_MARK}{rows.getvalue()}".encode()


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    first = cell.lstrip(" \u00a0\u3000")[:1]
    return f"'{cell}" if (first and first in DANGEROUS) or _GUARDED.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _cells(record: Record, note: Note, segment: str) -> list[str]:
    links = [link for link in record.board.links if link.state == "active" and note.id in {link.source, link.target}]
    others = [record.codes[link.target if link.source == note.id else link.source] for link in links]
    return [
        record.codes[note.id],
        segment,
        KINDS[note.block].title,
        note.subtype.replace("_", " "),
        note.text,
        note.detail,
        note.measure,
        note.state.value,
        f"{weigh(note).rating:g}" if note.ratings or note.decided is not None else "",
        str(len(note.ratings)),
        str(dots(note)),
        f"{record.of_note(note).value:.2f}",
        " ".join(others),
        note.author,
        record.name(note.author),
        note.created.isoformat(timespec="seconds"),
        note.updated.isoformat(timespec="seconds"),
        *_further(record, note),
    ]


def _further(record: Record, note: Note) -> list[str]:
    return [
        note.frequency,
        "" if note.satisfaction is None else f"{note.satisfaction:g}",
        " ".join(tick.name if tick.holds else f"not-{tick.name}" for tick in note.ticks),
        note.variant,
        record.codes.get(note.parent or 0, ""),
        "yes" if note.late else "",
        "yes" if note.recheck else "",
        note.flavour,
        note.moment,
        note.context,
        note.supporting_role,
        "" if note.decided is None else f"{note.decided:g}",
    ]
