"""What on the canvas needs a look most, who is asked about it, and whether it is still alive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import log2

from canvas.board import Board, Evidence, Hypothesis, Note
from canvas.cards import Test
from canvas.consequences import TURNED, newest_decisions
from canvas.defaults import (
    ALIVE_HALF_LIFE,
    ASKED_TWICE,
    ATTENTION_CONTESTED,
    ATTENTION_DAYS,
    ATTENTION_OVERDUE,
    ATTENTION_OWNER_GONE,
    ATTENTION_UNTESTED,
    ATTENTION_WEEK,
    BARE,
    DEAD,
    DOUBTFUL_NOTES,
    IMPORTANT,
    SILENCE_DAYS,
    SLEEPING,
    TOP_RATING,
    UNRATED,
)
from canvas.evidence import DAY, assess, half_lives
from canvas.numbers import number
from canvas.priorities import STANDING, importance
from canvas.proof import Claim, Of, Proof, proof
from canvas.ranking import PROFILE, open_notes
from canvas.running import live
from canvas.testing import is_overdue
from canvas.weight import weigh

STILL_TRUE = "Still true"  # the words of what somebody said about a note or hypothesis of theirs, at tier 0


def is_still_true(item: Evidence) -> bool:
    """Tell whether a piece of evidence is only that somebody on the team says that something still holds."""
    return item.tier == 0 and item.text == STILL_TRUE


@dataclass(frozen=True, slots=True)
class Asked:
    """How often in a row a claim was asked about, and when last."""

    times: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question of the weekly review: what it is about, why, and the one person it goes to.

    `touched` is when anybody last did something about it, `times` how often in a row it has been asked with this one;
    `escalated` when it goes to the facilitator because nobody answered it.
    """

    claim: Claim
    code: str
    segment: int | None  # Segment.id
    text: str
    attention: float
    reason: str
    person: str
    touched: datetime
    times: int = 1
    escalated: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """What is known about everything on the board, now and at the last review."""

    board: Board
    at: datetime
    since: datetime
    now: Proof
    left: frozenset[str]
    tests: Mapping[Claim, list[Test]]


def weekly(
    board: Board, since: datetime, at: datetime, asked: Mapping[Claim, Asked], known: Proof | None = None
) -> list[Ask]:
    """Return what to ask this week, at most three, each to one person; `since` is the last review.

    What was ignored twice goes to the facilitator once and then rests for four weeks.
    """
    look = _look(board, since, at, known)
    found = [_about_note(look, note) for note in _profile(board)]
    decided = newest_decisions(board)
    standing = (one for one in board.hypotheses if one.state in STANDING and decided.get(one.id) not in TURNED)
    found += [_about_hypothesis(look, one) for one in standing]
    worth = sorted((ask for ask in found if ask is not None), key=lambda ask: -ask.attention)
    chosen: list[Ask] = []
    seen: set[Claim] = set()
    for ask in worth:
        subject = look.now.subjects.get(ask.claim.id, ask.claim) if ask.claim.of is Of.HYPOTHESIS else ask.claim
        addressed = _addressed(ask, asked.get(ask.claim), look)
        if subject not in seen and addressed is not None:
            chosen.append(addressed)
            seen.add(subject)
    return chosen[:DOUBTFUL_NOTES]


def is_month(begun: datetime, since: datetime, at: datetime) -> bool:
    """Tell whether four more weeks of a workshop are full since a moment: then even a quiet review says a word."""
    return _days(begun, at) // SILENCE_DAYS > _days(begun, since) // SILENCE_DAYS


def alive(board: Board, at: datetime, known: Proof | None = None) -> float | None:
    """Return how recently the profile was touched, by weight, 0 to 100; None without notes in it."""
    now = known or proof(board, at)
    weights = [
        (
            weigh(note).value,
            2 ** (-_days(touched(note, now.behind(Claim(Of.NOTE, note.id)).items), at) / ALIVE_HALF_LIFE),
        )
        for note in _profile(board)
    ]
    return 100 * sum(w * fresh for w, fresh in weights) / sum(w for w, _ in weights) if weights else None


def state(life: float | None) -> str:
    """Return awake, sleeping or dead for what `alive` says."""
    if life is None or life >= SLEEPING:
        return "awake"
    return "sleeping" if life >= DEAD else "dead"


def untouched_days(life: float) -> float:
    """Return for how many days most of the canvas has been left alone, as `alive` says."""
    return -ALIVE_HALF_LIFE * log2(max(life, 0.01) / 100)


def touched(note: Note, pieces: Iterable[Evidence]) -> datetime:
    """Return when somebody last changed a note or added to what it rests on."""
    return max((note.updated, *(e.at for e in pieces if e.state == "active")))


def _look(board: Board, since: datetime, at: datetime, known: Proof | None) -> _Look:
    now = known or proof(board, at)
    tests: dict[Claim, list[Test]] = {}
    for test in live(board):
        own = Claim(Of.HYPOTHESIS, test.hypothesis)
        tests.setdefault(own, []).append(test)
        if test.hypothesis in now.subjects:
            tests.setdefault(now.subjects[test.hypothesis], []).append(test)
    left = frozenset(member.user for member in board.members) - board.here
    return _Look(board, at, since, now, left, tests)


