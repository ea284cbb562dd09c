"""What people read about tests: the card of one, the board of all, and the form for a result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ExternalDataSelectElement,
    InteractiveElement,
    Option,
)
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Hypothesis, Workshop
from canvas.cards import Test
from canvas.experiments import EXPERIMENTS
from canvas.plans import DESCRIPTION
from canvas.situation import Finding
from canvas.testing import COLUMNS, experiment_name, is_trivial
from handlers.answer import Message
from handlers.blocks import again, cards, check, parts, picker

SHOWN = 8  # tests of a column on the board


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A test with what it is about and what there is to say first and last."""

    test: Test
    hypothesis: Hypothesis
    workshop: Workshop
    at: datetime
    lead: str = ""
    advice: Sequence[str] = ()
    asks: Sequence[Finding] = ()


def card(shown: Shown) -> Message:
    """Return the card of a test: what we believe, how we find out, from when on it holds, what came out."""
    test = shown.test
    done = EXPERIMENTS[test.experiment].does if test.experiment in EXPERIMENTS else ""
    told = [
        *([shown.lead] if shown.lead else []),
        f"*{test.code}* tests {cards.claim(shown.hypothesis)}",
        f"*How:* {parts.escaped(test.name or experiment_name(test), 80)}{f'. {done}' if done else ''}",
        f"*Right if:* {cards.bar(test)}",
        *([f"*Measured:* {cards.result(test)}"] if test.observed is not None else []),
        *([f"*Result:* {cards.VERDICTS[test.verdict]}"] if test.verdict else []),
    ]
    how = [parts.plain(test.description[:DESCRIPTION])] if test.description else []
    state = " · ".join(one for one in (cards.COLUMNS[test.column], *cards.states(test, shown.at), _age(test)) if one)
    blocks: list[Block] = [parts.section("\n".join(told)), *how, parts.context(f"{state}\n{cards.scales(test)}")]
    if shown.advice:
        blocks.append(parts.section("\n".join(f"• {one}" for one in shown.advice)))
    return Message(
        text=told[0], blocks=[*blocks, _row(shown), *check.questions(shown.workshop, shown.asks, event_told=True)]
    )


def _age(test: Test) -> str:
    return f"version {test.version}" if test.version > 1 else ""


def _row(shown: Shown) -> ActionsBlock:
    """Return the buttons of a test: the next useful one first."""
    test = shown.test
    about = {"workshop": shown.workshop.id, "test": test.id, "column": test.column}
    drawn = parts.subject(**about)
    on = {"backlog": ("build", "Start preparing"), "build": ("measure", "Start measuring")}.get(test.column)
    first = {
        "measure": parts.button("Enter the result", "experiments.observe", drawn, style="primary"),
        "learn": parts.button("Write what you learned", "learnings.write", drawn, style="primary"),
        "done": parts.button("Write what you learned", "learnings.write", drawn),
    }
    moves = (
        [parts.button(on[1], "experiments.move:next", parts.subject(**about, to=on[0]), style="primary")] if on else []
    )
    known = [first[test.column]] if test.column in first else []
    other = "Correct the result" if test.verdict else "Enter the result"
    more = [] if test.column == "measure" else [parts.button(other, "experiments.observe", drawn)]
    to = [parts.option(cards.COLUMNS[one], parts.subject(**about, to=one)) for one in COLUMNS if one != test.column]
    change = parts.button("Change it", "plans.change", drawn)
    return parts.actions(*moves, *known, *more, change, parts.select("experiments.move:any", to, placeholder="Move to"))


def moved(test: Test) -> str:
    """Say where a test stands now; while it is measured, its bar stays as it is."""
    frozen = test.column == "measure" and test.threshold is not None
    stays = " “Right if” stays as it is from now on." if frozen else ""
    return f"*{test.code}*: {cards.COLUMNS[test.column].lower()}.{stays}"


