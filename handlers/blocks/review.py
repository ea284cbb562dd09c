"""What people read in the weekly review: what changed, what is in doubt, what is late, and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block, ButtonElement

from canvas.attention import Ask, untouched_days
from canvas.board import Workshop
from canvas.cards import Learning
from canvas.consequences import Unsettled
from canvas.evidence import Carries
from canvas.news import News
from canvas.proof import Of
from canvas.review import Review
from canvas.rewind import FitThen
from canvas.situation import Finding
from handlers.answer import Message
from handlers.blocks import again, cards, check, parts
from storage.reminders import Reminder

NEWS = 3  # hypotheses with news that are told
MONTHS = 14  # weeks from which on they are counted as months
SMALLEST_MOVE = 0.5  # points of fit that are told
UNSETTLED = 3  # learnings that have not arrived on the canvas
# By step what to do, in turn one each week, and the click that does it: its label and word.
TO_DO = {
    1: (("Join", "join"), ("Who is still missing? Ask them to join, then go on to the customer.",)),
    2: (
        ("Add a note", "add"),
        (
            "Is the profile still what customers say? Add what you heard this week.",
            "What did a customer say or do this week that is not here yet?",
            "Which job, pain or gain surprised you lately? Add it.",
        ),
    ),
    3: (
        ("Link notes", "link"),
        (
            "Does every offer still answer something that matters? Say which, or drop it.",
            "Which pain or gain does nothing answer yet?",
        ),
    ),
    4: (
        ("Look at fit", "fit"),
        (
            "Look at the biggest gap, and decide who closes it.",
            "Which gap costs you most? Say who closes it.",
        ),
    ),
    5: (
        ("Add evidence", "evidence"),
        (
            "Ask or watch one customer this week, and keep what they said.",
            "Who could prove you wrong? Ask them this week, and keep what they say.",
            "What did customers do this week, not only say? Keep it.",
        ),
    ),
    6: (
        ("Add evidence", "evidence"),
        (
            "Put what you learned into the canvas: change it, prove it, or take it off.",
            "What do you believe less than a week ago? Change it, or prove it.",
            "Whom did you talk to? Keep what they said, whichever way it points.",
        ),
    ),
}
SAW = {Carries.ASSUMPTION: "too little to tell yet"}  # where `cards.CARRIES` does not say what was seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one review tells. `since` is the local day it looks back to; `reminder` is None when none is set."""

    workshop: Workshop
    since: str
    review: Review
    fits: Sequence[FitThen]
    movers: Sequence[str]  # for each of them, what moved it most, "" for nothing
    segments: Mapping[int, int]  # Segment.id -> number
    at: datetime
    speaks: bool
    questions: Sequence[Finding]  # what the coach asks the channel
    reminder: Reminder | None


def review(of: Told) -> Message:
    """Return the review: what changed, what is most doubtful, what to do."""
    opening = parts.section(of.review.opening)
    blocks: list[Block] = [parts.header(f"Weekly review: {of.workshop.name}"), opening, *summary(of)]
    if of.reminder and of.reminder.state == "on":
        drawn = parts.subject(workshop=of.workshop.id, run=of.reminder.next_run.isoformat())
        snooze = parts.button("Skip next week", "reminders.snooze", drawn)
        blocks.append(parts.actions(snooze, parts.button("Stop these reviews", "reminders.stop", drawn)))
    return Message(text=f"Weekly review of {parts.escaped(of.workshop.name)}. {_changed(of)}", blocks=blocks)


def summary(of: Told) -> list[Block]:
    """Return what changed, what is most in doubt or late, and what to do."""
    button, todo = TO_DO[of.workshop.step]
    lines = [f"*{_changed(of)}*", *fits(of), *_life(of.review), todo[of.review.week % len(todo)]]
    finish = [again.button("Finish", "finish")] if of.review.state == "dead" else []
    blocks: list[Block] = [parts.section("\n".join(lines)), parts.actions(again.button(*button), *finish)]
    blocks += news(of.review.news, of.at)
    blocks += [block for one, person in of.review.late for block in _late(one, person, of.workshop)]
    blocks += [block for one in of.review.unsettled[:UNSETTLED] for block in _unsettled(one, of.workshop)]
    if of.review.asks:
        blocks.append(parts.section("*Most in doubt*"))
    for one in of.review.asks:
        blocks += _ask(one, of)
    if of.questions:
        blocks.append(parts.section("*Worth a thought*"))
    return [*blocks, *check.questions(of.workshop, of.questions)]


def _changed(of: Told) -> str:
    return f"Since {of.since}: {of.review.changes.summary()}."


def _late(one: Learning, person: str, workshop: Workshop) -> list[Block]:
    """Ask whether the action of a learning is done."""
    act = f"“{parts.escaped(one.action, 150)}”" if one.action else f"what *{one.code}* asks for"
    due = one.due.isoformat() if one.due else ""
    about = {"workshop": workshop.id, "learning": one.id}
    asks = f"{parts.person(person)}, is {act} done? It was due {parts.day(one.due)}." if one.due else ""
    return [
        parts.section(f"{asks} _({one.code}: {cards.DECISIONS[one.decision].lower()})_"),
        parts.actions(
            parts.button("It is done", "learnings.done", parts.subject(**about, due=due)),
            parts.button("Change it", "learnings.edit", parts.subject(**about)),
        ),
    ]


