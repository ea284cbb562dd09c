"""What the coach has asked about, and what was answered; and what weekly reviews asked in vain."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from canvas.attention import Asked
from canvas.proof import Claim, Of
from storage.history import History
from storage.scope import Scope
from storage.tables.guidance import ASKED, FINDINGS

Concern = tuple[str, str | None]  # the key of a rule, and the code of what it is about, None for the whole canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFinding:
    """A finding as it is remembered."""

    id: int
    rule: str
    target: str | None
    first_seen: datetime
    state: str  # open, fixed, accepted
    reason: str
    user: str  # who accepted it

    @property
    def concern(self) -> Concern:
        """What it is about."""
        return self.rule, self.target


class Findings:
    """What the coach found in the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def of(self, workshop: int) -> list[KeptFinding]:
        """Return every finding of a workshop, oldest first."""
        here = (FINDINGS.c.team == self._scope.team, FINDINGS.c.workshop_id == workshop)
        rows = self._scope.connection.execute(select(FINDINGS).where(*here).order_by(FINDINGS.c.id))
        return [
            KeptFinding(
                id=row.id,
                rule=row.rule,
                target=row.target or None,
                first_seen=row.first_seen,
                state=row.state,
                reason=row.reason,
                user=row.user,
            )
            for row in rows
        ]

    def accepted(self, workshop: int) -> set[Concern]:
        """Return what the team chose to live with."""
        return {one.concern for one in self.of(workshop) if one.state == "accepted"}

    def see(self, workshop: int, concerns: Collection[Concern]) -> None:
        """Remember what the coach finds now, of the whole canvas: what it finds no more is fixed."""
        known = {one.concern: one for one in self.of(workshop)}
        for one in known.values():
            if one.state == "open" and one.concern not in concerns:
                self._set(one, state="fixed")
            elif one.state == "fixed" and one.concern in concerns:
                self._set(one, state="open")
        new = [self._row(workshop, concern) for concern in dict.fromkeys(concerns) if concern not in known]
        if new:
            self._scope.connection.execute(insert(FINDINGS), new)

    def accept(self, workshop: int, rule: str, target: str | None, reason: str) -> None:
        """Remember that the team chooses to live with something."""
        known = next((one for one in self.of(workshop) if one.concern == (rule, target)), None)
        if known is None:
            add = insert(FINDINGS).values(self._row(workshop, (rule, target))).returning(FINDINGS.c.id)
            row, before = self._scope.connection.execute(add).scalar_one(), "open"
        else:
            row, before = known.id, known.state
        after = {"state": "accepted", "reason": reason, "user": self._scope.user}
        here = (FINDINGS.c.team == self._scope.team, FINDINGS.c.id == row)
        self._scope.connection.execute(update(FINDINGS).where(*here).values(**after))
        self._history.record(workshop, "findings", row, {"state": before}, after)

    def _row(self, workshop: int, concern: Concern) -> dict[str, Any]:
        place = {"team": self._scope.team, "workshop_id": workshop, "rule": concern[0], "target": concern[1] or ""}
        return {**place, "first_seen": self._scope.at, "state": "open", "reason": "", "user": ""}

    def _set(self, one: KeptFinding, **values: str) -> None:
        here = (FINDINGS.c.team == self._scope.team, FINDINGS.c.id == one.id)
        self._scope.connection.execute(update(FINDINGS).where(*here).values(**values))


class Questions:
    """What weekly reviews asked about."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def of(self, workshop: int) -> dict[Claim, Asked]:
        """Return what was asked about, how often without an answer, and when last."""
        here = (ASKED.c.team == self._scope.team, ASKED.c.workshop_id == workshop)
        rows = self._scope.connection.execute(select(ASKED).where(*here))
        return {Claim(Of(row.of), row.claim_id): Asked(row.ignored, row.last) for row in rows}

    def ask(self, workshop: int, claims: Iterable[Claim]) -> None:
        """Count that claims are asked about now."""
        for claim in claims:
            place = {"team": self._scope.team, "workshop_id": workshop, "of": claim.of.value, "claim_id": claim.id}
            first = self._scope.insert(ASKED).values(**place, ignored=1, last=self._scope.at)
            again = {"ignored": ASKED.c.ignored + 1, "last": self._scope.at}
            upsert = first.on_conflict_do_update(index_elements=["team", "workshop_id", "of", "claim_id"], set_=again)
            self._scope.connection.execute(upsert)

    def answer(self, workshop: int, claim: Claim) -> None:
        """Record that somebody answered: the claim has been ignored no longer."""
        here = (ASKED.c.team == self._scope.team, ASKED.c.workshop_id == workshop)
        this = (ASKED.c.of == claim.of.value, ASKED.c.claim_id == claim.id)
        self._scope.connection.execute(update(ASKED).where(*here, *this).values(ignored=0))