def renewed(test: Test) -> str:
    """Say that a bar was changed after measuring had begun."""
    return (
        f"*{test.code}* is version {test.version} now. A “Right if” that changes while you measure proves nothing, so "
        "only results from here on count. To keep the old one: `/vpd undo`."
    )


def bar_advice(test: Test) -> list[str]:
    """Return what a bar lacks, as a question."""
    if test.threshold is None:
        return [f"From which result on are you right? For example: `/vpd test {test.code} at least 6 of 10 say so`."]
    if not test.metric.strip():
        return [f"What do so many of them do or say? For example: `/vpd test {test.code} at least 6 of 10 say so`."]
    if is_trivial(test):
        return ["Nearly every result would meet that. Which result would surprise you?"]
    return []


def ask_bar(shown: Shown) -> Message:
    """Ask for the bar before a test is measured: afterwards every result looks as expected."""
    says = (
        f"Before you measure *{shown.test.code}*: from which result on are you right? "
        "Without a number the result can only be unclear."
    )
    about = {"workshop": shown.workshop.id, "test": shown.test.id, "column": shown.test.column}
    row = parts.actions(
        parts.button("Say it now", "plans.change", parts.subject(**about), style="primary"),
        parts.button("Measure anyway", "experiments.move:anyway", parts.subject(**about, to="measure", anyway=1)),
    )
    return Message(text=says, blocks=[parts.section(says), row])


def measured(shown: Shown) -> Message:
    """Tell the channel what a test came to, with what makes the result weak as questions."""
    test = shown.test
    told = [
        f"*{test.code}* is measured: *{cards.VERDICTS[test.verdict]}*.",
        cards.claim(shown.hypothesis, 300),
        f"*Measured:* {cards.result(test)}",
        f"*Right if:* {cards.bar(test)}",
    ]
    drawn = parts.subject(workshop=shown.workshop.id, test=test.id, column=test.column)
    row = parts.actions(
        parts.button("Write what you learned", "learnings.write", drawn, style="primary"),
        parts.button("Correct the result", "experiments.observe", drawn),
        *([_effects(shown)] if test.verdict == "invalidated" else []),
    )
    doubts = check.questions(shown.workshop, shown.asks)
    return Message(text=told[0], blocks=[parts.section("\n".join(told)), row, *doubts])


def _effects(shown: Shown) -> ButtonElement:
    about = parts.subject(workshop=shown.workshop.id, code=shown.hypothesis.code)
    return parts.button("What this changes", "cascade.ask", about)


def told(shown: Shown) -> Message:
    """Tell the one who entered a result where it stands."""
    says = f"*{shown.test.code}*: *{cards.VERDICTS[shown.test.verdict]}*. I told the channel. What did you learn?"
    drawn = parts.subject(workshop=shown.workshop.id, test=shown.test.id, column=shown.test.column)
    row = parts.actions(
        parts.button("Write what you learned", "learnings.write", drawn, style="primary"),
        again.button("All tests", "test"),
        again.button("Undo", "undo"),
    )
    return Message(text=says, blocks=[parts.section(says), row])


def dropped(test: Test) -> Message:
    """Say that a test is gone, with a way back."""
    says = f"*{test.code}* is dropped."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Undo", "undo"))])


def already(test: Test) -> Message:
    """Say that the very test is planned already."""
    says = f"You plan that one already: it is *{test.code}*."
    row = parts.actions(again.button(f"Show {test.code}", "test", test.code))
    return Message(text=says, blocks=[parts.section(says), row])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """All tests of a workshop, with the segments' interviews (name -> how many, how many are advised)."""

    workshop: Workshop
    tests: Sequence[Test]  # in the order to do them
    left: Sequence[Test]  # that nobody has to finish
    claims: dict[int, Hypothesis]
    interviews: Mapping[str, tuple[int, int]]
    first: Hypothesis | None
    advice: str
    at: datetime


