"""What customers said or did, for or against a note or a link."""

from typing import Any

from sqlalchemy import insert, select, update

from canvas.board import Evidence
from storage.history import History
from storage.scope import Scope
from storage.tables.proof import EVIDENCE
from storage.workshops import evidence_of


class EvidenceKept:
    """The evidence of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def add(self, workshop: int, *, note: int | None = None, link: int | None = None, **fields: Any) -> Evidence:  # noqa: ANN401 - columns of the table
        """Add evidence for a note or a link; `fields` are text, and if not the defaults: tier, direction, source."""
        values: dict[str, Any] = {
            "note_id": note,
            "link_id": link,
            "direction": "for",
            "tier": 2,
            "source": "",
            "permalink": "",
            "added_by": self._scope.user,
            "at": self._scope.at,
            "state": "active",
            **fields,
        }
        add = insert(EVIDENCE).values(team=self._scope.team, workshop_id=workshop, **values).returning(EVIDENCE)
        row = self._scope.connection.execute(add).one()
        self._history.record(workshop, "evidence", row.id, {"state": "removed"}, {"state": "active"})
        return evidence_of(row)

    def get(self, evidence: int) -> Evidence | None:
        """Return a piece of evidence by its id."""
        here = (EVIDENCE.c.team == self._scope.team, EVIDENCE.c.id == evidence)
        row = self._scope.connection.execute(select(EVIDENCE).where(*here)).first()
        return None if row is None else evidence_of(row)

    def of(self, *, note: int | None = None, link: int | None = None) -> list[Evidence]:
        """Return the active evidence on a note or a link, oldest first."""
        target = EVIDENCE.c.note_id == note if note is not None else EVIDENCE.c.link_id == link
        query = select(EVIDENCE).where(EVIDENCE.c.team == self._scope.team, target, EVIDENCE.c.state == "active")
        return [evidence_of(row) for row in self._scope.connection.execute(query.order_by(EVIDENCE.c.id))]

    def change(self, workshop: int, evidence: Evidence, **fields: Any) -> None:  # noqa: ANN401 - columns of the table
        """Change tier, direction, source, text or state."""
        here = (EVIDENCE.c.team == self._scope.team, EVIDENCE.c.id == evidence.id)
        self._scope.connection.execute(update(EVIDENCE).where(*here).values(**fields))
        before = {name: getattr(evidence, name) for name in fields}
        self._history.record(workshop, "evidence", evidence.id, before, fields)
