"""What learnings say must change on the canvas, and what became of it."""

from collections.abc import Iterable

from sqlalchemy import insert, select, update

from canvas.cards import Consequence, Learning
from canvas.proof import Claim
from storage.history import History
from storage.rows import consequence_of
from storage.scope import Scope
from storage.tables.cards import CONSEQUENCES


class Consequences:
    """The consequences of the team's learnings."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def of(self, learning: int) -> list[Consequence]:
        """Return what a learning says must change, with what people said about each."""
        here = (CONSEQUENCES.c.team == self._scope.team, CONSEQUENCES.c.learning_id == learning)
        query = select(CONSEQUENCES).where(*here, CONSEQUENCES.c.state != "removed").order_by(CONSEQUENCES.c.id)
        return [consequence_of(row) for row in self._scope.connection.execute(query)]

    def ask(self, workshop: int, learning: Learning, claims: Iterable[Claim]) -> None:
        """Ask what becomes of some claims; what is asked already stays as it is."""
        here = (CONSEQUENCES.c.team == self._scope.team, CONSEQUENCES.c.learning_id == learning.id)
        rows = self._scope.connection.execute(select(CONSEQUENCES).where(*here)).all()
        known = {(row.of, row.claim_id): row for row in rows}
        for claim in claims:
            row = known.get((claim.of.value, claim.id))
            if row is None:
                self._add(workshop, learning, claim)
            elif row.state == "removed":
                self._update(workshop, row.id, {"state": row.state}, {"state": "open"})

    def _add(self, workshop: int, learning: Learning, claim: Claim) -> None:
        values = {"learning_id": learning.id, "of": claim.of.value, "claim_id": claim.id, "state": "open"}
        place = {"team": self._scope.team, "workshop_id": workshop, "reason": "", "owner": ""}
        add = insert(CONSEQUENCES).values(**place, **values).returning(CONSEQUENCES.c.id)
        row = self._scope.connection.execute(add).scalar_one()
        self._history.record(workshop, "consequences", row, {"state": "removed"}, {"state": "open"})

    def settle(self, workshop: int, one: Consequence, state: str, *, reason: str = "", owner: str = "") -> None:
        """Keep what became of one: changed, kept for a `reason`, or handed to an `owner`."""
        before = {"state": one.state, "reason": one.reason, "owner": one.owner}
        self._update(workshop, one.id, before, {"state": state, "reason": reason, "owner": owner})

    def _update(self, workshop: int, row: int, before: dict[str, str], after: dict[str, str]) -> None:
        here = (CONSEQUENCES.c.team == self._scope.team, CONSEQUENCES.c.id == row)
        self._scope.connection.execute(update(CONSEQUENCES).where(*here).values(**after))
        self._history.record(workshop, "consequences", row, before, after)
