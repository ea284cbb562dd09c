"""Workshops, and everything of one as a board."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, bindparam, func, insert, literal_column, select, update

from canvas.board import Board, Decision, Evidence, Hypothesis, Link, Note, NoteState, Rating, Source, Vote, Workshop
from canvas.errors import NoWorkshop
from canvas.method import Block
from storage.history import History
from storage.members import Members
from storage.prepared import Prepared
from storage.scope import Scope, own
from storage.segments import Segments
from storage.tables.notes import NOTES, RATINGS, VOTES
from storage.tables.proof import EVIDENCE, HYPOTHESES, LINKS
from storage.tables.workshops import DECISIONS, MEMBERS, WORKSHOPS

_COLUMNS = [column for column in WORKSHOPS.c if column.name != "team"]
OPEN = WORKSHOPS.c.state != "finished"
_OF_TEAM = select(WORKSHOPS).where(WORKSHOPS.c.team == bindparam("team"))
_IN_CHANNEL = _OF_TEAM.where(
    WORKSHOPS.c.channel == bindparam("channel"), WORKSHOPS.c.state != literal_column("'finished'")
)
_FIND = {False: Prepared(_IN_CHANNEL), True: Prepared(_IN_CHANNEL.with_for_update())}  # whether it is held


def _get(*, held: bool) -> Prepared:
    query = select(WORKSHOPS).where(WORKSHOPS.c.id == bindparam("workshop"), own(WORKSHOPS))
    return Prepared(query.with_for_update() if held else query)


def _of_workshop(table: Table) -> Prepared:
    here = (table.c.workshop_id == bindparam("workshop"), own(table))
    return Prepared(select(table).where(*here).order_by(table.c.id))


_GET = {held: _get(held=held) for held in (False, True)}
_OF_WORKSHOP = {table: _of_workshop(table) for table in (DECISIONS, EVIDENCE, HYPOTHESES, LINKS, NOTES, RATINGS, VOTES)}


class Workshops:
    """The workshops of a team."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def find(self, channel: str) -> Workshop | None:
        """Return the workshop that is open (or paused) in a channel.

        On PostgreSQL a writing transaction holds the row, so that the gestures of one workshop come one by one.
        """
        here = {"team": self._scope.team, "channel": channel}
        return _workshop(_FIND[self._scope.writes].first(self._scope.connection, here))

    def find_to_begin(self, channel: str) -> Workshop | None:
        """Return what `find` does, and let nobody else begin or find to begin here until the transaction ends."""
        connection = self._scope.connection
        if connection.dialect.name == "postgresql":  # SQLite has one writer: it needs no lock
            place = func.hashtextextended(f"{self._scope.team}:{channel}", 0)
            connection.execute(select(func.pg_advisory_xact_lock(place)))
        return self.find(channel)

    def current(self, channel: str) -> Workshop:
        """Return the workshop that is open in a channel. Raises NoWorkshop."""
        found = self.find(channel)
        if found is None:
            raise NoWorkshop
        return found

    def latest_of(self, user: str) -> Workshop | None:
        """Return the newest open workshop that somebody takes part in."""
        takes_part = select(MEMBERS.c.workshop_id).where(
            MEMBERS.c.team == self._scope.team, MEMBERS.c.user == user, MEMBERS.c.left.is_(None)
        )
        query = select(WORKSHOPS).where(WORKSHOPS.c.team == self._scope.team, OPEN, WORKSHOPS.c.id.in_(takes_part))
        return _workshop(self._scope.connection.execute(query.order_by(WORKSHOPS.c.id.desc()).limit(1)).first())

    def get(self, workshop: int) -> Workshop:
        """Return a workshop by its id. Raises NoWorkshop."""
        here = {"team": self._scope.team, "workshop": workshop}
        found = _workshop(_GET[self._scope.writes].first(self._scope.connection, here))
        if found is None:
            raise NoWorkshop
        return found

    def listing(self) -> list[Workshop]:
        """Return every workshop of the team; with team "" those of all teams."""
        query = select(WORKSHOPS).where(own(WORKSHOPS)).order_by(WORKSHOPS.c.id)
        rows = self._scope.connection.execute(query, {"team": self._scope.team})
        return [found for row in rows if (found := _workshop(row))]

    def start(self, *, channel: str, name: str, facilitator: str, time_zone: str, **more: str) -> Workshop:
        """Begin a workshop at step 1; `more` are goal, decision, why_now, pace, stand_in."""
        values: dict[str, Any] = {
            "team": self._scope.team,
            "channel": channel,
            "name": name,
            "facilitator": facilitator,
            "time_zone": time_zone,
            "goal": "",
            "decision": "",
            "why_now": "",
            "step": 1,
            "state": "open",
            "pace": "live",
            "stand_in": "",
            "created": self._scope.at,
            **more,
        }
        row = self._scope.connection.execute(insert(WORKSHOPS).values(**values).returning(WORKSHOPS.c.id)).scalar_one()
        self._history.record(row, "workshops", row, None, {"state": "open", "step": 1})
        return Workshop(id=row, **values)

    def change(self, workshop: Workshop, **fields: Any) -> Workshop:  # noqa: ANN401 - columns of the table
        """Change fields of a workshop and return it as it is now. Steps can be undone, the rest is only logged."""
        here = (WORKSHOPS.c.id == workshop.id, WORKSHOPS.c.team == self._scope.team)
        self._scope.connection.execute(update(WORKSHOPS).where(*here).values(**fields))
        before = {name: getattr(workshop, name) for name in fields} if set(fields) == {"step"} else None
        self._history.record(workshop.id, "workshops", workshop.id, before, fields)
        return self.get(workshop.id)

    def decide(self, workshop: int, kind: str, origin: str, target: str, reason: str) -> None:
        """Keep a decision, such as going on although a step was thin."""
        values = {"team": self._scope.team, "workshop_id": workshop, "kind": kind, "origin": origin, "target": target}
        self._scope.connection.execute(
            insert(DECISIONS).values(**values, reason=reason, user=self._scope.user, at=self._scope.at)
        )

    def decisions(self, workshop: int) -> tuple[Decision, ...]:
        """Return what was decided, oldest first."""
        return tuple(
            Decision(kind=row.kind, origin=row.origin, target=row.target, reason=row.reason, user=row.user, at=row.at)
            for row in self._rows(DECISIONS, workshop)
        )

    def acted(self, workshop: Workshop) -> datetime:
        """Return when the facilitator or the stand-in last changed anything; at the latest, when it was started."""
        who = [user for user in (workshop.facilitator, workshop.stand_in) if user]
        times = (self._history.last_of(workshop.id, user) for user in who)
        return max((at for at in times if at), default=workshop.created)

    def board(self, workshop: int) -> Board:
        """Return everything of a workshop, in order of creation. Raises NoWorkshop."""
        found = self.get(workshop)
        scope = self._scope if self._scope.team else Scope(self._scope.connection, found.team, "", "", self._scope.at)
        return Board(
            workshop=found,
            members=Members(scope, self._history).of(workshop),
            segments=Segments(scope, self._history).of(workshop),
            notes=self._notes(workshop),
            links=self._links(workshop),
            evidence=self._evidence(workshop),
            hypotheses=self._hypotheses(workshop),
        )

    def _rows(self, table: Table, workshop: int) -> Iterable[Row[Any]]:
        return _OF_WORKSHOP[table].rows(self._scope.connection, {"team": self._scope.team, "workshop": workshop})

    def _notes(self, workshop: int) -> tuple[Note, ...]:
        ratings: dict[int, list[Rating]] = defaultdict(list)
        votes: dict[int, list[Vote]] = defaultdict(list)
        for row in self._rows(RATINGS, workshop):
            if row.value:
                ratings[row.note_id].append(Rating(row.user, row.value))
        for row in self._rows(VOTES, workshop):
            if row.dots:
                votes[row.note_id].append(Vote(row.user, row.dots))
        rows = self._rows(NOTES, workshop)
        return tuple(note_of(row, ratings.get(row.id, ()), votes.get(row.id, ())) for row in rows)

    def _links(self, workshop: int) -> tuple[Link, ...]:
        return tuple(link_of(row) for row in self._rows(LINKS, workshop))

    def _evidence(self, workshop: int) -> tuple[Evidence, ...]:
        return tuple(evidence_of(row) for row in self._rows(EVIDENCE, workshop))

    def _hypotheses(self, workshop: int) -> tuple[Hypothesis, ...]:
        return tuple(hypothesis_of(row) for row in self._rows(HYPOTHESES, workshop))


