"""What the coach watches in evidence, hypotheses, tests and learnings."""

from collections.abc import Iterable
from textwrap import shorten
from types import MappingProxyType
from typing import Final

from canvas.board import Segment
from canvas.cards import Learning
from canvas.claims import flaw
from canvas.consequences import progress, says_no
from canvas.defaults import (
    CHANGE_WITHIN_DAYS,
    CUSTOMER_TIER,
    FEW,
    MANY_VERDICTS,
    SILENT_DAYS,
    TOP_RATED,
)
from canvas.evidence import DAY
from canvas.numbers import number
from canvas.priorities import untested_before, validated
from canvas.proof import Of, results
from canvas.ranking import PROFILE, ranked
from canvas.situation import Finding, Fix, Moment, Rule, Severity, Situation
from canvas.targets import WHOLE, of_hypothesis, of_learning, of_segment, of_test
from canvas.testing import Verdict, is_stuck, is_trivial, weaknesses

MAP_STEP: Final = 3
SAYS: Final = MappingProxyType({
    Verdict.VALIDATED: "says yes",
    Verdict.INVALIDATED: "says no",
    Verdict.UNCLEAR: "can't tell yet",
})  # fmt: skip
TEST_STEP: Final = 5
CLAIM: Final = 100  # characters of a hypothesis in a question about another one


def vacuum(now: Situation) -> Iterable[Finding]:
    """Ask for a customer where the team has only its own ideas; one person alone is not bothered with it."""
    if len(now.board.here) == 1 or now.board.workshop.step < MAP_STEP - 1:
        return
    unheard = [finding for segment in now.segments for finding in _unheard(now, segment)]
    yield from unheard
    told = (*now.board.evidence, *results(now.board.tests))
    heard = [item.at for item in told if item.state == "active" and item.tier >= CUSTOMER_TIER]
    silent = not heard or (now.at - max(heard)) / DAY > SILENT_DAYS
    if silent and not unheard and now.board.workshop.step >= TEST_STEP:
        since = "for three weeks" if heard else "yet"
        question = f"No customer has been heard {since}. Who could you talk to this week?"
        yield Finding("L1", WHOLE, Severity.SERIOUS, question, Fix("Add evidence", "evidence"))


def _unheard(now: Situation, segment: Segment) -> Iterable[Finding]:
    profile = ranked(now.board, now.at, segment=segment.id, blocks=PROFILE, known=now.known.notes)
    heard = [note for note in profile if now.known.of_note(note.id).tier >= CUSTOMER_TIER]
    bare = [note for note in profile[:TOP_RATED] if note not in heard]
    if len(profile) < FEW:
        return
    if len(heard) < number(now.board.workshop, "with_evidence") * len(profile):
        counted = f"customers stand behind {len(heard)} of {len(profile)} notes"
        question = f"{segment.name}: {counted}. Who could confirm {now.code((bare or profile)[0])}?"
    elif bare and len(bare) == len(profile[:TOP_RATED]):
        question = (
            f"{segment.name}: no customer stands behind what matters most yet. Who could confirm {now.code(bare[0])}?"
        )
    else:
        return
    code = now.code((bare or profile)[0])
    yield Finding("L1", of_segment(segment), Severity.SERIOUS, question, Fix("Add evidence", f"evidence {code}"))


def goalposts(now: Situation) -> Iterable[Finding]:
    """Ask why a bar was changed while a test ran."""
    for test in now.tests:
        if test.version > 1 and test.column != "done":
            asks = "What made you change it?"
            question = f"What makes {test.code} right was changed while it ran, so it starts again. {asks}"
            fix = Fix("Write it down", f"learn {test.code}")
            yield Finding("L14", of_test(test), Severity.SERIOUS, question, fix, test.owner, bare=asks)


def unfalsifiable(now: Situation) -> Iterable[Finding]:
    """Ask for a number where a hypothesis or a test can't go wrong."""
    names = [segment.name for segment in now.segments]
    for one in now.board.hypotheses if now.test is None else ():
        wrong = flaw(one.text, names, one.area) if one.state == "kept" else ""
        if wrong:
            fix = Fix("Change it", f"hypothesis {one.code}")
            yield Finding("L15", of_hypothesis(one), Severity.NOTABLE, f"{one.code}: {wrong}", fix)
    for test in now.tests:
        if not test.verdict and is_trivial(test):
            question = f"{test.code} can't fail as it stands. Which result would change your mind?"
            yield Finding("L15", of_test(test), Severity.NOTABLE, question, Fix("Change it", f"test {test.code}"))


