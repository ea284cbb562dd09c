"""What people read in a fit round: the question to all, the form with one choice a link, the result."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Segment, Workshop
from canvas.fit_rounds import Card
from canvas.method import STRENGTHS
from canvas.rounds import Round, left
from handlers.answer import Message
from handlers.blocks import again, last_word, parts
from handlers.blocks.links import word
from handlers.blocks.rounds import ends

PAGE = 10  # links
SHOWN = 8  # links named in a result
NAMED = 50  # characters of a note named there: a section has room for 3 000, and an escaped one may take five times
SPLITS = 5
WORDS = 110  # characters of a note in a question


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How far a round is: how many links, and how many of those who are here are done. `message` is its message."""

    message: int
    links: int
    done: int
    active: int
    round: Round
    at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """A link that was judged, as it was before, and how well it works now."""

    card: Card
    strength: float

    @property
    def code(self) -> str:
        """The link as people write it."""
        return f"{self.card.offer.code}-{self.card.want.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a round came to; `split` are ids of links on which people are far apart, fits are on paper, 0 to 100."""

    segment: Segment
    settled: Sequence[Settled]
    split: Collection[int]
    voices: int
    before: float | None
    after: float | None
    gesture: str  # the act that changed the links


def nothing_linked(segment: Segment) -> Message:
    """Say what comes before a round."""
    says = f"Nothing is linked for *{parts.escaped(segment.name, 80)}* yet. Match first, then everybody can judge it."
    match = again.button("Match one by one", "link", f"--segment {segment.number}", style="primary")
    return Message(text=says, blocks=[parts.section(says), parts.actions(match)])


def begun(workshop: Workshop) -> Message:
    """Say that everybody is asked now."""
    return Message(
        text=f"I am asking everybody in <#{workshop.channel}>. It closes when all have answered, when the time is "
        "up, or when you close it."
    )


def over(segment: Segment) -> Message:
    """Say that no round runs."""
    says = f"Nobody is being asked about *{parts.escaped(segment.name, 80)}* at the moment. You can ask everybody anew."
    here = f"--segment {segment.number}"
    row = parts.actions(again.button("Ask everybody", "fit round", here), again.button("Show fit", "fit", here))
    return Message(text=says, blocks=[parts.section(says), row])


def asking(workshop: Workshop, segment: Segment, of: Asked) -> Message:
    """Return the question to the whole channel."""
    lead = f"*Does it really help?* {_count(of.links, 'link')} for {parts.escaped(segment.name, 80)}"
    says = (
        f"{lead}\nSay for each of them: no, partly or fully. Nobody sees what you say; "
        "when it closes, the typical answer counts."
    )
    drawn = parts.subject(workshop=workshop.id, segment=segment.id, message=of.message)
    row = parts.actions(
        parts.button("Say what you think", "fit_rounds.answer", drawn, style="primary"),
        parts.button("Close and show the result", "fit_rounds.close", drawn),
        parts.button("+5 minutes" if of.round.pace == "live" else "+1 day", "fit_time.longer", drawn),
        parts.button("Go on", "fit_time.resume", drawn)
        if of.round.paused
        else parts.button("Pause", "fit_time.pause", drawn),
    )
    rest = left(of.round, of.at)
    time = f"Paused, {rest}." if of.round.paused else f"Until {ends(of.round)}, {rest}."
    done = parts.context(f"{time} {of.done} of {of.active} {'has' if of.done == 1 else 'have'} answered.")
    return Message(text=says, blocks=[parts.section(says), done, row])


def closed(segment: Segment) -> Message:
    """Return the question once it is closed."""
    says = f"*Does it really help?* The answers for {parts.escaped(segment.name, 80)} are in. The result is below."
    return Message(text=says, blocks=[parts.section(says)])


def form(
    workshop: Workshop, segment: Segment, message: int, asked: Sequence[tuple[Card, float | None]], left: Sequence[int]
) -> View:
    """Return a page of links to judge, each with what this person said of it before; `left` are ids of links to come.

    message: the id of the round's message.
    """
    about = parts.place(workshop, segment=segment.id, message=message, left=list(left))
    lead = f"*{parts.escaped(segment.name, 80)}*: nobody sees what you say. Leave open what you can't tell."
    fields: list[SlackBlock] = [parts.section(lead), *(_choice(card, said) for card, said in asked)]
    if left:
        fields.append(parts.context(f"{len(left)} more to come."))
    return parts.form(
        "Does it really help?", "fit_rounds.save", about, fields, submit="Save and next" if left else "Done"
    )


