"""Rounds that run: one a prompt of a segment. They are guidance, not content: nothing of them is undone.

A round's phase and time are logged: whoever follows a workshop learns that more, or less, is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.sql import ColumnElement

from canvas.rounds import Phase, Round
from storage.history import History
from storage.prepared import Prepared
from storage.scope import Scope, own
from storage.tables.guidance import ROUNDS
from storage.tables.workshops import WORKSHOPS

_DUE = (
    select(ROUNDS)
    .join(WORKSHOPS, (WORKSHOPS.c.team == ROUNDS.c.team) & (WORKSHOPS.c.id == ROUNDS.c.workshop_id))
    .where(ROUNDS.c.ended.is_(None), ROUNDS.c.paused.is_(None), WORKSHOPS.c.state == "open")
    .order_by(ROUNDS.c.due, ROUNDS.c.id)
)

_OPEN = select(ROUNDS).where(own(ROUNDS), ROUNDS.c.ended.is_(None)).order_by(ROUNDS.c.id)
# Every note that is added asks for the round of its prompt.
_OF_PROMPT = Prepared(_OPEN.where(ROUNDS.c.segment_id == bindparam("segment"), ROUNDS.c.block == bindparam("block")))
_OF_WORKSHOP = Prepared(_OPEN.where(ROUNDS.c.workshop_id == bindparam("workshop")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A round and the place it runs in; `due` is when to look at it again."""

    id: int
    team: str
    workshop: int
    segment: int  # Segment.id
    block: str
    due: datetime
    round: Round


class Rounds:
    """The rounds of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def of(self, workshop: int) -> list[Running]:
        """Return the rounds of a workshop that have not ended, oldest first."""
        place = {"team": self._scope.team, "workshop": workshop}
        return [_running(row) for row in _OF_WORKSHOP.rows(self._scope.connection, place)]

    def find(self, segment: int, block: str) -> Running | None:
        """Return the round that runs for a prompt of a segment."""
        place = {"team": self._scope.team, "segment": segment, "block": block}
        row = _OF_PROMPT.first(self._scope.connection, place)
        return None if row is None else _running(row)

    def put(self, workshop: int, segment: int, block: str, one: Round, *, due: datetime | None = None) -> Running:
        """Keep a round as it is now; `due` is when to look at it again, by default when it closes."""
        known = self.find(segment, block)
        values = {
            "phase": one.phase.value,
            "opened": one.opened,
            "closes": one.closes,
            "due": due or one.closes,
            "pace": one.pace,
            "extended": one.extended,
            "paused": one.paused,
            "wrote": sorted(one.wrote),
            "done": sorted(one.done),
            "nudged": sorted(one.nudged),
            "since": one.since,
            "ended": None,
        }
        place = {"team": self._scope.team, "workshop_id": workshop, "segment_id": segment, "block": block}
        upsert = self._scope.insert(ROUNDS).values(**place, **values)
        upsert = upsert.on_conflict_do_update(
            index_elements=["segment_id", "block"], set_=values, where=_own(self._scope.team)
        )
        running = _running(self._scope.connection.execute(upsert.returning(ROUNDS)).one())
        if known is None or _timing(known.round) != _timing(one):
            fresh = known is None or known.round.phase is not one.phase
            told = {"block": block, "new": fresh, **_timing(one)}
            self._history.record(workshop, "rounds", running.id, None, told)
        return running

    def end(self, running: Running) -> None:
        """End a round; nothing of it is shown any more."""
        here = (_own(self._scope.team), ROUNDS.c.id == running.id)
        self._scope.connection.execute(update(ROUNDS).where(*here).values(ended=self._scope.at))
        self._history.record(running.workshop, "rounds", running.id, None, {"block": running.block, "phase": "ended"})

    def hasten(self, workshop: int) -> None:
        """Let the rounds of a workshop be looked at now: what they wait for may have changed."""
        here = (_own(self._scope.team), ROUNDS.c.workshop_id == workshop, ROUNDS.c.ended.is_(None))
        self._scope.connection.execute(update(ROUNDS).where(*here).values(due=self._scope.at))

    def claim_due(self, now: datetime, limit: int, names: Iterable[str]) -> list[Running]:
        """Return the rounds of all teams to look at now, of prompts with these names.

        Rows that another process holds are passed over.

        Who claims a round puts it back with a later `due`, or ends it, in the same transaction.
        """
        of = ROUNDS.c.block.in_(list(names))
        query = _DUE.where(ROUNDS.c.due <= now, of).limit(limit).with_for_update(skip_locked=True, of=ROUNDS)
        return [_running(row) for row in self._scope.connection.execute(query)]


def _timing(one: Round) -> dict[str, str]:
    return {
        "phase": one.phase.value,
        "closes": one.closes.isoformat(),
        "paused": one.paused.isoformat() if one.paused else "",
    }


def _own(team: str) -> ColumnElement[bool]:
    return ROUNDS.c.team == team


def _running(row: Row[Any]) -> Running:
    return Running(
        id=row.id,
        team=row.team,
        workshop=row.workshop_id,
        segment=row.segment_id,
        block=row.block,
        due=row.due,
        round=Round(
            phase=Phase(row.phase),
            opened=row.opened,
            closes=row.closes,
            pace=row.pace,
            extended=row.extended,
            paused=row.paused,
            wrote=frozenset(row.wrote),
            done=frozenset(row.done),
            nudged=frozenset(row.nudged),
            since=row.since,
        ),
    )
