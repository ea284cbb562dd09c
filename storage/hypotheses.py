"""What must be true: drafts, and those the team keeps."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, insert, select, update

from canvas.board import Hypothesis, Rating
from storage.history import History
from storage.rows import hypothesis_of
from storage.scope import Scope
from storage.tables.proof import HYPOTHESES, IMPORTANCES


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
        given: dict[int, list[Rating]] = defaultdict(list)
        said = (IMPORTANCES.c.team == self._scope.team, IMPORTANCES.c.workshop_id == workshop, IMPORTANCES.c.value > 0)
        for row in self._scope.connection.execute(select(IMPORTANCES).where(*said).order_by(IMPORTANCES.c.id)):
            given[row.hypothesis_id].append(Rating(row.user, row.value))
        return [hypothesis_of(row, given.get(row.id, ())) for row in rows]

    def find(self, workshop: int, code: str) -> Hypothesis | None:
        """Return a hypothesis by its code."""
        return next((one for one in self.of(workshop) if one.code == code.upper()), None)

    def add(self, workshop: int, text: str, **more: Any) -> Hypothesis:  # noqa: ANN401 - columns of the table
        """Add a hypothesis under the next code; `more` are area, state, about, aspect, owner and segment (its id)."""
        here = (HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.workshop_id == workshop)
        number = self._scope.connection.execute(select(func.count()).select_from(HYPOTHESES).where(*here)).scalar_one()
        values = {"area": "circle", "state": "kept", "about": "", "aspect": "", "owner": "", "importance": None, **more}
        values |= {"segment_id": values.pop("segment", None), "code": f"H{number + 1}", "updated": self._scope.at}
        add = insert(HYPOTHESES).values(team=self._scope.team, workshop_id=workshop, text=text, **values)
        row = self._scope.connection.execute(add.returning(HYPOTHESES)).one()
        self._history.record(workshop, "hypotheses", row.id, {"state": "removed"}, {"state": row.state})
        return hypothesis_of(row)

    def rate(self, workshop: int, hypothesis: Hypothesis, user: str, value: int | None) -> None:
        """Set how important one person thinks a hypothesis is, 1 to 5; None takes it back."""
        here = (IMPORTANCES.c.team == self._scope.team, IMPORTANCES.c.hypothesis_id == hypothesis.id)
        mine = (*here, IMPORTANCES.c.user == user)
        known = self._scope.connection.execute(select(IMPORTANCES).where(*mine)).first()
        after = {"value": value or 0}
        if known:
            self._scope.connection.execute(update(IMPORTANCES).where(*mine).values(**after))
            row, before = known.id, known.value
        else:
            place = {"team": self._scope.team, "workshop_id": workshop, "hypothesis_id": hypothesis.id, "user": user}
            add = insert(IMPORTANCES).values(**place, **after).returning(IMPORTANCES.c.id)
            row, before = self._scope.connection.execute(add).scalar_one(), 0
        told = {**after, "hypothesis_id": hypothesis.id}
        self._history.record(workshop, "importances", row, {"value": before}, told)

    def touch(self, workshop: int, hypothesis: Hypothesis) -> None:
        """Record that somebody says that a hypothesis still stands: its clock begins anew."""
        here = (HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.id == hypothesis.id)
        self._scope.connection.execute(update(HYPOTHESES).where(*here).values(updated=self._scope.at))
        self._history.record(workshop, "hypotheses", hypothesis.id, None, {"still_true": True})

    def change(self, workshop: int, hypothesis: Hypothesis, **fields: Any) -> None:  # noqa: ANN401 - columns of the table
        """Change text, importance, area, aspect, about, owner, state or segment (its id)."""
        here = (HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.id == hypothesis.id)
        fields = {"segment_id" if name == "segment" else name: value for name, value in fields.items()}
        self._scope.connection.execute(update(HYPOTHESES).where(*here).values(**fields, updated=self._scope.at))
        before = {name: getattr(hypothesis, name.removesuffix("_id")) for name in fields}
        self._history.record(workshop, "hypotheses", hypothesis.id, before, fields)
