"""What people read when the time of a round is over, or half over: more time, what to do, a private reminder."""

from datetime import datetime

from canvas.board import Workshop
from canvas.method import KINDS, Block
from canvas.rounds import Phase
from handlers.answer import Message
from handlers.blocks import again, parts
from handlers.blocks.rounds import ON, About, drawn


def extended(about: About) -> Message:
    """Tell the channel that there is a day more."""
    return Message(text=f"Not everybody has got to the {about.kinds} yet, so there is more time.")


def asks(about: About, took_part: int, here: int, *, away: bool) -> Message:
    """Ask what to do with a round in which too few took part: who leads, or the channel while they are away."""
    running = about.running
    count = f"{took_part} of {here} {'has' if took_part == 1 else 'have'} taken part"
    says = f"{count} in the {about.kinds}, and the extra day is over. What shall we do?"
    if away:
        says += " Who leads has been quiet for a day, so anybody may take over and decide."
    ways = parts.actions(
        parts.button(ON[running.round.phase], "rounds.forward", drawn(running), style="primary"),
        parts.button("+1 day", "rounds.longer", drawn(running)),
        *([again.button("Take over", "take over")] if away else []),
    )
    return Message(text=says, blocks=[parts.section(says), ways])


def nudge(workshop: Workshop, about: About, question: str, deadline: datetime) -> Message:
    """Remind one person, with one question to answer and the button to do it."""
    running = about.running
    rate = running.round.phase is Phase.RATE
    kind = KINDS[Block(running.block)].prompt
    value = parts.subject(workshop=running.workshop, segment=running.segment, block=running.block)
    how = f"`/vpd rate {kind}{about.flag}`" if rate else f"`/vpd add {about.one} …{about.flag}`"
    asks_for = f"Which {about.kinds} matter most?" if rate else question
    says = f"{asks_for}\nOne line is enough: {how} in <#{workshop.channel}>, until {parts.moment(deadline)}."
    click = ("Rate them", "ranking.rate") if rate else ("Write one", "notes.write")
    return Message(text=says, blocks=[parts.section(says), parts.actions(parts.button(*click, value))])
