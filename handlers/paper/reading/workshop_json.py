"""A whole workshop out of `vpd-canvas/1`: what any export wrote. Ids count anew from 1; what is computed is ignored."""

import json
import re
from datetime import datetime
from typing import cast

from canvas.board import Board, Decision, Member, Workshop
from canvas.import_errors import NotACanvas
from canvas.method import FUNCTIONS, LAST_STEP
from canvas.numbers import NUMBERS
from canvas.schedule import DAYS, is_zone, next_run
from canvas.text import readable
from handlers.paper.canvas_json import FORMAT
from handlers.paper.reading.board_json import BoardReading, once
from handlers.paper.reading.fields import NAME, Fields
from handlers.paper.reading.findings import read_findings
from handlers.paper.record import Record
from storage.reminders import Reminder
from storage.snapshots import Snapshot

MOST_NOTES = 5_000
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def read_workshop(text: str, at: datetime) -> Record:
    """Return all that a file tells; `at` is now, for the next reminder. Raises NotACanvas."""
    fields = Fields(_tree(text))
    _refuse_other(fields)
    if len(fields.parts("notes")) > MOST_NOTES:
        fields.refuse("notes", f"has more than {MOST_NOTES} notes")
    members = tuple(_member(one) for one in fields.parts("members"))
    once(fields, "members", [one.user for one in members])
    workshop = _workshop(fields.part("workshop"))
    board = BoardReading(fields, at).read(Board(workshop=workshop, members=members, decisions=_decisions(fields)))
    return Record(
        board=board,
        reminder=_reminder(fields, at),
        snapshots=_snapshots(fields),
        findings=read_findings(fields, board),
        at=at,
    )


def _tree(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        where = f"line {problem.lineno} is not JSON" if isinstance(problem, json.JSONDecodeError) else "it is not JSON"
        raise NotACanvas(where=where) from problem
    if not isinstance(found, dict):
        raise NotACanvas(where="it is a list or a single value")
    return cast("dict[str, object]", found)


def _refuse_other(fields: Fields) -> None:
    """Raise NotACanvas for what is not of the format that exports have today."""
    found = fields.tree.get("format")
    if isinstance(found, str) and found.startswith(FORMAT.partition("/")[0]) and found != FORMAT:
        raise NotACanvas(where=f"it is of the format “{readable(found)[:40]}”, and I only know “{FORMAT}”")
    if found != FORMAT:
        raise NotACanvas(where="nothing in it says that an export of mine wrote it")


def _zone(one: Fields) -> str:
    zone = one.text("time_zone")
    if not is_zone(zone):
        one.refuse("time_zone", "is not a time zone")
    return zone


def _workshop(one: Fields) -> Workshop:
    return Workshop(
        id=1,
        team=one.id("team"),
        channel=one.id("channel"),
        name=one.words("name", most=NAME),
        goal=one.text("goal"),
        decision=one.text("decision"),
        step=one.number("step", 1, LAST_STEP),
        state=one.among("state", ["open", "paused", "finished"]),
        pace=one.among("pace", ["live", "async"]),
        time_zone=_zone(one),
        facilitator=one.id("facilitator"),
        stand_in=one.id("stand_in", optional=True),
        created=one.moment("created"),
        why_now=one.said("why_now"),
        decider=one.id("decider", optional=True) if one.has("decider") else "",
        known=one.said("known"),
        silent=one.flag("silent"),
        outsiders=one.flag("outsiders"),
        off=tuple(one.texts("off")),
        numbers=_numbers(one.part("numbers")) if one.has("numbers") else (),
    )


def _numbers(one: Fields) -> tuple[tuple[str, float], ...]:
    """Return the numbers that a team has changed; one that makes no sense would be worked with from then on."""
    found = ((name, one.between(name, known.lowest, known.highest)) for name, known in NUMBERS.items())
    return tuple((name, value) for name, value in found if value is not None)


def _member(one: Fields) -> Member:
    left = one.moment("left") if one.has("left") else None
    function = one.among("function", ["", *FUNCTIONS])
    return Member(
        user=one.id("user"), function=function, joined=one.moment("joined"), left=left,
        working_group=one.said("working_group"),
    )  # fmt: skip


def _snapshots(fields: Fields) -> tuple[Snapshot, ...]:
    """Return that versions were kept; what they held does not travel."""
    return tuple(
        Snapshot(id=number, name=one.text("name"), reason=one.text("reason"), at=one.moment("at"), user=one.said("by"))
        for number, one in enumerate(fields.parts("snapshots"), 1)
    )


def _decisions(fields: Fields) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            kind=one.words("type", most=NAME),
            origin=one.text("from"),
            target=one.text("to"),
            reason=one.text("reason"),
            user=one.id("by", optional=True),
            at=one.moment("at"),
            deciders=tuple(one.texts("deciders")),
            dissent=one.said("dissent"),
            evidence=tuple(one.wholes("evidence")),
            before=one.perhaps("before"),
            after=one.perhaps("after"),
        )
        for one in fields.parts("decisions")
    )


def _reminder(fields: Fields, at: datetime) -> Reminder | None:
    """Return the weekly review; its next run is worked out anew."""
    for one in fields.parts("reminders"):
        day, time, zone = one.among("day", DAYS), one.matching("time", _TIME)[0], _zone(one)
        state = one.among("state", ["on", "off"])
        run = next_run(day, time, zone, at)
        return Reminder(id=0, team="", workshop=0, day=day, time=time, time_zone=zone, next_run=run, state=state)
    return None
