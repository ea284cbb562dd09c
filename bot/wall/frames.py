"""What goes over the wire to a viewer: server-sent events, plain or packed.

A packed event depends on nothing before it (it ends in a full flush), so it is packed once and sent to every viewer,
whenever each of them came.
"""

import gzip
import json
import zlib
from dataclasses import dataclass
from typing import Final

LEVEL: Final = 6
_RAW: Final = -15  # deflate without a header: `OPENING` is the header
OPENING: Final = gzip.compress(b"", mtime=0)[:10]


@dataclass(frozen=True, slots=True)
class Frame:
    """One event, ready to be sent; `version` names what it shows."""

    plain: bytes
    packed: bytes
    version: str = ""


def event(name: str, data: bytes, version: str = "") -> Frame:
    """Return an event with `data`, which has no line ends."""
    known = f"id: {version}\n" if version else ""
    return _frame(b"%bevent: %b\ndata: %b\n\n" % (known.encode(), name.encode(), data), version)


def told(name: str, **data: str) -> Frame:
    """Return a small event with JSON of texts."""
    return event(name, json.dumps(data).encode())


def beat() -> Frame:
    """Return an event without meaning: it shows viewers and proxies that the line is alive."""
    return event("beat", b"{}")


def _frame(plain: bytes, version: str = "") -> Frame:
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
    return Frame(plain, packing.compress(plain) + packing.flush(zlib.Z_FULL_FLUSH), version)
