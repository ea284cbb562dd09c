"""Whole workshops that come from elsewhere: with their codes, states and times."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Table, update

from canvas.board import Board, Decision, Note, Workshop
from canvas.cards import Test
from storage.bulk import Bulk, placed
from storage.reminders import Reminder
from storage.rows import more_of
from storage.snapshots import Snapshot
from storage.tables.cards import ALTERNATIVES, CONSEQUENCES, LEARNINGS, PITCHES, TESTS
from storage.tables.guidance import SNAPSHOTS
from storage.tables.notes import NOTES, NUMBERS, RATINGS, VOTES
from storage.tables.proof import EVIDENCE, HYPOTHESES, IMPORTANCES, LINKS, OPINIONS
from storage.tables.time import REMINDERS
from storage.tables.workshops import DECISIONS, MEMBERS, SEGMENTS, WORKSHOPS


class Restoring(Bulk):
    """Brings in what was kept elsewhere, in the name of the actor."""

    def restore(
        self, board: Board, channel: str, *, reminder: Reminder | None = None, snapshots: Iterable[Snapshot] = ()
    ) -> Workshop:
        """Begin a workshop in a channel that is all that `board` is, with its codes, states and times.

        The channel must have no open workshop, unless the board's is finished. Of `snapshots` only that there were.
        """
        workshop = self._workshop(board.workshop, channel)
        segments = self._segments(workshop.id, board)
        notes = [replace(note, segment=segments[note.segment]) for note in board.notes]
        kept = self._notes(workshop.id, notes)
        self._count_on(kept)
        ids = {old.id: new.id for old, new in zip(board.notes, kept, strict=True)}
        self._relate(kept, ids)
        given = [(ids[n.id], r.user, r.value) for n in board.notes for r in n.ratings]
        self._marks(workshop.id, RATINGS, "value", given)
        given = [(ids[n.id], v.user, v.dots) for n in board.notes for v in n.votes]
        self._marks(workshop.id, VOTES, "dots", given)
        links = self._links(workshop.id, board, ids)
        hypotheses = self._hypotheses(workshop.id, board, segments)
        claims = {"note": ids, "link": links, "hypothesis": hypotheses}
        evidence = self._evidence(workshop.id, board, claims)
        learnings = self._cards(workshop.id, board, segments, hypotheses)
        self._consequences(workshop.id, board, learnings, claims)
        self._pitches(workshop.id, board, segments, ids)
        self._put(
            MEMBERS, [placed(workshop.id, one, "user function joined left working_group") for one in board.members]
        )
        self._put(DECISIONS, [_decision(workshop.id, one, evidence) for one in board.decisions])
        self._put(SNAPSHOTS, [{**placed(workshop.id, one, "name reason user at"), "document": {}} for one in snapshots])
        if reminder:
            rule = placed(workshop.id, reminder, "day time time_zone next_run state")
            self._put(REMINDERS, [rule])
        return workshop

    def _count_on(self, notes: Iterable[Note]) -> None:
        """Let the next notes have codes beyond all of these, also beyond those that are gone."""
        highest: defaultdict[tuple[int, str], int] = defaultdict(int)
        for note in notes:
            place = note.segment, note.block.value
            highest[place] = max(highest[place], int(note.code[1:]))
        self._put(
            NUMBERS,
            [{"segment_id": segment, "block": block, "last": last} for (segment, block), last in highest.items()],
        )

    def _workshop(self, workshop: Workshop, channel: str) -> Workshop:
        moved = replace(workshop, team=self._scope.team, channel=channel)
        row = {one.name: getattr(moved, one.name) for one in fields(Workshop) if one.name not in {"id", "team"}}
        row |= {"off": list(moved.off), "numbers": dict(moved.numbers)}
        (found,) = self._numbered(WORKSHOPS, [row])
        self._history.record(found, "workshops", found, None, {"state": moved.state, "step": moved.step})
        return replace(moved, id=found)

    def _segments(self, workshop: int, board: Board) -> dict[int, int]:
        """Return where each segment of the board is now: old id to new id."""
        columns = "number name state role variant"
        rows = [{**placed(workshop, one, columns), "answers": dict(one.answers)} for one in board.segments]
        ids = self._numbered(SEGMENTS, rows)
        # A workshop keeps its first segment.
        self._record(
            workshop, "segments", [(row, one.state) for row, one in list(zip(ids, board.segments, strict=True))[1:]]
        )
        found = {old.id: new for old, new in zip(board.segments, ids, strict=True)}
        self._refer(SEGMENTS, [(found[one.id], {"parent": found[one.parent]}) for one in board.segments if one.parent])
        return found

    def _relate(self, notes: Iterable[Note], ids: Mapping[int, int]) -> None:
        """Let notes that came in refer to each other: old id to new id."""
        others = [
            (note.id, {name: ids[old] for name in ("parent", "merged_into") if (old := getattr(note, name)) in ids})
            for note in notes
        ]
        self._refer(NOTES, [(note, values) for note, values in others if values])

    def _refer(self, table: Table, rows: Iterable[tuple[int, Mapping[str, int]]]) -> None:
        for row, values in rows:
            here = (table.c.team == self._scope.team, table.c.id == row)
            self._connection.execute(update(table).where(*here).values(**values))

    def _links(self, workshop: int, board: Board, notes: Mapping[int, int]) -> dict[int, int]:
        rows = [
            {
                **placed(workshop, one, "strength state decided"),
                "source_id": notes[one.source],
                "target_id": notes[one.target],
            }
            for one in board.links
        ]
        ids = self._numbered(LINKS, rows)
        shown = [(row, one.state) for row, one in zip(ids, board.links, strict=True) if one.state == "active"]
        self._record(workshop, "links", shown)
        links = {old.id: new for old, new in zip(board.links, ids, strict=True)}
        said = [(links[link.id], each) for link in board.links for each in link.opinions]
        self._put(OPINIONS, [{**placed(workshop, each, "user strength"), "link_id": link} for link, each in said])
        return links

    def _evidence(self, workshop: int, board: Board, ids: Mapping[str, Mapping[int, int]]) -> dict[int, int]:
        """Insert evidence, and return old id to new id; `ids` are those of each thing it may be about."""
        columns = "direction tier text source permalink added_by at state experiment topic people channel"
        rows = [
            {
                **placed(workshop, one, columns),
                **{f"{name}_id": known.get(getattr(one, name)) for name, known in ids.items()},
            }
            for one in board.evidence
        ]
        kept = self._numbered(EVIDENCE, rows)
        self._record(workshop, "evidence", [(row, "active") for row in kept])
        return {old.id: new for old, new in zip(board.evidence, kept, strict=True)}

    def _hypotheses(self, workshop: int, board: Board, segments: Mapping[int, int]) -> dict[int, int]:
        columns = "code area text importance state about aspect owner updated"
        rows = [
            {**placed(workshop, one, columns), "segment_id": segments.get(one.segment or 0)} for one in board.hypotheses
        ]
        ids = self._numbered(HYPOTHESES, rows)
        there = [(row, one.state) for row, one in zip(ids, board.hypotheses, strict=True) if one.state != "removed"]
        self._record(workshop, "hypotheses", there)
        found = {old.id: new for old, new in zip(board.hypotheses, ids, strict=True)}
        said = [(found[one.id], rating) for one in board.hypotheses for rating in one.ratings]
        self._put(
            IMPORTANCES, [{**placed(workshop, rating, "user value"), "hypothesis_id": one} for one, rating in said]
        )
        return found

    def _cards(
        self, workshop: int, board: Board, segments: Mapping[int, int], hypotheses: Mapping[int, int]
    ) -> dict[int, int]:
        """Insert tests, learnings and alternatives; return where each learning is now: old id to new id."""
        columns = " ".join(one.name for one in fields(Test) if one.name not in {"id", "hypothesis"})
        rows = [{**placed(workshop, one, columns), "hypothesis_id": hypotheses[one.hypothesis]} for one in board.tests]
        ids = self._shown(workshop, TESTS, rows)
        tests = {old.id: new for old, new in zip(board.tests, ids, strict=True)}
        columns = "code observed learned decision action owner due recorder at confidence"
        rows = [
            {
                **placed(workshop, one, columns),
                "hypothesis_id": hypotheses[one.hypothesis],
                "tests": [tests[test] for test in one.tests],
            }
            for one in board.learnings
        ]
        learnings = self._shown(workshop, LEARNINGS, rows)
        rows = [
            {**placed(workshop, one, "name kind"), "segment_id": segments[one.segment]} for one in board.alternatives
        ]
        self._shown(workshop, ALTERNATIVES, rows)
        return {old.id: new for old, new in zip(board.learnings, learnings, strict=True)}

    def _consequences(
        self, workshop: int, board: Board, learnings: Mapping[int, int], claims: Mapping[str, Mapping[int, int]]
    ) -> None:
        rows = [
            {
                **placed(workshop, one, "of state reason owner"),
                "learning_id": learnings[one.learning],
                "claim_id": claims[one.of][one.target],
            }
            for one in board.consequences
        ]
        self._put(CONSEQUENCES, rows)

    def _pitches(self, workshop: int, board: Board, segments: Mapping[int, int], notes: Mapping[int, int]) -> None:
        rows = [
            {"workshop_id": workshop, "segment_id": segments[one.segment], "at": one.at, "slots": [
                {**asdict(slot), "notes": [{"note": notes[each.note], "text": each.text} for each in slot.notes]}
                for slot in one.slots
            ]}
            for one in board.pitches
        ]  # fmt: skip
        self._shown(workshop, PITCHES, rows)

    def _shown(self, workshop: int, table: Table, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        ids = self._numbered(table, [{**row, "state": "active"} for row in rows])
        self._record(workshop, table.name, [(row, "active") for row in ids])
        return ids


def _decision(workshop: int, decision: Decision, evidence: Mapping[int, int]) -> dict[str, Any]:
    known = replace(decision, evidence=tuple(evidence[one] for one in decision.evidence if one in evidence))
    return {**placed(workshop, known, "kind origin target reason user at"), "more": more_of(known)}
