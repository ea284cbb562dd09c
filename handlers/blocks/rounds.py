"""What people read while they write unseen: the time left, who leads the round on, private reminders."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block as Shown
from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from canvas.board import Note, Segment, Workshop
from canvas.method import KINDS, Block
from canvas.rounds import Phase, Round, left
from handlers.answer import Message
from handlers.blocks import again, parts
from handlers.blocks.ranking import line
from storage.rounds import Running

LEADS = {
    Phase.WRITE: "*Everybody writes unseen.* Use “Add a note” or `/vpd add`: others see it when all is shown. "
    "A reply in the thread is kept too, but everybody can read it at once.",
    Phase.REVEAL: "*All is shown now.* Read it, and merge what says the same. A note that comes now counts as well.",
    Phase.RATE: "*Everybody rates in secret.* What others say is shown when rating is closed.",
    Phase.CLOSE: "*Rating is closed.*",
}
ON = {Phase.WRITE: "Show all now", Phase.REVEAL: "Open rating", Phase.RATE: "Close rating"}
TOP = 5  # notes named when rating is closed
REVEALED = 20  # notes shown when writing is over
ASKED = 600  # characters of a question, which may hold a note
ALIKE = 5  # groups of notes that sound the same, and notes of one, named at once
TIMES = {"live": (3, 5, 8, 10, 15), "async": (1, 2, 3, 5)}
UNITS = {"live": "minutes", "async": "working days"}


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

    @property
    def kinds(self) -> str:
        """What the round is about as a sentence names it, with the segment where there are several."""
        return f"{_kind(self.running.block)}{f' of {parts.escaped(self.segment, 60)}' if self.number else ''}"

    @property
    def one(self) -> str:
        """What people type for one note of it."""
        return _one(self.running.block)


def about(running: Running, segments: Mapping[int, Segment]) -> About:
    """Return what a round is about, among the segments of its workshop by their ids."""
    segment = segments[running.segment]
    return About(running, segment.name, segment.number if len(segments) > 1 else 0)


def drawn(running: Running, **more: object) -> str:
    """Return what a button of a round is drawn for."""
    place = {"workshop": running.workshop, "segment": running.segment, "block": running.block}
    return parts.subject(**place, phase=running.round.phase.value, **more)


def ends(one: Round) -> str:
    """Return when a round closes: with its day where it takes days."""
    return parts.clock(one.closes) if one.pace == "live" else parts.moment(one.closes)


def shown(running: Running, here: Collection[str], at: datetime) -> list[Shown]:
    """Return where a round is: what to do, until when, how many are done; never who."""
    one = running.round
    lines = [LEADS[one.phase]]
    if one.phase is not Phase.CLOSE:
        time = f"Paused, {left(one, at)}." if one.paused else f"Until {ends(one)}, {left(one, at)}."
        ready = len(one.done & set(here))
        lines.append(f"{time} {ready} of {len(here)} {'is' if ready == 1 else 'are'} done.")
    return [parts.section("\n".join(lines)), parts.actions(*_buttons(running))]


def _buttons(running: Running) -> list[ButtonElement]:
    one, about = running.round, drawn(running)
    if one.phase is Phase.CLOSE:
        return [parts.button("Open rating again", "rounds.reopen", about)]
    halt = parts.button("Go on", "rounds.resume", about) if one.paused else parts.button("Pause", "rounds.pause", about)
    more = "+5 minutes" if one.pace == "live" else "+1 day"
    return [
        parts.button("I am done", "rounds.done", about),
        parts.button(ON[one.phase], "rounds.forward", about),
        parts.button(more, "rounds.longer", about),
        halt,
    ]


def offer(workshop: Workshop, segment: int, block: str, *, notes: bool) -> ButtonElement:
    """Return the button that lets a prompt without a round begin unseen; one with notes is rated in secret."""
    about = parts.subject(workshop=workshop.id, segment=segment, block=block)
    if notes:
        return parts.button("Rate in secret", "rounds.secret", about)
    return parts.button("Write unseen first", "rounds.begin", about)


def form(workshop: Workshop, segments: Sequence[Segment], chosen: Segment, kinds: Iterable[Block]) -> View:
    """Return the form to let a prompt begin unseen: what of these kinds, whose, and how long."""
    which = [parts.option(KINDS[block].plural, block.value) for block in kinds]
    whose = [parts.option(f"{one.number}. {one.name}", str(one.number)) for one in segments]
    what = [parts.option("Write unseen, then show all", "write"), parts.option("Rate in secret what is there", "rate")]
    times = [parts.option(f"{number} {UNITS[workshop.pace]}", str(number)) for number in TIMES[workshop.pace]]
    fields = [
        parts.field("kind", "Which notes?", parts.select("rounds.kind", which)),
        *(
            [parts.field("segment", "For which segment?", parts.select("rounds.segment", whose, str(chosen.number)))]
            if len(segments) > 1
            else []
        ),
        parts.field("what", "What does everybody do?", parts.select("rounds.what", what, "write")),
        parts.field(
            "time", "How long?", parts.select("rounds.time", times, placeholder="As long as usual"), optional=True
        ),
    ]
    return parts.form("Unseen", "rounds.save", parts.place(workshop), fields, submit="Begin")


def begun(block: str, phase: Phase = Phase.WRITE) -> Message:
    """Say that a prompt takes notes unseen now, or is rated in secret."""
    what = "rated in secret" if phase is Phase.RATE else "written unseen"
    return Message(text=f"The {_kind(block)} are {what} now. The prompt shows until when, and what comes next.")


def alike(running: Running, groups: Sequence[Sequence[Note]]) -> Message:
    """Show who leads what sounds the same before people rate it, with the way past it."""
    lines = [
        "• " + " and ".join(f"*{note.code}* {parts.escaped(note.text, 60)}" for note in group[:ALIKE])
        for group in groups[:ALIKE]
    ]
    says = "\n".join(["These sound the same. As one note they are rated once:", *lines])
    about = parts.subject(workshop=running.workshop, segment=running.segment, block=running.block)
    row = parts.actions(
        parts.button("Same thing?", "merging.propose", about, style="primary"),
        parts.button("Open rating all the same", "rounds.forward:past", drawn(running, past=True)),
    )
    return Message(text=says, blocks=[parts.section(says), row])


def already(block: str) -> Message:
    """Say that a round runs for this prompt, or has moved on since."""
    return Message(text=f"The {_kind(block)} have moved on already. Look at their prompt.")


def done(*, still: bool = False) -> Message:
    """Thank somebody who is ready; while time stands still the round waits."""
    if still:
        return Message(text="Thank you! The time stands still, so we go on once who leads clicks Go on.")
    return Message(text="Thank you! We go on when everybody is done, or when the time is up.")


def join_first() -> Message:
    """Ask somebody who does not take part to join."""
    says = "You don't take part in this workshop yet, so it doesn't wait for you. Join, then it counts you."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Join", "join"))])


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
        f"{parts.moment(running.round.closes)}. Everybody sees the result after that."
    )
    drawn = parts.subject(workshop=running.workshop, segment=running.segment, block=running.block)
    row = parts.actions(parts.button("Rate them", "ranking.rate", drawn, style="primary"))
    return Message(text=says, blocks=[parts.section(says), row])


def waits(about: About) -> str:
    """Say what a round asks of somebody who has not taken part yet; "" where it asks nothing."""
    one, block = about.running.round, about.running.block
    until = "" if one.paused else f" until {ends(one)}"
    kind = KINDS[Block(block)].prompt
    what = f"The {_kind(block)} of {parts.escaped(about.segment, 60)} are"
    return {
        Phase.WRITE: f"{what} written unseen{until}. Add yours: `/vpd add {_one(block)} …{about.flag}`.",
        Phase.RATE: f"{what} rated in secret{until}. Say what you think: `/vpd rate {kind}{about.flag}`.",
    }.get(one.phase, "")


def _add(drawn: str) -> ButtonElement:
    """Return the button that opens the form for a note of a prompt."""
    return parts.button("Add a note", "notes.write", drawn)


def longer(*, still: bool = False) -> Message:
    """Say that there is more time."""
    return Message(text=f"There is more time now.{' It stands still until somebody clicks Go on.' if still else ''}")


def stands(*, still: bool) -> Message:
    """Say that time stands still, or runs again."""
    return Message(text="The time stands still until somebody clicks Go on." if still else "The time runs again.")


def reopened() -> Message:
    """Say that people rate again."""
    return Message(text="Rating is open again. What you say stays secret until it is closed.")


def closed(about: About, order: Sequence[Note], then: Sequence[ButtonElement] = (), *, alone: bool) -> Message:
    """Tell the channel what came of a round, with what to do `then`."""
    if alone:
        says = f"The {about.kinds} are in. Only one person is here, so this is one voice and nobody else rates."
        return Message(text=says)
    lead = f"Rating of the {about.kinds} is closed."
    if not order:
        return Message(text=f"{lead} Nothing has been rated.")
    says = "\n".join([f"{lead} What weighs most:", *(line(place, note) for place, note in enumerate(order[:TOP], 1))])
    return Message(text=lead, blocks=[parts.section(says), *([parts.actions(*then)] if then else [])])


@dataclass(frozen=True, slots=True)
class Silent:
    """Who has not written, without naming anybody: functions of two people or more, and how many of how many."""

    functions: Sequence[str]
    people: int
    here: int


def silent(about: About, of: Silent) -> Message:
    """Tell who leads who has not written; never who."""
    if of.functions:
        says = f"nobody from {parts.listed(of.functions, 'or')} has written any."
    else:
        says = f"{of.people} of {of.here} {'has' if of.people == 1 else 'have'} written nothing yet."
    return Message(text=f"{about.kinds[:1].upper()}{about.kinds[1:]}: {says}")


def seen_early() -> Message:
    """Tell somebody once that a reply in a thread is public."""
    says = "I kept your reply. Others can read it already, because threads are public. To write unseen: `/vpd add`."
    return Message(text=says)


def _one(block: str) -> str:
    """Return what people type for one note of a block."""
    return KINDS[Block(block)].prompt.removesuffix("s")


def _kind(block: str) -> str:
    return KINDS[Block(block)].plural.lower()
