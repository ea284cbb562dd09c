"""What people read about learnings: what we believed, what we saw, what we learned, what we do about it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    DatePickerElement,
    ExternalDataSelectElement,
    Option,
    StaticMultiSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Hypothesis, Workshop
from canvas.cards import Learning, Test
from canvas.consequences import TURNED, Unsettled
from canvas.testing import experiment_name
from handlers.answer import Message
from handlers.blocks import again, cards, decisions, parts

LONGEST = 1000  # characters
MOST_TESTS = 100
SURE = {"1": "Not sure", "2": "Fairly sure", "3": "Sure"}
WHY_GO_ON = "The test said no. Why go on?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A learning with the hypothesis and tests it is about."""

    learning: Learning
    hypothesis: Hypothesis
    tests: Sequence[Test]
    workshop: Workshop
    progress: Unsettled | None = None  # of what it says must change


def label(decision: str) -> str:
    """Return a decision as people read it."""
    return cards.DECISIONS[decision]


def card(shown: Shown) -> Message:
    """Return a learning as everybody reads it, with the click that follows from its decision."""
    learning = shown.learning
    codes = f" from {', '.join(test.code for test in shown.tests)}" if shown.tests else ""
    lead = f"*{learning.code}*: a learning{codes}"
    told = [
        lead,
        f"*We believed:* {cards.claim(shown.hypothesis, 300)}",
        *([f"*We saw:* {parts.escaped(learning.observed, 600)}"] if learning.observed else []),
        *([f"*We learned:* {parts.escaped(learning.learned, 600)}"] if learning.learned else []),
        f"*So we:* {cards.DECISIONS[learning.decision].lower()}{_action(learning)}",
        *([f"_{WHY_GO_ON}_"] if _goes_on_after_no(shown) else []),
        *([f"*What must change:* {settled(shown.progress)}"] if shown.progress else []),
    ]
    row = parts.actions(*_ways(shown))
    return Message(text=lead, blocks=[parts.section("\n".join(told)), parts.context(_small(learning)), row])


def settled(progress: Unsettled) -> str:
    """Return how much of what a learning changes is settled."""
    return f"{progress.settled} of {progress.of} settled"


def _small(learning: Learning) -> str:
    """Return how sure the team is, who wrote it down and when."""
    sure = SURE.get(str(learning.confidence), "")
    wrote = f"written down by {parts.person(learning.recorder)}" if learning.recorder else ""
    return " · ".join(one for one in (sure, wrote, parts.day(learning.at)) if one)


def _goes_on_after_no(shown: Shown) -> bool:
    return shown.learning.decision == "persevere" and any(test.verdict == "invalidated" for test in shown.tests)


def _action(learning: Learning) -> str:
    who = parts.person(learning.owner) if learning.owner else ""
    when = f"until {parts.day(learning.due)}" if learning.due else ""
    act = parts.escaped(learning.action, 300)
    said = " · ".join(one for one in (act, who, when) if one)
    return f". {said}" if said else ""


def _ways(shown: Shown) -> list[ButtonElement]:
    about = {"workshop": shown.workshop.id, "hypothesis": shown.hypothesis.id}
    drawn = parts.subject(workshop=shown.workshop.id, learning=shown.learning.id)
    further = parts.button("Plan the next test", "plans.design", parts.subject(**about), style="primary")
    on = again.button("What to test next", "hypothesis map", style="primary")
    change = parts.button("Change it", "learnings.edit", drawn)
    falsified = shown.learning.decision in TURNED or any(test.verdict == "invalidated" for test in shown.tests)
    effects = parts.button(
        "Mark it as wrong", "cascade.ask", parts.subject(workshop=shown.workshop.id, code=shown.hypothesis.code)
    )
    turn = [again.button("Change course", "pivot")] if shown.learning.decision == "pivot" else []
    waits = shown.progress is not None and shown.progress.settled < shown.progress.of
    return [
        *turn,
        *([parts.button("What must change", "consequences.ask", drawn)] if waits else []),
        *([effects] if falsified else []),
        further if shown.learning.decision == "continue_testing" else on,
        change,
    ]


def kept(shown: Shown) -> Message:
    """Tell the one who wrote a learning that it is kept."""
    says = f"Kept as *{shown.learning.code}*. I told the channel."
    if shown.learning.decision == "retire":
        says = f"{says} *{shown.hypothesis.code}* is dropped: nobody is asked to test it any more."
    if _goes_on_after_no(shown):
        says = f"{says} {WHY_GO_ON} `/vpd learn {shown.learning.code}` has room for it."
    turn = [again.button("Change course", "pivot", style="primary")] if shown.learning.decision == "pivot" else []
    about = parts.subject(workshop=shown.workshop.id, learning=shown.learning.id)
    settle = [parts.button("What must change", "consequences.ask", about)] if shown.progress else []
    on = again.button("What to test next", "hypothesis map")
    return Message(
        text=says, blocks=[parts.section(says), parts.actions(*turn, *settle, on, again.button("Undo", "undo"))]
    )


