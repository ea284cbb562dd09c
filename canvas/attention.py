"""What on the canvas needs a look most, who is asked about it, and whether it is still alive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from canvas.board import Board, Evidence, Hypothesis, Note
from canvas.cards import Test
from canvas.defaults import (
    ALIVE_HALF_LIFE,
    ASKED_TWICE,
    ATTENTION,
    ATTENTION_CONTESTED,
    ATTENTION_DAYS,
    ATTENTION_OVERDUE,
    ATTENTION_OWNER_GONE,
    DEAD,
    DOUBTFUL_NOTES,
    SILENCE_DAYS,
    SLEEPING,
    TOP_RATING,
    UNRATED,
)
from canvas.evidence import DAY, Grounds, assess
from canvas.priorities import STANDING, importance
from canvas.proof import Claim, Of, Proof, proof
from canvas.ranking import PROFILE, open_notes
from canvas.testing import is_overdue
from canvas.weight import weigh


@dataclass(frozen=True, slots=True)
class Doubt:
    """A note that needs a look, how much (0 to about 1.7), and why in a few words."""

    note: Note
    attention: float
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a claim was asked about without an answer, and when last."""

    ignored: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question of the weekly review: what it is about, why, and the one person it goes to.

    `escalated` when it goes to the facilitator because nobody answered it.
    """

    claim: Claim
    code: str
    segment: int | None  # Segment.id
    text: str
    attention: float
    reason: str
    person: str
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


def doubts(board: Board, since: datetime, at: datetime, known: Proof | None = None) -> Sequence[Doubt]:
    """Return the profile notes that most need a look, at most three, the most doubtful first.

    `since` is the last review; `known` the proof of the board now, if at hand.
    """
    look = _look(board, since, at, known)
    found = [Doubt(note, *_note_attention(look, note)) for note in _profile(board)]
    worth = [doubt for doubt in found if doubt.attention >= ATTENTION]
    return sorted(worth, key=lambda d: (-d.attention, d.note.created, d.note.id))[:DOUBTFUL_NOTES]


def weekly(
    board: Board, since: datetime, at: datetime, asked: Mapping[Claim, Asked], known: Proof | None = None
) -> list[Ask]:
    """Return what to ask this week, at most three, each to one person.

    What was ignored twice goes to the facilitator once and then rests for four weeks.
    """
    look = _look(board, since, at, known)
    found = [_about_note(look, note) for note in _profile(board)]
    found += [_about_hypothesis(look, one) for one in board.hypotheses if one.state in STANDING]
    worth = sorted((ask for ask in found if ask.attention >= ATTENTION), key=lambda ask: -ask.attention)
    chosen: list[Ask] = []
    seen: set[Claim] = set()
    for ask in worth:
        subject = look.now.subjects.get(ask.claim.id, ask.claim) if ask.claim.of is Of.HYPOTHESIS else ask.claim
        addressed = _addressed(ask, asked.get(ask.claim), look)
        if subject not in seen and addressed is not None:
            chosen.append(addressed)
            seen.add(subject)
    return chosen[:DOUBTFUL_NOTES]


def speaks(asks: Sequence[Ask], last: datetime | None, at: datetime) -> bool:
    """Tell whether a review says anything: when there is something to ask, or after a month without a word."""
    return bool(asks) or last is None or (at - last) / DAY >= SILENCE_DAYS


def alive(board: Board, at: datetime) -> float | None:
    """Return how recently the profile was touched, by weight, 0 to 100; None without notes in it."""
    pieces: dict[int, list[Evidence]] = {}
    for item in board.evidence:
        if item.note is not None:
            pieces.setdefault(item.note, []).append(item)
    weights = [
        (weigh(note).value, 2 ** (-_days(touched(note, pieces.get(note.id, [])), at) / ALIVE_HALF_LIFE))
        for note in _profile(board)
    ]
    return 100 * sum(w * fresh for w, fresh in weights) / sum(w for w, _ in weights) if weights else None


def state(life: float | None) -> str:
    """Return awake, sleeping or dead for what `alive` says."""
    if life is None or life >= SLEEPING:
        return "awake"
    return "sleeping" if life >= DEAD else "dead"


def touched(note: Note, pieces: Iterable[Evidence]) -> datetime:
    """Return when somebody last changed a note or added to what it rests on."""
    return max((note.updated, *(e.at for e in pieces if e.state == "active")))


def _look(board: Board, since: datetime, at: datetime, known: Proof | None) -> _Look:
    now = known or proof(board, at)
    present = {member.user for member in board.members if member.left is None}
    tests: dict[Claim, list[Test]] = {}
    for test in board.tests:
        own = Claim(Of.HYPOTHESIS, test.hypothesis)
        tests.setdefault(own, []).append(test)
        if test.hypothesis in now.subjects:
            tests.setdefault(now.subjects[test.hypothesis], []).append(test)
    left = frozenset(member.user for member in board.members if member.user not in present)
    return _Look(board, at, since, now, left, tests)


def _profile(board: Board) -> list[Note]:
    """Return the open profile notes of the segments that still count."""
    counting = {segment.id for segment in board.segments if segment.state == "open"}
    return [note for note in open_notes(board, blocks=PROFILE) if note.segment in counting]


def _about_note(look: _Look, note: Note) -> Ask:
    attention, reason = _note_attention(look, note)
    owners = [test.owner for test in look.tests.get(Claim(Of.NOTE, note.id), ())]
    return Ask(
        claim=Claim(Of.NOTE, note.id),
        code=note.code,
        segment=note.segment,
        text=note.text,
        attention=attention,
        reason=reason,
        person=_person(look, (*owners, note.author)),
    )


def _about_hypothesis(look: _Look, one: Hypothesis) -> Ask:
    claim = Claim(Of.HYPOTHESIS, one.id)
    tests = look.tests.get(claim, [])
    moments = (one.updated, *(e.at for e in look.now.behind(claim).items), *(t.moved for t in tests))
    since = max((m for m in moments if m is not None), default=look.board.workshop.created)
    weight = ((importance(one) or UNRATED) / TOP_RATING) ** 2
    attention, reason = _attention(weight, since, look, claim, gone=one.owner in look.left)
    return Ask(
        claim=claim,
        code=one.code,
        segment=one.segment,
        text=one.text,
        attention=attention,
        reason=reason,
        person=_person(look, (*(test.owner for test in tests), one.owner)),
    )


def _note_attention(look: _Look, note: Note) -> tuple[float, str]:
    claim = Claim(Of.NOTE, note.id)
    since = touched(note, look.now.behind(claim).items)
    attention, reason = _attention(weigh(note).value, since, look, claim, gone=note.author in look.left)
    return attention, "its words changed since people looked at it" if note.recheck else reason


def _attention(weight: float, touched_at: datetime, look: _Look, claim: Claim, *, gone: bool) -> tuple[float, str]:
    """Weigh what is unproven and untouched, what evidence lost, who left, a late test, and two sides."""
    items, now = look.now.behind(claim)
    before = assess(items, look.since)
    late = any(is_overdue(test, look.at) for test in look.tests.get(claim, ()))
    parts = (
        (weight * (1 - now.value) * min(1.0, _days(touched_at, look.at) / ATTENTION_DAYS), _untested(now)),
        (weight * max(0.0, before.value - now.value), "its evidence is weaker than it was"),
        (ATTENTION_OWNER_GONE * gone, "its author has left"),
        (ATTENTION_OVERDUE * late, "its test is late"),
        (ATTENTION_CONTESTED * now.contested, "customers say both yes and no"),
    )
    return sum(part for part, _ in parts), max(parts)[1]


def _addressed(ask: Ask, asked: Asked | None, look: _Look) -> Ask | None:
    """Return an ask with the one it goes to, None while it rests."""
    if asked is None or asked.ignored < ASKED_TWICE or (look.at - asked.last) / DAY >= SILENCE_DAYS:
        return ask
    if asked.ignored > ASKED_TWICE:
        return None
    return replace(ask, person=_person(look, ()), escalated=True)


def _person(look: _Look, wanted: Iterable[str]) -> str:
    """Return the first of some people who is still here, else the facilitator or who stands in."""
    leaders = look.board.workshop.facilitator, look.board.workshop.stand_in
    return next((user for user in (*wanted, *leaders) if user and user not in look.left), leaders[0])


def _untested(grounds: Grounds) -> str:
    return "no customer has said or done anything about it yet" if grounds.tier < 1 else "its evidence is still thin"


def _days(since: datetime, at: datetime) -> float:
    return max(0.0, (at - since) / DAY)
