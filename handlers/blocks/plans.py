"""The form to plan a test, or to change one: the library of experiments, the bar, who and until when."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    ExternalDataSelectElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Hypothesis, Workshop
from canvas.cards import Test
from canvas.experiments import EXPERIMENTS, Experiment
from canvas.method import TIERS
from canvas.plans import DESCRIPTION, SCALES, spoken
from canvas.testing import lens_of
from handlers.blocks import cards, parts

COSTS = {1: "hours", 2: "days", 3: "weeks"}
BAR_HINT = "A number, and of how many. It stays as it is once you measure, so nobody can move the goalposts."
SCALE_LABELS = {
    "critical": "How much hangs on it?",
    "cost": "What does it cost?",
    "reliability": "How far can you trust the result?",
    "time": "How long until you know?",
}
LOW_TO_HIGH = {"1": "1  little", "2": "2  some", "3": "3  much"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the form to plan a test starts with: a hypothesis (None: to be chosen), an idea, or a test to change."""

    workshop: Workshop
    user: str
    hypothesis: Hypothesis | None = None
    idea: Experiment | None = None
    test: Test | None = None


def form(plan: Plan) -> View:
    """Return the form to plan a test, or to change one."""
    test, one = plan.test, plan.hypothesis
    about: list[Block] = [parts.section(cards.claim(one, 300))] if one else [_which()]
    chosen = test.experiment if test else plan.idea.key if plan.idea else ""
    words = parts.line("plans.bar", spoken(test) if test else "", placeholder="at least 6 of 10 bring it up")
    least = str(test.min_sample) if test and test.min_sample else ""
    owner = test.owner if test else plan.user
    days = str(test.duration) if test else ""
    fields: list[Block] = [
        *about,
        parts.field("experiment", "How do you find out?", _library(chosen, lens_of(one) if one else ""), optional=True),
        parts.field("threshold", "You are right if …", words, optional=True, hint=BAR_HINT),
        parts.field("min_sample", "Ask at least so many", _number("plans.people", least, "10"), optional=True),
        parts.field(
            "owner",
            "Who looks after it?",
            UserSelectElement(action_id="plans.owner", initial_user=owner or None),
            optional=True,
        ),
        parts.field("due", "Until when?", _due(plan), optional=True),
        parts.field("duration", "How many days does it take?", _number("plans.days", days, "7"), optional=True),
        _exactly(test),
        *(_details(test) if test else []),
        *_scales(test),
    ]
    subject = parts.place(
        plan.workshop, hypothesis=one.id if one else 0, test=test.id if test else 0, version=test.version if test else 0
    )
    return parts.form(f"Change {test.code}" if test else "Plan a test", "plans.save", subject, fields)


def _which() -> Block:
    element = ExternalDataSelectElement(
        action_id="plans.find", min_query_length=0, placeholder=PlainTextObject(text="Type a code or a word")
    )
    return parts.field("hypothesis", "Which hypothesis does it test?", element)


def _library(chosen: str, lens: str) -> StaticSelectElement:
    """Return the library to choose from, by how much a result carries, what does not fit a lens ("": all do) last.

    Slack finds what is typed into it.
    """
    fitting = [one for one in EXPERIMENTS.values() if not lens or lens in one.lenses]
    by_tier = {f"{tier}  {TIERS[tier][0]}": [one for one in fitting if one.tier == tier] for tier in TIERS}
    grouped = {**by_tier, "Less fitting here": [one for one in EXPERIMENTS.values() if one not in fitting]}
    groups = [
        OptionGroup(label=PlainTextObject(text=label), options=[_choice(one) for one in found])
        for label, found in grouped.items()
        if found
    ]
    known = _choice(EXPERIMENTS[chosen]) if chosen in EXPERIMENTS else None
    hint = PlainTextObject(text="Type to search the library")
    return StaticSelectElement(action_id="plans.pick", placeholder=hint, option_groups=groups, initial_option=known)


def _choice(one: Experiment) -> Option:
    words = parts.cut(f"{one.does} ({COSTS[one.cost]})", parts.LABEL)
    return Option(text=PlainTextObject(text=one.name), value=one.key, description=PlainTextObject(text=words))


def _number(address: str, initial: str, example: str) -> PlainTextInputElement:
    return parts.line(address, initial, most=9, placeholder=example)


def _due(plan: Plan) -> DatePickerElement:
    due = plan.test.due if plan.test else None
    local = f"{due.astimezone(ZoneInfo(plan.workshop.time_zone)):%Y-%m-%d}" if due else None
    return DatePickerElement(action_id="plans.until", initial_date=local)


def _details(test: Test) -> list[Block]:
    """Return the fields that only some teams need."""
    own = EXPERIMENTS[test.experiment].tier if test.experiment in EXPERIMENTS else max(TIERS)
    tiers = [parts.option(f"{tier}  {TIERS[tier][0]}", str(tier)) for tier in TIERS if tier <= own]
    tier = "" if test.tier is None else str(test.tier)
    hint = "Only lower than usual: when you know that the result will carry less."
    name = parts.line("plans.title", test.name, most=80, placeholder="Calls with ten parents")
    return [
        parts.field("name", "What do you call it?", name, optional=True),
        parts.field(
            "tier", "How much does a result carry?", parts.select("plans.tier", tiers, tier), optional=True, hint=hint
        ),
    ]


def _exactly(test: Test | None) -> Block:
    words = parts.line(
        "plans.description",
        test.description if test else "",
        most=DESCRIPTION,
        multiline=True,
        placeholder="Call ten parents from the list on Tuesday, between six and seven",
    )
    return parts.field("description", "How exactly?", words, optional=True)


def _scales(test: Test | None) -> list[Block]:
    scale = [parts.option(label, value) for value, label in LOW_TO_HIGH.items()]
    return [
        parts.field(
            one,
            SCALE_LABELS[one],
            parts.select(f"plans.{one}", scale, str(getattr(test, one)) if test else ""),
            optional=True,
        )
        for one in SCALES
    ]


def choice(one: Hypothesis) -> Option:
    """Return a hypothesis as a choice."""
    return parts.option(f"{one.code}  {one.text}", str(one.id))
