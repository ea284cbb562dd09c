"""Notes of a file that say nearly the same as one above them, found as those are that stand on the canvas."""

from collections import Counter
from dataclasses import dataclass, field

from canvas.defaults import DUPLICATE
from canvas.likeness import keys, shape, sought
from canvas.method import Block
from storage.likeness import CANDIDATES

Place = tuple[str, Block]  # a segment by its name, and a block of it


@dataclass(slots=True)
class Twins:
    """The notes of a file so far, by the few keys under which their words are found again."""

    texts: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # the line of each, and its words
    found: dict[tuple[Place, int], list[int]] = field(default_factory=dict[tuple[Place, int], list[int]])

    def add(self, place: Place, line: int, text: str) -> None:
        """Take in a note of a line."""
        for key in keys(text):
            self.found.setdefault((place, key), []).append(len(self.texts))
        self.texts.append((line, text))

    def above(self, place: Place, text: str) -> int:
        """Return the line of the note that is most like a text, the first of several; 0 when none is."""
        shared: Counter[int] = Counter()
        for key in sought(text):
            shared.update(self.found.get((place, key), ()))
        own = shape(text)
        scored = [
            (own.like(shape(self.texts[one][1])), -self.texts[one][0]) for one, _ in shared.most_common(CANDIDATES)
        ]
        likeness, line = max(scored, default=(0.0, 0))
        return -line if likeness >= DUPLICATE else 0
