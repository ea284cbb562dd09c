"""What differs between two boards, in plain words."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from canvas.board import Board, Link, Note, NoteState, Rating
from canvas.method import KINDS
from canvas.rewind import FitThen, fits_moved

ENDED = {
    NoteState.INVALIDATED: "turned out wrong",
    NoteState.DECLINED: "not served, by choice",
    NoteState.PARKED: "parked",
    NoteState.MERGED: "merged into others",
    NoteState.REMOVED: "taken off",
}
SHORT = 60  # characters of a text in a list


def headline(before: Board, after: Board, at: datetime) -> str:
    """Return the difference in one line: `2 pains turned out wrong, fit: 68 → 52`."""
    said = [line.partition(":")[0] for line in _notes(before, after)]
    moved = [_fit(one) for one in fits_moved(before, after, at) if one.before != one.after]
    return ", ".join((*said, *moved)) or "nothing changed"


def differences(before: Board, after: Board, at: datetime) -> list[str]:
    """Return the differences in sentences, notes first; empty when there are none. Both boards are read as of `at`."""
    return [
        *(f"{line}." for line in (*_notes(before, after), *_reworded(before, after), *_rated(before, after))),
        *(f"{line}." for line in (*_links(before, after), *_evidence(before, after), *_hypotheses(before, after))),
        *(f"{_named(after, one)}." for one in fits_moved(before, after, at) if one.before != one.after),
    ]


def _notes(before: Board, after: Board) -> Iterable[str]:
    """Yield what came and went, by kind and by what became of it."""
    old = {note.id: note for note in before.notes}
    was_open = {note.id for note in before.notes if note.state is NoteState.OPEN}
    fresh = [n for n in after.notes if n.state is NoteState.OPEN and n.id not in was_open]
    yield from _counted([n for n in fresh if n.id not in old], "added")
    yield from _counted([n for n in fresh if n.id in old], "back")
    for state, words in ENDED.items():
        yield from _counted([n for n in after.notes if n.state is state and n.id in was_open], words)
    now = {note.id for note in after.notes}
    yield from _counted([n for n in before.notes if n.id in was_open and n.id not in now], "taken off")


def _counted(notes: Sequence[Note], words: str) -> Iterable[str]:
    for kind in KINDS.values():
        own = [note for note in notes if note.block is kind.block]
        if own:
            name = kind.title if len(own) == 1 else kind.plural
            yield f"{len(own)} {name.lower()} {words}: {', '.join(_quoted(note) for note in own)}"


def _reworded(before: Board, after: Board) -> Iterable[str]:
    for old, new in _both(before, after):
        if old.block is not new.block:
            yield f"{old.code} is now {new.code}, a {KINDS[new.block].title.lower()}"
        if old.text != new.text:
            yield f"{new.code} reads “{_short(new.text)}”, it was “{_short(old.text)}”"


def _rated(before: Board, after: Board) -> Iterable[str]:
    changed = [new.code for old, new in _both(before, after) if _says(old) != _says(new)]
    if changed:
        yield f"Rated anew: {', '.join(changed)}"


def _says(note: Note) -> tuple[set[Rating], float | None]:
    return set(note.ratings), note.decided


def _both(before: Board, after: Board) -> Iterable[tuple[Note, Note]]:
    old = {note.id: note for note in before.notes}
    return ((old[note.id], note) for note in after.notes if note.id in old and note.state is NoteState.OPEN)


def _links(before: Board, after: Board) -> Iterable[str]:
    codes = {note.id: note.code for note in (*before.notes, *after.notes)}
    old, new = ({x.id: x for x in board.links if x.state == "active"} for board in (before, after))
    for link in (*new.values(), *(link for key, link in old.items() if key not in new)):
        if link.id not in new:
            yield f"{codes[link.source]} no longer serves {codes[link.target]}"
        elif link.id not in old or old[link.id].works != link.works:
            yield f"{codes[link.source]} serves {codes[link.target]}{_how_well(link)}"


def _how_well(link: Link) -> str:
    return {0.0: " not at all", 0.5: " partly"}.get(link.works, "")


def _evidence(before: Board, after: Board) -> Iterable[str]:
    known = {item.id for item in before.evidence if item.state == "active"}
    now = {item.id for item in after.evidence if item.state == "active"}
    for count, words in ((len(now - known), "added"), (len(known - now), "taken back")):
        if count:
            yield f"{count} {'piece' if count == 1 else 'pieces'} of evidence {words}"


def _hypotheses(before: Board, after: Board) -> Iterable[str]:
    old = {one.id: one.state for one in before.hypotheses}
    for state, words in (("kept", "kept"), ("closed", "closed"), ("removed", "dropped")):
        found = [one.code for one in after.hypotheses if one.state == state and old.get(one.id) != state]
        if found:
            yield f"{', '.join(found)} {words}"
    verdicts = {test.id: test.verdict for test in before.tests}
    yield from (f"{t.code} says {t.verdict}" for t in after.tests if t.verdict and verdicts.get(t.id) != t.verdict)


def _named(after: Board, one: FitThen) -> str:
    several = sum(segment.state == "open" for segment in after.segments) > 1
    said = _fit(one)
    return f"{one.segment}: {said}" if several else f"{said[0].upper()}{said[1:]}"


def _fit(one: FitThen) -> str:
    before, after = ("not yet" if score is None else f"{score:.0f}" for score in (one.before, one.after))
    return f"fit: {before} → {after}"


def _quoted(note: Note) -> str:
    return f"{note.code} “{_short(note.text)}”"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
