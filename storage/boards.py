"""Everything of one workshop, loaded with one statement a table, however many rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Table, bindparam, select

from canvas.board import Board, Decision, Hypothesis, Link, Note, Opinion, Rating, Vote, Workshop
from canvas.consequences import TABLES, Edit, with_changes
from canvas.merging import united
from storage.history import Change, History
from storage.members import Members
from storage.prepared import Prepared
from storage.rows import (
    alternative_of,
    consequence_of,
    decision_of,
    evidence_of,
    hypothesis_of,
    learning_of,
    link_of,
    note_of,
    pitch_of,
    test_of,
)
from storage.scope import Scope, own
from storage.segments import Segments
from storage.tables.cards import ALTERNATIVES, CONSEQUENCES, LEARNINGS, PITCHES, TESTS
from storage.tables.notes import NOTES, RATINGS, VOTES
from storage.tables.proof import EVIDENCE, HYPOTHESES, IMPORTANCES, LINKS, OPINIONS
from storage.tables.workshops import DECISIONS

_CARDS = (ALTERNATIVES, LEARNINGS, PITCHES, TESTS)


def _of_workshop(table: Table) -> Prepared:
    here = [table.c.workshop_id == bindparam("workshop"), own(table)]
    if table in _CARDS:
        here.append(table.c.state == "active")
    if table is CONSEQUENCES:
        here.append(table.c.state != "removed")
    return Prepared(select(table).where(*here).order_by(table.c.id))


_ROWS = {
    table: _of_workshop(table)
    for table in (
        *_CARDS,
        CONSEQUENCES,
        DECISIONS,
        EVIDENCE,
        HYPOTHESES,
        IMPORTANCES,
        LINKS,
        NOTES,
        OPINIONS,
        RATINGS,
        VOTES,
    )
}


class Boards:
    """Reads a workshop's rows, table by table, in order of creation."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def load(self, workshop: Workshop, *, merged: bool) -> Board:
        """Return the board of a workshop; `merged`: as people look at it.

        Then notes that were merged count with those that stand for them, and what learnings ask for with what was done.
        """
        scope = self._scope
        if not scope.team:  # the program itself: it reads in the name of the workshop's team
            scope = Scope(scope.connection, workshop.team, "", "", scope.at)
        board = Board(
            workshop=workshop,
            members=Members(scope, self._history).of(workshop.id),
            segments=Segments(scope, self._history).of(workshop.id),
            notes=self._notes(workshop.id),
            links=self._links(workshop.id),
            evidence=tuple(evidence_of(row) for row in self._rows(EVIDENCE, workshop.id)),
            hypotheses=self._hypotheses(workshop.id),
            tests=tuple(test_of(row) for row in self._rows(TESTS, workshop.id)),
            learnings=tuple(learning_of(row) for row in self._rows(LEARNINGS, workshop.id)),
            consequences=tuple(consequence_of(row) for row in self._rows(CONSEQUENCES, workshop.id)),
            alternatives=tuple(alternative_of(row) for row in self._rows(ALTERNATIVES, workshop.id)),
            pitches=tuple(pitch_of(row) for row in self._rows(PITCHES, workshop.id)),
            decisions=self.decisions(workshop.id),
        )
        return self._followed_up(united(board), History(scope)) if merged else board

    def _followed_up(self, board: Board, history: History) -> Board:
        """Count what learnings ask for as changed where the log says so."""
        waiting = {one.learning for one in board.consequences if one.state == "open"}
        begun = [one.at for one in board.learnings if one.id in waiting]
        if not begun:
            return board
        found = history.since(board.workshop.id, min(begun), ("consequences", *TABLES))
        return with_changes(board, (_edit(one) for one in found))

    def decisions(self, workshop: int) -> tuple[Decision, ...]:
        """Return what was decided, oldest first."""
        return tuple(decision_of(row) for row in self._rows(DECISIONS, workshop))

    def _rows(self, table: Table, workshop: int) -> Iterable[Row[Any]]:
        return _ROWS[table].rows(self._scope.connection, {"team": self._scope.team, "workshop": workshop})

    def _notes(self, workshop: int) -> tuple[Note, ...]:
        ratings: dict[int, list[Rating]] = defaultdict(list)
        votes: dict[int, list[Vote]] = defaultdict(list)
        for row in self._rows(RATINGS, workshop):
            if row.value:
                ratings[row.note_id].append(Rating(row.user, row.value))
        for row in self._rows(VOTES, workshop):
            if row.dots:
                votes[row.note_id].append(Vote(row.user, row.dots))
        rows = self._rows(NOTES, workshop)
        return tuple(note_of(row, ratings.get(row.id, ()), votes.get(row.id, ())) for row in rows)

    def _links(self, workshop: int) -> tuple[Link, ...]:
        opinions: dict[int, list[Opinion]] = defaultdict(list)
        for row in self._rows(OPINIONS, workshop):
            if row.strength is not None:
                opinions[row.link_id].append(Opinion(row.user, row.strength))
        return tuple(link_of(row, opinions.get(row.id, ())) for row in self._rows(LINKS, workshop))

    def _hypotheses(self, workshop: int) -> tuple[Hypothesis, ...]:
        ratings: dict[int, list[Rating]] = defaultdict(list)
        for row in self._rows(IMPORTANCES, workshop):
            if row.value:
                ratings[row.hypothesis_id].append(Rating(row.user, row.value))
        return tuple(hypothesis_of(row, ratings.get(row.id, ())) for row in self._rows(HYPOTHESES, workshop))


def _edit(one: Change) -> Edit:
    return Edit(id=one.id, table=one.entity, row=one.row, before=one.before or {}, after=one.after, undoes=one.undoes)
