"""A list of notes as Markdown or plain text: headings that name kinds and segments, and lines below them."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from canvas.method import KINDS, Block
from canvas.text import strip_bullets
from handlers.paper.reading.listing import MORE, NO_KIND, Line, Listing, heading, listed, read_more
from handlers.paper.reading.rows import Row, read_rows
from handlers.paper.reading.weights import read_weights

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_ALL_BOLD = re.compile(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__):?\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})\s*$")
_ITEM = re.compile(r"(\s*)(?:[-*+•◦▪‣–]\s+|\(?\d{1,3}[.)]\s+)(?:\[[ xX]\]\s+)?(.*)$")
_RULE = re.compile(r"(?=.*--)[\s|:-]+")
_NUMBERED = re.compile(r"(?:segment|customer segment|persona)?\s*:?\s*(?:\d+[.):]\s+)?", re.IGNORECASE)
_SEGMENT = re.compile(r"\s*(?:customer )?(?:segment|persona)\b", re.IGNORECASE)
# What an export of ours says beside the notes.
_OURS = re.compile(
    r"Step \d(?: of \d)?: |Fit: nothing to compare|Fit on paper \d+ of|It can't pass \d|Biggest gap: |Nothing yet\.$"
)
_CODE = re.compile(r"\*\*\d*[JPGSRC]\d+\*\* ")
_EXTRAS = re.compile(r" \(((?:[^()]|\([^()]*\))*)\)$")
_EXTRA = {
    "rating": re.compile(r"(?:rated|typical rating|rating) (\d(?:\.\d)?)(?:, .*)?"),
    "votes": re.compile(r"(\d+) (?:dot|vote)s?"),
    "measure": re.compile(r"measured by (.+)"),
    "context": re.compile(r"when and where: (.+)"),
    "": re.compile(
        r"evidence \d\.\d\d|serves [\dJPG].*|worth building for|came after .*|today they are .*"
        r"|(?:still an assumption|some evidence|supported|strong evidence|proven)(?:, and .*)?"
    ),
}
_VOTES = re.compile(r"\s*\((\d{1,2}) (?:votes?|dots?|likes?)\)\s*$", re.IGNORECASE)
_MARKED = re.compile(
    r"\\(?P<plain>[!-/:-@\[-`{-~])"
    r"|!?\[(?P<label>[^\]\[]*)\]\((?P<address>[^)\s]*)\)"
    r"|(?P<mark>\*\*|__|~~|`+|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*]))"
)


@dataclass(slots=True)
class _Reading:
    """Where in a text we are: the headings above, and the lines that were found."""

    default: Block | None
    above: list[tuple[int, str, Block | None]] = field(default_factory=list[tuple[int, str, Block | None]])
    lines: list[Line] = field(default_factory=list[Line])

    def head(self, level: int, text: str) -> None:
        """Go below a heading: it ends those of its level and deeper ones."""
        self.above = [one for one in self.above if one[0] < level]
        self.above.append((level, text, heading(text)))

    @property
    def block(self) -> Block | None:
        """The kind that the nearest heading names; a heading that names none ends it."""
        return self.above[-1][2] if self.above else None

    @property
    def segment(self) -> str:
        """The nearest heading above that names no kind, but not the title of it all."""
        names = [text for level, text, block in self.above if block is None and (level > 1 or _SEGMENT.match(text))]
        return _NUMBERED.sub("", names[-1], count=1).strip() if names and self.block else ""


def read_outline(text: str, default: Block | None = None) -> Listing:
    """Read a text line by line; `default` is the kind of lines under no heading that names one."""
    lines = text.split("\n")
    reading, tables = _Reading(default), list[Listing]()
    fresh = True  # whether a line that is set in may go on the line before
    below = 0  # the last line of the table that was read
    for number, raw in enumerate(lines, 1):
        if number <= below:
            continue
        if table := _table_at(lines, number - 1):
            tables.append(_in_place(read_rows(table, reading.block or default), reading))
            below, fresh = number + len(table), True
            continue
        following = lines[number] if number < len(lines) else ""
        nothing = not raw.strip() or _RULE.fullmatch(raw) or _UNDERLINE.fullmatch(raw)
        if nothing or _is_heading(reading, raw, following):
            fresh = True
        else:
            _take(reading, number, raw, goes_on=not fresh)
            fresh = False
    return _together([listed(reading.lines), *tables])


def _in_place(table: Listing, reading: _Reading) -> Listing:
    """Return what a table holds, in the segment that the headings above it name where it names none itself."""
    items = (one if one.segment else replace(one, segment=reading.segment) for one in table.items)
    return replace(table, items=tuple(items))


def _together(found: Sequence[Listing]) -> Listing:
    """Return lists as one, in the order of their lines."""
    return Listing(
        items=tuple(sorted((one for of in found for one in of.items), key=lambda one: one.line)),
        unread=tuple(sorted((one for of in found for one in of.unread), key=lambda one: one.line)),
        left_out=tuple(dict.fromkeys(name for of in found for name in of.left_out)),
    )


def is_outline(text: str) -> bool:
    """Whether a text has headings or bullets as Markdown has them."""
    every = text.split("\n")
    lines = [line for line in every if line.strip()]
    marked = sum(bool(_HEADING.match(line) or re.match(r"\s*[-*+•]\s+\S", line)) for line in lines)
    return (
        marked * 2 > len(lines)
        or any(_HEADING.match(line) for line in lines[:5])
        or any(_is_table_at(every, place) for place in range(len(every)))
    )


def unmarked(text: str) -> str:
    """Return Markdown as it reads: without marks of emphasis, links as label and address, escapes undone."""

    def shown(found: re.Match[str]) -> str:
        if found["plain"]:
            return found["plain"]
        if found["address"]:
            label = found["label"]
            return f"{label} ({found['address']})" if label and label != found["address"] else found["address"]
        return found["label"] or ""

    return html.unescape(_MARKED.sub(shown, text)).strip()


def _is_heading(reading: _Reading, raw: str, following: str) -> bool:
    if found := _HEADING.match(raw):
        reading.head(len(found[1]), unmarked(found[2]))
        return True
    if _UNDERLINE.fullmatch(following) and not _ITEM.match(raw):
        reading.head(1 if "=" in following else 2, unmarked(raw))
        return True
    bare = _ALL_BOLD.match(raw)
    item = _ITEM.match(raw)
    alone = unmarked(bare[1] if bare else item[2] if item else raw)
    named = alone.endswith(":") or bare or item
    if named and heading(alone):
        reading.head(6, alone)
        return True
    return False


def _take(reading: _Reading, number: int, raw: str, *, goes_on: bool) -> None:
    """Take a line as a note, or as the rest of the one before when it is set in and has no bullet."""
    if _OURS.match(raw):
        return
    item = _ITEM.match(raw)
    if item is None and goes_on and raw[:1].isspace() and reading.lines:
        last = reading.lines[-1]
        reading.lines[-1] = replace(last, text=f"{last.text} {unmarked(raw)}")
        return
    words = item[2] if item else raw
    place = Line(number=number, text="", segment=reading.segment, block=reading.block or reading.default)
    if place.block and _CODE.match(words):
        reading.lines.append(_ours(words, place, place.block))
        return
    under = reading.above[-1][1] if reading.above and reading.block is None else ""
    reason = f"it stands under “{under[:60]}”, and {NO_KIND}" if under else NO_KIND
    counted = _VOTES.search(words)
    bare = words[: counted.start()] if counted else words
    weights = read_weights("", counted[1] if counted else "")
    reading.lines.append(replace(place, text=unmarked(strip_bullets(bare)), weights=weights, reason=reason))


def _ours(words: str, place: Line, block: Block) -> Line:
    """Read a line of an export of ours: code, words, and in brackets what else is known."""
    rest = _CODE.sub("", words, count=1)
    found = _EXTRAS.search(rest)
    told = dict(_extra(part, block) for part in found[1].split("; ")) if found else {}
    if found and told.keys() - {"unnamed"}:
        rest = rest[: found.start()]
    else:
        told = {}
    return replace(
        place,
        text=unmarked(rest),
        block=block,
        subtype=told.get("subtype", ""),
        measure=told.get("measure", told.get("unnamed", "")),
        weights=read_weights(told.get("rating", ""), told.get("votes", "")),
        more={name: told[name] for name in MORE if name in told},
    )


def _extra(part: str, block: Block) -> tuple[str, str]:
    """Return what one of the remarks behind a note says: the name of a field, and its value."""
    if (sort := part.replace(" ", "_")) in KINDS[block].subtypes:
        return "subtype", sort
    for name, pattern in _EXTRA.items():
        if match := pattern.fullmatch(part):
            return name, unmarked(match[1]) if match.lastindex else ""
    values = ((name, read_more(name, part)) for name, further in MORE.items() if further.words)
    return next((pair for pair in values if pair[1]), ("unnamed", unmarked(part)))


def _is_table_at(lines: list[str], start: int) -> bool:
    rule = lines[start + 1] if start + 1 < len(lines) else ""
    return "|" in lines[start] and "|" in rule and bool(_RULE.fullmatch(rule))


def _table_at(lines: list[str], start: int) -> list[Row]:
    """Return the rows of the table of Markdown that begins at a line (from 0): names, a rule, and cells; else none."""
    if not _is_table_at(lines, start):
        return []
    rows = [(start + 1, _cells(lines[start]))]
    for number, line in enumerate(lines[start + 2 :], start + 3):
        if "|" not in line:
            break
        rows.append((number, _cells(line)))
    return rows


def _cells(line: str) -> list[str]:
    return [unmarked(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
