"""How tests and learnings read, wherever they are shown."""

from datetime import datetime

from canvas.board import Hypothesis
from canvas.cards import Test
from canvas.evidence import Carries
from canvas.experiments import Experiment
from canvas.testing import experiment_name, is_overdue, is_stuck, right_if
from handlers.blocks.parts import day, escaped, person

COLUMNS = {
    "backlog": "To do",
    "build": "Preparing",
    "measure": "Measuring",
    "learn": "Time to learn",
    "done": "Done",
}
VERDICTS = {"validated": "it holds", "invalidated": "it does not hold", "unclear": "unclear"}
DECISIONS = {
    "persevere": "Go on with it",
    "pivot": "Change course",
    "continue_testing": "Test further",
    "retire": "Drop the idea",
}
CARRIES = {
    Carries.ASSUMPTION: "still an assumption",
    Carries.SOME: "some evidence",
    Carries.SUPPORTED: "supported",
    Carries.STRONG: "strong evidence",
    Carries.PROVEN: "proven",
}
SCALES = {
    "critical": {1: "little hangs on it", 2: "some of it hangs on this", 3: "much hangs on it"},
    "cost": {1: "costs little", 2: "costs some", 3: "costs much"},
    "reliability": {1: "hard to trust", 2: "fairly reliable", 3: "very reliable"},
    "time": {1: "quick", 2: "takes a while", 3: "takes long"},
}
CLAIM = 150  # characters of a hypothesis beside something else


def claim(one: Hypothesis, most: int = CLAIM) -> str:
    """Return a hypothesis with its code."""
    return f"*{one.code}* {escaped(one.text, most)}{' (draft)' if one.state == 'draft' else ''}"


def bar(test: Test) -> str:
    """Return from which result on the hypothesis holds."""
    return escaped(right_if(test)) or "not said yet"


def result(test: Test) -> str:
    """Return what was measured: `7 of 12 (58 %)`; "" before there is a result."""
    if test.observed is None:
        return ""
    if test.unit == "%" and test.sample:
        return f"{round(test.observed * test.sample / 100)} of {test.sample} ({test.observed:.0f} %)"
    people = f", from {test.sample}" if test.sample and test.sample != test.observed else ""
    return f"{test.observed:g}{f' {escaped(test.unit)}' if test.unit else ''}{people}"


def line(test: Test, claims: dict[int, Hypothesis], at: datetime) -> str:
    """Return a test as one line of a list."""
    about = claims.get(test.hypothesis)
    facts = [
        f"right if {bar(test)}" if test.threshold is not None and not test.verdict else "",
        f"{result(test)}: *{VERDICTS[test.verdict]}*" if test.verdict else "",
        *states(test, at),
    ]
    said = " · ".join(fact for fact in facts if fact)
    head = f"*{test.code}* {escaped(test.name or experiment_name(test), 80)}{f' for {about.code}' if about else ''}"
    return f"{head}{f' · {said}' if said else ''}"


def idea(one: Experiment) -> str:
    """Say how to test a hypothesis next; what can't count customers is only a first look."""
    lead = "A cheap way to find out" if one.counts else "A cheap first look"
    return f"{lead}: *{one.name}*. {one.does}"


def scales(test: Test) -> str:
    """Return in words what hangs on a test, what it costs, how far to trust it, and how long it takes."""
    said = [words[getattr(test, name)] for name, words in SCALES.items()]
    return " · ".join([*said, f"planned for {test.duration} {'day' if test.duration == 1 else 'days'}"])


def states(test: Test, at: datetime) -> list[str]:
    """Return who looks after a test, when it is due, and whether it waits for somebody."""
    late = is_overdue(test, at)
    return [
        person(test.owner) if test.owner else "",
        f"{'was due' if late else 'due'} {day(test.due)}" if test.due and test.column != "done" else "",
        "takes longer than planned: what is in the way?" if is_stuck(test, at) else "",
    ]
