"""What people read while they write unseen: the time left, who leads the round on, private reminders."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block as Shown
from slack_sdk.models.blocks import ButtonElement

from canvas.board import Note, Segment, Workshop
from canvas.defaults import EXTENSION_HOURS
from canvas.method import KINDS, Block
from canvas.rounds import Phase, Round, left
from handlers.answer import Message
from handlers.blocks import parts
from handlers.blocks.ranking import line
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
REVEALED = 20  # notes shown when writing is over


@dataclass(frozen=True, slots=True)
class About:
    """A round, the name of its segment, and the number of that where a workshop has several."""

    running: Running
    segment: str
    number: int = 0

    @property
    def flag(self) -> str:
        """What a command ends with so that it means this segment."""
        return f" --segment {self.number}" if self.number else ""


def about(running: Running, segments: Mapping[int, Segment]) -> About:
    """Return what a round is about, among the segments of its workshop by their ids."""
    segment = segments[running.segment]
    return About(running, segment.name, segment.number if len(segments) > 1 else 0)


def drawn(running: Running) -> str:
    """Return what a button of a round is drawn for."""
    one = running.round
    return parts.subject(workshop=running.workshop, segment=running.segment, block=running.block, phase=one.phase.value)


def _until(when: datetime, form: str) -> str:
    return f"<!date^{int(when.timestamp())}^{{{form}}}|{when:%a %d %b %H:%M} UTC>"


def _form(one: Round) -> str:
    return "time" if one.pace == "live" else "date_short_pretty} {time"


def shown(running: Running, here: Collection[str], at: datetime) -> list[Shown]:
    """Return where a round is: what to do, until when, how many are done; never who."""
    one = running.round
    lines = [LEADS[one.phase]]
    if one.phase is not Phase.CLOSE:
        until = _until(one.closes, _form(one))
        time = f"Paused, {left(one, at)}." if one.paused else f"Until {until}, {left(one, at)}."
        ready = len(one.done & set(here))
        lines.append(f"{time} {ready} of {len(here)} {'is' if ready == 1 else 'are'} done.")
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
    return Message(text=f"The {_kind(block)} are written unseen now. The prompt shows until when, and what comes next.")


def already(block: str) -> Message:
    """Say that a round runs for this prompt, or has moved on since."""
    return Message(text=f"The {_kind(block)} have moved on already. Look at their prompt.")


def done() -> Message:
    """Thank somebody who is ready."""
    return Message(text="Thank you! We go on when everybody is done, or when the time is up.")


def moved(phase: Phase, block: str) -> Message:
    """Tell who led a round on what happens now."""
    words = LEADS[phase].split("*")[1]
    return Message(text=f"{_kind(block).capitalize()}: {words[:1].lower()}{words[1:]}")


def revealed(about: About, notes: Sequence[Note]) -> Message:
    """Show the channel all notes that were written unseen; never whose they are."""
    what = f"{_kind(about.running.block)} of {parts.escaped(about.segment, 60)}"
    drawn = parts.subject(workshop=about.running.workshop, segment=about.running.segment, block=about.running.block)
    if not notes:
        says = (
            f"Nobody has written {what} yet. One line is enough: `/vpd add {_one(about.running.block)} …{about.flag}`"
        )
        return Message(text=says, blocks=[parts.section(says), parts.actions(_add(drawn))])
    listed = [f"• *{note.code}* {parts.escaped(note.text, 120)}" for note in notes[:REVEALED]]
    more = [f"and {len(notes) - REVEALED} more: `/vpd canvas`"] if len(notes) > REVEALED else []
    lead = f"All {what} are shown now."
    asks = "What is missing, and what says the same? After that everybody rates."
    row = parts.actions(_add(drawn), parts.button("Same thing?", "merging.propose", drawn))
    return Message(text=lead, blocks=[parts.section("\n".join([f"{lead} {asks}", *listed, *more])), row])


def votes_open(about: About) -> Message:
    """Ask the channel to rate, where people are not in one room."""
    running = about.running
    says = (
        f"Which {_kind(running.block)} of {parts.escaped(about.segment, 60)} matter most? Rate them in secret until "
        f"{_until(running.round.closes, 'date_short_pretty} {time')}. Everybody sees the result after that."
    )
    drawn = parts.subject(workshop=running.workshop, segment=running.segment, block=running.block)
    row = parts.actions(parts.button("Rate them", "ranking.rate", drawn, style="primary"))
    return Message(text=says, blocks=[parts.section(says), row])


def waits(about: About) -> str:
    """Say what a round asks of somebody who has not taken part yet; "" where it asks nothing."""
    one, block = about.running.round, about.running.block
    until = "" if one.paused else f" until {_until(one.closes, _form(one))}"
    kind = KINDS[Block(block)].prompt
    what = f"The {_kind(block)} of {parts.escaped(about.segment, 60)} are"
    return {
        Phase.WRITE: f"{what} written unseen{until}. Add yours: `/vpd add {_one(block)} …{about.flag}`.",
        Phase.RATE: f"{what} rated in secret{until}. Say what you think: `/vpd rate {kind}{about.flag}`.",
    }.get(one.phase, "")


def _add(drawn: str) -> ButtonElement:
    """Return the button that opens the form for a note of a prompt."""
    return parts.button("Add a note", "notes.write", drawn)


def longer() -> Message:
    """Say that there is more time."""
    return Message(text="There is more time now.")


def stands(*, still: bool) -> Message:
    """Say that time stands still, or runs again."""
    return Message(text="The time stands still until somebody clicks Go on." if still else "The time runs again.")


def reopened() -> Message:
    """Say that votes count again."""
    return Message(text="Votes count again, and everybody sees them.")


def extended(block: str, hours: float) -> Message:
    """Tell the channel that there are so many hours more."""
    more = "is one more day" if hours == EXTENSION_HOURS else f"are {hours:g} more hours"
    return Message(text=f"Not everybody has got to the {_kind(block)} yet, so there {more}.")


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
    return Message(text=f"{_kind(block).capitalize()}: nobody from {' or '.join(functions)} has written any.")


def nudge(workshop: Workshop, running: Running, question: str, deadline: datetime) -> Message:
    """Remind one person, with one question to answer."""
    until = _until(deadline, "date_short_pretty} {time")
    rate = running.round.phase is Phase.RATE
    how = f"`/vpd rate {KINDS[Block(running.block)].prompt}`" if rate else f"`/vpd add {_one(running.block)} …`"
    asks_for = f"Which {_kind(running.block)} matter most?" if rate else question
    says = f"{asks_for}\nOne line is enough: {how} in <#{workshop.channel}>, until {until}."
    return Message(text=says)


def closed(block: str, order: Sequence[Note], then: Sequence[ButtonElement] = (), *, alone: bool) -> Message:
    """Tell the channel what came of a round, with what to do `then`."""
    if alone:
        says = f"The {_kind(block)} are in. Only one person is here, so this is one voice and needs no votes."
        return Message(text=says)
    lead = f"Votes for the {_kind(block)} are closed."
    if not order:
        return Message(text=f"{lead} Nothing has been rated.")
    says = "\n".join([f"{lead} What weighs most:", *(line(place, note) for place, note in enumerate(order[:TOP], 1))])
    return Message(text=lead, blocks=[parts.section(says), *([parts.actions(*then)] if then else [])])


def seen_early() -> Message:
    """Tell somebody once that a reply in a thread is public."""
    says = "I kept your reply. Others can read it already, because threads are public. To write unseen: `/vpd add`."
    return Message(text=says)


def _one(block: str) -> str:
    """Return what people type for one note of a block."""
    return KINDS[Block(block)].prompt.removesuffix("s")


def _kind(block: str) -> str:
    return KINDS[Block(block)].plural.lower()
