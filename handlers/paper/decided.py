"""What was decided on the way, in plain words."""

from collections.abc import Iterable

from canvas.board import Decision, NoteState
from canvas.method import STEPS
from handlers.blocks.cards import DECISIONS
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
        yield Line("", _what(record, one), facts)


def _what(record: Record, one: Decision) -> str:
    """Return what was decided as the start of a sentence."""
    origin, target = one.origin, one.target
    step = STEPS.get(int(target), "") if target.isdigit() else ""
    lead, _, detail = one.kind.partition(": ")
    return {
        "step": f"Going on to step {target}{f', {step}' if step else ''}",
        "overrule": f"The last word: {origin}{f', decided {target}' if target else ' counts again'}",
        "decline": f"Not serving {_declined(record, origin)}",
        "learning": f"{origin}: {DECISIONS.get(target, target).lower()}",
        "take_over": f"{record.name(target)} leads from now on",
        "give_back": f"The lead goes back to {record.name(target)}",
        "hand_over": f"The lead goes to {record.name(target)}",
        "split": f"{target} becomes a segment of its own, out of {origin}",
        "merge": f"{origin} becomes a part of {target}",
        "finish": "Finishing it",
        "round": f"Beginning {target}",
        "wrong": f"{record.read(origin)} turned out wrong",
        "wrong after all": f"{record.read(origin)} did not turn out wrong after all",
        "pivot": f"Change of course ({detail.replace('_', ' ')}): from {origin}{f' to {target}' if target else ''}",
        "accepted": f"Left as it is: {detail}{f' ({origin})' if origin else ''}",
    }.get(lead, f"{one.kind.replace('_', ' ').capitalize()}: {' to '.join(part for part in (origin, target) if part)}")


def _declined(record: Record, code: str) -> str:
    """Return the code of a declined note as it is read everywhere, where only one note can be meant."""
    meant = [note for note in record.board.notes if note.code == code and note.state is NoteState.DECLINED]
    return record.code(meant[0].id) if len(meant) == 1 else code
