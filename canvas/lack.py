"""Something that is still open, and the click that helps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lack:
    """What is still open in a sentence, and its button: the label, the word it types, and what follows that word.

    `segment` (a Segment.id) and `block` say where a form begins that a word alone would open somewhere else.
    """

    says: str
    label: str
    word: str
    text: str = ""
    segment: int = 0
    block: str = ""
