"""The log of notes as people read it: what one change did to one."""

from collections.abc import Mapping

from canvas.board import Board, Note, NoteState
from canvas.codes import Codes
from canvas.facets import FACETS
from canvas.method import KINDS, Block
from handlers.blocks.parts import escaped, listed
from storage.history import Change

WORDS = 60  # characters of a note
ASPECTS = {
    "subtype": "the sort",
    "measure": "the number",
    "satisfaction": "how content they are today",
    **{facet.name: facet.named for facet in FACETS},
}
STATES = {
    NoteState.REMOVED: "took {note} off the canvas",
    NoteState.PARKED: "parked {note}",
    NoteState.DECLINED: "chose not to serve {note}",
    NoteState.MERGED: "merged {note} into another",
    NoteState.INVALIDATED: "marked {note} as wrong",
}


def told(board: Board, change: Change) -> str:
    """Say what somebody did with a note."""
    note = next((one for one in board.notes if one.id == change.row), None)
    if note is None:
        return "changed a note"
    named, before = _named(board, note), change.before or {}
    after = {name: value for name, value in change.after.items() if before.get(name) != value}
    if change.undoes:
        return _undone(named, after)
    if "state" in after:
        return _state(named, change)
    if "block" in after:
        return _moved(named, change)
    return _reworded(named, after)


def _reworded(named: str, after: Mapping[str, object]) -> str:
    if {"text", "detail"} & set(after):
        return f"reworded {named}"
    if "decided" in after:
        return f"had the last word on {named}"
    if {"still_true", "recheck"} & set(after):
        return f"said that {named} still holds"
    aspects = [words for name, words in ASPECTS.items() if name in after]
    where = " to other customers" if "segment_id" in after else ""
    return f"{'took' if where else 'changed'} {f'{listed(aspects)} of ' if aspects else ''}{named}{where}"


def _moved(named: str, change: Change) -> str:
    was = (change.before or {}).get("code", "a note")
    return f"made {was} a {KINDS[Block(change.after['block'])].title.lower()}: {named}"


def _state(named: str, change: Change) -> str:
    state = NoteState(change.after["state"])
    if state is NoteState.OPEN:
        new = (change.before or {}).get("state") == NoteState.REMOVED
        return f"added {named}" if new else f"brought {named} back"
    return STATES[state].format(note=named)


def _undone(named: str, after: Mapping[str, object]) -> str:
    """Say what was done before it was taken back."""
    if after.get("state") == NoteState.REMOVED:
        return f"added {named}"
    if after.get("state") == NoteState.OPEN:
        return f"took {named} off the canvas"
    return f"{'had the last word on' if 'decided' in after else 'changed'} {named}"


def _named(board: Board, note: Note) -> str:
    return f"*{Codes(board.segments).read(note)}* {escaped(note.text, WORDS)}"


def called(board: Board, note: int | None) -> str:
    """Return the code of a note (its id) in markup."""
    found = next((one for one in board.notes if one.id == note), None)
    return f"*{Codes(board.segments).read(found)}*" if found else "a note"
