"""The canvas as Markdown, fit to paste into a wiki."""

import re
from collections.abc import Iterable
from itertools import chain

from canvas.board import Board, Note, NoteState, Segment
from canvas.fit import fit
from canvas.links import current
from canvas.method import KINDS, LAST_STEP, STEPS, Block
from canvas.ranking import ranked
from canvas.weight import dots, weigh
from handlers.paper import lines
from handlers.paper.lines import Line
from handlers.paper.record import Record

SPECIAL = re.compile(r"([\\`*_\[\]#|~!{}])")


def written(record: Record) -> bytes:
    """Return the text as UTF-8."""
    board = record.board
    found = [segment for segment in board.segments if segment.state == "open"]
    chapters = (
        _chapter("What must be true", (one for one in lines.hypotheses(record) if "dropped" not in one.facts)),
        _chapter("Tests", lines.tests(record)),
        _chapter("What we learned", lines.learnings(record)),
        _chapter("Decisions", lines.decisions(record)),
        _evidence(record),
    )
    canvas = (_segment(record, segment) for segment in found)
    told = chain(_head(board, record), *canvas, *chapters)
    return ("\n".join(told).rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """Return people's words on one line, in which nothing is Markdown or HTML."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return SPECIAL.sub(r"\\\1", line).replace("://", ":\\//")


def _head(board: Board, record: Record) -> Iterable[str]:
    workshop = board.workshop
    yield f"# {escaped(workshop.name)}"
    yield ""
    yield f"Step {workshop.step} of {LAST_STEP}: {STEPS[workshop.step]}. Written on {record.at:%Y-%m-%d}."
    yield ""
    told = {"Goal": workshop.goal, "Decision it informs": workshop.decision, "Why now": workshop.why_now}
    for name, text in told.items():
        if text:
            yield f"- {name}: {escaped(text)}"
    if any(told.values()):
        yield ""


def _segment(record: Record, segment: Segment) -> Iterable[str]:
    yield f"## {segment.number}. {escaped(segment.name)}"
    yield ""
    found = fit(record.board, segment.id, record.at)
    if found.paper is None or found.proven is None:
        yield "Fit: nothing to compare yet."
    else:
        yield f"Fit on paper {found.paper:.0f} of 100, proven {found.proven:.0f} of 100."
    for block in Block:
        yield ""
        yield f"### {KINDS[block].plural}"
        yield ""
        notes = ranked(current(record.board), record.at, segment=segment.id, blocks=[block])
        yield from [_note(record, note) for note in notes] or ["Nothing yet."]
    yield ""
    pitch = lines.pitches(record, segment)
    if pitch:
        yield from ("### Pitch", "", *(_line(one) for one in pitch), "")


def _note(record: Record, note: Note) -> str:
    extras = [
        note.subtype.replace("_", " "),
        escaped(note.measure),
        f"rated {weigh(note).rating:g}" if note.ratings else "",
        f"{dots(note)} dots" if dots(note) else "",
        f"evidence {record.of_note(note).value:.2f}" if record.of_note(note).tier else "",
        _linked(record, note),
    ]
    more = "; ".join(extra for extra in extras if extra)
    detail = f" {escaped(note.detail)}" if note.detail else ""
    return f"- **{note.code}** {escaped(note.text)}{detail}" + (f" ({more})" if more else "")


def _linked(record: Record, note: Note) -> str:
    notes = {one.id: one for one in record.board.notes if one.state is NoteState.OPEN}
    links = [link for link in record.board.links if link.state == "active" and link.source == note.id]
    codes = [notes[link.target].code for link in links if link.strength > 0 and link.target in notes]
    return f"serves {', '.join(codes)}" if codes else ""


def _chapter(title: str, told: Iterable[Line]) -> Iterable[str]:
    found = list(told)
    if found:
        yield f"## {title}"
        yield ""
        yield from (_line(one) for one in found)
        yield ""


def _line(one: Line) -> str:
    code = f"**{one.code}** " if one.code else ""
    more = "; ".join(escaped(fact) for fact in one.facts if fact)
    return f"- {code}{escaped(one.text)}" + (f" ({more})" if more else "")


def _evidence(record: Record) -> Iterable[str]:
    active = [one for one in record.board.evidence if one.state == "active"]
    if active:
        yield "## Evidence"
        yield ""
        for one in active:
            source = f", {escaped(one.source)}" if one.source else ""
            words = f"“{escaped(one.text)}”{source}"
            yield f"- {one.direction} **{record.target(one)}**: {words} (strength {one.tier} of 5)"