def done(learning: Learning) -> Message:
    """Thank somebody for what a learning led to."""
    says = f"Thank you. What *{learning.code}* led to is done, and I ask about it no more."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def done_before(learning: Learning) -> Message:
    """Say that what a learning led to was done, or changed, before."""
    return Message(text=f"That has changed already. `/vpd learn {learning.code}` shows it as it is now.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the form for a learning starts with; without a hypothesis it is chosen there."""

    workshop: Workshop
    user: str
    hypothesis: Hypothesis | None = None
    tests: Sequence[Test] = ()  # of the hypothesis, all that could be summed up
    chosen: Sequence[int] = ()  # Test.id
    observed: str = ""
    learning: Learning | None = None
    decision: str = ""  # that was typed


def form(draft: Draft) -> View:
    """Return the form for a learning."""
    one, known = draft.hypothesis, draft.learning
    about: list[Block] = [parts.section(f"*We believed:* {cards.claim(one, 300)}")] if one else [_which()]
    saw = (known.observed if known else draft.observed)[:LONGEST]
    chosen = known.decision if known else draft.decision or "continue_testing"
    options = [parts.option(name, key) for key, name in cards.DECISIONS.items()]
    fields: list[Block] = [
        *about,
        *([_tests(draft)] if draft.tests else []),
        _words("observed", "What did we see?", saw, "7 of 12 threw food away last week"),
        _words("learned", "What did we learn?", known.learned if known else "", "They plan, but only for two days"),
        _sure(known),
        parts.field("decision", "So what do we do?", parts.select("learnings.decision", options, chosen)),
        *([parts.context(WHY_GO_ON)] if _goes_on(draft, chosen) else []),
        _words("action", "What exactly?", known.action if known else "", "Cut the plan to two days"),
        parts.field(
            "owner",
            "Who does it?",
            UserSelectElement(action_id="learnings.owner", initial_user=(known.owner if known else draft.user) or None),
            optional=True,
        ),
        parts.field("due", "Until when?", _due(draft), optional=True),
        *decisions.asked("learnings"),
    ]
    subject = parts.place(
        draft.workshop, hypothesis=one.id if one else 0, learning=known.id if known else 0, was=_was(known)
    )
    return parts.form(f"Change {known.code}" if known else "What did we learn?", "learnings.save", subject, fields)


def _goes_on(draft: Draft, decision: str) -> bool:
    said_no = any(test.verdict == "invalidated" for test in draft.tests if test.id in draft.chosen)
    return decision == "persevere" and said_no


def _sure(known: Learning | None) -> Block:
    options = [parts.option(label, value) for value, label in SURE.items()]
    chosen = str(known.confidence) if known else ""
    return parts.field(
        "confidence", "How sure are we?", parts.select("learnings.confidence", options, chosen), optional=True
    )


def _was(known: Learning | None) -> str:
    """Return what tells two versions of a learning apart."""
    return digest(known) if known else ""


def digest(one: Learning) -> str:
    """Return what tells two versions of a learning apart, short enough for a form to carry."""
    due = one.due.isoformat() if one.due else ""
    whole = [one.observed, one.learned, one.action, one.decision, one.owner, due, one.confidence, *one.tests]
    return sha256(json.dumps(whole).encode()).hexdigest()[:16]


def _words(name: str, label: str, initial: str, example: str) -> Block:
    line = parts.line(f"learnings.{name}", initial[:LONGEST], most=LONGEST, placeholder=example, multiline=True)
    return parts.field(name, label, line, optional=name != "learned")


def _which() -> Block:
    element = ExternalDataSelectElement(
        action_id="learnings.find", min_query_length=0, placeholder=PlainTextObject(text="Type a code or a word")
    )
    return parts.field("subject", "Which test or hypothesis is it about?", element)


def _tests(draft: Draft) -> Block:
    options = [parts.option(f"{test.code}  {_result(test)}", str(test.id)) for test in draft.tests[-MOST_TESTS:]]
    chosen = [one for one in options if one.value in {str(test) for test in draft.chosen}]
    element = StaticMultiSelectElement(
        action_id="learnings.tests",
        placeholder=PlainTextObject(text="Choose"),
        options=options,
        initial_options=chosen or None,
    )
    return parts.field("tests", "From which tests?", element, optional=True)


def _result(test: Test) -> str:
    said = f"{cards.result(test)}, {cards.VERDICTS[test.verdict]}" if test.verdict else "no result yet"
    return f"{test.name or experiment_name(test)}: {said}"


def _due(draft: Draft) -> DatePickerElement:
    due = draft.learning.due if draft.learning else None
    local = f"{due.astimezone(ZoneInfo(draft.workshop.time_zone)):%Y-%m-%d}" if due else None
    return DatePickerElement(action_id="learnings.until", initial_date=local)


def observed(tests: Sequence[Test]) -> str:
    """Return what tests measured, as the first words of a learning."""
    lines = [
        f"{test.code} {test.name or experiment_name(test)}: {cards.result(test)}" for test in tests if test.verdict
    ]
    return "\n".join(lines)


def choice(one: Hypothesis | Test) -> Option:
    """Return a test or hypothesis as a choice."""
    if isinstance(one, Test):
        return parts.option(f"{one.code}  {_result(one)}", f"t{one.id}")
    return parts.option(f"{one.code}  {one.text}", f"h{one.id}")
