"""The agenda of a workshop as people read it: clock times or dates, each in their own time zone."""

from datetime import datetime

from canvas.agenda import REST, Part, agenda, title
from canvas.board import Workshop
from handlers.blocks.parts import clock, day


def lines(workshop: Workshop, at: datetime) -> list[str]:
    """Return the steps from the one that is open on, if that begins at a moment."""
    shown = clock if workshop.pace == "live" else day
    found: list[str] = []
    for part in agenda(workshop, at):
        found.append(f"• {_when(part, shown(part.begins), shown(part.ends) if part.ends else '')}: {title(part)}")
        if part.rest:
            found.append(f"   _Then a break. {REST}_")
    return found


def _when(part: Part, begins: str, ends: str) -> str:
    if part.ends is None:
        return f"{begins} and then every week"
    return f"{begins} to {ends}" if begins != ends else begins
