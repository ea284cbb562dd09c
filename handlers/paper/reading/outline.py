"""A list of notes as Markdown or plain text: headings that name kinds and segments, and lines below them."""

import html
import re
from dataclasses import dataclass, field, replace

from canvas.method import KINDS, Block
from canvas.text import strip_bullets
from handlers.paper.reading.listing import NO_KIND, Line, Listing, heading, listed
from handlers.paper.reading.rows import Row, read_rows

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$")
_ALL_BOLD = re.compile(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__):?\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})\s*$")
_ITEM = re.compile(r"(\s*)(?:[-*+•◦▪‣–]\s+|\(?\d{1,3}[.)]\s+)(?:\[[ xX]\]\s+)?(.*)$")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*$")
_NUMBERED = re.compile(r"(?:segment|customer segment|persona)?\s*:?\s*(?:\d+[.):]\s+)?", re.IGNORECASE)
_SEGMENT = re.compile(r"\s*(?:customer )?(?:segment|persona)\b", re.IGNORECASE)
# What an export of ours says beside the notes.
_OURS = re.compile(r"Step \d of \d: |Fit: nothing to compare yet\.$|Fit on paper \d+ of 100|Nothing yet\.$")
_CODE = re.compile(r"\*\*[JPGSRC]\d+\*\* ")
_EXTRAS = re.compile(r" \(([^()]*)\)$")
_EXTRA = {
    "rating": re.compile(r"rated (\d(?:\.\d)?)"),
    "votes": re.compile(r"(\d+) dots"),
    "": re.compile(r"evidence \d\.\d\d|serves [JPG]\d+(?:, [JPG]\d+)*"),
}
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
    if table := _table(lines):
        return read_rows(table, default)
    reading = _Reading(default)
    fresh = True  # whether a line that is set in may go on the line before
    for number, raw in enumerate(lines, 1):
        following = lines[number] if number < len(lines) else ""
        nothing = not raw.strip() or _RULE.fullmatch(raw) or _UNDERLINE.fullmatch(raw)
        if nothing or _is_heading(reading, raw, following):
            fresh = True
        else:
            _take(reading, number, raw, goes_on=not fresh)
            fresh = False
    return listed(reading.lines)


def is_outline(text: str) -> bool:
    """Whether a text has headings or bullets as Markdown has them."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = sum(bool(_HEADING.match(line) or re.match(r"\s*[-*+•]\s+\S", line)) for line in lines)
    return marked * 2 > len(lines) or any(_HEADING.match(line) for line in lines[:5]) or bool(_table(lines))


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
    reading.lines.append(replace(place, text=unmarked(strip_bullets(words)), reason=reason))


def _ours(words: str, place: Line, block: Block) -> Line:
    """Read a line of an export of ours: code, words, and in brackets what else is known."""
    rest = _CODE.sub("", words, count=1)
    found = _EXTRAS.search(rest)
    told: dict[str, str] = {}
    for part in found[1].split("; ") if found else ():
        sort = part.replace(" ", "_")
        name = next((name for name, pattern in _EXTRA.items() if pattern.fullmatch(part)), None)
        if sort in KINDS[block].subtypes:
            told["subtype"] = sort
        elif name is None:
            told["measure"] = unmarked(part)
        else:
            match = _EXTRA[name].fullmatch(part)
            told[name] = match[1] if match and match.lastindex else ""
    if found and told.keys() - {"measure"}:
        rest = rest[: found.start()]
    else:
        told = {}
    return Line(
        number=place.number,
        text=unmarked(rest),
        segment=place.segment,
        block=block,
        subtype=told.get("subtype", ""),
        rating=int(float(told["rating"]) + 0.5) if "rating" in told else None,
        measure=told.get("measure", ""),
        votes=int(told.get("votes", 0)),
    )


def _table(lines: list[str]) -> list[Row]:
    """Return the rows of a text that is one table of Markdown, else none."""
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    barred = [(number, line) for number, line in filled if line.lstrip().startswith("|")]
    if len(barred) * 2 <= len(filled) or not any(_RULE.fullmatch(line) for _, line in barred):
        return []
    cells = [
        (number, re.split(r"(?<!\\)\|", line.strip().strip("|")))
        for number, line in barred
        if not _RULE.fullmatch(line)
    ]
    return [(number, [unmarked(cell) for cell in row]) for number, row in cells]