def weak_validation(now: Situation) -> Iterable[Finding]:
    """Ask for a second look where a verdict rests on little: all that does at once beside a new one, else the first.

    Later only a yes that still holds is asked about.
    """
    holding = validated(now.board)
    for test in now.tests:
        late = now.test is None and (test.verdict != Verdict.VALIDATED or test.hypothesis not in holding)
        found = weaknesses(test, now.board.tests, now.known.of_hypothesis(test.hypothesis)) if test.verdict else []
        if not found or late:
            continue
        code = next((one.code for one in now.board.hypotheses if one.id == test.hypothesis), "")
        doubts = " ".join(found if now.test else found[:1])
        question = f"{test.code} {SAYS[Verdict(test.verdict)]}. {doubts} What would you try next?"
        yield Finding("L16", of_test(test), Severity.NOTABLE, question, Fix("Plan a test", f"test {code}".strip()))


def never_wrong(now: Situation) -> Iterable[Finding]:
    """Ask for a harder test where every one so far said yes."""
    verdicts = [test.verdict for test in now.board.tests if test.verdict and not test.void]
    if len(verdicts) >= MANY_VERDICTS and "invalidated" not in verdicts:
        question = f"{len(verdicts)} tests, and none has said no. Which one could prove you wrong?"
        yield Finding("L17", WHOLE, Severity.NOTABLE, question, Fix("Plan a test", "test"))


def learned_not_changed(now: Situation) -> Iterable[Finding]:
    """Ask what changes on the canvas after something turned out wrong."""
    for learning in now.board.learnings:
        if says_no(now.board, learning) and _days(now, learning) > CHANGE_WITHIN_DAYS and not _changed(now, learning):
            words = f" (“{shorten(learning.learned, CLAIM, placeholder='…')}”)" if learning.learned else ""
            question = f"{learning.code}{words} turned something down, and the canvas is as before. What changes?"
            whose = learning.owner or learning.recorder
            yield Finding(
                "L18", of_learning(learning), Severity.SERIOUS, question, Fix("Change course", "pivot"), whose
            )


def _days(now: Situation, learning: Learning) -> float:
    return (now.at - learning.at) / DAY


def _changed(now: Situation, learning: Learning) -> bool:
    """Tell whether all it asks for is settled; without a list, whether a note that it is about has changed since."""
    if asked := progress(now.board, learning):
        return asked.settled == asked.of
    subject = now.known.subjects.get(learning.hypothesis)
    ends = {subject.id} if subject and subject.of is Of.NOTE else set[int]()
    if subject and subject.of is Of.LINK:
        ends = {end for link in now.board.links if link.id == subject.id for end in (link.source, link.target)}
    return any(note.updated > learning.at for note in now.board.notes if not ends or note.id in ends)


def wrong_order(now: Situation) -> Iterable[Finding]:
    """Ask about the customer first, before a test of the offer starts."""
    hypotheses = {one.id: one for one in now.board.hypotheses}
    for test in now.tests:
        one = hypotheses.get(test.hypothesis)
        if one is None or test.column not in {"build", "measure"}:
            continue
        first = untested_before(now.board, one, now.known)
        if first:
            before = first[0].code
            words = shorten(first[0].text, CLAIM, placeholder="…")
            question = f"{test.code} builds on {before}, “{words}”, and nothing shows that yet. Test {before} first?"
            fix = Fix(f"Test {before} first", f"test {before}")
            yield Finding("L19", of_test(test), Severity.NOTABLE, question, fix, test.owner)


def stuck(now: Situation) -> Iterable[Finding]:
    """Ask what a test waits for."""
    for test in now.tests:
        if is_stuck(test, now.at):
            days = round((now.at - test.moved) / DAY)
            doing = "in preparation" if test.column == "build" else "under way"
            question = f"{test.code} has been {doing} for {days} days. What does it wait for?"
            fix = Fix("Look at it", f"test {test.code}")
            yield Finding("L20", of_test(test), Severity.SMALL, question, fix, test.owner)


RULES: Final = (
    Rule(key="L1", name="Without customers", moments=frozenset((Moment.GATE, Moment.WEEKLY)), thin=True, check=vacuum),
    Rule(key="L14", name="Changed while it ran", moments=frozenset((Moment.EVENT,)), check=goalposts),
    Rule(key="L15", name="Can't go wrong", moments=frozenset((Moment.ADD,)), check=unfalsifiable, text=True),
    Rule(key="L16", name="How sure is it?", moments=frozenset((Moment.VERDICT,)), check=weak_validation),
    Rule(key="L17", name="Never wrong", moments=frozenset((Moment.WEEKLY,)), check=never_wrong),
    Rule(key="L18", name="Learned, not changed", moments=frozenset((Moment.DAILY,)), check=learned_not_changed),
    Rule(key="L19", name="Answer before question", moments=frozenset((Moment.START,)), check=wrong_order),
    Rule(key="L20", name="Stuck test", moments=frozenset((Moment.DAILY,)), check=stuck),
)
