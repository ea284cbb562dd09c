"""What later versions of `vpd-canvas/1` say of a note; an older file says nothing of it."""

from typing import Any

from canvas.board import Tick
from canvas.defaults import FREQUENCIES, TOP_RATING
from canvas.method import FLAVOURS, MOMENTS, SUPPORTING_ROLES, TICKS, VARIANTS
from handlers.paper.reading.fields import Fields


def more_of_note(one: Fields) -> dict[str, Any]:
    """Return what later versions say of a note."""
    satisfaction = one.real("satisfaction")
    if satisfaction is not None and not 1 <= satisfaction <= TOP_RATING:
        one.refuse("satisfaction", f"must be from 1 to {TOP_RATING}")
    ticks = {name: holds for name, holds in one.answers("ticks").items() if name in TICKS}
    return {
        "recheck": one.flag("recheck"),
        "satisfaction": satisfaction,
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
        "decided": one.real("decided"),
    }
