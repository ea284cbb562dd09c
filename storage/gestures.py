"""Gestures that have been answered: what Slack sends again is recognised here."""

from datetime import datetime

from sqlalchemy import delete

from storage.prepared import Prepared
from storage.scope import Scope
from storage.tables.outbox import GESTURES

_INSERT = Prepared(lambda insert: insert(GESTURES).on_conflict_do_nothing().returning(GESTURES.c.id))


class Gestures:
    """The ids of answered gestures, for about a week."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def insert(self, gesture: str) -> bool:
        """Remember a gesture; False when it has been answered before."""
        row = {"team": self._scope.team, "id": gesture, "at": self._scope.at}
        return _INSERT.first(self._scope.connection, row) is not None

    def forget(self, before: datetime) -> None:
        """Forget what Slack no longer sends again (over all teams)."""
        self._scope.connection.execute(delete(GESTURES).where(GESTURES.c.at < before))