def _choice(card: Card, said: float | None) -> SlackBlock:
    offer, want = parts.cut(card.offer.text, WORDS), parts.cut(card.want.text, WORDS)
    asks = f"{card.offer.code} → {card.want.code}: does “{offer}” really do enough about “{want}”?"
    options = [parts.option(name.capitalize(), name) for name in STRENGTHS]
    chosen = "" if said is None else word(said)
    element = parts.select("fit_rounds.choice", options, chosen, placeholder="Can't tell")
    return parts.field(str(card.link.id), asks, element, optional=True)


def thanks(waiting: int) -> View:
    """Return the last page; `waiting` are those who have not answered yet."""
    rest = "The result is in the channel." if not waiting else f"{_count(waiting, 'person', 'people')} to go."
    return _last("Thank you", f"Thank you! {rest}" + (" Until it closes you can change your mind." if waiting else ""))


def closed_meanwhile() -> View:
    """Return the page for somebody whose answers came too late."""
    return _last(
        "Closed", "It was closed while you were answering, so this page does not count. `/vpd fit` has the result."
    )


def _last(title: str, says: str) -> View:
    return View(
        type="modal",
        title=PlainTextObject(text=title),
        close=PlainTextObject(text="Close"),
        blocks=[parts.section(says)],
    )


def reverted(user: str) -> Message:
    """Tell the channel that the result of a round does not count."""
    return Message(text=f"{parts.person(user)} took the result back. The links work as well as before it.")


def result(workshop: Workshop, of: Result) -> Message:
    """Return what a round came to, for the channel: what changed, where people are far apart, and what fit is now."""
    name = parts.escaped(of.segment.name, 80)
    here = f"--segment {of.segment.number}"
    ways = [again.button("Show fit", "fit", here), again.button("Match one by one", "link", here)]
    if any(one.strength != one.card.link.strength for one in of.settled):
        drawn = parts.subject(workshop=workshop.id, gesture=of.gesture)
        ways.append(parts.button("Take it back", "fit_rounds.revert", drawn))
    ways += last_word.button(workshop, "Have the last word", "deciding.choose", segment=of.segment.id)
    row = parts.actions(*ways)
    if not of.settled:
        says = f"Nobody said anything about the links of {name}, so they stay as they are."
        return Message(text=says, blocks=[parts.section(says), row])
    says = f"*Does it really help?* {_count(of.voices, 'person', 'people')} answered for {name}."
    blocks = [parts.section("\n".join([says, *_changed(of.settled), *_fit(of)])), *_splits(of), row]
    return Message(text=says, blocks=blocks)


def _changed(settled: Sequence[Settled]) -> list[str]:
    changed = [one for one in settled if one.strength != one.card.link.strength]
    lines = [_change(one) for one in changed[:SHOWN]]
    if len(changed) > SHOWN:
        lines.append(f"• and {len(changed) - SHOWN} more")
    same = len(settled) - len(changed)
    return [*lines, *([f"{_count(same, 'link')} stay{'s' if same == 1 else ''} as before."] if same else [])]


def _change(one: Settled) -> str:
    offer, was = parts.escaped(one.card.offer.text, NAMED), word(one.card.link.strength)
    kept = one.card.link.decided
    still = "" if kept is None else f" (decided {word(kept)}, which counts)"
    return f"• *{one.code}* {offer}: {was} → *{word(one.strength)}*{still}"


def _fit(of: Result) -> list[str]:
    if of.after is None:
        return []
    was = f", it was {of.before:.0f}" if of.before is not None and round(of.before) != round(of.after) else ""
    return [f"Fit on paper is *{of.after:.0f}* of 100{was}."]


def _splits(of: Result) -> list[SlackBlock]:
    """Ask why where some say no and others fully; nobody is named."""
    apart = [one for one in of.settled if one.card.link.id in of.split]
    if not apart:
        return []
    lines = [
        f"• *{one.code}* {parts.escaped(one.card.offer.text, NAMED)} → {parts.escaped(one.card.want.text, NAMED)}"
        for one in apart[:SPLITS]
    ]
    more = [f"• and {len(apart) - SPLITS} more"] if len(apart) > SPLITS else []
    lead = "*You see these differently:* some say no, others fully. Why? What does each side know? Talk in the thread."
    return [parts.section("\n".join([lead, *lines, *more]))]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