def _profile(board: Board) -> list[Note]:
    """Return the open profile notes of the segments that still count."""
    counting = {segment.id for segment in board.segments if segment.state == "open"}
    return [note for note in open_notes(board, blocks=PROFILE) if note.segment in counting]


def _about_note(look: _Look, note: Note) -> Ask | None:
    claim = Claim(Of.NOTE, note.id)
    touched_at = touched(note, look.now.behind(claim).items)
    attention, reason = _attention(weigh(note).value, touched_at, look, claim, gone=note.author in look.left)
    if attention < number(look.board.workshop, "attention"):
        return None
    owners = [test.owner for test in look.tests.get(claim, ())]
    return Ask(
        claim=claim,
        code=note.code,
        segment=note.segment,
        text=note.text,
        attention=attention,
        reason=_recheck(note) if note.recheck else reason,
        person=_person(look, (*owners, note.author)),
        touched=touched_at,
    )


def _recheck(note: Note) -> str:
    if note.is_copy:
        return "nobody has said yet that it holds here, too"
    return "its words changed since people looked at it"


def _about_hypothesis(look: _Look, one: Hypothesis) -> Ask | None:
    claim = Claim(Of.HYPOTHESIS, one.id)
    tests = look.tests.get(claim, [])
    moments = (one.updated, *(e.at for e in look.now.behind(claim).items), *(t.moved for t in tests))
    since = max((m for m in moments if m is not None), default=look.board.workshop.created)
    weight = ((importance(one) or UNRATED) / TOP_RATING) ** 2
    attention, reason = _attention(weight, since, look, claim, gone=one.owner in look.left)
    # What the idea hangs on and nobody tests is not left behind a note that something speaks for already.
    weighty = (importance(one) or IMPORTANT) >= IMPORTANT
    waits = one.state == "kept" and weighty and not tests and look.now.behind(claim).grounds.value < BARE
    if waits:
        attention += ATTENTION_UNTESTED * min(1.0, _days(since, look.at) / ATTENTION_WEEK)
        reason = "much hangs on it, and nothing tests it yet"
    if attention < number(look.board.workshop, "attention"):
        return None
    return Ask(
        claim=claim,
        code=one.code,
        segment=one.segment,
        text=one.text,
        attention=attention,
        reason=reason,
        person=_person(look, (*(test.owner for test in tests), one.owner)),
        touched=since,
    )


def _attention(weight: float, touched_at: datetime, look: _Look, claim: Claim, *, gone: bool) -> tuple[float, str]:
    """Weigh what is unproven and untouched, what evidence lost, who left, a late test, and two sides."""
    items, now = look.now.behind(claim)
    # What was there at the last review and has faded; where all of it is newer, nothing has.
    old = any(item.at <= look.since for item in items)
    before = assess(items, look.since, half_lives(look.board.workshop)).value if old else 0.0
    late = any(is_overdue(test, look.at) for test in look.tests.get(claim, ()))
    parts = (
        (weight * (1 - now.value) * min(1.0, _days(touched_at, look.at) / ATTENTION_DAYS), _untested(look, claim)),
        (weight * max(0.0, before - now.value), "its evidence is weaker than it was"),
        (ATTENTION_OWNER_GONE * gone, "its author has left"),
        (ATTENTION_OVERDUE * late, "its test is late"),
        (ATTENTION_CONTESTED * now.contested, "customers say both yes and no"),
    )
    return sum(part for part, _ in parts), max(parts)[1]


def _addressed(ask: Ask, asked: Asked | None, look: _Look) -> Ask | None:
    """Return an ask with the one it goes to, None while it rests."""
    if asked is None or asked.last < ask.touched or _days(asked.last, look.at) >= SILENCE_DAYS:
        return ask
    # A second review on one day asks the same again, and nobody had the time to ignore it.
    times = asked.times + (_days(asked.last, look.at) >= 1)
    if times > ASKED_TWICE + 1:
        return None
    if times > ASKED_TWICE:
        return replace(ask, person=_person(look, ()), times=times, escalated=True)
    return replace(ask, times=times)


def _person(look: _Look, wanted: Iterable[str]) -> str:
    """Return the first of some people who is still here, else the facilitator or who stands in."""
    leaders = look.board.workshop.facilitator, look.board.workshop.stand_in
    return next((user for user in (*wanted, *leaders) if user and user not in look.left), leaders[0])


def _untested(look: _Look, claim: Claim) -> str:
    if under_way := [test.code for test in look.tests.get(claim, ()) if test.column == "measure" and not test.void]:
        return f"{under_way[-1]} is under way"
    if look.now.behind(claim).grounds.against >= BARE:
        return "customers speak against it"
    thin = look.now.behind(claim).grounds.tier >= 1
    return "its evidence is still thin" if thin else "no customer has said or done anything about it yet"


def _days(since: datetime, at: datetime) -> float:
    return max(0.0, (at - since) / DAY)
