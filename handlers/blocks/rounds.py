"""What people read while they write unseen: the time left, who leads the round on, private reminders."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block as Shown
from slack_sdk.models.blocks import ButtonElement

from canvas.board import Note, Workshop
from canvas.method import KINDS, Block
from canvas.rounds import Phase, left
from handlers.answer import Message
from handlers.blocks import parts
from storage.rounds import Running

LEADS = {
    Phase.WRITE: "*Everybody writes unseen.* Use “Add a note” or `/vpd add`: others see it when all is shown. "
    "A reply in the thread is kept too, but everybody can read it at once.",
    Phase.REVEAL: "*All is shown now.* Read it, and merge what says the same. A note that comes now counts as well.",
    Phase.RATE: "*Everybody rates unseen.* What others say is shown when votes are closed.",
    Phase.CLOSE: "*Votes are closed.*",
}
ON = {Phase.WRITE: "Show all now", Phase.REVEAL: "Open votes", Phase.RATE: "Close votes"}
TOP = 5  # notes named when votes are closed


def drawn(running: Running) -> str:
    """Return what a button of a round is drawn for."""
    one = running.round
    return parts.subject(workshop=running.workshop, segment=running.segment, block=running.block, phase=one.phase.value)


def _until(when: datetime, form: str) -> str:
    return f"<!date^{int(when.timestamp())}^{{{form}}}|{when:%H:%M} UTC>"


def shown(running: Running, here: Sequence[str], at: datetime) -> list[Shown]:
    """Return where a round is: what to do, until when, how many are done; never who."""
    one = running.round
    lines = [LEADS[one.phase]]
    if one.phase is not Phase.CLOSE:
        until = _until(one.closes, "time" if one.pace == "live" else "date_short_pretty} {time")
        time = f"Paused, {left(one, at)}." if one.paused else f"Until {until}, {left(one, at)}."
        lines.append(f"{time} {len(one.done & set(here))} of {len(here)} are done.")
    return [parts.section("\n".join(lines)), parts.actions(*_buttons(running))]


def _buttons(running: Running) -> list[ButtonElement]:
    one, about = running.round, drawn(running)
    if one.phase is Phase.CLOSE:
        return [parts.button("Open votes again", "rounds.reopen", about)]
    halt = parts.button("Go on", "rounds.resume", about) if one.paused else parts.button("Pause", "rounds.pause", about)
    more = "+5 minutes" if one.pace == "live" else "+1 day"
    return [
        parts.button("I am done", "rounds.done", about),
        parts.button(ON[one.phase], "rounds.forward", about),
        parts.button(more, "rounds.longer", about),
        halt,
    ]


def offer(workshop: Workshop, segment: int, block: str) -> ButtonElement:
    """Return the button that lets a prompt begin unseen."""
    about = parts.subject(workshop=workshop.id, segment=segment, block=block)
    return parts.button("Write unseen first", "rounds.begin", about)


def begun(block: str) -> Message:
    """Say that a prompt takes notes unseen now."""
    return Message(text=f"The {_kind(block)} are written unseen now. The prompt shows how long, and leads on.")


def already(block: str) -> Message:
    """Say that a round runs for this prompt, or has moved on since."""
    return Message(text=f"The {_kind(block)} have moved on already. Look at their prompt.")


def done() -> Message:
    """Thank somebody who is ready."""
    return Message(text="Thank you! We go on when everybody is done, or when the time is up.")


def moved(phase: Phase, block: str) -> Message:
    """Tell who led a round on what happens now."""
    words = LEADS[phase].split("*")[1]
    return Message(text=f"{_kind(block).capitalize()}: {words}")


def longer() -> Message:
    """Say that there is more time."""
    return Message(text="There is more time now.")


def stands(*, still: bool) -> Message:
    """Say that time stands still, or runs again."""
    return Message(text="The time stands still until somebody clicks Go on." if still else "The time runs again.")


def reopened() -> Message:
    """Say that votes count again."""
    return Message(text="Votes count again, and everybody sees them.")


def extended(block: str) -> Message:
    """Tell the channel that there is a day more."""
    return Message(text=f"Not everybody has got to the {_kind(block)} yet, so there is one more day.")


def asks(running: Running, name: str) -> Message:
    """Ask who leads what to do with a round in which too few took part."""
    says = f"Few have taken part in the {_kind(running.block)} of {parts.escaped(name)}, and the extra day is over."
    about = drawn(running)
    ways = parts.actions(
        parts.button(ON[running.round.phase], "rounds.forward", about, style="primary"),
        parts.button("+1 day", "rounds.longer", about),
    )
    return Message(text=says, blocks=[parts.section(f"{says} What shall we do?"), ways])


def silent_functions(functions: Iterable[str], block: str) -> Message:
    """Tell who leads which functions have not written; never who."""
    return Message(text=f"{_kind(block).capitalize()}: no input from {', '.join(functions)}.")


def nudge(workshop: Workshop, running: Running, question: str, deadline: datetime) -> Message:
    """Remind one person, with one question to answer."""
    until = _until(deadline, "date_short_pretty} {time")
    rate = running.round.phase is Phase.RATE
    how = f"`/vpd rate {KINDS[Block(running.block)].prompt}`" if rate else f"`/vpd add {running.block} …`"
    asks_for = f"Which {_kind(running.block)} matter most?" if rate else question
    says = f"{asks_for}\nOne line is enough: {how} in <#{workshop.channel}>, until {until}."
    return Message(text=says)


def closed(block: str, order: Sequence[Note], *, alone: bool) -> Message:
    """Tell the channel what came of a round."""
    if alone:
        says = f"The {_kind(block)} are in. Only one person is here, so this is one voice and needs no votes."
        return Message(text=says)
    top = "\n".join(f"• *{note.code}* {parts.escaped(note.text, 150)}" for note in order[:TOP])
    lead = f"Votes for the {_kind(block)} are closed."
    return Message(text=f"{lead} What matters most:\n{top}" if top else f"{lead} Nothing has been rated.")


def seen_early() -> Message:
    """Tell somebody once that a reply in a thread is public."""
    says = "I kept your reply. Others can read it already, because threads are public. To write unseen: `/vpd add`."
    return Message(text=says)


def _kind(block: str) -> str:
    return KINDS[Block(block)].plural.lower()
