"""The canvas as Markdown, fit to paste into a wiki: what the PDF's pages tell, without anybody's id."""

import re
from collections.abc import Iterable

from canvas.board import Segment
from canvas.method import KINDS, Block
from handlers.paper import lines, note_lines
from handlers.paper.decided import decisions
from handlers.paper.lines import Line
from handlers.paper.record import Record

SPECIAL = re.compile(r"([\\`*_\[\]#|~!{}])")


def written(record: Record) -> bytes:
    """Return the text as UTF-8."""
    told = [*_head(record)]
    for segment in record.board.segments:
        if segment.state == "open":
            told += _segment(record, segment)
    told += [
        *_chapter("What must be true", lines.hypotheses(record)),
        *_chapter("Tests", lines.tests(record)),
        *_chapter("What we learned", lines.learnings(record)),
        *_chapter("What was decided", decisions(record)),
        *_chapter("Evidence", lines.evidence(record)),
        *_chapter("Versions that were kept", lines.versions(record)),
    ]
    return ("\n".join(told).rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """Return people's words on one line, in which nothing is Markdown or HTML."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return SPECIAL.sub(r"\\\1", line).replace("://", ":\\//")


def _head(record: Record) -> Iterable[str]:
    yield f"# {escaped(record.board.workshop.name)}"
    yield ""
    *told, step = lines.head(record)
    yield f"{escaped(step.text)}. Written on {lines.day(record.at)}."
    yield ""
    yield from [_line(one) for one in told]
    if told:
        yield ""
    yield from _chapter("Team", lines.team(record))
    yield from _chapter("What we knew before", lines.known(record))


def _segment(record: Record, segment: Segment) -> Iterable[str]:
    yield f"## {segment.number}. {escaped(segment.name)}"
    yield ""
    for told in note_lines.fits(record, segment):
        yield from (escaped(told), "")
    for block in Block:
        yield f"### {KINDS[block].plural}"
        yield ""
        yield from [_line(one) for one in note_lines.notes(record, segment, block)] or ["Nothing yet."]
        yield ""
    for letter, own in note_lines.other_variants(record, segment).items():
        yield from _chapter(f"Variant {letter} of the offer", own, 3)
    yield from _chapter(note_lines.DECLINED, note_lines.declined(record, segment), 3)
    yield from _chapter("The pitch", note_lines.pitches(record, segment), 3)
    yield from _chapter("What they use instead", note_lines.alternatives(record, segment), 3)
    score, asked = note_lines.questions(record, segment)
    yield from _chapter(f"Ten questions about the offer: {score}", asked, 3)


def _chapter(title: str, told: Iterable[Line], level: int = 2) -> Iterable[str]:
    found = list(told)
    if found:
        yield f"{'#' * level} {title}"
        yield ""
        yield from (_line(one) for one in found)
        yield ""


def _line(one: Line) -> str:
    code = f"**{escaped(one.code)}** " if one.code else ""
    detail = f" {escaped(one.detail)}" if one.detail else ""
    more = "; ".join(escaped(fact) for fact in one.facts if fact)
    return f"- {code}{escaped(one.text)}{detail}" + (f" ({more})" if more else "")
