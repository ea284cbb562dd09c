"""What the coach has asked about, and what was answered; and what weekly reviews asked in vain."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, select, update

from canvas.attention import Asked
from canvas.coach import version_of
from canvas.proof import Claim, Of
from storage.history import History
from storage.prepared import Prepared
from storage.scope import Scope
from storage.tables.guidance import ASKED, FINDINGS, LOOKS, TOLD
from storage.tables.workshops import WORKSHOPS

Concern = tuple[str, str]  # the key of a rule, and what it is about as `canvas.targets` names it
_DUE = (
    select(LOOKS)
    .join(WORKSHOPS, (WORKSHOPS.c.team == LOOKS.c.team) & (WORKSHOPS.c.id == LOOKS.c.workshop_id))
    .where(LOOKS.c.due <= bindparam("now"), WORKSHOPS.c.state == "open")
    .order_by(LOOKS.c.due)
    .limit(bindparam("limit"))
    .with_for_update(of=LOOKS, skip_locked=True)
)

STATES = ("open", "fixed", "accepted")
_ACCEPTED = FINDINGS.c.state == "accepted"
_TOLD_TO = Prepared(
    select(TOLD).where(
        TOLD.c.team == bindparam("team"), TOLD.c.workshop_id == bindparam("workshop"), TOLD.c.user == bindparam("user")
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFinding:
    """A finding as it is remembered."""

    id: int
    rule: str
    target: str
    first_seen: datetime
    state: str  # open, fixed, accepted
    reason: str
    user: str  # who accepted it
    version: int = 1  # of the rule that saw it

    @property
    def is_lived_with(self) -> bool:
        """Whether the team chose to live with it, as its rule sees it now: not as an older version of that saw it."""
        return self.state == "accepted" and self.version >= version_of(self.rule)

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
        return self._kept(FINDINGS.c.workshop_id == workshop)

    def _one(self, workshop: int, concern: Concern) -> KeptFinding | None:
        rule, target = concern
        about = (FINDINGS.c.rule == rule, FINDINGS.c.target == target)
        return next(iter(self._kept(FINDINGS.c.workshop_id == workshop, *about)), None)

    def _kept(self, *where: ColumnElement[bool]) -> list[KeptFinding]:
        here = (FINDINGS.c.team == self._scope.team, *where)
        rows = self._scope.connection.execute(select(FINDINGS).where(*here).order_by(FINDINGS.c.id))
        return [
            KeptFinding(
                id=row.id,
                rule=row.rule,
                target=row.target,
                first_seen=row.first_seen,
                state=row.state,
                reason=row.reason,
                user=row.user,
                version=row.version,
            )
            for row in rows
        ]

    def accepted(self, workshop: int) -> set[Concern]:
        """Return what the team chose to live with."""
        return {one.concern for one in self._kept(FINDINGS.c.workshop_id == workshop, _ACCEPTED) if one.is_lived_with}

    def is_accepted(self, workshop: int, concern: Concern) -> bool:
        """Tell whether the team chose to live with one thing."""
        found = self._one(workshop, concern)
        return found is not None and found.is_lived_with

    def see(self, workshop: int, concerns: Collection[Concern]) -> None:
        """Remember all that the coach finds on the whole canvas now; what it finds no more is fixed."""
        found = self.of(workshop)
        for one in found:
            if one.state == "open" and one.concern not in concerns:
                self._set(one, state="fixed")
            elif one.concern in concerns and one.state != "open" and not one.is_lived_with:
                self._set(one, state="open", version=version_of(one.rule))
        known = {one.concern for one in found}
        new = [self._row(workshop, concern) for concern in dict.fromkeys(concerns) if concern not in known]
        if new:
            self._scope.connection.execute(insert(FINDINGS), new)

    def notice(self, workshop: int, concerns: Iterable[Concern]) -> None:
        """Remember some of what the coach finds, at the same cost however much it has found before."""
        for concern in dict.fromkeys(concerns):
            found = self._one(workshop, concern)
            if found is None:
                self._scope.connection.execute(insert(FINDINGS), self._row(workshop, concern))
            elif found.state != "open" and not found.is_lived_with:
                self._set(found, state="open", version=version_of(found.rule))

    def accept(self, workshop: int, rule: str, target: str, reason: str) -> None:
        """Remember that the team chooses to live with something."""
        known = self._one(workshop, (rule, target))
        if known is None:
            add = insert(FINDINGS).values(self._row(workshop, (rule, target))).returning(FINDINGS.c.id)
            row, before = self._scope.connection.execute(add).scalar_one(), "open"
        else:
            row, before = known.id, known.state
        after = {"state": "accepted", "reason": reason, "user": self._scope.user}
        here = (FINDINGS.c.team == self._scope.team, FINDINGS.c.id == row)
        self._scope.connection.execute(update(FINDINGS).where(*here).values(**after, version=version_of(rule)))
        self._history.record(workshop, "findings", row, {"state": before}, after)

    def bring(self, workshop: int, found: Iterable[KeptFinding]) -> None:
        """Keep what was found elsewhere, as it was kept there."""
        columns = ("rule", "target", "first_seen", "state", "reason", "user", "version")
        place = {"team": self._scope.team, "workshop_id": workshop}
        rows = [{**place, **{name: getattr(one, name) for name in columns}} for one in found]
        if rows:
            self._scope.connection.execute(insert(FINDINGS), rows)

    def told(self, workshop: int, user: str) -> dict[Concern, datetime]:
        """Return what somebody was asked about by the coach itself, and when last; user "" is the channel."""
        here = {"team": self._scope.team, "workshop": workshop, "user": user}
        return {(row.rule, row.target): row.at for row in _TOLD_TO.rows(self._scope.connection, here)}

    def tell(self, workshop: int, user: str, concerns: Iterable[Concern]) -> None:
        """Remember that somebody is asked about something now; user "" is the channel."""
        for rule, target in concerns:
            place = {"team": self._scope.team, "workshop_id": workshop, "user": user, "rule": rule}
            first = self._scope.insert(TOLD).values(**place, target=target, at=self._scope.at)
            keys = [*place, "target"]
            again = first.on_conflict_do_update(index_elements=keys, set_={"at": self._scope.at})
            self._scope.connection.execute(again)

    def _row(self, workshop: int, concern: Concern) -> dict[str, Any]:
        place = {"team": self._scope.team, "workshop_id": workshop, "rule": concern[0], "target": concern[1]}
        seen = {"first_seen": self._scope.at, "state": "open", "version": version_of(concern[0])}
        return {**place, **seen, "reason": "", "user": ""}

    def _set(self, one: KeptFinding, **values: str | int) -> None:
        here = (FINDINGS.c.team == self._scope.team, FINDINGS.c.id == one.id)
        self._scope.connection.execute(update(FINDINGS).where(*here).values(**values))


class Looks:
    """When the coach looks at workshops by itself; the tick, which has no team, sees all."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def put(self, workshop: int, due: datetime) -> None:
        """Look at a workshop at a moment, and not when it was to be looked at before."""
        row = {"team": self._scope.team, "workshop_id": workshop, "due": due}
        keys = ["team", "workshop_id"]
        upsert = self._scope.insert(LOOKS).values(**row).on_conflict_do_update(index_elements=keys, set_={"due": due})
        self._scope.connection.execute(upsert)

    def claim_due(self, now: datetime, limit: int) -> list[tuple[str, int]]:
        """Return (team, workshop) of the open workshops to look at now; rows of another process are passed over.

        Who claims one puts it off in the same transaction.
        """
        rows = self._scope.connection.execute(_DUE, {"now": now, "limit": limit})
        return [(row.team, row.workshop_id) for row in rows]


class Questions:
    """What weekly reviews asked about."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def of(self, workshop: int) -> dict[Claim, Asked]:
        """Return what was asked about, how often in a row, and when last."""
        here = (ASKED.c.team == self._scope.team, ASKED.c.workshop_id == workshop)
        rows = self._scope.connection.execute(select(ASKED).where(*here))
        return {Claim(Of(row.of), row.claim_id): Asked(row.ignored, row.last) for row in rows}

    def ask(self, workshop: int, times: Mapping[Claim, int]) -> None:
        """Record that claims are asked about now, each so many times in a row."""
        for claim, count in times.items():
            place = {"team": self._scope.team, "workshop_id": workshop, "of": claim.of.value, "claim_id": claim.id}
            values = {"ignored": count, "last": self._scope.at}
            first = self._scope.insert(ASKED).values(**place, **values)
            upsert = first.on_conflict_do_update(index_elements=["team", "workshop_id", "of", "claim_id"], set_=values)
            self._scope.connection.execute(upsert)
