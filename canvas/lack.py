"""Something that is still open, and the click that helps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lack:
    """What is still open in a sentence, and its button: the label, the word it types, and what follows that word.

    `segment` (a Segment.id) is the one it is about, 0 where it is about the whole workshop; `block` is the one where
    its form begins.
    """

    says: str
    label: str
    word: str
    text: str = ""
    segment: int = 0
    block: str = ""
