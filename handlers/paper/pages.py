"""What a PDF tells besides the picture: all that the workshop holds, in chapters of three columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from canvas.board import Segment
from handlers.paper import lines, note_lines
from handlers.paper.areas import AREAS, INK
from handlers.paper.decided import decisions
from handlers.paper.lines import Line
from handlers.paper.measuring import LONG_WORD, breakable, direction, drawable, language
from handlers.paper.record import Record

Json = dict[str, Any]

WORDS = 4000  # characters of one text
LINE = 3 * LONG_WORD  # em; a column is wider than a note


def pages(record: Record) -> Sequence[Json]:
    """Return chapters of parts of rows, those that hold anything."""
    open_ones = [one for one in record.board.segments if one.state == "open"]
    chapters = [
        _chapter("About this workshop", _about(record)),
        *(chapter for one in open_ones for chapter in _segment(record, one)),
        _chapter("What must be true", [_part("", lines.hypotheses(record))]),
        _chapter("Tests", [_part("", lines.tests(record))]),
        _chapter("What we learned", [_part("", lines.learnings(record))]),
        _chapter("Evidence", [_part("", lines.evidence(record))]),
        _chapter("What was decided", [_part("", decisions(record))]),
        _chapter("Versions that were kept", [_part("", lines.versions(record))]),
    ]
    return [chapter for chapter in chapters if chapter["parts"]]


def _about(record: Record) -> Iterable[Json]:
    yield _part("", lines.head(record))
    yield _part("Team", lines.team(record))
    yield _part("What we knew before", lines.known(record))
    yield _part("Weekly review", lines.review(record))


def _segment(record: Record, segment: Segment) -> Iterable[Json]:
    """Return the chapters of one segment: its canvas, what is off it, and the offers beside the one that counts."""
    blocks = [(area, note_lines.notes(record, segment, block)) for block, area in AREAS.items()]
    served = [Line("", told) for told in note_lines.fits(record, segment)] if any(own for _, own in blocks) else []
    score, asked = note_lines.questions(record, segment)
    yield _chapter(
        f"Notes for {segment.name}",
        [
            _part("How well it fits", served),
            *(_part(area.label, own, area.hue.strong) for area, own in blocks),
            _part(note_lines.DECLINED, note_lines.declined(record, segment)),
            _part("Off the canvas", note_lines.off_canvas(record, segment)),
            _part("The pitch", note_lines.pitches(record, segment)),
            _part("What they use instead", note_lines.alternatives(record, segment)),
            _part(f"Ten questions about the offer: {score}", asked),
        ],
    )
    for letter, own in note_lines.other_variants(record, segment).items():
        yield _chapter(f"Variant {letter} of the offer for {segment.name}", [_part("", own)])


def _chapter(title: str, parts: Iterable[Json]) -> Json:
    return {"title": _words(title), "parts": [part for part in parts if part["rows"]]}


def _part(title: str, told: Iterable[Line], colour: str = INK) -> Json:
    return {"title": title, "colour": colour, "rows": [_row(one) for one in told]}


def _row(one: Line) -> Json:
    facts = " · ".join(filter(None, one.facts))
    more = [_words(told) for told in (one.detail, facts) if told]
    return {"code": one.code, "words": _words(one.text), "more": more}


def _words(text: str) -> Json:
    shown = drawable(text, WORDS)
    return {"text": breakable(shown, LINE), "dir": direction(shown), "lang": language(shown)}
