"""A whole workshop out of `vpd-canvas/1`: what any export wrote. Ids count anew from 1; what is computed is ignored."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from canvas.board import (
    Board,
    Decision,
    Evidence,
    Hypothesis,
    Link,
    Member,
    Note,
    NoteState,
    Rating,
    Segment,
    Source,
    Vote,
    Workshop,
)
from canvas.import_errors import NotACanvas
from canvas.method import DIRECTIONS, FUNCTIONS, KINDS, LAST_STEP, STRENGTHS, TIERS, Block
from canvas.schedule import DAYS, is_zone, next_run
from handlers.paper.canvas_json import FORMAT
from handlers.paper.reading.fields import Fields
from handlers.paper.record import Record
from storage.reminders import Reminder

MOST_NOTES = 5_000
NAME = 300  # characters of a name that somebody wrote into the file by hand
_CODE = re.compile(r"([JPGSRC])([1-9]\d{0,8})")
_REFERENCE = re.compile(r"([1-9]\d{0,5})([JPGSRC][1-9]\d{0,8})")
_TARGET = re.compile(rf"{_REFERENCE.pattern}(?:-([JPGSRC][1-9]\d{{0,8}}))?")
_HYPOTHESIS = re.compile(r"H[1-9]\d{0,8}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WEB = re.compile(r"(?:https?://\S+)?", re.IGNORECASE)
_STAMP = re.compile(r"[\d.]{1,32}")


def read_workshop(text: str, at: datetime) -> Record:
    """Return all that a file tells; `at` is now, for the next reminder. Raises NotACanvas."""
    fields = Fields(_tree(text))
    fields.among("format", [FORMAT])
    if len(fields.parts("notes")) > MOST_NOTES:
        fields.refuse("notes", f"has more than {MOST_NOTES} notes")
    board = _Board(fields).read()
    return Record(board=board, decisions=_decisions(fields), reminder=_reminder(fields, at), at=at)


def _tree(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        where = f"line {problem.lineno} is not JSON" if isinstance(problem, json.JSONDecodeError) else "it is not JSON"
        raise NotACanvas(where=where) from problem
    if not isinstance(found, dict):
        raise NotACanvas(where="it is not one object")
    return cast("dict[str, object]", found)


@dataclass(slots=True)
class _Board:
    """Reads a board part by part; what comes later refers to what came before."""

    fields: Fields
    segments: dict[int, Segment] = field(default_factory=dict[int, Segment])  # by number
    notes: dict[str, Note] = field(default_factory=dict[str, Note])  # by reference, 1R1
    links: dict[str, Link] = field(default_factory=dict[str, Link])  # by reference, 1R1-P2

    def read(self) -> Board:
        """Return the board."""
        for one in self.fields.parts("segments"):
            self._segment(one)
        for one in self.fields.parts("notes"):
            self._note(one)
        for one in self.fields.parts("links"):
            self._link(one)
        evidence = tuple(self._evidence(one, number) for number, one in enumerate(self.fields.parts("evidence"), 1))
        members = tuple(_member(one) for one in self.fields.parts("members"))
        hypotheses = [_hypothesis(one, number) for number, one in enumerate(self.fields.parts("hypotheses"), 1)]
        _once(self.fields, "hypotheses", [one.code for one in hypotheses])
        _once(self.fields, "members", [one.user for one in members])
        return Board(
            workshop=_workshop(self.fields.part("workshop")),
            members=members,
            segments=tuple(self.segments.values()),
            notes=tuple(self.notes.values()),
            links=tuple(self.links.values()),
            evidence=evidence,
            hypotheses=tuple(hypotheses),
        )

    def _segment(self, one: Fields) -> None:
        number = one.number("number", 1, 100_000)
        if number in self.segments:
            one.refuse("number", "is there twice")
        state = one.among("state", ["open", "archived", "merged"])
        name = one.words("name", most=NAME)
        self.segments[number] = Segment(id=len(self.segments) + 1, number=number, name=name, state=state)

    def _note(self, one: Fields) -> None:
        segment = self.segments.get(one.number("segment", 1, 100_000))
        if segment is None:
            one.refuse("segment", "is not in the file")
        block = Block(one.among("block", list(Block)))
        code = one.matching("code", _CODE)
        reference = f"{segment.number}{code[0]}"
        if code[1] != KINDS[block].letter or reference in self.notes:
            one.refuse("code", "is there twice" if reference in self.notes else "is not of that block")
        ratings = tuple(Rating(r.id("user"), r.number("value", 1, 5)) for r in one.parts("ratings"))
        votes = tuple(Vote(v.id("user"), v.number("dots", 1, 1000)) for v in one.parts("votes"))
        _once(one, "ratings", [rating.user for rating in ratings])
        _once(one, "votes", [vote.user for vote in votes])
        self.notes[reference] = Note(
            id=len(self.notes) + 1,
            segment=segment.id,
            code=code[0],
            block=block,
            subtype=one.among("subtype", ["", *KINDS[block].subtypes]),
            text=one.words("text"),
            detail=one.text("detail"),
            measure=one.text("measure"),
            state=NoteState(one.among("state", list(NoteState))),
            author=one.id("author"),
            created=one.moment("created"),
            updated=one.moment("updated"),
            source=_source(one.part("source")) if one.has("source") else None,
            ratings=ratings,
            votes=votes,
        )

    def _link(self, one: Fields) -> None:
        source = self.notes.get(one.matching("from", _REFERENCE)[0])
        target = self.notes.get(one.matching("to", _REFERENCE)[0])
        if source is None or target is None:
            one.refuse("to" if source else "from", "is no note of the file")
        if source.segment != target.segment or KINDS[source.block].serves is not target.block:
            one.refuse("to", "can't be served by that note")
        strength = one.share("strength", list(STRENGTHS.values()))
        reference = f"{one.text('from')}-{target.code}"
        if reference in self.links:
            one.refuse("to", "is linked twice")
        self._keep_link(reference, source, target, strength)

    def _keep_link(self, reference: str, source: Note, target: Note, strength: float, state: str = "active") -> Link:
        link = Link(id=len(self.links) + 1, source=source.id, target=target.id, strength=strength, state=state)
        self.links[reference] = link
        return link

    def _evidence(self, one: Fields, number: int) -> Evidence:
        target = one.matching("target", _TARGET)
        note = self.notes.get(f"{target[1]}{target[2]}")
        other = self.notes.get(f"{target[1]}{target[3]}") if target[3] else None
        if note is None or (target[3] and other is None):
            one.refuse("target", "is not in the file")
        link = self.links.get(target[0]) if other else None
        if other and link is None:  # evidence stays with a link that has been taken away
            state = "removed" if KINDS[note.block].serves is other.block else "inactive"
            link = self._keep_link(target[0], note, other, 0.0, state)
        return Evidence(
            id=number,
            note=None if link else note.id,
            link=link.id if link else None,
            direction=one.among("direction", DIRECTIONS),
            tier=one.number("tier", 0, max(TIERS)),
            text=one.words("text"),
            source=one.text("source"),
            permalink=one.matching("permalink", _WEB)[0],
            added_by=one.id("added_by"),
            at=one.moment("at"),
        )


def _once(fields: Fields, name: str, keys: list[str]) -> None:
    twice = next((key for key in keys if keys.count(key) > 1), None) if len(set(keys)) < len(keys) else None
    if twice is not None:
        fields.refuse(name, f"has {twice} twice")


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
    )


def _member(one: Fields) -> Member:
    left = one.moment("left") if one.has("left") else None
    function = one.among("function", ["", *FUNCTIONS])
    return Member(user=one.id("user"), function=function, joined=one.moment("joined"), left=left)


def _source(one: Fields) -> Source:
    return Source(one.id("channel"), one.matching("ts", _STAMP)[0], one.number("line", 0, 100_000))


def _hypothesis(one: Fields, number: int) -> Hypothesis:
    return Hypothesis(
        id=number,
        code=one.matching("code", _HYPOTHESIS)[0],
        area=one.among("area", ["circle", "square", "rectangle"]),
        text=one.words("text"),
        importance=one.number("importance", 1, 5) if one.has("importance") else None,
        state=one.among("state", ["draft", "kept", "removed"]),
        about=one.matching("about", _TARGET)[0] if one.text("about") else "",
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
