"""The log of a workshop as people read it: one line for each act, with the reasons that were given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from canvas.attention import is_still_true
from canvas.board import Board, Decision
from canvas.method import KINDS, STEPS
from canvas.numbers import NUMBERS
from canvas.rounds import Phase
from handlers.answer import Message
from handlers.blocks import again, note_log, parts
from handlers.blocks.decisions import decision
from handlers.blocks.links import word
from storage.history import Change

LINES = 20  # acts on a page
PARTS = 4  # things named in one act
WORDS = 60  # characters of a name
ROUNDS = {
    Phase.WRITE: "let the {kind} be written unseen",
    Phase.REVEAL: "showed all {kind}",
    Phase.RATE: "opened rating of the {kind}",
    Phase.CLOSE: "closed rating of the {kind}",
    "ended": "ended the round of the {kind}",
}


@dataclass(frozen=True, slots=True)
class Act:
    """What one person did at once: its changes, oldest first."""

    changes: Sequence[Change]

    @property
    def at(self) -> datetime:
        """When it was done."""
        return self.changes[0].at


def page(board: Board, acts: Sequence[Act], decisions: Sequence[Decision], *, more: bool) -> Message:
    """Return acts and reasons, newest first, with a way to what came before."""
    shown = acts[:LINES]
    lines = [(act.at, _line(board, act)) for act in shown]
    oldest = shown[-1].at if len(acts) > LINES else None
    lines += [(one.at, decision(one)) for one in decisions if oldest is None or one.at >= oldest]
    lines.sort(key=lambda line: line[0], reverse=True)
    about = parts.subject(workshop=board.workshop.id, before=shown[-1].changes[0].id) if shown else ""
    earlier = [parts.button("Earlier", "history.earlier", about)] if more or len(acts) > LINES else []
    ways = parts.actions(
        *earlier,
        again.button("What was decided", "history", "decisions"),
        again.button("Bring something back", "restore"),
    )
    name = parts.cut(board.workshop.name, 100)
    if not lines:
        return Message(text=f"{parts.escaped(name)}: nothing before that.")
    undo = parts.context("`/vpd undo` takes back your own last change. `/vpd export json` holds everything.")
    return Message(
        text=f"What changed in {parts.escaped(name)}",
        blocks=[parts.header(f"What changed in {name}"), *parts.sections(line for _, line in lines), ways, undo],
    )


def _line(board: Board, act: Act) -> str:
    told = list(dict.fromkeys(said for one in act.changes if (said := _told(board, one))))
    who = parts.person(act.changes[0].user) if act.changes[0].user else "The team"
    more = f" and {len(told) - PARTS} more" if len(told) > PARTS else ""
    return f"• {parts.moment(act.at)} {who} {', '.join(told[:PARTS]) or 'changed something'}{more}"


def _told(board: Board, change: Change) -> str:
    tell = (_UNDONE.get(change.entity) if change.undoes else None) or _TOLD.get(change.entity)
    said = tell(board, change) if tell else ""
    return f"took back that they {said}" if change.undoes and said else said


def _of_note(change: Change, board: Board) -> str:
    return note_log.called(board, change.after.get("note_id"))


def _ratings(board: Board, change: Change) -> str:
    value = change.after.get("value")
    return (
        f"rated {_of_note(change, board)} {value}" if value else f"took their rating of {_of_note(change, board)} back"
    )


def _votes(board: Board, change: Change) -> str:
    grown = int(change.after.get("dots", 0)) > int((change.before or {}).get("dots", 0))
    return f"{'put a dot on' if grown else 'took a dot off'} {_of_note(change, board)}"


def _links(board: Board, change: Change) -> str:
    found = next((one for one in board.links if one.id == change.row), None)
    if found is None:
        return "changed a link"
    ends = f"{note_log.called(board, found.source)} to {note_log.called(board, found.target)}"
    if "decided" in change.after:
        return f"had the last word on {ends}"
    if change.after.get("state") == "removed":
        return f"unlinked {ends.replace(' to ', ' from ')}"
    strength = change.after.get("strength")
    return f"linked {ends}{f' ({word(float(strength))})' if strength is not None else ''}"


def _opinions(board: Board, change: Change) -> str:
    """Say of what, but not how they judged it: until its round is closed that is theirs."""
    found = next((one for one in board.links if one.id == change.after.get("link_id")), None)
    if found is None:
        return "judged a link"
    return f"judged the link of {note_log.called(board, found.source)} to {note_log.called(board, found.target)}"


def _evidence(board: Board, change: Change) -> str:
    found = next((one for one in board.evidence if one.id == change.row), None)
    if found and is_still_true(found):
        return ""  # told of what it is about
    where = f" for {note_log.called(board, found.note)}" if found and found.note else ""
    if change.after.get("state") == "removed":
        return f"took evidence{where} back"
    return f"{'added' if 'state' in change.after else 'changed'} evidence{where}"


def _hypotheses(board: Board, change: Change) -> str:
    code = next((one.code for one in board.hypotheses if one.id == change.row), "a hypothesis")
    if "still_true" in change.after:
        return f"said that *{code}* still stands"
    verbs = {"draft": "drafted", "kept": "kept", "removed": "dropped"}
    return f"{verbs.get(str(change.after.get('state')), 'changed')} *{code}*"


def _importances(board: Board, change: Change) -> str:
    found = next((one for one in board.hypotheses if one.id == change.after.get("hypothesis_id")), None)
    return f"said how much depends on {f'*{found.code}*' if found else 'a hypothesis'}"


def _tests(board: Board, change: Change) -> str:
    code = next((f"*{one.code}*" for one in board.tests if one.id == change.row), "a test")
    after = change.after
    if after.get("void"):
        return f"changed “Right if” of {code} while it was measured"
    if after.get("verdict"):
        return f"measured {code}"
    if "state" in after:
        return f"planned {code}" if after["state"] == "active" else "dropped a test"
    return f"moved {code}" if "column" in after else f"changed {code}"


def _learnings(board: Board, change: Change) -> str:
    code = next((f"*{one.code}*" for one in board.learnings if one.id == change.row), "a learning")
    return f"wrote {code}" if change.after.get("state") == "active" else f"changed {code}"


def _consequences(board: Board, change: Change) -> str:
    """Say of which learning something was settled; that it was asked comes with the learning itself."""
    about = next((one.learning for one in board.consequences if one.id == change.row), None)
    code = next((f"*{one.code}*" for one in board.learnings if one.id == about), "a learning")
    return "" if change.after.get("state") in {"open", "removed"} else f"settled what changes after {code}"


def _segments(board: Board, change: Change) -> str:
    found = next((one for one in board.segments if one.id == change.row), None)
    name = parts.escaped(found.name, WORDS) if found else "a segment"
    if "name" in change.after:
        return f"renamed a segment to {name}"
    verbs = {"open": "added", "archived": "archived", "removed": "took back", "merged": "merged"}
    return f"{verbs.get(str(change.after.get('state')), 'changed')} the segment {name}"


def _members(_: Board, change: Change) -> str:
    if "left" in change.after:
        return "left"
    if "working_group" in change.after:
        return f"chose {change.after['working_group'] or 'no group'}"
    function = str(change.after.get("function") or "")
    return f"joined as {function}" if function else "joined"


def _workshops(_: Board, change: Change) -> str:
    step, state = change.after.get("step"), change.after.get("state")
    if state:
        return {"open": "began" if step == 1 else "went on", "finished": "finished", "paused": "paused"}[state] + " it"
    if step:
        return f"went to step {step}, {STEPS[int(step)].lower()}"
    return _numbers(change.after["numbers"]) if "numbers" in change.after else "changed the settings"


def _numbers(numbers: Mapping[str, float]) -> str:
    """Say which numbers of the method differ from the usual since then."""
    told = [f"{NUMBERS[name].words.lower()} {NUMBERS[name].shown(value)}" for name, value in numbers.items()]
    return f"set the numbers: {', '.join(told[:3])}{' …' if told[3:] else ''}" if told else "set all numbers as usual"


def _reminders(_: Board, change: Change) -> str:
    if change.after.get("state") == "off":
        return "switched the weekly review off"
    return "put the weekly review off" if "next_run" in change.after else "set the weekly review"


def _walls(_: Board, change: Change) -> str:
    return "ended a link to the wall" if "revoked" in change.after else "made a link to the wall"


def _rounds(_: Board, change: Change) -> str:
    """Say how a prompt or a fit round was led on, or that its time was changed: more of it, or a pause."""
    after = change.after
    kind = next((one for one in KINDS.values() if one.block == after["block"]), None)
    if kind is None:
        return "closed a fit round" if after["phase"] == "ended" else "asked how well the links work"
    told = ROUNDS[after["phase"]] if after.get("new", True) else "changed the time for the {kind}"
    return told.format(kind=kind.plural.lower())


def _links_undone(board: Board, change: Change) -> str:
    """Say what was done with a link before it was taken back: what it was changed from is what it is again."""
    if "decided" in change.after:
        return _links(board, change)
    again = "active" if change.after.get("state") == "removed" else "removed"
    linked = "strength" in change.after and again == "removed"
    return _links(board, replace(change, after={} if linked else {"state": again}))


def _evidence_undone(board: Board, change: Change) -> str:
    opposite = {"removed": "active", "active": "removed"}.get(str(change.after.get("state")))
    return _evidence(board, replace(change, after={"state": opposite} if opposite else {}))


# What is told of an act that was taken back: what it was, not what holds again.
_UNDONE: Mapping[str, Callable[[Board, Change], str]] = {
    "ratings": lambda board, change: f"rated {_of_note(change, board)}",
    "votes": lambda board, change: f"placed or took a dot on {_of_note(change, board)}",
    "links": _links_undone,
    "evidence": _evidence_undone,
    "reminders": lambda _board, _change: "changed the weekly review",
}
_TOLD: Mapping[str, Callable[[Board, Change], str]] = {
    "notes": note_log.told,
    "ratings": _ratings,
    "votes": _votes,
    "links": _links,
    "opinions": _opinions,
    "evidence": _evidence,
    "hypotheses": _hypotheses,
    "importances": _importances,
    "tests": _tests,
    "learnings": _learnings,
    "consequences": _consequences,
    "segments": _segments,
    "members": _members,
    "workshops": _workshops,
    "reminders": _reminders,
    "walls": _walls,
    "rounds": _rounds,
}
