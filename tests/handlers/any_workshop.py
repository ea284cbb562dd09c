"""Any workshop that people could have made, for hypothesis."""

from dataclasses import replace

from hypothesis import strategies as st

from canvas import cards
from canvas.board import (
    Board,
    Decision,
    Evidence,
    Hypothesis,
    Link,
    Member,
    Note,
    NoteState,
    Opinion,
    Rating,
    Segment,
    Source,
    Tick,
    Vote,
    Workshop,
)
from canvas.cards import Alternative, Consequence, Pitch, Quoted, Slot
from canvas.defaults import FREQUENCIES, HALF_LIVES
from canvas.experiments import EXPERIMENTS
from canvas.method import (
    ALTERNATIVES,
    FLAVOURS,
    FUNCTIONS,
    KINDS,
    ROLES,
    SUPPORTING_ROLES,
    TICKS,
    VARIANTS,
    Block,
)
from canvas.method import MOMENTS as IN_THE_JOB
from canvas.pitch import SLOTS
from canvas.testing import COLUMNS, OPERATORS
from canvas.traits import POINTS, TRAITS, UNKNOWN
from handlers.paper.record import Record
from storage.reminders import Reminder
from storage.snapshots import Snapshot
from tests.canvas.boards import NOW
from tests.handlers.any_findings import MOMENTS, TEXTS, USERS, findings

