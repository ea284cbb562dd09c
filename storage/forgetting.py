"""What is kept about one person, and forgetting them: what they gave stays, that it was theirs does not."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Table, Text, cast, delete, func, or_, select, update

from storage.scope import Scope
from storage.tables import METADATA
from storage.tables.outbox import LANES, OUTBOX
from storage.tables.people import CHANNEL_MEMBERS, PEOPLE
from storage.tables.talk import ASIDE, REPLIES
from storage.tables.workshops import CHOICES, MEMBERS, WORKSHOPS

FORMER = "former-"  # how the id of somebody begins who asked to be forgotten
PERSONAL = ("user", "author", "facilitator", "stand_in", "decider", "added_by", "owner", "recorder", "origin", "target")
# What is only about the person, and goes as a whole.
OWN = (PEOPLE.c.user, CHOICES.c.user, ASIDE.c.user, OUTBOX.c.lane, LANES.c.lane)
# Columns of JSON that may name people.
DOCUMENTS = ("before", "after", "document", "wrote", "done", "nudged", "payload", "subject", "data", "facts", "more")


class Forgetting:
    """Looks through every table of a team."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def counts(self, user: str) -> dict[str, int]:
        """Return how many rows of each table name somebody, for tables that have any."""
        found: dict[str, int] = {}
        for table, columns in _named():
            query = select(func.count()).select_from(table)
            here = (table.c.team == self._scope.team, or_(*(column == user for column in columns)))
            count = self._scope.connection.execute(query.where(*here)).scalar_one()
            if count:
                found[table.name] = count
        return found

    def leads(self, user: str) -> list[str]:
        """Return the names of workshops that are not finished and that somebody leads."""
        here = (WORKSHOPS.c.team == self._scope.team, WORKSHOPS.c.facilitator == user, WORKSHOPS.c.state != "finished")
        query = select(WORKSHOPS.c.name).where(*here).order_by(WORKSHOPS.c.id)
        return list(self._scope.connection.execute(query).scalars())

    def forget(self, user: str) -> None:
        """Let nothing say any more that something was theirs; they have left every workshop."""
        former = f"{FORMER}{uuid4().hex[:12]}"
        run = self._scope.connection.execute
        mine = (MEMBERS.c.team == self._scope.team, MEMBERS.c.user == user, MEMBERS.c.left.is_(None))
        run(update(MEMBERS).where(*mine).values(left=self._scope.at))
        for column in OWN:
            run(delete(column.table).where(column.table.c.team == self._scope.team, column == user))
        holds = cast(CHANNEL_MEMBERS.c.users, Text).like(f'%"{user}"%')  # who is in a channel is asked again
        run(delete(CHANNEL_MEMBERS).where(CHANNEL_MEMBERS.c.team == self._scope.team, holds))
        run(update(REPLIES).where(REPLIES.c.team == self._scope.team, REPLIES.c.user == user).values(text=""))
        for table, columns in _named():
            for column in columns:
                here = (table.c.team == self._scope.team, column == user)
                run(update(table).where(*here).values({column.name: former}))
        for table in METADATA.sorted_tables:
            for name in DOCUMENTS:
                if name in table.c and "id" in table.c:
                    self._rewrite(table, table.c[name], user, former)

    def forget_team(self) -> int:
        """Delete every row of the team; return how many there were."""
        run = self._scope.connection.execute
        tables = [table for table in reversed(METADATA.sorted_tables) if "team" in table.c]
        return sum(run(delete(table).where(table.c.team == self._scope.team)).rowcount for table in tables)

    def _rewrite(self, table: Table, column: Column[Any], user: str, former: str) -> None:
        """Replace somebody's id wherever a document of a table holds it."""
        holds = cast(column, Text).like(f"%{user}%")
        query = select(table.c.id, column).where(table.c.team == self._scope.team, holds)
        for row in self._scope.connection.execute(query).all():
            # Also in what a button carries, which is JSON within JSON.
            told = re.sub(rf"\b{re.escape(user)}\b", former, json.dumps(row[1]))
            here = (table.c.team == self._scope.team, table.c.id == row.id)
            self._scope.connection.execute(update(table).where(*here).values({column.name: json.loads(told)}))


def _named() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Return every table with the columns that hold a person's id."""
    for table in METADATA.sorted_tables:
        columns = [table.c[name] for name in PERSONAL if name in table.c]
        if columns:
            yield table, columns
