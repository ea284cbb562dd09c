"""Any workshop that people could have made, for hypothesis."""

from datetime import UTC

from hypothesis import strategies as st

from canvas.board import (
    Board,
    Decision,
    Evidence,
    Hypothesis,
    Link,
    Member,
    Note,
    NoteState,
    Rating,
    Segment,
    Source,
    Vote,
    Workshop,
)
from canvas.method import FUNCTIONS, KINDS, Block
from handlers.paper.record import Record
from storage.reminders import Reminder
from tests.canvas.boards import NOW

USERS = st.sampled_from(["U1ALICE", "U2BEN", "W3CHIKA", "alice"])
# As typed text is kept: `readable`, and with words in it.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029"), max_size=40
)
WORDS = TEXTS.map(lambda text: f"w{text}")
FUNCTION = st.sampled_from(["", *FUNCTIONS])
MOMENTS = st.datetimes(NOW.replace(year=2020, tzinfo=None), NOW.replace(year=2030, tzinfo=None)).map(
    lambda at: at.replace(tzinfo=UTC)
)
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
    notes = tuple(draw(_notes(segments))) if segments else ()
    links = tuple(
        Link(
            id=100 + n, source=source.id, target=target.id, strength=draw(st.sampled_from([0.0, 0.5, 1.0])), state=state
        )
        for n, (source, target) in enumerate(_pairs(notes))
        for state in [draw(st.sampled_from(["active", "removed"]))]
    )
    board = Board(
        workshop=_workshop(draw),
        members=tuple(
            Member(user=user, function=draw(FUNCTION), joined=draw(MOMENTS), left=draw(st.none() | MOMENTS))
            for user in draw(st.lists(USERS, unique=True))
        ),
        segments=segments,
        notes=notes,
        links=links,
        evidence=tuple(_evidence(draw, notes, links)),
        hypotheses=tuple(
            Hypothesis(
                id=n, code=f"H{n}", area=draw(st.sampled_from(["circle", "square"])), text=draw(WORDS),
                importance=draw(st.none() | st.integers(1, 5)),
                state=draw(st.sampled_from(["draft", "kept", "removed"])),
            )
            for n in range(1, draw(st.integers(0, 3)) + 1)
        ),
    )  # fmt: skip
    decisions = tuple(
        Decision(kind="next", origin="1", target="2", reason=draw(TEXTS), user=draw(USERS), at=draw(MOMENTS))
        for _ in range(draw(st.integers(0, 2)))
    )
    state = draw(st.sampled_from(["on", "off"]))
    reminder = Reminder(
        id=1, team="T1", workshop=1, day="friday", time="07:30", time_zone="Asia/Tokyo", next_run=NOW, state=state
    )  # fmt: skip
    return Record(board=board, decisions=decisions, reminder=draw(st.none() | st.just(reminder)), at=NOW)


def _workshop(draw: st.DrawFn) -> Workshop:
    return Workshop(
        id=7, team="T1", channel="C1", name=draw(WORDS), goal=draw(TEXTS), decision=draw(TEXTS),
        step=draw(st.integers(1, 6)), state=draw(st.sampled_from(["open", "paused", "finished"])), pace="async",
        time_zone="Europe/Paris", facilitator=draw(USERS), stand_in=draw(st.just("") | USERS), created=draw(MOMENTS),
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
            ratings=tuple(draw(st.lists(st.builds(Rating, USERS, st.integers(1, 5)), unique_by=lambda r: r.user))),
            votes=tuple(draw(st.lists(st.builds(Vote, USERS, st.integers(1, 2)), unique_by=lambda v: v.user))),
        )
        for n, (segment, block, number) in enumerate(places, 1)
    ]  # fmt: skip


def _pairs(notes: tuple[Note, ...]) -> list[tuple[Note, Note]]:
    return [(s, t) for s in notes for t in notes if s.segment == t.segment and KINDS[s.block].serves is t.block]


def _evidence(draw: st.DrawFn, notes: tuple[Note, ...], links: tuple[Link, ...]) -> list[Evidence]:
    targets: list[dict[str, int]] = [{"note": note.id} for note in notes] + [{"link": link.id} for link in links]
    chosen = draw(st.lists(st.sampled_from(targets), max_size=4)) if targets else []
    return [
        Evidence(
            id=n, note=target.get("note"), link=target.get("link"),
            direction=draw(st.sampled_from(["for", "against"])), tier=draw(st.integers(0, 5)),
            text=draw(WORDS), source=draw(TEXTS), permalink=draw(st.sampled_from(["", "https://x.slack.com/archives/1"])),
            added_by=draw(USERS), at=draw(MOMENTS),
        )
        for n, target in enumerate(chosen, 1)
    ]  # fmt: skip
