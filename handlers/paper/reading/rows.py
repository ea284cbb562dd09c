"""A table of notes: CSV in the dialects that spreadsheets and whiteboards write, with the columns people use."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from canvas.board import NoteState
from canvas.method import KINDS, Block
from handlers.paper.reading.listing import MORE, NO_KIND, Line, Listing, Unread, heading, listed, named, read_more
from handlers.paper.reading.weights import read_weights
from handlers.paper.table import unguarded

DELIMITERS = ",;\t|"
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "note", "notes", "sticky", "sticky note", "sticky notes", "sticky text", "content", "contents", "card",
        "item", "idea", "statement", "post it", "postit", "message", "words", "title", "name", "summary", "description",
    ),
    "kind": (
        "block", "kind", "type", "category", "section", "area", "quadrant", "frame", "column", "tag", "tags", "label",
        "labels", "list", "theme", "topic", "group", "cluster", "parent", "container",
    ),
    "segment": ("segment", "customer segment", "customer", "persona", "audience", "user group", "target group"),
    "sort": ("sort", "subtype", "sub type", "subcategory"),
    "votes": ("votes", "vote", "dots", "dot votes", "likes", "vote count", "number of votes", "total votes", "upvotes"),
    "rating": ("rating", "importance", "severity", "relevance", "priority", "weight", "score"),
    "detail": ("detail", "details", "comment", "comments", "description", "more"),
    "measure": ("measure", "metric", "how much", "quantity"),
    "state": ("state", "status"),
    "frequency": ("frequency", "how often"),
    "flavour": ("flavour", "flavor"),
    "moment": ("moment",),
    "context": ("context", "when and where", "situation"),
}  # fmt: skip
SAMPLE = 20  # rows that tell the delimiter

Row = tuple[int, list[str]]  # the line it begins on, and its cells


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand in a row; `kinds` are columns whose heading is a kind, each cell a note of it."""

    places: dict[str, int]
    kinds: dict[int, Block]
    left_out: tuple[str, ...] = ()


def read_table(text: str, default: Block | None = None) -> Listing:
    """Read a table; `default` is the kind of rows that name none."""
    first, _, rest = text.partition("\n")
    stated = re.fullmatch(r"\s*\"?sep=(.)\"?\s*", first)
    delimiter = stated[1] if stated else _delimiter(text)
    rows, broken = _rows(rest if stated else text, delimiter, first=2 if stated else 1)
    return read_rows(rows, default, broken)


def read_rows(rows: Sequence[Row], default: Block | None = None, broken: tuple[Unread, ...] = ()) -> Listing:
    """Read cells; the first row names the columns when it has such names."""
    if not rows:
        return Listing(unread=broken)
    columns = _columns(rows)
    body = rows
    if columns is None:
        columns = _guessed(rows)
    else:
        body = rows[1:]
    if columns.kinds:
        lines = [line for row in body for line in _by_column(row, columns)]
        return listed(lines, columns.left_out, broken)
    read = partial(_line, columns=columns, default=default, width=len(rows[0][1]))
    found = [read(row) for row in body]
    problems = tuple(one for one in found if isinstance(one, Unread))
    return listed([one for one in found if isinstance(one, Line)], columns.left_out, (*broken, *problems))


def is_table(text: str) -> bool:
    """Whether the first lines look like a table whose columns are named."""
    rows, _ = _rows("\n".join(text.split("\n")[:SAMPLE]), _delimiter(text))
    columns = _columns(rows) if rows else None
    return columns is not None and len(rows[0][1]) > 1


def _rows(text: str, delimiter: str, first: int = 1) -> tuple[list[Row], tuple[Unread, ...]]:
    """Return the rows that hold anything; quotes that never end stop the reading and are told."""
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=delimiter, skipinitialspace=True)
    rows: list[Row] = []
    begins = first
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, [unguarded(cell.strip()) for cell in cells]))
            begins = first + reader.line_num
    except csv.Error:
        return rows, (Unread(begins, "", "the quotes around it don't match, so I stopped here"),)
    return rows, ()


def _delimiter(text: str) -> str:
    sample = "\n".join([line for line in text.split("\n") if line.strip()][:SAMPLE])

    def worth(delimiter: str) -> tuple[int, int, int]:
        rows, _ = _rows(sample, delimiter)
        widths = [len(cells) for _, cells in rows] or [1]
        known = sum(_name(cell) != "" or heading(cell) is not None for cell in rows[0][1]) if rows else 0
        usual = max(set(widths), key=widths.count)
        return (known if usual > 1 else 0, widths.count(usual) if usual > 1 else 0, usual)

    return max(DELIMITERS, key=worth)