def board(wall: Wall, *, shared: bool = False) -> Message:
    """Return all tests by how far they are, with the next useful click."""
    blocks: list[Block] = [parts.header("Tests")]
    for column in COLUMNS:
        here = [test for test in wall.tests if test.column == column]
        if here:
            shown = here[:SHOWN]
            if column == "done":
                shown = sorted(here, key=lambda test: (test.moved, test.id))[-SHOWN:]
            left = len(here) - len(shown)
            lines = [f"• {cards.line(test, wall.claims, wall.at)}" for test in shown]
            more = [f"…and {left} more"] if left else []
            blocks.append(parts.section("\n".join([f"*{cards.COLUMNS[column]}*", *lines, *more])[:2900]))
    if not wall.tests:
        blocks.append(parts.section("No test is planned yet. Start with something small and cheap."))
    talks = [f"{parts.escaped(name, 60)}: {n} of {most}" for name, (n, most) in wall.interviews.items()]
    left = ", ".join(test.code for test in wall.left)
    said = [
        wall.advice,
        f"Customers talked to – {', '.join(talks)}." if talks else "",
        f"Nobody has to finish these, as what they test is closed or dropped: {left}." if left else "",
    ]
    if notes := [one for one in said if one]:
        blocks.append(parts.context("\n".join(notes)))
    return Message(text="Tests", blocks=[*blocks, _ways(wall, shared=shared)])


def _ways(wall: Wall, *, shared: bool) -> ActionsBlock:
    drawn = {"workshop": wall.workshop.id}
    plan = "Plan a test"
    if wall.first is not None:
        plan, drawn = f"Plan a test for {wall.first.code}", {**drawn, "hypothesis": wall.first.id}
    row = [parts.button(plan, "plans.design", parts.subject(**drawn), style="primary")]
    row.append(again.button("What to test first", "hypothesis map"))
    if not shared and wall.tests:
        row.append(parts.button("Show to everybody", "experiments.share", parts.subject(workshop=wall.workshop.id)))
    return parts.actions(*row, *_choose(wall))


def _choose(wall: Wall) -> list[InteractiveElement]:
    """Return the select that opens a test; of more than Slack takes one that searches."""
    found = [*wall.tests, *wall.left]
    if len(found) > picker.MOST_OPTIONS:
        hint = PlainTextObject(text="Open a test: type a code or a word")
        return [ExternalDataSelectElement(action_id="experiments.look", min_query_length=0, placeholder=hint)]
    return [parts.select("experiments.look", choices(found, wall.workshop), placeholder="Open a test")] if found else []


def choices(found: Iterable[Test], workshop: Workshop, typed: str = "") -> list[Option]:
    """Return the tests with what was typed in their code or name, as choices: those that are done come last."""
    wanted = typed.strip().casefold()
    named = [(test, f"{test.code}  {test.name or experiment_name(test)}") for test in found]
    hits = [(test, name) for test, name in named if wanted in name.casefold()]
    return [
        parts.option(name, parts.subject(workshop=workshop.id, test=test.id))
        for test, name in sorted(hits, key=lambda hit: hit[0].column == "done")[: picker.MOST_OPTIONS]
    ]


def result_form(shown: Shown) -> View:
    """Return the form for what was measured."""
    test = shown.test
    words = parts.line("experiments.result", cards.result(test).partition(" (")[0], placeholder="7 of 12")
    yes = [parts.option("All of them are", "no"), parts.option("Some are not", "yes")]
    who = parts.select("experiments.outsiders", yes, "yes" if test.outsiders else "no")
    all_there = parts.line("experiments.population", str(test.population or ""), most=9, placeholder="40")
    fields: list[Block] = [
        parts.section(f"{cards.claim(shown.hypothesis, 300)}\n*Right if:* {cards.bar(test)}"),
        parts.field("observed", "What did you measure?", words, hint="The number, and of how many people: 7 of 12."),
        parts.field("outsiders", "Are they the customers it is about?", who),
        parts.field(
            "population", "How many such customers are there at all?", all_there, optional=True, hint="If you know it."
        ),
    ]
    about = parts.place(shown.workshop, test=test.id, version=test.version)
    return parts.form(f"Result of {test.code}", "experiments.measure", about, fields)
