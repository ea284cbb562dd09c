"""All that an export tells of one workshop, and how it names things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from canvas.board import Board, Evidence, Link, Note
from canvas.evidence import Grounds
from canvas.proof import Proof, proof
from handlers.paper.cards_json import references
from storage.findings import KeptFinding
from storage.reminders import Reminder
from storage.snapshots import Snapshot


@dataclass(frozen=True, kw_only=True)
class Record:
    """One workshop as it is written down, at a moment."""

    board: Board
    reminder: Reminder | None = None
    snapshots: tuple[Snapshot, ...] = ()
    findings: tuple[KeptFinding, ...] = ()
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