def _workshop(row: Row[Any] | None) -> Workshop | None:
    if row is None:
        return None
    return Workshop(
        id=row.id,
        team=row.team,
        channel=row.channel,
        name=row.name,
        goal=row.goal,
        decision=row.decision,
        why_now=row.why_now,
        step=row.step,
        state=row.state,
        pace=row.pace,
        time_zone=row.time_zone,
        facilitator=row.facilitator,
        stand_in=row.stand_in,
        created=row.created,
    )


def note_of(row: Row[Any], ratings: Iterable[Rating] = (), votes: Iterable[Vote] = ()) -> Note:
    """Return the note of a row."""
    source = Source(row.source_channel, row.source_ts, row.source_line) if row.source_ts else None
    return Note(
        id=row.id,
        segment=row.segment_id,
        code=row.code,
        block=Block(row.block),
        subtype=row.subtype,
        text=row.text,
        detail=row.detail,
        measure=row.measure,
        state=NoteState(row.state),
        author=row.author,
        created=row.created,
        updated=row.updated,
        source=source,
        recheck=row.recheck,
        ratings=tuple(ratings),
        votes=tuple(votes),
    )


def link_of(row: Row[Any]) -> Link:
    """Return the link of a row."""
    return Link(id=row.id, source=row.source_id, target=row.target_id, strength=row.strength, state=row.state)


def evidence_of(row: Row[Any]) -> Evidence:
    """Return the piece of evidence of a row."""
    return Evidence(
        id=row.id,
        note=row.note_id,
        link=row.link_id,
        direction=row.direction,
        tier=row.tier,
        text=row.text,
        source=row.source,
        permalink=row.permalink,
        added_by=row.added_by,
        at=row.at,
        state=row.state,
    )


def hypothesis_of(row: Row[Any]) -> Hypothesis:
    """Return the hypothesis of a row."""
    return Hypothesis(
        id=row.id,
        code=row.code,
        area=row.area,
        text=row.text,
        importance=row.importance,
        state=row.state,
        about=row.about,
    )
