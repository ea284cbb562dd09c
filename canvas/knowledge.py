"""What a team knows before it begins: lines that name a kind become notes with evidence."""

import re
from dataclasses import dataclass

from canvas.prefix import read_prefix
from canvas.text import clean, strip_bullets
from canvas.words import Draft, read_note

FROM = re.compile(r"(?P<words>.+\S)\s+[–—-]\s+(?P<source>\S.*)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A note that is known to be true, and from where."""

    draft: Draft
    source: str

    @property
    def words(self) -> str:
        """All that was said, also what is too long for a note."""
        return f"{self.draft.text} {self.draft.detail}".strip()


def read_known(text: str) -> tuple[list[Fact], list[str]]:
    """Read `pain: They wait on hold – 8 of 12 interviews` line by line; return facts, and the lines without a kind."""
    facts: list[Fact] = []
    lines: list[str] = []
    for line in (strip_bullets(one) for one in clean(text).split("\n")):
        found = FROM.fullmatch(line)
        words, source = (found["words"], found["source"]) if found else (line, "")
        reading = read_prefix(words)
        if reading and reading.colon and reading.prefix.block and reading.rest.strip():
            facts.append(Fact(read_note(words), source))
        elif any(letter.isalnum() for letter in line):
            lines.append(line)
    return facts, lines
