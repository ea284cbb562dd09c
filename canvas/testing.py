"""Test cards: from which result on a hypothesis holds, and what the result says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from canvas.aspects import aspect
from canvas.board import Board, Evidence, Hypothesis, Segment
from canvas.cards import Test
from canvas.claims import counts_customers
from canvas.defaults import ALMOST_ALL, CUSTOMER_TIER, ENOUGH_EVIDENCE, STUCK
from canvas.evidence import DAY, Grounds, source_key
from canvas.experiments import EXPERIMENTS, INTERVIEW, LENS_OF, Experiment, suggest
from canvas.numbers import number
from canvas.proof import Proof
from canvas.proof_errors import NoResult, UnknownBar, UnknownColumn
from canvas.running import live

COLUMNS = ("backlog", "build", "measure", "learn", "done")
RUNNING = ("build", "measure")
OPERATORS = {">=": "at least", "<=": "at most", ">": "more than", "<": "fewer than"}
BAR_FIELDS = frozenset({"metric", "operator", "threshold", "unit", "min_sample", "experiment"})
SIGNS = {
    "at least": ">=", ">=": ">=", "≥": ">=", "at most": "<=", "<=": "<=", "≤": "<=", "no more than": "<=",
    "more than": ">", "over": ">", ">": ">", "fewer than": "<", "less than": "<", "under": "<", "<": "<", "": ">=",
}  # fmt: skip
NUMBER = r"\d+(?:[.,]\d+)?"
BAR = re.compile(
    rf"(?P<sign>{'|'.join(sorted((re.escape(s) for s in SIGNS if s), key=len, reverse=True))}|)\s*"
    rf"(?P<number>{NUMBER})\s*(?:(?:of|out of|/)\s*(?P<whole>\d+)|(?P<unit>%|percent))?(?!\w)\s*(?P<metric>.*)",
    re.IGNORECASE | re.DOTALL,
)
RESULT = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<unit>%|percent)?\s*(?:(?:of|out of|/|from)\s*(?P<whole>\d+))?(?!\w).*", re.IGNORECASE
)
WHOLE = 100.0
SEVERAL = 2


class Verdict(StrEnum):
    """What a test says about its hypothesis."""

    VALIDATED = "validated"
    INVALIDATED = "invalidated"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """From which result on a hypothesis holds: `at least 60 % of 10 bring it up`."""

    operator: str
    threshold: float
    unit: str
    min_sample: int
    metric: str


def read_bar(text: str) -> Bar:
    """Read `at least 6 of 10 bring it up`, `more than 40 % click` or `30 sign-ups`. Raises UnknownBar."""
    found = BAR.match(text.strip())
    if found is None:
        raise UnknownBar
    number, whole = _number(found["number"]), int(found["whole"] or 0)
    percent = bool(whole or found["unit"])
    return Bar(
        operator=SIGNS[found["sign"].lower()],
        threshold=WHOLE * number / whole if whole else number,
        unit="%" if percent else "",
        min_sample=whole,
        metric=found["metric"].strip().rstrip("."),
    )


def read_result(text: str, unit: str) -> tuple[float, int]:
    """Read a result as the number in `unit` and the people: `7 of 12`, `58 % of 120`, `35`. Raises NoResult."""
    found = RESULT.fullmatch(text.strip())
    if found is None:
        raise NoResult
    number, whole = _number(found["number"]), int(found["whole"] or 0)
    if unit == "%" and not found["unit"]:
        if not whole:
            raise NoResult
        return WHOLE * number / whole, whole
    return number, whole or (0 if unit else round(number))


def read_column(word: str) -> str:
    """Read one of the five columns of the progress board, or the beginning of one. Raises UnknownColumn."""
    low = word.strip().lower()
    column = next((one for one in COLUMNS if low and one.startswith(low)), None)
    if column is None:
        raise UnknownColumn(columns=", ".join(COLUMNS))
    return column


def right_if(test: Test) -> str:
    """Say the bar in words: `at least 60 % bring it up, of 10 or more`; empty while there is none."""
    if test.threshold is None:
        return ""
    amount = f"{test.threshold:g}{f' {test.unit}' if test.unit else ''}"
    sample = f", of {test.min_sample} or more" if test.min_sample else ""
    return f"{OPERATORS[test.operator]} {amount} {test.metric}".strip() + sample


def verdict(test: Test, observed: float | None, sample: int | None) -> Verdict:
    """Return what a result says; unclear without a bar, without a number, or from too few people."""
    if test.threshold is None or observed is None or (sample or 0) < test.min_sample:
        return Verdict.UNCLEAR
    above, equal = observed > test.threshold, observed == test.threshold
    holds = {">": above, ">=": above or equal, "<": not above and not equal, "<=": not above}[test.operator]
    return Verdict.VALIDATED if holds else Verdict.INVALIDATED


def moved(test: Test, column: str, at: datetime) -> Test:
    """Return a test in another column. From measuring on its bar is frozen; before that it is free again.

    A test that goes back behind learning has no verdict any more.
    """
    place = COLUMNS.index(column)
    measuring = (test.measuring or at) if place >= COLUMNS.index("measure") else None
    if place < COLUMNS.index("learn"):
        test = replace(test, verdict="", closed=None)
    return replace(test, column=column, moved=at, measuring=measuring)


def measured(test: Test, observed: float, sample: int, at: datetime) -> Test:
    """Return a test with its result and verdict, in the column where people learn from it."""
    said = verdict(test, observed, sample)
    learning = moved(test, "learn", at)
    return replace(learning, observed=observed, sample=sample, verdict=said.value, closed=at)


def edited(test: Test, at: datetime, changes: dict[str, object]) -> tuple[Test, Test | None]:
    """Return a test with changes, and the old one as void where its bar was frozen and has changed (else None).

    The new version begins in the column where it stands, with nothing measured. Its id is still the old one's.
    """
    new = replace(test, **changes)
    same = all(getattr(new, name) == getattr(test, name) for name in BAR_FIELDS)
    if test.measuring is None or same:
        return new, None
    fresh = replace(new, observed=None, sample=None, verdict="", closed=None, version=test.version + 1, measuring=at)
    column = "measure" if COLUMNS.index(test.column) > COLUMNS.index("measure") else test.column
    return replace(fresh, column=column, moved=at), replace(test, void=True)


def is_trivial(test: Test) -> bool:
    """Tell whether any result would meet the bar of a test, so that it can't prove anything."""
    if test.threshold is None or not test.metric.strip():
        return True
    least, most = 0.0, WHOLE if test.unit == "%" else float("inf")
    return {
        ">=": test.threshold <= least,
        ">": test.threshold < least,
        "<=": test.threshold >= most,
        "<": test.threshold > most,
    }[test.operator]


