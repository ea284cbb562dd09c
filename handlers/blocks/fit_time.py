"""What people read about the time of a fit round: more of it, a private reminder, what to do when it is over."""

from dataclasses import dataclass
from datetime import datetime

from canvas.board import Segment, Workshop
from handlers.answer import Message
from handlers.blocks import again, parts


@dataclass(frozen=True, slots=True)
class About:
    """What a round is about, and the id of its message."""

    workshop: Workshop
    segment: Segment
    message: int

    @property
    def drawn(self) -> str:
        """What its buttons are drawn for."""
        return parts.subject(workshop=self.workshop.id, segment=self.segment.id, message=self.message)


def extended(segment: Segment) -> Message:
    """Tell the channel that there is a day more."""
    name = parts.escaped(segment.name, 80)
    return Message(text=f"Not everybody has said yet how well the links of {name} work, so there is more time.")


def asks(about: About, answered: int, here: int, *, away: bool) -> Message:
    """Ask what to do with a round in which too few answered: who leads, or the channel while they are away."""
    count = f"{answered} of {here} {'has' if answered == 1 else 'have'} said how well the links of"
    says = f"{count} {parts.escaped(about.segment.name, 80)} work, and the extra day is over. What shall we do?"
    if away:
        says += " Who leads has been quiet for a day, so anybody may take over and decide."
    ways = parts.actions(
        parts.button("Close and show the result", "fit_rounds.close", about.drawn, style="primary"),
        parts.button("+1 day", "fit_time.longer", about.drawn),
        *([again.button("Take over", "take over")] if away else []),
    )
    return Message(text=says, blocks=[parts.section(says), ways])


def nudge(about: About, deadline: datetime) -> Message:
    """Remind one person, with the button to answer."""
    name, when = parts.escaped(about.segment.name, 80), parts.moment(deadline)
    says = f"How well do the links of {name} work? Nobody sees what you say. It closes {when}."
    row = parts.actions(parts.button("Say what you think", "fit_rounds.answer", about.drawn, style="primary"))
    return Message(text=says, blocks=[parts.section(says), row])