def _name(cell: str) -> str:
    """Return what a column's name means, "" when it is not known."""
    bare = " ".join(re.sub(r"[\W_]+", " ", cell).lower().split())
    return next((meaning for meaning, names in NAMES.items() if bare in names), "")


def _columns(rows: Sequence[Row]) -> Columns | None:
    """Return what the first row names; None when it is a row like the others."""
    head, body = rows[0][1], [cells for _, cells in rows[1:]]
    kinds = {place: block for place, cell in enumerate(head) if (block := heading(cell))}
    if len(kinds) > 1 or (kinds and len(kinds) == len(head) and body):
        others = tuple(cell for place, cell in enumerate(head) if place not in kinds and cell)
        return Columns({}, kinds, others)
    known = [(place, _name(cell), cell) for place, cell in enumerate(head)]
    if not any(meaning in {"text", "detail"} for _, meaning, _ in known):
        return None
    places: dict[str, int] = {}
    for meaning, names in NAMES.items():
        candidates = [place for place, found, _ in known if found == meaning and place not in places.values()]
        if meaning == "detail":
            candidates += [p for p, _, c in known if c.lower() in names and p not in places.values()]
        if candidates:
            places[meaning] = _best(meaning, candidates, head, body)
    left_out = tuple(cell for place, cell in enumerate(head) if cell and place not in places.values())
    return Columns(places, {}, left_out)


def _best(meaning: str, candidates: list[int], head: list[str], body: list[list[str]]) -> int:
    """Return the column that is meant: for kinds the one that names most, else the most usual name."""
    if meaning == "kind":
        return max(candidates, key=lambda place: sum(named(_cell(cells, place)) is not None for cells in body))
    names = NAMES[meaning]
    usual = {place: " ".join(re.sub(r"[\W_]+", " ", head[place]).lower().split()) for place in candidates}
    return min(candidates, key=lambda place: names.index(usual[place]) if usual[place] in names else len(names))


def _guessed(rows: Sequence[Row]) -> Columns:
    """Guess by the cells where nothing is named: a column of kinds, and the longest words as the text."""
    width = max(len(cells) for _, cells in rows)
    share = {place: sum(heading(_cell(cells, place)) is not None for _, cells in rows) for place in range(width)}
    kind = max(share, key=lambda place: share[place])
    places = {"kind": kind} if share[kind] * 2 > len(rows) and width > 1 else {}
    lengths = {
        place: sum(len(_cell(c, place)) for _, c in rows) for place in range(width) if place != places.get("kind")
    }
    places["text"] = max(lengths, key=lambda place: lengths[place])
    others = tuple(f"number {place + 1}" for place in range(width) if place not in places.values())
    return Columns(places, {}, others)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _by_column(row: Row, columns: Columns) -> Iterator[Line]:
    number, cells = row
    for place, block in columns.kinds.items():
        if _cell(cells, place):
            yield Line(number=number, text=_cell(cells, place), block=block)


def _line(row: Row, columns: Columns, default: Block | None, width: int) -> Line | Unread:
    number, cells = row
    told = {name: _cell(cells, place) for name, place in columns.places.items()}
    text = told.get("text", "") or told.get("detail", "")
    shown = text or " ".join(filter(None, cells))
    if not text:
        return Unread(number, shown, "it has no text")
    if len(cells) < width and any("\n" in cell for cell in cells):
        return Unread(number, shown, "the quotes around it don't match")
    state = told.get("state", "").lower()
    if state in set(NoteState) and state != NoteState.OPEN:
        return Unread(number, shown, f"it was {state} where it comes from")
    kind = told.get("kind", "")
    return Line(
        number=number,
        text=text,
        segment=told.get("segment", ""),
        block=named(kind) or default,
        subtype=_sort(told.get("sort", "")),
        detail=told.get("detail", "") if told.get("text") else "",
        measure=told.get("measure", "")[:100],
        weights=read_weights(told.get("rating", ""), told.get("votes", "")),
        more={name: value for name in MORE if (value := read_more(name, told.get(name, "")))},
        reason=f"I don't know the kind “{kind[:60]}”" if kind else NO_KIND,
    )


def _sort(cell: str) -> str:
    low = " ".join(cell.lower().replace("_", " ").split())
    return next((n for kind in KINDS.values() for n, words in kind.subtypes.items() if low in words), "")
