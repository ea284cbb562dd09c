"""All that an export tells of one workshop, and how it names things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from canvas.board import Board, Decision, Evidence, Link, Note
from canvas.evidence import NOTHING, Grounds, grounds_by_link, grounds_by_note
from storage.reminders import Reminder


@dataclass(frozen=True, kw_only=True)
class Record:
    """One workshop as it is written down, at a moment."""

    board: Board
    decisions: tuple[Decision, ...] = ()
    reminder: Reminder | None = None
    at: datetime

    @cached_property
    def codes(self) -> Mapping[int, str]:
        """Note.id -> its reference: segment number and code, `1R1`."""
        numbers = {segment.id: segment.number for segment in self.board.segments}
        return {note.id: f"{numbers[note.segment]}{note.code}" for note in self.board.notes}

    @cached_property
    def links(self) -> Mapping[int, str]:
        """Link.id -> its reference: `1R1-P2`."""
        notes = {note.id: note for note in self.board.notes}
        return {link.id: f"{self.codes[link.source]}-{notes[link.target].code}" for link in self.board.links}

    @cached_property
    def _by_note(self) -> Mapping[int, Grounds]:
        return grounds_by_note(self.board.evidence, self.at)

    @cached_property
    def _by_link(self) -> Mapping[int, Grounds]:
        return grounds_by_link(self.board.evidence, self.at)

    def of_note(self, note: Note) -> Grounds:
        """Return what a note rests on."""
        return self._by_note.get(note.id, NOTHING)

    def of_link(self, link: Link) -> Grounds:
        """Return what a link rests on."""
        return self._by_link.get(link.id, NOTHING)

    def of_reference(self, reference: str) -> Grounds:
        """Return what the note or link of a reference rests on."""
        notes = {code: self._by_note.get(note, NOTHING) for note, code in self.codes.items()}
        links = {code: self._by_link.get(link, NOTHING) for link, code in self.links.items()}
        return {**notes, **links}.get(reference, NOTHING)

    def target(self, item: Evidence) -> str:
        """Return the reference of what a piece of evidence is about."""
        return self.links[item.link] if item.link is not None else self.codes[item.note or 0]
