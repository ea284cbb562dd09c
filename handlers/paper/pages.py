"""What a PDF tells besides the picture: every note in full, evidence, hypotheses, the team and its decisions."""

from collections.abc import Iterable, Sequence
from typing import Any

from canvas.board import Note, NoteState, Segment
from canvas.weight import dots
from handlers.paper import lines
from handlers.paper.areas import AREAS
from handlers.paper.lines import Line
from handlers.paper.measuring import LONG_WORD, breakable, direction, drawable, language
from handlers.paper.record import Record

Json = dict[str, Any]

INK = "#1B2340"
WORDS = 4000  # characters of one text
LINE = 3 * LONG_WORD  # em; a page is wider than a note


def pages(record: Record) -> Sequence[Json]:
    """Return chapters of parts of rows, those that hold anything."""
    board = record.board
    chapters = [
        *(_chapter(f"Notes for {one.name}", _blocks(record, one)) for one in board.segments if one.state == "open"),
        *(
            _chapter(f"Pitch for {one.name}", [_part("", INK, _rows(lines.pitches(record, one)))])
            for one in board.segments
            if one.state == "open"
        ),
        _chapter("Evidence", [_part("", INK, _evidence(record))]),
        _chapter("Hypotheses", [_part("", INK, _rows(lines.hypotheses(record)))]),
        _chapter("Tests", [_part("", INK, _rows(lines.tests(record)))]),
        _chapter("What we learned", [_part("", INK, _rows(lines.learnings(record)))]),
        _chapter("Team", [_part("", INK, _team(record))]),
        _chapter("Decisions", [_part("", INK, _rows(lines.decisions(record)))]),
        _chapter("Weekly review", [_part("", INK, _review(record))]),
    ]
    return [chapter for chapter in chapters if chapter["parts"]]


def _chapter(title: str, parts: Iterable[Json]) -> Json:
    return {"title": drawable(title), "parts": [part for part in parts if part["rows"]]}


def _part(title: str, colour: str, rows: Iterable[Json]) -> Json:
    return {"title": title, "colour": colour, "rows": list(rows)}


def _rows(told: Iterable[Line]) -> Iterable[Json]:
    return (_row(one.code, one.text, one.facts) for one in told)


def _row(code: str, text: str, more: Iterable[str] = ()) -> Json:
    rest = " · ".join(filter(None, more))
    return {
        "code": code,
        "words": _words(text),
        "more": _words(rest) if rest else {"text": "", "dir": "ltr", "lang": "en"},
    }


def _words(text: str) -> Json:
    shown = drawable(text, WORDS)
    return {"text": breakable(shown, LINE), "dir": direction(shown), "lang": language(shown)}


def _blocks(record: Record, segment: Segment) -> Iterable[Json]:
    for block, area in AREAS.items():
        notes = (note for note in record.board.notes if note.segment == segment.id and note.block is block)
        rows = (_note(record, note) for note in notes if note.state is not NoteState.REMOVED)
        yield _part(area.label, area.hue.strong, rows)


def _note(record: Record, note: Note) -> Json:
    grounds, placed = record.of_note(note), dots(note)
    links = (link for link in record.board.links if link.state == "active" and link.source == note.id)
    ratings = ", ".join(str(rating.value) for rating in note.ratings)
    facts = (
        "" if note.state is NoteState.OPEN else note.state.value,
        note.subtype.replace("_", " "),
        f"measured by {note.measure}" if note.measure else "",
        f"rated {ratings}" if ratings else "",
        f"{placed} dot{'s' if placed > 1 else ''}" if placed else "",
        f"evidence {grounds.value:.2f} of 1" if grounds.tier else "",
        ", ".join(f"serves {record.codes[link.target]} ({link.strength:g})" for link in links),
        note.detail,
    )
    return _row(note.code, note.text, facts)


def _evidence(record: Record) -> Iterable[Json]:
    for one in record.board.evidence:
        if one.state == "active":
            facts = (one.source, f"tier {one.tier}", one.direction, f"{one.at:%Y-%m-%d}", one.permalink)
            yield _row(record.target(one), one.text, facts)


def _team(record: Record) -> Iterable[Json]:
    for one in record.board.members:
        yield _row("", one.user, (one.function, f"left {one.left:%Y-%m-%d}" if one.left else ""))


def _review(record: Record) -> Iterable[Json]:
    if record.reminder:
        one = record.reminder
        yield _row("", f"{one.day.title()} at {one.time} ({one.time_zone})", (one.state,))
