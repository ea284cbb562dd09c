"""How notes are called where people read or type it: by the code alone, or with the number of their segment."""

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.board import Note, Segment


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one workshop's notes; `segments` are all it has, the closed ones too."""

    segments: Sequence[Segment]

    def number(self, note: Note) -> str:
        """Return the number of a note's segment, "" when it is none of these."""
        return next((str(one.number) for one in self.segments if one.id == note.segment), "")

    def typed(self, note: Note) -> str:
        """Return the code for a button or command, where it means this note whatever segment somebody works on."""
        return f"{self.number(note)}{note.code}"

    def read(self, note: Note) -> str:
        """Return the code for a sentence: `P1`, and `2P1` as soon as there is another segment."""
        return self.typed(note) if len(self.segments) > 1 else note.code
