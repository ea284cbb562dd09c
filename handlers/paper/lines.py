"""What a workshop holds besides its canvas, as lines that the PDF and the Markdown both tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from canvas.board import Hypothesis
from canvas.cards import Consequence, Test
from canvas.experiments import EXPERIMENTS
from canvas.method import STEPS, TIERS
from canvas.testing import experiment_name, right_if
from handlers.blocks.cards import CARRIES, COLUMNS, DECISIONS, VERDICTS
from handlers.paper.record import Record

STATES = {"draft": "draft", "closed": "turned out wrong"}  # of hypotheses that are not kept
AREAS = {
    "circle": "about what customers want",
    "square": "about what we offer",
    "rectangle": "about whether it pays",
}
SURE = {1: "not very sure", 2: "fairly sure", 3: "very sure"}
BECAME = {"open": "still open", "changed": "changed", "kept": "kept as it is", "handed": "with"}
FOR = {"for": "speaks for it", "against": "speaks against it"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: its code (may be empty), what it says, facts about it (empty ones are left out), and more words."""

    code: str
    text: str
    facts: tuple[str, ...] = ()
    detail: str = ""


def day(at: datetime) -> str:
    """Return a day as everybody everywhere reads it."""
    return f"{at:%Y-%m-%d}"


def head(record: Record) -> list[Line]:
    """Return what the workshop is for and where it stands."""
    of = record.board.workshop
    told = {"Goal": of.goal, "Decision it informs": of.decision, "Why now": of.why_now}
    lines = [Line("", f"{name}: {text}") for name, text in told.items() if text]
    return [*lines, Line("", f"Step {of.step}: {STEPS[of.step]}", (of.state if of.state != "open" else "",))]


def team(record: Record) -> list[Line]:
    """Return who takes part, what they do, who leads and who has the last word."""
    of = record.board.workshop
    parts = {of.facilitator: "leads", of.stand_in: "stands in", of.decider: "has the last word"}
    return [
        Line(
            "",
            record.name(one.user),
            (
                one.function,
                *(part for user, part in parts.items() if user == one.user),
                f"working group {one.working_group}" if one.working_group else "",
                f"left {day(one.left)}" if one.left else "",
            ),
        )
        for one in record.board.members
    ]


def known(record: Record) -> list[Line]:
    """Return what the team knew before it began."""
    return [Line("", line.strip()) for line in record.board.workshop.known.splitlines() if line.strip()]


def evidence(record: Record) -> Iterable[Line]:
    """Return what customers said and did, with what it costs them in words."""
    for one in record.board.evidence:
        if one.state == "active":
            people = f"stands for {one.people} people" if one.people > 1 else ""
            facts = (FOR[one.direction], TIERS[one.tier][0].lower(), one.source, people, day(one.at), one.permalink)
            yield Line(record.read(record.target(one)), f"“{one.text}”", facts)


def hypotheses(record: Record) -> Iterable[Line]:
    """Return the hypotheses with what they rest on."""
    for one in record.board.hypotheses:
        if one.state != "removed":
            yield Line(one.code, one.text, _of_hypothesis(record, one))


def _of_hypothesis(record: Record, one: Hypothesis) -> tuple[str, ...]:
    about = f"drafted from {record.read(one.about)}" if one.about else ""
    important = f"importance {one.importance} of 5" if one.importance else ""
    owner = f"looked after by {record.name(one.owner)}" if one.owner else ""
    carries = CARRIES[record.proof.of_hypothesis(one.id).band]
    return (STATES.get(one.state, ""), AREAS.get(one.area, ""), about, important, carries, owner)


def tests(record: Record) -> Iterable[Line]:
    """Return the tests that were not replaced by a newer version."""
    codes = {one.id: one.code for one in record.board.hypotheses}
    for one in record.board.tests:
        if not one.void:
            bar = right_if(one)
            kind = EXPERIMENTS[one.experiment].name.lower() if one.name and one.experiment in EXPERIMENTS else ""
            facts = (
                f"tests {codes[one.hypothesis]}",
                kind,
                f"right if {bar}" if bar else "",
                _result(one),
                VERDICTS[one.verdict] if one.verdict else COLUMNS[one.column].lower(),
                f"looked after by {record.name(one.owner)}" if one.owner else "",
                f"takes {one.duration} day{'' if one.duration == 1 else 's'}",
                f"due {day(one.due)}" if one.due else "",
            )
            yield Line(one.code, one.name or experiment_name(one), facts, one.description)


def _result(one: Test) -> str:
    """Return what was measured; shares with the people they are of."""
    if one.observed is None:
        return ""
    unit = f" {one.unit}" if one.unit else ""
    sample = f" of {one.sample}" if one.sample else ""
    return f"came out {one.observed:g}{unit}{sample}"


def learnings(record: Record) -> Iterable[Line]:
    """Return what was learned, how sure the team is, what follows, and what became of what it touches."""
    codes = {one.id: one.code for one in record.board.hypotheses}
    for one in record.board.learnings:
        who = f"{record.name(one.owner)} does it" if one.owner and one.action else ""
        follow = (f"so we {DECISIONS[one.decision].lower()}", one.action, who, f"by {day(one.due)}" if one.due else "")
        facts = (
            f"about {codes[one.hypothesis]}",
            f"we saw: {one.observed}" if one.observed and one.learned else "",
            *follow,
            SURE.get(one.confidence, ""),
            *(_became(record, of) for of in record.board.consequences if of.learning == one.id),
            f"written by {record.name(one.recorder)} on {day(one.at)}" if one.recorder else f"written {day(one.at)}",
        )
        yield Line(one.code, one.learned or one.observed, facts)


def _became(record: Record, one: Consequence) -> str:
    """Return what became of something that a learning touches."""
    if one.of == "hypothesis":
        code = next((of.code for of in record.board.hypotheses if of.id == one.target), "")
    else:
        code = record.read((record.links if one.of == "link" else record.codes).get(one.target, ""))
    became = f"{BECAME[one.state]} {record.name(one.owner)}" if one.state == "handed" else BECAME[one.state]
    return f"touches {code}: {became}{f' ({one.reason})' if one.reason else ''}" if code else ""


def versions(record: Record) -> list[Line]:
    """Return the versions that were kept."""
    return [
        Line("", one.name or f"Version {number}", (one.reason, record.name(one.user) if one.user else "", day(one.at)))
        for number, one in enumerate(record.snapshots, 1)
    ]


def review(record: Record) -> list[Line]:
    """Return when the team is asked each week."""
    one = record.reminder
    return [Line("", f"{one.day.title()} at {one.time} ({one.time_zone})", (one.state,))] if one else []
