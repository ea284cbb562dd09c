"""What `vpd-canvas/1` says of a note beyond its words: where it was written, and all that later versions added."""

import re
from typing import Any

from canvas.board import Source, Tick
from canvas.defaults import FREQUENCIES, TOP_RATING
from canvas.method import FLAVOURS, MOMENTS, SUPPORTING_ROLES, TICKS, VARIANTS
from handlers.paper.reading.fields import Fields

_STAMP = re.compile(r"[\d.]{1,32}")


def source_of(one: Fields) -> Source:
    """Return the line of a message that a note was written in."""
    return Source(one.id("channel"), one.matching("ts", _STAMP)[0], one.number("line", 0, 100_000))


def more_of(one: Fields) -> dict[str, Any]:
    """Return what later versions say of a note."""
    ticks = {name: holds for name, holds in one.answers("ticks").items() if name in TICKS}
    return {
        "recheck": one.flag("recheck"),
        "satisfaction": one.between("satisfaction", 1, TOP_RATING),
        "ticks": tuple(Tick(name, holds) for name, holds in ticks.items() if isinstance(holds, bool)),
        "frequency": one.choice("frequency", FREQUENCIES),
        "shared": one.said("shared"),
        "variant": one.choice("variant", VARIANTS),
        "late": one.flag("late"),
        "early": one.flag("early"),
        "flavour": one.choice("flavour", FLAVOURS),
        "moment": one.choice("moment", MOMENTS),
        "context": one.said("context"),
        "supporting_role": one.choice("supporting_role", SUPPORTING_ROLES),
        "decided": one.between("decided", 1, TOP_RATING),
    }
