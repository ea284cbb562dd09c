"""Notes with their codes, ratings and votes. Adding one costs the same on an empty canvas and on a full one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from canvas.board import Note, NoteState, Rating, Source, Vote
from canvas.defaults import DUPLICATE
from canvas.likeness import keys, shape
from canvas.method import KINDS, Block
from storage.history import History
from storage.scope import Scope
from storage.tables.notes import CODES, KEYS, NOTES, NUMBERS, RATINGS, VOTES
from storage.tables.proof import EVIDENCE, HYPOTHESES, LINKS
from storage.workshops import note_of

CANDIDATES = 12  # notes that share most keys; the duplicates are among them


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A note that is to be added."""

    workshop: int
    segment: int
    block: Block
    subtype: str = ""
    text: str
    detail: str = ""
    measure: str = ""
    author: str
    source: Source | None = None


class Notes:
    """The notes of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def add(self, new: NewNote) -> Note:
        """Add a note under the next code of its block."""
        code = self._next_code(new.segment, new.block)
        source = new.source or Source("", "", 0)
        values: dict[str, Any] = {
            "team": self._scope.team,
            "workshop_id": new.workshop,
            "segment_id": new.segment,
            "code": code,
            "block": new.block.value,
            "subtype": new.subtype,
            "text": new.text,
            "detail": new.detail,
            "measure": new.measure,
            "state": NoteState.OPEN.value,
            "author": new.author,
            "created": self._scope.at,
            "updated": self._scope.at,
            "source_channel": source.channel,
            "source_ts": source.ts,
            "source_line": source.line,
        }
        row = self._scope.connection.execute(insert(NOTES).returning(NOTES.c.id), values).scalar_one()
        self._index(row, new.segment, new.block, new.text)
        self._history.record(new.workshop, "notes", row, {"state": "removed"}, {"state": "open"})
        return Note(
            id=row,
            segment=new.segment,
            code=code,
            block=new.block,
            subtype=new.subtype,
            text=new.text,
            detail=new.detail,
            measure=new.measure,
            author=new.author,
            created=self._scope.at,
            updated=self._scope.at,
            source=new.source,
        )

    def get(self, note: int) -> Note | None:
        """Return a note by its id, with its ratings and votes."""
        return self._one(NOTES.c.id == note)

    def find(self, segment: int, code: str) -> Note | None:
        """Return a note by its code; the old code of a moved note still finds it."""
        found = self._one((NOTES.c.segment_id == segment) & (NOTES.c.code == code))
        if found:
            return found
        here = (CODES.c.team == self._scope.team, CODES.c.segment_id == segment, CODES.c.code == code)
        moved = self._scope.connection.execute(select(CODES.c.note_id).where(*here)).scalar()
        return self.get(moved) if moved is not None else None

    def of_reply(self, channel: str, ts: str) -> list[Note]:
        """Return the notes that were written in a message, by line, in every state."""
        here = (NOTES.c.team == self._scope.team, NOTES.c.source_channel == channel, NOTES.c.source_ts == ts)
        rows = self._scope.connection.execute(select(NOTES).where(*here).order_by(NOTES.c.source_line, NOTES.c.id))
        return [note_of(row) for row in rows]

    def change(self, note: Note, **fields: Any) -> Note:  # noqa: ANN401 - columns of the table
        """Change text, detail, subtype, measure or state, and return the note as it is now."""
        before = {name: getattr(note, name) for name in fields}
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        change = update(NOTES).where(*here).values(**fields, updated=self._scope.at).returning(NOTES.c.workshop_id)
        workshop = self._scope.connection.execute(change).scalar_one()
        self._history.record(workshop, "notes", note.id, before, fields)
        changed = replace(note, **fields, updated=self._scope.at)
        if "text" in fields:
            self._index(note.id, note.segment, changed.block, changed.text)
        return changed

    def touch(self, note: Note) -> None:
        """Record that somebody says that a note still holds: its clock begins anew."""
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        touched = update(NOTES).where(*here).values(updated=self._scope.at).returning(NOTES.c.workshop_id)
        workshop = self._scope.connection.execute(touched).scalar_one()
        self._history.record(workshop, "notes", note.id, None, {"still_true": True})

    def move(self, note: Note, block: Block) -> Note:
        """Move a note to another block under its next code; back where it was it has its old code again."""
        first = {"segment_id": note.segment, "code": note.code, "note_id": note.id, "block": note.block.value}
        remember = self._scope.insert(CODES).on_conflict_do_nothing()
        self._scope.connection.execute(remember, {"team": self._scope.team, **first})
        here = (CODES.c.team == self._scope.team, CODES.c.note_id == note.id, CODES.c.block == block.value)
        old = self._scope.connection.execute(select(CODES.c.code).where(*here)).scalar()
        code = old or self._next_code(note.segment, block)
        self._scope.connection.execute(
            remember, {"team": self._scope.team, **first, "code": code, "block": block.value}
        )
        moved = self.change(note, block=block, code=code, subtype="")
        self._index(note.id, note.segment, block, note.text)
        self._settle_links(note.id)
        return moved

    def _settle_links(self, note: int) -> None:
        """Links that a move has made illegal sleep; those that are legal again wake."""
        pairs = (
            select(LINKS.c.id, LINKS.c.state, NOTES.c.block.label("from_block"), NOTES.c.id.label("from_id"))
            .add_columns(LINKS.c.target_id)
            .join(NOTES, NOTES.c.id == LINKS.c.source_id)
            .where(LINKS.c.team == self._scope.team, (LINKS.c.source_id == note) | (LINKS.c.target_id == note))
        )
        for link in self._scope.connection.execute(pairs).all():
            block = select(NOTES.c.block).where(NOTES.c.id == link.target_id, NOTES.c.team == self._scope.team)
            target = Block(self._scope.connection.execute(block).scalar_one())
            legal = KINDS[Block(link.from_block)].serves is target
            wanted = {("active", False): "inactive", ("inactive", True): "active"}.get((link.state, legal))
            if wanted:
                self._scope.connection.execute(update(LINKS).where(LINKS.c.id == link.id).values(state=wanted))

    def alike(self, segment: int, block: Block, text: str) -> list[tuple[Note, float]]:
        """Return the open notes that are likely duplicates of a text, most alike first."""
        shared = func.count().label("shared")
        here = (KEYS.c.segment_id == segment, KEYS.c.block == block.value, KEYS.c.key.in_(keys(text)))
        query = select(KEYS.c.note_id, shared).where(KEYS.c.team == self._scope.team, *here)
        rows = self._scope.connection.execute(query.group_by(KEYS.c.note_id).order_by(shared.desc()).limit(CANDIDATES))
        candidates = [row.note_id for row in rows]
        if not candidates:
            return []
        open_ones = (NOTES.c.team == self._scope.team, NOTES.c.id.in_(candidates), NOTES.c.state == "open")
        mine = shape(text)
        found = [note_of(row) for row in self._scope.connection.execute(select(NOTES).where(*open_ones))]
        scored = [(note, mine.like(shape(note.text))) for note in found]
        return sorted((pair for pair in scored if pair[1] >= DUPLICATE), key=lambda pair: -pair[1])

    def rate(self, note: Note, user: str, value: int) -> None:
        """Set one person's rating of a note."""
        self._put("ratings", note, user, value)

    def vote(self, note: Note, user: str, dots: int) -> None:
        """Set how many dots one person has on a note."""
        self._put("votes", note, user, dots)

    def dots_of(self, segment: int, block: Block, user: str) -> int:
        """Return how many dots somebody has placed in a block of a segment."""
        query = (
            select(func.coalesce(func.sum(VOTES.c.dots), 0))
            .join(NOTES, NOTES.c.id == VOTES.c.note_id)
            .where(VOTES.c.team == self._scope.team, VOTES.c.user == user, NOTES.c.segment_id == segment)
            .where(NOTES.c.block == block.value, NOTES.c.state == "open")
        )
        return int(self._scope.connection.execute(query).scalar_one())

    def counts(self, segment: int) -> Mapping[Block, int]:
        """Return how many open notes each block of a segment holds."""
        here = (NOTES.c.team == self._scope.team, NOTES.c.segment_id == segment, NOTES.c.state == "open")
        query = select(NOTES.c.block, func.count().label("number")).where(*here).group_by(NOTES.c.block)
        found = {Block(row.block): row.number for row in self._scope.connection.execute(query)}
        return {block: found.get(block, 0) for block in Block}

    def is_built_on(self, note: Note) -> bool:
        """Whether evidence or a hypothesis stands on a note, so that it is parked and not removed."""
        stands = (EVIDENCE.c.team == self._scope.team, EVIDENCE.c.note_id == note.id, EVIDENCE.c.state == "active")
        if self._scope.connection.execute(select(EVIDENCE.c.id).where(*stands).limit(1)).first():
            return True
        query = (
            select(HYPOTHESES.c.about)
            .join(NOTES, NOTES.c.workshop_id == HYPOTHESES.c.workshop_id)
            .where(HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.state == "kept", NOTES.c.id == note.id)
            .where(HYPOTHESES.c.about.like(f"%{note.code}%"))
        )
        abouts = self._scope.connection.execute(query).scalars()
        return any(note.code in about.lstrip("0123456789").split("-") for about in abouts)

    def refresh(self, note: int) -> None:
        """Index a note anew, after its row was changed from outside."""
        found = self.get(note)
        if found:
            self._index(found.id, found.segment, found.block, found.text)

    def _put(self, entity: str, note: Note, user: str, value: int) -> None:
        table, column = (RATINGS, "value") if entity == "ratings" else (VOTES, "dots")
        here = (table.c.team == self._scope.team, table.c.note_id == note.id, table.c.user == user)
        known = self._scope.connection.execute(select(table).where(*here)).first()
        workshop = self._workshop(note)
        if known:
            self._scope.connection.execute(update(table).where(*here).values({column: value}))
            before = {column: known._mapping[column]}  # noqa: SLF001 - SQLAlchemy's public name
            self._history.record(workshop, entity, known.id, before, {column: value})
            return
        values = {"team": self._scope.team, "workshop_id": workshop, "note_id": note.id, "user": user, column: value}
        row = self._scope.connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
        self._history.record(workshop, entity, row, {column: 0}, {column: value})

    def _workshop(self, note: Note) -> int:
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        return self._scope.connection.execute(select(NOTES.c.workshop_id).where(*here)).scalar_one()

    def _one(self, condition: Any) -> Note | None:  # noqa: ANN401 - a condition on the table
        query = select(NOTES).where(NOTES.c.team == self._scope.team, condition)
        row: Row[Any] | None = self._scope.connection.execute(query).first()
        if row is None:
            return None
        ratings = self._scope.connection.execute(select(RATINGS).where(RATINGS.c.note_id == row.id))
        votes = self._scope.connection.execute(select(VOTES).where(VOTES.c.note_id == row.id))
        return note_of(
            row,
            [Rating(rating.user, rating.value) for rating in ratings if rating.value],
            [Vote(vote.user, vote.dots) for vote in votes if vote.dots],
        )

    def _next_code(self, segment: int, block: Block) -> str:
        values = {"segment_id": segment, "block": block.value, "team": self._scope.team, "last": 1}
        upsert = (
            self._scope.insert(NUMBERS)
            .on_conflict_do_update(index_elements=["segment_id", "block"], set_={"last": NUMBERS.c.last + 1})
            .returning(NUMBERS.c.last)
        )
        number = self._scope.connection.execute(upsert, values).scalar_one()
        return f"{KINDS[block].letter}{number}"

    def _index(self, note: int, segment: int, block: Block, text: str) -> None:
        self._scope.connection.execute(delete(KEYS).where(KEYS.c.note_id == note))
        place = {"team": self._scope.team, "segment_id": segment, "block": block.value, "note_id": note}
        self._scope.connection.execute(insert(KEYS), [{**place, "key": key} for key in keys(text)])