def is_stuck(test: Test, at: datetime) -> bool:
    """Tell whether a test has been built or measured for half as long again as planned."""
    return test.column in RUNNING and not test.void and (at - test.moved) / DAY > STUCK * test.duration


def is_overdue(test: Test, at: datetime) -> bool:
    """Tell whether the deadline of a test that is not done has passed."""
    return test.due is not None and test.due < at and test.column != "done" and not test.void


def too_many(board: Board) -> str:
    """Return advice when more tests run at once than a team can look after, else nothing."""
    running, most = [test for test in live(board) if test.column in RUNNING], number(board.workshop, "tests_at_once")
    if len(running) <= most:
        return ""
    return f"{len(running)} tests run at once. {most:g} at a time get done sooner. Which one can wait?"


def variant_of(one: Hypothesis, segments: Iterable[Segment]) -> str:
    """Return the variant of the value map that a test of a hypothesis tries: the one that counts now."""
    return next((segment.variant for segment in segments if segment.id == one.segment), "")


def weaknesses(test: Test, tests: Iterable[Test], grounds: Grounds) -> list[str]:
    """Return what makes a verdict weak, in sentences. `tests` are all of the board, `grounds` of the hypothesis."""
    same = [one for one in tests if one.hypothesis == test.hypothesis and one.verdict and not one.void]
    found: list[str] = []
    if test.verdict == Verdict.VALIDATED and len({one.experiment for one in same}) < SEVERAL:
        found.append("It rests on one kind of test. A second kind would show whether that is luck.")
    if test.verdict == Verdict.VALIDATED and grounds.value < ENOUGH_EVIDENCE:
        found.append("All evidence together is still thin. A test that costs people something carries more.")
    if (test.sample or 0) < test.min_sample:
        found.append(f"{test.sample or 0} people were asked, {test.min_sample} were planned.")
    return found + _traps(test, same)


