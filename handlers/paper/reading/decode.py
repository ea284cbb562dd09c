"""Bytes of a file as text, in whatever encoding an office program has written it."""

import codecs

from canvas.import_errors import FileEmpty, FileTooLarge, NotText
from canvas.text import LINE_ENDS, UNSHOWN

MOST = 3_000_000  # bytes
MOST_WORDS = "3 MB"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (b"PK\x03\x04", "an Excel, Word or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text file"),
    (b"\x1f\x8b", "a packed file"),
)
_SAMPLE = 400  # bytes that tell UTF-16 without a mark from anything else


def decoded(content: bytes) -> str:
    """Return a file's text with plain line ends, without what cannot be shown.

    Raises FileEmpty, FileTooLarge, or NotText with what it seems to be.
    """
    if len(content) > MOST:
        raise FileTooLarge(most=MOST_WORDS)
    for beginning, kind in _OTHERS:
        if content.startswith(beginning):
            raise NotText(kind=kind)
    text = UNSHOWN.sub("", LINE_ENDS.sub("\n", _text(content)))
    if not text.strip():
        raise FileEmpty
    return text


def _text(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\x00" in content:
        return content.decode(_wide(content[:_SAMPLE]), "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _wide(sample: bytes) -> str:
    """Return which UTF-16 it is: every second byte of Western text is zero. Raises NotText."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) or min(even, odd) * 8 > len(sample):
        raise NotText(kind="not a text file")
    return "utf-16-le" if odd > even else "utf-16-be"
