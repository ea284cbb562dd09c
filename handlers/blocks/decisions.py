"""What was decided on the way, as people read it."""

from collections.abc import Sequence

from canvas.board import Decision, Workshop
from handlers.answer import Message
from handlers.blocks import parts
from handlers.blocks.cards import DECISIONS

SHOWN = 40  # decisions on a page
WORDS = 60  # characters of what was decided about


def decision(one: Decision) -> str:
    """Return who decided what, when and why, as one line."""
    why = f": “{parts.escaped(one.reason, 150)}”" if one.reason else ""
    return f"• {parts.moment(one.at)} {parts.person(one.user)} on {_about(one)}{why}"


def _about(one: Decision) -> str:
    origin, target = parts.escaped(one.origin, WORDS), parts.escaped(one.target, WORDS)
    return {
        "step": f"going on to step {target}",
        "decline": f"not serving {origin}",
        "learning": f"{origin} ({DECISIONS.get(one.target, one.target).lower()})",
        "take_over": "leading from now on",
        "give_back": f"giving the lead back to {parts.person(one.target)}",
        "hand_over": f"handing the lead to {parts.person(one.target)}",
        "split": f"making {target} a segment of its own, out of {origin}",
        "merge": f"making {origin} a part of {target}",
        "finish": "finishing it",
        "round": f"beginning {target}",
    }.get(one.kind, f"{one.kind.replace('_', ' ')}: {' to '.join(x for x in (origin, target) if x)}")


def decided(workshop: Workshop, found: Sequence[Decision]) -> Message:
    """Return all that was decided, newest first."""
    name = parts.cut(workshop.name, 100)
    if not found:
        says = f"Nothing has been decided yet in {parts.escaped(name)}."
        return Message(text=f"{says} Going on early, declining and pivots are kept here.")
    lines = [decision(one) for one in reversed(found)][:SHOWN]
    more = [parts.context(f"And {len(found) - SHOWN} more: `/vpd export pdf` has all.")] if len(found) > SHOWN else []
    title = f"What was decided in {name}"
    return Message(text=parts.escaped(title), blocks=[parts.header(title), *parts.sections(lines), *more])
