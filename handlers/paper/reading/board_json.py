"""The canvas out of `vpd-canvas/1`: segments, notes, links, evidence, hypotheses. Ids count anew from 1."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from canvas.board import (
    Board,
    Evidence,
    Hypothesis,
    Link,
    Note,
    NoteState,
    Opinion,
    Rating,
    Segment,
    Vote,
)
from canvas.defaults import HALF_LIVES
from canvas.experiments import EXPERIMENTS
from canvas.method import (
    DIRECTIONS,
    KINDS,
    ROLES,
    STRENGTHS,
    TIERS,
    VARIANTS,
    Block,
)
from canvas.traits import POINTS, TRAITS, UNKNOWN
from handlers.paper.reading.cards import (
    MOST,
    read_alternatives,
    read_consequences,
    read_learning,
    read_pitches,
    read_test,
)
from handlers.paper.reading.fields import NAME, Fields
from handlers.paper.reading.note_json import more_of, source_of

if TYPE_CHECKING:
    from canvas.cards import Consequence

_CODE = re.compile(r"([JPGSRC])([1-9]\d{0,8})")
_REFERENCE = re.compile(r"([1-9]\d{0,5})([JPGSRC][1-9]\d{0,8})")
_TARGET = re.compile(rf"{_REFERENCE.pattern}(?:-([JPGSRC][1-9]\d{{0,8}}))?")
_HYPOTHESIS = re.compile(r"H[1-9]\d{0,8}")
_WEB = re.compile(r"(?:https?://\S+)?", re.IGNORECASE)


@dataclass(slots=True)
class BoardReading:
    """Reads a board part by part; what comes later refers to what came before. `at` is now."""

    fields: Fields
    at: datetime
    segments: dict[int, Segment] = field(default_factory=dict[int, Segment])  # by number
    notes: dict[str, Note] = field(default_factory=dict[str, Note])  # by reference, 1R1
    hypotheses: dict[str, int] = field(default_factory=dict[str, int])  # code -> id
    links: dict[str, Link] = field(default_factory=dict[str, Link])  # by reference, 1R1-P2

    def read(self, bare: Board) -> Board:
        """Return a board with all that the file holds."""
        parts = self.fields.parts
        for one in parts("segments"):
            self._segment(one)
        for one in parts("notes"):
            self._note(one)
        self._relate(parts("notes"), parts("segments"))
        for one in parts("links"):
            self._link(one)
        hypotheses = tuple(self._hypothesis(one, number) for number, one in enumerate(parts("hypotheses"), 1))
        once(self.fields, "hypotheses", [one.code for one in hypotheses])
        self.hypotheses = {one.code: one.id for one in hypotheses}
        board = replace(
            bare,
            segments=tuple(self.segments.values()),
            notes=tuple(self.notes.values()),
            evidence=tuple(self._evidence(one, number) for number, one in enumerate(parts("evidence"), 1)),
            hypotheses=hypotheses,
        )
        return self._with_cards(replace(board, links=tuple(self.links.values())))

    def _with_cards(self, board: Board) -> Board:
        parts, codes = self.fields.parts, self.hypotheses
        tests = tuple(read_test(one, number, codes, self.at) for number, one in enumerate(parts("tests"), 1))
        once(self.fields, "tests", [f"{one.code} {one.version}" for one in tests])
        newest = {one.code: one.id for one in sorted(tests, key=lambda test: test.version)}
        learnings = tuple(
            read_learning(one, number, codes, newest, self.at) for number, one in enumerate(parts("learnings"), 1)
        )
        once(self.fields, "learnings", [one.code for one in learnings])
        claims = self._claims()
        consequences: list[Consequence] = []
        for one, learning in zip(parts("learnings"), learnings, strict=True):
            consequences += read_consequences(one, learning, len(consequences) + 1, claims)
        alternatives, pitches = list(board.alternatives), list(board.pitches)
        ids = {reference: note.id for reference, note in self.notes.items()}
        for one, segment in zip(parts("segments"), self.segments.values(), strict=True):
            alternatives += read_alternatives(one, segment, len(alternatives) + 1)
            pitches += read_pitches(one, segment, ids)
        return replace(
            board,
            tests=tests,
            learnings=learnings,
            consequences=tuple(consequences),
            alternatives=tuple(alternatives),
            pitches=tuple(pitches),
        )

    def _claims(self) -> dict[str, tuple[str, int]]:
        """Return what the file may speak of: reference -> kind and id."""
        notes = {code: ("note", note.id) for code, note in self.notes.items()}
        links = {code: ("link", link.id) for code, link in self.links.items()}
        return {**notes, **links, **{code: ("hypothesis", one) for code, one in self.hypotheses.items()}}

    def _relate(self, notes: list[Fields], segments: list[Fields]) -> None:
        """Let notes and segments refer to others, which may stand anywhere in the file."""
        for one, (reference, note) in zip(notes, list(self.notes.items()), strict=True):
            found = {name: self._other(one, name) for name in ("parent", "merged_into")}
            if any(found.values()):
                self.notes[reference] = replace(note, **found)
        for one, (number, segment) in zip(segments, list(self.segments.items()), strict=True):
            parent = self.segments.get(one.whole("parent", 1, 100_000) or 0)
            if parent:
                self.segments[number] = replace(segment, parent=parent.id)

    def _other(self, one: Fields, name: str) -> int | None:
        if not one.has(name):
            return None
        found = self.notes.get(one.matching(name, _REFERENCE)[0])
        if found is None:
            one.refuse(name, "is no note of the file")
        return found.id

    def _segment(self, one: Fields) -> None:
        number = one.number("number", 1, 100_000)
        if number in self.segments:
            one.refuse("number", "is there twice")
        state = one.among("state", ["open", "archived", "merged"])
        name = one.words("name", most=NAME)
        answers = {trait: str(said) for trait, said in one.answers("answers").items() if trait in TRAITS}
        self.segments[number] = Segment(
            id=len(self.segments) + 1,
            number=number,
            name=name,
            state=state,
            role=one.choice("role", ROLES),
            variant=one.choice("variant", VARIANTS),
            answers=tuple((trait, said) for trait, said in answers.items() if said in {*POINTS, UNKNOWN}),
        )

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
        once(one, "ratings", [rating.user for rating in ratings])
        once(one, "votes", [vote.user for vote in votes])
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
            author=one.id("author", optional=True),
            created=one.moment("created"),
            updated=one.moment("updated"),
            source=source_of(one.part("source")) if one.has("source") else None,
            ratings=ratings,
            votes=votes,
            **more_of(one),
        )

    def _link(self, one: Fields) -> None:
        source = self.notes.get(one.matching("from", _REFERENCE)[0])
        target = self.notes.get(one.matching("to", _REFERENCE)[0])
        if source is None or target is None:
            one.refuse("to" if source else "from", "is no note of the file")
        strength = one.share("strength", list(STRENGTHS.values()))
        can = source.segment == target.segment and KINDS[source.block].serves is target.block
        if not can and strength:
            one.refuse("to", "can't be served by that note")
        reference = f"{one.text('from')}-{target.code}"
        if reference in self.links:
            one.refuse("to", "is linked twice")
        opinions = tuple(
            Opinion(each.id("user"), each.share("strength", list(STRENGTHS.values()))) for each in one.some("opinions")
        )
        # One that does not serve may rest, since one of its notes was moved.
        kept = self._keep_link(reference, source, target, strength, "active" if can else "inactive")
        decided = one.share("decided", list(STRENGTHS.values())) if one.has("decided") else None
        self.links[reference] = replace(kept, opinions=opinions, decided=decided)

    def _keep_link(self, reference: str, source: Note, target: Note, strength: float, state: str) -> Link:
        link = Link(id=len(self.links) + 1, source=source.id, target=target.id, strength=strength, state=state)
        self.links[reference] = link
        return link

    def _evidence(self, one: Fields, number: int) -> Evidence:
        if _HYPOTHESIS.fullmatch(one.text("target")):
            return self._said(one, number, hypothesis=self._about(one))
        target = one.matching("target", _TARGET)
        if (known := self.links.get(target[0])) is not None:
            return self._said(one, number, link=known.id)
        note = self.notes.get(f"{target[1]}{target[2]}")
        other = self.notes.get(f"{target[1]}{target[3]}") if target[3] else None
        if note is None or (target[3] and other is None):
            one.refuse("target", "is not in the file")
        if other is None:
            return self._said(one, number, note=note.id)
        # An older file does not list a link that has been taken away, but evidence stays with it.
        state = "removed" if KINDS[note.block].serves is other.block else "inactive"
        return self._said(one, number, link=self._keep_link(target[0], note, other, 0.0, state).id)

    def _about(self, one: Fields) -> int:
        found = self.hypotheses.get(one.text("target"))
        if found is None:
            one.refuse("target", "is not in the file")
        return found

    def _said(
        self,
        one: Fields,
        number: int,
        *,
        note: int | None = None,
        link: int | None = None,
        hypothesis: int | None = None,
    ) -> Evidence:
        return Evidence(
            id=number,
            note=note,
            link=link,
            hypothesis=hypothesis,
            direction=one.among("direction", DIRECTIONS),
            tier=one.number("tier", 0, max(TIERS)),
            text=one.words("text"),
            source=one.text("source"),
            permalink=one.matching("permalink", _WEB)[0],
            added_by=one.id("added_by"),
            at=one.moment("at"),
            experiment=one.choice("experiment", EXPERIMENTS),
            topic=one.choice("topic", HALF_LIVES),
            people=one.whole("people", 1, MOST) or 1,
            channel=one.said("channel"),
        )

    def _hypothesis(self, one: Fields, number: int) -> Hypothesis:
        segment = self.segments.get(one.whole("segment", 1, 100_000) or 0)
        ratings = tuple(Rating(each.id("user"), each.number("value", 1, 5)) for each in one.some("ratings"))
        once(one, "ratings", [rating.user for rating in ratings])
        return Hypothesis(
            id=number,
            code=one.matching("code", _HYPOTHESIS)[0],
            area=one.among("area", ["circle", "square", "rectangle"]),
            text=one.words("text"),
            importance=one.whole("importance", 1, 5),
            state=one.among("state", ["draft", "kept", "closed", "removed"]),
            about=one.matching("about", _TARGET)[0] if one.text("about") else "",
            aspect=one.choice("aspect", ["price", "cost"]),
            segment=segment.id if segment else None,
            owner=one.said("owner"),
            ratings=ratings,
            updated=one.perhaps("updated"),
        )


def once(fields: Fields, name: str, keys: list[str]) -> None:
    """Refuse a list in which a key comes twice."""
    twice = next((key for key in keys if keys.count(key) > 1), None) if len(set(keys)) < len(keys) else None
    if twice is not None:
        fields.refuse(name, f"has {twice} twice")
