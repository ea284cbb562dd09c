"""What people type about tests and learnings, read into what they want. Text comes decoded, as people saw it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from canvas.experiments import read_experiment
from canvas.learning_errors import WhichHypothesis, WhichLesson
from canvas.testing import read_column
from canvas.text import clean, unquote
from canvas.words import split_codes

DECISIONS = ("persevere", "pivot", "continue_testing", "retire")
BAR_BEGINS = re.compile(
    r"(?:\bright if\b[\s:]*)?(?:\b(?:at least|at most|no more than|more than|over|fewer than|less than|under)\b"
    r"|[<>≤≥]=?|\b\d)",
    re.IGNORECASE,
)
RIGHT_IF = re.compile(r"right if\b[\s:]*", re.IGNORECASE)
# As people read them on a card and in the form, so that they can be typed, too.
SAID = {
    "go_on_with_it": "persevere",
    "change_course": "pivot",
    "test_further": "continue_testing",
    "drop_the_idea": "retire",
}
DECIDED = re.compile(
    r"(?P<word>persevere|pivot|continue(?:[\s_]+testing)?|retire"
    r"|go\s+on\s+with\s+it|change\s+course|test\s+further|drop\s+the\s+idea)\b[\s:,.]*",
    re.IGNORECASE,
)
DROPPED = frozenset({"drop", "remove"})
TESTABLE = "HTJPG"  # letters of hypotheses, tests, jobs, pains and gains
BETWEEN = " ,:;-–—"


class Act(StrEnum):
    """What somebody wants with tests."""

    BOARD = "board"
    PLAN = "plan"
    SHOW = "show"
    MOVE = "move"
    RESULT = "result"
    BAR = "bar"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was typed after `test`: about which hypothesis (PLAN) or test; `text` is a bar or a result as typed.

    experiment: a key of the library, empty when none was named.
    """

    act: Act
    code: str = ""
    experiment: str = ""
    column: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What was typed after `learn`: codes of hypotheses, tests and learnings, a decision ("" for none), the words."""

    codes: tuple[str, ...] = ()
    decision: str = ""
    words: str = ""


def read_test(text: str) -> Order:
    """Read `H1 landing page at least 5 % sign up`, `T1 measure`, `T1 result 7 of 12`, `T1 right if …`, or nothing.

    A job, pain or gain (`P1 …`) stands for what must be true of it.
    Raises WhichHypothesis without a code, UnknownExperiment, UnknownColumn.
    """
    codes, rest = split_codes(clean(text), most=1)
    if not codes and rest.casefold() in {"", "board"}:
        return Order(act=Act.BOARD)
    if not codes or codes[0].code[0] not in TESTABLE:
        raise WhichHypothesis
    code = str(codes[0])
    if code.startswith("T"):
        return _about(code, rest.strip())
    found = BAR_BEGINS.search(rest)
    name, bar = (rest[: found.start()], rest[found.start() :]) if found else (rest, "")
    name = RIGHT_IF.sub("", name).strip(BETWEEN)
    key = read_experiment(name).key if name else ""
    return Order(act=Act.PLAN, code=code, experiment=key, text=RIGHT_IF.sub("", bar, count=1).strip())


def _about(code: str, rest: str) -> Order:
    word, _, more = rest.partition(" ")
    if not rest:
        return Order(act=Act.SHOW, code=code)
    if word.casefold().rstrip(":") == "result":
        return Order(act=Act.RESULT, code=code, text=more.strip())
    if rest.casefold() in DROPPED:
        return Order(act=Act.DROP, code=code)
    if BAR_BEGINS.match(rest) or RIGHT_IF.match(rest):
        return Order(act=Act.BAR, code=code, text=RIGHT_IF.sub("", rest, count=1).strip())
    return Order(act=Act.MOVE, code=code, column=read_column(rest))


def read_lesson(text: str) -> Lesson:
    """Read `H1 pivot They only cook on weekends` or `T1 T2 …`; nothing at all gives an empty lesson.

    Raises WhichLesson when words come without the code of a hypothesis, test or learning.
    """
    codes, rest = split_codes(clean(text))
    if any(code.code[0] not in "HTL" for code in codes) or (rest and not codes):
        raise WhichLesson
    found = DECIDED.match(rest)
    decision = read_decision(found["word"]) if found else ""
    words = unquote(rest[found.end() :] if found else rest)
    return Lesson(codes=tuple(code.code for code in codes), decision=decision, words=words)


def read_decision(word: str) -> str:
    """Read one of `DECISIONS`, the beginning of one, or what people read for it; "" when it is none."""
    low = "_".join(word.casefold().split())
    return SAID.get(low) or next((one for one in DECISIONS if low and one.startswith(low)), "")