def _traps(test: Test, same: Sequence[Test]) -> list[str]:
    found: list[str] = []
    if test.outsiders:
        found.append("Some of the people are not in this segment. What do those who are say?")
    if test.population and (test.sample or 0) >= ALMOST_ALL * test.population:
        found.append("Nearly everybody has been asked, so there is nobody new to ask. How else could you find out?")
    if test.verdict == Verdict.INVALIDATED and len(same) < SEVERAL:
        interview = test.experiment == INTERVIEW
        doubt = "Were these the right people?" if interview else "Was that the right place to reach them?"
        found.append(f"{doubt} Try another way before you give it up.")
    variants = {one.variant for one in same if one.variant}
    if len(same) > SEVERAL and len(variants) == 1:
        found.append("All tests tried one variant. Another one may do much better.")
    return found


def interviews(board: Board, segment: int, known: Proof) -> tuple[int, int]:
    """Return how many different people of a segment (a Segment.id) were talked to, and how many are a good number.

    The people of an interview test and those quoted are mostly the same ones, so the larger number of the two counts.
    """
    notes = {note.id for note in board.notes if note.segment == segment}
    links = {link.id for link in board.links if link.source in notes}
    about = {one.id for one in board.hypotheses if one.segment == segment} | {
        one for one, claim in known.subjects.items() if claim.id in (notes if claim.of == "note" else links)
    }
    own = (e for e in board.evidence if e.note in notes or e.link in links or e.hypothesis in about)
    talks = dict[str, int]()
    for item in filter(_is_talk, own):
        talks[source_key(item)] = max(item.people, talks.get(source_key(item), 0))
    held = (t.sample or 0 for t in board.tests if t.experiment == INTERVIEW and t.hypothesis in about and not t.void)
    return max(sum(talks.values()), sum(held)), round(number(board.workshop, "interviews"))


def _is_talk(item: Evidence) -> bool:
    kind = INTERVIEW if item.tier == CUSTOMER_TIER and not item.experiment else item.experiment
    return item.state == "active" and kind == INTERVIEW


def next_experiment(one: Hypothesis, tests: Iterable[Test], grounds: Grounds) -> Experiment | None:
    """Return the cheapest experiment that carries a hypothesis a step further, None when all that fit have been run.

    `grounds` is what it rests on now.
    """
    done = {test.experiment for test in tests if test.hypothesis == one.id and test.verdict}
    return suggest(grounds.tier, lens_of(one), done, counting=counts_customers(one.text))


def suggestion(one: Hypothesis, tests: Iterable[Test], grounds: Grounds) -> Experiment | None:
    """Return the `next_experiment` of a hypothesis that no test is on its way for."""
    own = [test for test in tests if test.hypothesis == one.id and not test.void]
    return next_experiment(one, own, grounds) if all(test.verdict for test in own) else None


def lens_of(one: Hypothesis) -> str:
    """Return the lens that a hypothesis is tested through: what it costs us is first of all a matter of doing it."""
    return LENS_OF.get(aspect(one), LENS_OF[one.area])


def experiment_name(test: Test) -> str:
    """Return the name of a test's experiment, or what the team called it."""
    return EXPERIMENTS[test.experiment].name if test.experiment in EXPERIMENTS else test.name or "Own kind of test"


def _number(text: str) -> float:
    return float(text.replace(",", "."))
