"""What was decided on the way, in plain words."""

from collections.abc import Iterable
from functools import partial

from canvas.board import Decision, NoteState
from handlers.blocks.decisions import about
from handlers.blocks.parts import listed
from handlers.paper.lines import Line, day
from handlers.paper.record import Record


def decisions(record: Record) -> Iterable[Line]:
    """Return what was decided on the way, oldest first."""
    for one in record.board.decisions:
        who = one.deciders or (one.user,)
        facts = (
            one.reason,
            f"decided by {listed([record.name(user) for user in who])}",
            f"seen differently: {one.dissent}" if one.dissent else "",
            day(one.at),
        )
        what = about(one, record.name, partial(_read, record, one))
        yield Line("", f"{what[:1].upper()}{what[1:]}", facts)


def _read(record: Record, one: Decision, words: str) -> str:
    """Return what a decision is about as it is read everywhere, where only one thing can be meant."""
    if one.kind.startswith("wrong"):
        return record.read(words)
    found = [note.id for note in record.board.notes if note.code == words and note.state is NoteState.DECLINED]
    return record.code(found[0]) if one.kind == "decline" and len(found) == 1 else words