def _unsettled(one: Unsettled, workshop: Workshop) -> list[Block]:
    """Return how far a learning has arrived on the canvas."""
    told = f"*{one.learning.code}* {parts.escaped(one.learning.learned, 150)}"
    about = parts.subject(workshop=workshop.id, learning=one.learning.id)
    says = f"*Learned, not changed yet:* {told}\n{one.settled} of {one.of} settled"
    return [parts.section(says), parts.actions(parts.button("What must change", "consequences.ask", about))]


def _life(found: Review) -> list[str]:
    """Return how long most of a canvas that falls asleep has been left alone, in words."""
    if found.alive is None or found.state == "awake":
        return []
    ago = f"Most of the canvas was last touched about {_weeks(untouched_days(found.alive))} ago."
    return [f"{ago} Wake it with one fresh note, or finish it." if found.state == "dead" else ago]


def _weeks(days: float) -> str:
    weeks = round(days / 7)
    return f"{weeks} weeks" if weeks < MONTHS else f"{round(days / 30)} months"


def fits(of: Told) -> list[str]:
    """Return how the fit of each segment moved, on paper and proven, in words, where there is one."""
    return [
        f"Fit on paper for {parts.escaped(one.segment, 60)}: {_moved(one.before, one.after)}; "
        f"proven: {_moved(*one.proven)}.{mover}"
        for one, mover in zip(of.fits, of.movers, strict=True)
        if one.after is not None
    ]


def _moved(before: float | None, now: float | None) -> str:
    after = now or 0.0
    if before is None:
        return f"{after:.0f} of 100, counted for the first time"
    move = after - before
    if abs(move) < SMALLEST_MOVE:
        return f"{after:.0f} of 100, as before"
    return f"{'up' if move > 0 else 'down'} from {before:.0f} to {after:.0f} of 100"


def _ask(one: Ask, of: Told) -> list[Block]:
    """Return a question to one person, with what they can do about it."""
    number = of.segments.get(one.segment or 0, "") if one.claim.of is Of.NOTE and len(of.segments) > 1 else ""
    code = f"{number}{one.code}"
    drawn = parts.subject(
        workshop=of.workshop.id, claim=[one.claim.of.value, one.claim.id], since=one.touched.isoformat()
    )
    whom = f"{parts.person(one.person)}, does it still hold?"
    if one.escalated:
        whom = f"{parts.person(one.person)}, nobody has answered this for two weeks. Does it matter, or can it go?"
    return [
        parts.section(f"*{code}* {parts.escaped(one.text, 150)}\n_{one.reason}_ · {whom}"),
        parts.actions(
            parts.button("Still true", "reminders.confirm", drawn),
            again.button("Add evidence", "evidence", code),
            again.button("Plan a test", "test", code),
            *_away(one, code, of.workshop),
        ),
    ]


def _away(one: Ask, code: str, workshop: Workshop) -> list[ButtonElement]:
    """Return the ways to stop being asked: put a note aside or take it off, drop a hypothesis."""
    if one.claim.of is not Of.NOTE:
        return [again.button(cards.DECISIONS["retire"], "learn", f"{code} retire")]
    about = parts.subject(workshop=workshop.id, note=one.claim.id, code=one.code)
    return [parts.button("Park it", "changes.park", about), again.button("Take it off", "remove", code)]


def news(found: Iterable[News], at: datetime) -> list[Block]:
    """Return what was tried and learned: a few lines for each hypothesis, in an order that never changes."""
    told = list(found)
    shown = [parts.section("\n".join(_told(one, at))) for one in told[:NEWS]]
    more = [parts.context(f"And {len(told) - NEWS} more: `/vpd test` shows all.")] if len(told) > NEWS else []
    return [parts.section("*What we tried and learned*"), *shown, *more] if told else []


def _told(one: News, at: datetime) -> list[str]:
    tests = [f"• We tested: {cards.line(test, {}, at)}" for test in one.tests]
    learned = [
        f"• We learned: *{card.code}* {parts.escaped(card.learned, 150)}" for card in one.learnings if card.learned
    ]
    actions = [f"• So we: {_action(card)}" for card in one.learnings]
    return [cards.claim(one.hypothesis), *tests, f"• We saw: {_saw(one)}", *learned, *actions]


def _saw(one: News) -> str:
    """Return what all that was seen says of a hypothesis."""
    if one.refuted:
        return "a test speaks against it"
    if one.hypothesis.state == "closed":
        return "it was dropped" if any(card.decision == "retire" for card in one.learnings) else "it turned out wrong"
    return SAW.get(one.grounds.band, cards.CARRIES[one.grounds.band])


def _action(card: Learning) -> str:
    what = f": {parts.escaped(card.action, 150)}" if card.action else ""
    who = f", {parts.person(card.owner)}" if card.owner else ""
    return f"{cards.DECISIONS[card.decision].lower()}{what}{who}{f' by {parts.day(card.due)}' if card.due else ''}"
