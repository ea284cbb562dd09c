"""What customers said or did, for or against a note, a link or a hypothesis."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, update

from canvas.board import Evidence
from canvas.evidence import DELETED, UNKEPT
from storage.history import History
from storage.rows import evidence_of
from storage.scope import Scope
from storage.tables.proof import EVIDENCE


class EvidenceKept:
    """The evidence of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def add(
        self,
        workshop: int,
        *,
        note: int | None = None,
        link: int | None = None,
        hypothesis: int | None = None,
        **fields: Any,  # noqa: ANN401 - columns of the table
    ) -> Evidence:
        """Add evidence for one of the three; `fields` are text, and what differs from the defaults: tier or source."""
        values: dict[str, Any] = {
            "note_id": note,
            "link_id": link,
            "hypothesis_id": hypothesis,
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

    def of(self, *, note: int | None = None, link: int | None = None, hypothesis: int | None = None) -> list[Evidence]:
        """Return the active evidence on a note, a link or a hypothesis, oldest first."""
        about = {EVIDENCE.c.note_id: note, EVIDENCE.c.link_id: link, EVIDENCE.c.hypothesis_id: hypothesis}
        target = or_(*(column == one for column, one in about.items() if one is not None))
        query = select(EVIDENCE).where(EVIDENCE.c.team == self._scope.team, target, EVIDENCE.c.state == "active")
        return [evidence_of(row) for row in self._scope.connection.execute(query.order_by(EVIDENCE.c.id))]

    def mine(self, words: str, **about: int) -> Evidence | None:
        """Return the actor's own evidence in these words on a note, link or hypothesis, if it is there."""
        said = _folded(words)
        own = (item for item in self.of(**about) if item.added_by == self._scope.user and item.text != UNKEPT)
        return next((item for item in own if _folded(item.text) == said), None)

    def change(self, workshop: int, evidence: Evidence, **fields: Any) -> None:  # noqa: ANN401 - columns of the table
        """Change tier, direction, source, text or state."""
        here = (EVIDENCE.c.team == self._scope.team, EVIDENCE.c.id == evidence.id)
        self._scope.connection.execute(update(EVIDENCE).where(*here).values(**fields))
        before = {name: getattr(evidence, name) for name in fields}
        self._history.record(workshop, "evidence", evidence.id, before, fields)

    def is_from(self, channel: str, ts: str) -> bool:
        """Tell whether any evidence was taken from a Slack message that was there until now."""
        return bool(self._scope.connection.execute(select(EVIDENCE.c.id).where(*self._from(channel, ts))).first())

    def mark_deleted(self, channel: str, ts: str) -> None:
        """Record that the message which evidence was taken from has been deleted; its words stay as they were."""
        for row in self._scope.connection.execute(select(EVIDENCE).where(*self._from(channel, ts))).all():
            self.change(row.workshop_id, evidence_of(row), permalink=f"{row.permalink}{DELETED}")

    def _from(self, channel: str, ts: str) -> tuple[ColumnElement[bool], ...]:
        address = f"/archives/{channel}/p{ts.replace('.', '')}"
        there = EVIDENCE.c.permalink.contains(address, autoescape=True)
        return (EVIDENCE.c.team == self._scope.team, there, ~EVIDENCE.c.permalink.endswith(DELETED, autoescape=True))

    def forget(self, evidence: Sequence[Evidence], **instead: Any) -> None:  # noqa: ANN401 - columns of the table
        """Put `instead` in the place of words for good: nothing brings them back, and the log does not keep them."""
        rows = [one.id for one in evidence]
        here = (EVIDENCE.c.team == self._scope.team, EVIDENCE.c.id.in_(rows))
        self._scope.connection.execute(update(EVIDENCE).where(*here).values(**instead))
        self._history.forget("evidence", rows, instead)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
