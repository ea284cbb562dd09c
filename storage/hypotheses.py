"""What must be true: drafts, and those the team keeps."""

from typing import Any

from sqlalchemy import func, insert, select, update

from canvas.board import Hypothesis
from storage.history import History
from storage.scope import Scope
from storage.tables.proof import HYPOTHESES
from storage.workshops import hypothesis_of


class Hypotheses:
    """The hypotheses of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def of(self, workshop: int) -> list[Hypothesis]:
        """Return all hypotheses of a workshop, dropped ones too."""
        here = (HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.workshop_id == workshop)
        rows = self._scope.connection.execute(select(HYPOTHESES).where(*here).order_by(HYPOTHESES.c.id))
        return [hypothesis_of(row) for row in rows]

    def find(self, workshop: int, code: str) -> Hypothesis | None:
        """Return a hypothesis by its code."""
        return next((one for one in self.of(workshop) if one.code == code.upper()), None)

    def add(
        self, workshop: int, text: str, *, area: str = "circle", state: str = "kept", about: str = ""
    ) -> Hypothesis:
        """Add a hypothesis under the next code."""
        here = (HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.workshop_id == workshop)
        number = self._scope.connection.execute(select(func.count()).select_from(HYPOTHESES).where(*here)).scalar_one()
        values = {"code": f"H{number + 1}", "area": area, "text": text, "state": state, "about": about}
        add = insert(HYPOTHESES).values(team=self._scope.team, workshop_id=workshop, importance=None, **values)
        row = self._scope.connection.execute(add.returning(HYPOTHESES)).one()
        self._history.record(workshop, "hypotheses", row.id, {"state": "removed"}, {"state": state})
        return hypothesis_of(row)

    def change(self, workshop: int, hypothesis: Hypothesis, **fields: Any) -> None:  # noqa: ANN401 - columns of the table
        """Change text, importance or state (draft, kept, removed)."""
        here = (HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.id == hypothesis.id)
        self._scope.connection.execute(update(HYPOTHESES).where(*here).values(**fields))
        before = {name: getattr(hypothesis, name) for name in fields}
        self._history.record(workshop, "hypotheses", hypothesis.id, before, fields)