WORDS = TEXTS.map(lambda text: f"w{text}")
NUMBERS = st.fixed_dictionaries(
    {}, optional={"split": st.floats(0.4, 2.0), "interviews": st.integers(1, 200).map(float)}
)
FUNCTION = st.sampled_from(["", *FUNCTIONS])
RATINGS = st.builds(Rating, USERS, st.integers(1, 5))
OPINIONS = st.builds(Opinion, USERS, st.sampled_from([0.0, 0.5, 1.0]))
VARIANT = st.sampled_from(["", *VARIANTS])
SOURCES = st.none() | st.builds(
    Source, st.just("C1"), st.from_regex(r"[0-9]{10}\.[0-9]{6}", fullmatch=True), st.integers(0, 9)
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Return any workshop that people could have made."""
    count = draw(st.integers(0, 3))
    states = ["open", "archived", "merged"]
    segments = tuple(
        Segment(id=n * 10, number=n, name=draw(WORDS), state=draw(st.sampled_from(states))) for n in range(1, count + 1)
    )
    segments = tuple(_whole(draw, one, segments) for one in segments)
    notes = tuple(draw(_notes(segments))) if segments else ()
    notes = tuple(replace(note, parent=draw(_other(notes)), merged_into=draw(_other(notes))) for note in notes)
    links = tuple(
        Link(
            id=100 + n,
            source=source.id,
            target=target.id,
            strength=draw(st.sampled_from([0.0, 0.5, 1.0])),
            state=state,
            opinions=tuple(draw(st.lists(OPINIONS, unique_by=lambda one: one.user))),
            decided=draw(st.none() | st.sampled_from([0.0, 0.5, 1.0])),
        )
        for n, (source, target) in enumerate(_pairs(notes))
        for state in [draw(st.sampled_from(["active", "inactive", "removed"]))]
    )
    hypotheses = tuple(draw(_hypothesis(n, segments)) for n in range(1, draw(st.integers(0, 3)) + 1))
    tests = tuple(draw(_test(n, hypotheses)) for n in range(1, draw(st.integers(0, 3)) + 1)) if hypotheses else ()
    learnings = tuple(draw(_learning(n, tests)) for n in range(1, draw(st.integers(0, 2)) + 1)) if tests else ()
    consequences = tuple(_consequences(draw, learnings, notes, links, hypotheses))
    evidence = tuple(_evidence(draw, notes, links, hypotheses))
    pitches = tuple(Pitch(segment=one.id, at=draw(MOMENTS), slots=tuple(draw(_slots(notes)))) for one in segments)
    board = Board(
        workshop=_workshop(draw),
        members=tuple(
            Member(
                user=user,
                function=draw(FUNCTION),
                joined=draw(MOMENTS),
                left=draw(st.none() | MOMENTS),
                working_group=draw(TEXTS),
            )
            for user in draw(st.lists(USERS, unique=True))
        ),
        segments=segments,
        notes=notes,
        links=links,
        evidence=evidence,
        hypotheses=hypotheses,
        tests=tests,
        learnings=learnings,
        consequences=consequences,
        alternatives=tuple(
            Alternative(id=n, segment=one.id, name=draw(WORDS), kind=draw(st.sampled_from(list(ALTERNATIVES))))
            for n, one in enumerate(segments, 1)
        ),
        pitches=pitches,
        decisions=tuple(
            Decision(
                kind="next",
                origin="1",
                target="2",
                reason=draw(TEXTS),
                user=draw(USERS),
                at=draw(MOMENTS),
                deciders=tuple(draw(st.lists(USERS, unique=True))),
                dissent=draw(TEXTS),
                evidence=tuple(one.id for one in evidence[: draw(st.integers(0, 2))]),
                before=draw(st.none() | MOMENTS),
                after=draw(st.none() | MOMENTS),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
    )
    snapshots = tuple(
        Snapshot(id=n, name=draw(TEXTS), reason=draw(TEXTS), at=NOW.replace(hour=n), user=draw(USERS))
        for n in range(1, draw(st.integers(0, 2)) + 1)
    )
    state = draw(st.sampled_from(["on", "off"]))
    reminder = Reminder(
        id=1, team="T1", workshop=1, day="friday", time="07:30", time_zone="Asia/Tokyo", next_run=NOW, state=state
    )  # fmt: skip
    return Record(
        board=board,
        reminder=draw(st.none() | st.just(reminder)),
        snapshots=snapshots,
        findings=tuple(draw(findings(board))),
        at=NOW,
    )


def _consequences(
    draw: st.DrawFn,
    learnings: tuple[cards.Learning, ...],
    notes: tuple[Note, ...],
    links: tuple[Link, ...],
    hypotheses: tuple[Hypothesis, ...],
) -> list[Consequence]:
    things = (("note", notes), ("link", [one for one in links if one.state == "active"]), ("hypothesis", hypotheses))
    claims = [(name, one.id) for name, found in things for one in found]
    if not learnings or not claims:
        return []
    pairs = draw(st.lists(st.tuples(st.sampled_from(learnings), st.sampled_from(claims)), unique=True, max_size=3))
    return [
        Consequence(
            id=n, learning=learning.id, of=of, target=target,
            state=draw(st.sampled_from(["open", "changed", "kept", "handed"])), reason=draw(TEXTS),
            owner=draw(st.just("") | USERS),
        )
        for n, (learning, (of, target)) in enumerate(sorted(pairs, key=lambda pair: pair[0].id), 1)
    ]  # fmt: skip


def _whole(draw: st.DrawFn, segment: Segment, segments: tuple[Segment, ...]) -> Segment:
    answers = draw(st.dictionaries(st.sampled_from(list(TRAITS)), st.sampled_from([*POINTS, UNKNOWN]), max_size=3))
    return replace(
        segment,
        role=draw(st.sampled_from(["", *ROLES])),
        parent=draw(st.none() | st.sampled_from([one.id for one in segments])),
        variant=draw(VARIANT),
        answers=tuple(answers.items()),
    )


def _other(notes: tuple[Note, ...]) -> st.SearchStrategy[int | None]:
    return st.none() | st.sampled_from([note.id for note in notes]) if notes else st.none()


@st.composite
def _hypothesis(draw: st.DrawFn, number: int, segments: tuple[Segment, ...]) -> Hypothesis:
    return Hypothesis(
        id=number, code=f"H{number}", area=draw(st.sampled_from(["circle", "square", "rectangle"])), text=draw(WORDS),
        importance=draw(st.none() | st.integers(1, 5)),
        state=draw(st.sampled_from(["draft", "kept", "closed", "removed"])),
        aspect=draw(st.sampled_from(["", "price", "cost"])), owner=draw(st.just("") | USERS),
        segment=draw(st.none() | st.sampled_from([one.id for one in segments])) if segments else None,
        ratings=tuple(draw(st.lists(RATINGS, unique_by=lambda rating: rating.user))),
        updated=draw(st.none() | MOMENTS),
    )  # fmt: skip


@st.composite
def _test(draw: st.DrawFn, number: int, hypotheses: tuple[Hypothesis, ...]) -> cards.Test:
    moment, some = st.none() | MOMENTS, st.none() | st.integers(0, 1000)
    real = st.none() | st.floats(0, 1000, allow_nan=False)
    experiment = draw(st.sampled_from(["", *EXPERIMENTS]))
    tier = draw(st.none() | st.integers(0, EXPERIMENTS[experiment].tier if experiment else 0))
    return cards.Test(
        id=number, code=f"T{number}", hypothesis=draw(st.sampled_from([one.id for one in hypotheses])),
        experiment=experiment, name=draw(TEXTS), metric=draw(TEXTS),
        operator=draw(st.sampled_from(list(OPERATORS))), threshold=draw(real), unit=draw(st.sampled_from(["", "%"])),
        min_sample=draw(st.integers(0, 100)), tier=tier, owner=draw(st.just("") | USERS),
        due=draw(moment), duration=draw(st.integers(0, 60)), critical=draw(st.integers(1, 3)),
        cost=draw(st.integers(1, 3)), reliability=draw(st.integers(1, 3)), time=draw(st.integers(1, 3)),
        column=draw(st.sampled_from(COLUMNS)), moved=draw(MOMENTS), measuring=draw(moment), observed=draw(real),
        sample=draw(some), population=draw(some), outsiders=draw(st.booleans()),
        verdict=draw(st.sampled_from(["", "validated", "invalidated", "unclear"])), closed=draw(moment),
        version=draw(st.integers(1, 3)), void=draw(st.booleans()), variant=draw(VARIANT),
        description=draw(TEXTS),
    )  # fmt: skip


@st.composite
def _learning(draw: st.DrawFn, number: int, tests: tuple[cards.Test, ...]) -> cards.Learning:
    return cards.Learning(
        id=number, code=f"L{number}", hypothesis=draw(st.sampled_from([one.hypothesis for one in tests])),
        tests=tuple(draw(st.lists(st.sampled_from([one.id for one in tests]), unique=True))), observed=draw(TEXTS),
        learned=draw(TEXTS), decision=draw(st.sampled_from(["persevere", "pivot", "continue_testing", "retire"])),
        action=draw(TEXTS), owner=draw(st.just("") | USERS), due=draw(st.none() | MOMENTS),
        recorder=draw(st.just("") | USERS), at=draw(MOMENTS), confidence=draw(st.integers(0, 3)),
    )  # fmt: skip


@st.composite
def _slots(draw: st.DrawFn, notes: tuple[Note, ...]) -> list[Slot]:
    names = draw(st.lists(st.sampled_from(list(SLOTS)), unique=True, max_size=3))
    quoted = st.lists(st.builds(Quoted, st.sampled_from([note.id for note in notes] or [0]), TEXTS), max_size=2)
    return [Slot(name=name, text=draw(TEXTS), notes=tuple(draw(quoted)) if notes else ()) for name in names]


def _workshop(draw: st.DrawFn) -> Workshop:
    return Workshop(
        id=7, team="T1", channel="C1", name=draw(WORDS), goal=draw(TEXTS), decision=draw(TEXTS),
        step=draw(st.integers(1, 6)), state=draw(st.sampled_from(["open", "paused", "finished"])), pace="async",
        time_zone="Europe/Paris", facilitator=draw(USERS), stand_in=draw(st.just("") | USERS), created=draw(MOMENTS),
        why_now=draw(TEXTS), decider=draw(st.just("") | USERS), known=draw(TEXTS), silent=draw(st.booleans()),
        off=tuple(draw(st.lists(st.sampled_from(["L3", "L9", "text"]), unique=True))),
        numbers=tuple(draw(NUMBERS).items()),
    )  # fmt: skip


@st.composite
def _notes(draw: st.DrawFn, segments: tuple[Segment, ...]) -> list[Note]:
    places = draw(
        st.lists(
            st.tuples(st.sampled_from(segments), st.sampled_from(list(Block)), st.integers(1, 30)),
            unique=True,
            max_size=12,
        )
    )
    return [
        Note(
            id=n, segment=segment.id, code=f"{KINDS[block].letter}{number}", block=block,
            subtype=draw(st.sampled_from(["", *KINDS[block].subtypes])), text=draw(WORDS), detail=draw(TEXTS),
            measure=draw(TEXTS), state=draw(st.sampled_from(NoteState)), author=draw(USERS), created=draw(MOMENTS),
            updated=draw(MOMENTS), source=draw(SOURCES),
            ratings=tuple(draw(st.lists(RATINGS, unique_by=lambda rating: rating.user))),
            votes=tuple(draw(st.lists(st.builds(Vote, USERS, st.integers(1, 2)), unique_by=lambda v: v.user))),
            recheck=draw(st.booleans()), satisfaction=draw(st.none() | st.integers(1, 5).map(float)),
            ticks=tuple(Tick(name, draw(st.booleans())) for name in draw(st.sets(st.sampled_from(list(TICKS))))),
            frequency=draw(st.sampled_from(["", *FREQUENCIES])), shared=draw(TEXTS), variant=draw(VARIANT),
            late=draw(st.booleans()), early=draw(st.booleans()), flavour=draw(st.sampled_from(["", *FLAVOURS])),
            moment=draw(st.sampled_from(["", *IN_THE_JOB])), context=draw(TEXTS),
            supporting_role=draw(st.sampled_from(["", *SUPPORTING_ROLES])), decided=draw(st.none() | st.floats(1, 5)),
        )
        for n, (segment, block, number) in enumerate(places, 1)
    ]  # fmt: skip


def _pairs(notes: tuple[Note, ...]) -> list[tuple[Note, Note]]:
    return [(s, t) for s in notes for t in notes if s.segment == t.segment and KINDS[s.block].serves is t.block]


def _evidence(
    draw: st.DrawFn, notes: tuple[Note, ...], links: tuple[Link, ...], hypotheses: tuple[Hypothesis, ...]
) -> list[Evidence]:
    things = (("note", notes), ("link", links), ("hypothesis", hypotheses))
    targets: list[dict[str, int]] = [{name: one.id} for name, found in things for one in found]
    chosen = draw(st.lists(st.sampled_from(targets), max_size=4)) if targets else []
    return [
        Evidence(
            id=n, note=target.get("note"), link=target.get("link"), hypothesis=target.get("hypothesis"),
            direction=draw(st.sampled_from(["for", "against"])), tier=draw(st.integers(0, 5)),
            text=draw(WORDS), source=draw(TEXTS), permalink=draw(st.sampled_from(["", "https://x.slack.com/archives/1"])),
            added_by=draw(USERS), at=draw(MOMENTS),
            experiment=draw(st.sampled_from(["", *EXPERIMENTS])), topic=draw(st.sampled_from(["", *HALF_LIVES])),
            people=draw(st.integers(1, 40)), channel=draw(st.sampled_from(["", "C1"])),
        )
        for n, target in enumerate(chosen, 1)
    ]  # fmt: skip
