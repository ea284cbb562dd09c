"""How wide text is, before any font has been asked. Widths are in em of the interface's face, medium weight.

Estimates are enough: notes have some slack, and the template shrinks or cuts what is still too long.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import Final

SPACE: Final = 0.27
LONG_WORD: Final = 9.0  # em; longer words may be broken inside
JOINED_WORD: Final = 24.0  # the same where letters are joined, which a break would part
LONGEST: Final = 200  # characters of a note that are drawn
MOST_MARKS: Final = 2  # marks on one letter
FIRST_MARK: Final = "\u0300"  # the letters before it are drawn as they are
FIRST_HAN: Final = "\u1100"  # before it is nothing of China, Japan and Korea
BREAK: Final = "\u200b"
# Hundredths of an em of the signs from the space on.
_WIDTHS: Final = (
    "27 30 49 64 65 99 65 31 37 37 52 67 30 46 30 37 65 42 62 63 66 60 63 57 63 63 30 32 67 67 67 53 98 "
    "71 66 73 72 60 59 75 74 27 58 69 57 91 76 77 64 77 65 65 65 74 71 100 70 70 64 37 37 37 48 46 34 57 "
    "62 58 62 59 38 62 60 25 25 56 25 89 60 60 62 62 39 54 34 60 57 83 56 58 56 44 35 44 67"
)
_KNOWN: Final = {chr(32 + place): int(width) for place, width in enumerate(_WIDTHS.split())} | {"…": 66}
# Where a script begins, and how wide its letters are on average.
_SCRIPTS: Final = (
    (0x0370, 0.56), (0x0400, 0.62), (0x0530, 0.70), (0x0590, 0.57), (0x0600, 0.45), (0x0900, 0.52), (0x0980, 0.52),
    (0x0A00, 0.58), (0x0B80, 0.95), (0x0C00, 0.75), (0x0E00, 0.53), (0x1000, 0.75), (0x10A0, 0.72), (0x1100, 0.92),
    (0x1200, 0.75), (0x1780, 0.60), (0x1E00, 0.62),
)  # fmt: skip
_STARTS: Final = [start for start, _ in _SCRIPTS]
_BEYOND_SCRIPTS: Final = 0x2000
_NO_WIDTH: Final = frozenset({0x200B, 0x200C, 0x200D, 0xFE0F, 0xFE0E})
_NEVER_FIRST: Final = frozenset("、。，．：；？！」』）】〉》”’…ー々ゃゅょっァィゥェォャュョッ,.!?:;)]}%")  # noqa: RUF001 - marks of all scripts
_PARTS: Final = re.compile(r"[^-/]*[-/]|[^-/]+")
_UNDRAWN: Final = frozenset("\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@lru_cache(maxsize=8192)
def width_of(character: str) -> float:
    """Return the width of one character."""
    if (known := _KNOWN.get(character)) is not None:
        return known / 100
    code = ord(character)
    if unicodedata.combining(character) or code in _NO_WIDTH or _is_tone(code) or code >= 0xE0000:  # noqa: PLR2004 - tags
        return 0.0
    if (special := _special(character, code)) is not None:
        return special
    base = _KNOWN.get(unicodedata.normalize("NFD", character)[0])
    if base is not None:
        return base / 100
    script = bisect_right(_STARTS, code) - 1
    return _SCRIPTS[script][1] if script >= 0 and code < _BEYOND_SCRIPTS else 0.66


def _is_tone(code: int) -> bool:
    return 0x1F3FB <= code <= 0x1F3FF  # noqa: PLR2004 - skin tones of emoji


def _special(character: str, code: int) -> float | None:
    if 0x1F1E6 <= code <= 0x1F1FF:  # noqa: PLR2004 - halves of flags
        return 0.68
    if code >= 0x1F000 or 0x2600 <= code <= 0x27BF:  # noqa: PLR2004 - emoji
        return 1.28
    if _is_hangul(code):
        return 0.93
    return 1.0 if unicodedata.east_asian_width(character) in "WF" else None


def _is_hangul(code: int) -> bool:
    return 0xAC00 <= code <= 0xD7A3  # noqa: PLR2004 - syllables


Piece = tuple[float, float]
"""The width of what a line can break before, and of the space in front of it."""


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """Split a text where lines can break: at spaces, after - and /, before each letter of scripts without spaces."""
    if _KNOWN.keys() >= set(text):
        return tuple(_known_pieces(text))
    found: list[Piece] = []
    word, space = 0.0, 0.0
    for character in text:
        if character.isspace():
            if word:
                found.append((word, space))
                word = 0.0
            space = SPACE
        elif _stands_alone(character):
            if word:
                found.append((word, space))
                word, space = 0.0, 0.0
            found.append((width_of(character), space))
            space = 0.0
        else:
            word += width_of(character)
            if character in "-/":
                found.append((word, space))
                word, space = 0.0, 0.0
    return (*found, (word, space)) if word else tuple(found)


def _known_pieces(text: str) -> Iterator[Piece]:
    """Split a text of known signs: most are, and this is several times as fast."""
    for number, word in enumerate(text.split()):
        space = SPACE if number or text[0] == " " else 0.0
        for part in _PARTS.findall(word):
            yield sum(map(_KNOWN.__getitem__, part)) / 100, space
            space = 0.0


def _stands_alone(character: str) -> bool:
    wide = unicodedata.east_asian_width(character) in "WF" and ord(character) < 0x1F000  # noqa: PLR2004 - emoji
    return wide and character not in _NEVER_FIRST and not _is_hangul(ord(character))


def line_count(found: Sequence[Piece], width: float) -> int:
    """Return how many lines pieces take in a width; what is wider than a line is broken inside."""
    lines, x = 1, 0.0
    for word, space in found:
        further = x + space + word
        if further <= width:
            x = further
        elif word <= width:
            lines, x = lines + (1 if x else 0), word
        else:
            if x:
                lines += 1
            more = ceil(word / width) - 1
            lines, x = lines + more, word - more * width
    return lines


@lru_cache(maxsize=2048)
def drawable(text: str, most: int = LONGEST) -> str:
    """Return a text that is safe and sane to draw.

    No controls, no turning of direction, at most two marks on a letter, one space between words.
    """
    if text.isprintable() and max(text, default="") < FIRST_MARK:
        return " ".join(text.split())[:most] or "·"
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(character)
        shown = " " if character.isspace() or kind in {"Zl", "Zp"} else character
        if shown != " " and (kind in {"Cc", "Cs", "Co", "Cn"} or shown in _UNDRAWN):
            continue
        marks = marks + 1 if kind in {"Mn", "Me"} and ord(character) not in _NO_WIDTH else 0
        if marks <= MOST_MARKS or ord(character) >= 0x0600:  # noqa: PLR2004 - scripts that need more marks
            kept.append(shown)
    return " ".join("".join(kept).split())[:most] or "·"


def breakable(text: str, most: float = LONG_WORD) -> str:
    """Return a text whose very long words may be broken: the typesetter never breaks inside a word by itself."""
    return " ".join(_breakable(word, most) for word in text.split(" "))


def _breakable(word: str, most: float) -> str:
    joined = any("\u0600" <= character <= "\u08ff" for character in word)
    if sum(map(width_of, word)) <= (JOINED_WORD if joined else most):
        return word
    parts: list[str] = []
    for number, character in enumerate(word):
        glued = unicodedata.category(character)[0] == "M" or ord(character) in _NO_WIDTH or _is_tone(ord(character))
        if number >= 5 and not glued and parts[-1][-1] != "\u200d":  # noqa: PLR2004 - a beginning that stays whole
            parts.append(BREAK)
        parts.append(character)
    return "".join(parts)


@lru_cache(maxsize=2048)
def direction(text: str) -> str:
    """Return "rtl" when the first letter with a direction runs to the left, else "ltr"."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


@lru_cache(maxsize=2048)
def language(text: str) -> str:
    """Return which national form of Han characters to draw: ja, ko or zh; else en."""
    if max(text, default="") < FIRST_HAN:
        return "en"
    codes = [ord(character) for character in text]
    if any(0x3040 <= code <= 0x30FF for code in codes):  # noqa: PLR2004 - kana
        return "ja"
    if any(_is_hangul(code) or 0x1100 <= code <= 0x11FF for code in codes):  # noqa: PLR2004 - jamo
        return "ko"
    return "zh" if any(0x4E00 <= code <= 0x9FFF for code in codes) else "en"  # noqa: PLR2004 - Han
