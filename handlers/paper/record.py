"""All that an export tells of one workshop, and how it names things and people."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from canvas.board import Board, Evidence, Link, Note
from canvas.evidence import Grounds
from canvas.proof import Proof, proof
from handlers.paper.cards_json import references
from storage.findings import KeptFinding
from storage.forgetting import FORMER
from storage.reminders import Reminder
from storage.snapshots import Snapshot

NOBODY, SOMEBODY, GONE = "not named", "somebody", "a former member"
_NUMBERED = re.compile(r"\b\d+(?=[JPGSRC]\d)")


@dataclass(frozen=True, kw_only=True)
class Record:
    """One workshop as it is written down, at a moment; `names` are what people are called, by their ids."""

    board: Board
    reminder: Reminder | None = None
    snapshots: tuple[Snapshot, ...] = ()
    findings: tuple[KeptFinding, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    at: datetime

    @cached_property
    def codes(self) -> Mapping[int, str]:
        """Note.id -> its reference: segment number and code, `1R1`."""
        return references(self.board)

    @cached_property
    def links(self) -> Mapping[int, str]:
        """Link.id -> its reference: `1R1-P2`."""
        notes = {note.id: note for note in self.board.notes}
        return {link.id: f"{self.codes[link.source]}-{notes[link.target].code}" for link in self.board.links}

    @cached_property
    def proof(self) -> Proof:
        """What everything rests on."""
        return proof(self.board, self.at)

    def of_note(self, note: Note) -> Grounds:
        """Return what a note rests on."""
        return self.proof.of_note(note.id)

    def of_link(self, link: Link) -> Grounds:
        """Return what a link rests on."""
        return self.proof.of_link(link.id)

    def target(self, item: Evidence) -> str:
        """Return the reference of what a piece of evidence is about."""
        if item.hypothesis is not None:
            return next(one.code for one in self.board.hypotheses if one.id == item.hypothesis)
        return self.links[item.link] if item.link is not None else self.codes[item.note or 0]

    def read(self, reference: str) -> str:
        """Return a reference as people read it: while there is one segment its number says nothing."""
        return reference if len(self.board.segments) > 1 else _NUMBERED.sub("", reference)

    def code(self, note: int) -> str:
        """Return the code of a note as people read it."""
        return self.read(self.codes[note])

    def name(self, user: str) -> str:
        """Return what somebody is called; nobody's id is ever shown."""
        if user.startswith(FORMER):
            return GONE
        return self.names.get(user, SOMEBODY) if user else NOBODY


def people_of(board: Board, snapshots: Iterable[Snapshot] = ()) -> frozenset[str]:
    """Return the ids of all who are named when a workshop is written down for people."""
    of = board.workshop
    found = {of.facilitator, of.stand_in, of.decider, *(member.user for member in board.members)}
    found |= {note.author for note in board.notes} | {one.user for one in snapshots}
    owned = (*board.hypotheses, *board.tests, *board.learnings, *board.consequences)
    found |= {one.owner for one in owned} | {one.recorder for one in board.learnings}
    for one in board.decisions:
        found |= {one.user, one.origin, one.target, *one.deciders}
    return frozenset(found - {""})
