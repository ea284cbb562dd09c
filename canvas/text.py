"""Typed text as it is kept: without bullets, quotes and what cannot be shown, and short enough for a note."""

import re

from canvas.defaults import NOTE_LENGTH

QUOTES = ("“”", '""', "„“", "«»", "»«", "‘’", "''", "「」")
BULLET = re.compile(r"[•◦▪‣]\s*|[-*–—]\s+|\(?\d{1,2}[.)]\s+")
TALK = "//"
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
# A sentence ends before a space and anything but a small letter, or at once where a script has no spaces.
SENTENCE = re.compile(r"[.!?…]+[\"”’)»]*(?=\s+[^\sa-zß-öø-ÿ])|[。！？]+[”」]*")
SPACE = re.compile(r"\s+")
UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # controls, and halves of characters
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def readable(text: str) -> str:
    """Return `text` without what no database or screen can hold."""
    return _shown(text) if UNSHOWN.search(text) else text


def clean(text: str) -> str:
    """Return `text` trimmed, with plain line ends and without what no database or screen can hold."""
    return _shown(text).strip()


def _shown(text: str) -> str:
    return UNSHOWN.sub("", LINE_ENDS.sub("\n", text))


def unquote(text: str) -> str:
    """Return `text` without the one pair of quotes that stands around the whole of it."""
    stripped = text.strip()
    inner = set(APOSTROPHE.sub("", stripped[1:-1]))
    for opening, closing in QUOTES:
        if stripped[:1] == opening and stripped[1:].endswith(closing) and not {opening, closing} & inner:
            return stripped[1:-1].strip()
    return stripped


def strip_bullets(line: str) -> str:
    """Return a line without the bullets or numbers of a list in front of it."""
    stripped = line.strip()
    while bullet := BULLET.match(stripped):
        stripped = stripped[bullet.end() :].strip()
    return stripped


def is_talk(line: str) -> bool:
    """Tell whether a line is talk between people, not a note: it begins with `//` or has no letters."""
    return line.lstrip().startswith(TALK) or not any(c.isalpha() for c in line)


def shorten(text: str) -> tuple[str, str, bool]:
    """Split a text into a note of at most `NOTE_LENGTH` characters, the rest as detail, and whether it was cut.

    The note is the first sentence; one that is too long is cut at a word.
    """
    whole = clean(text)
    if len(whole) <= NOTE_LENGTH:
        return whole, "", False
    end = _first_sentence(whole) or _last_space(whole) or NOTE_LENGTH
    return whole[:end].rstrip(), whole[end:].lstrip(), True


def _first_sentence(whole: str) -> int:
    found = SENTENCE.search(whole)
    return found.end() if found and found.end() <= NOTE_LENGTH else 0


def _last_space(whole: str) -> int:
    spaces = [space.start() for space in SPACE.finditer(whole[: NOTE_LENGTH + 1])]
    return spaces[-1] if spaces else 0
