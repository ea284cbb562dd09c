"""Notes with their codes, ratings and votes. Adding one costs the same on an empty canvas and on a full one."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Executable, Select, bindparam, exists, insert, select, update

from canvas.board import Note, NoteState, Rating, Source, Tick, Vote
from canvas.likeness import is_larger_edit
from canvas.method import KINDS, Block, Side
from storage.history import History
from storage.likeness import LikenessIndex
from storage.links import Links
from storage.marks import Marks
from storage.prepared import Prepared
from storage.rows import note_of
from storage.scope import Insert, Scope
from storage.tables.notes import CODES, FROM_A_REPLY, NOTES, NUMBERS, RATINGS, VOTES
from storage.tables.proof import EVIDENCE, HYPOTHESES
from storage.tables.workshops import SEGMENTS, WORKSHOPS

_INSERT = Prepared(insert(NOTES).returning(NOTES.c.id))
_OF_TEAM = select(NOTES).where(NOTES.c.team == bindparam("team"))
_BY_ID = _OF_TEAM.where(NOTES.c.id == bindparam("note"))
_CODE = Prepared(select(NOTES.c.code).where(NOTES.c.team == bindparam("team"), NOTES.c.id == bindparam("note")))
_BY_CODE = _OF_TEAM.where(NOTES.c.segment_id == bindparam("segment"), NOTES.c.code == bindparam("code"))
# A workshop that was brought into another channel remembers the replies of its notes, but does not follow them.
_HERE = exists().where(
    WORKSHOPS.c.team == NOTES.c.team,
    WORKSHOPS.c.id == NOTES.c.workshop_id,
    WORKSHOPS.c.channel == bindparam("channel"),
)
_OF_REPLY = _OF_TEAM.where(
    NOTES.c.source_channel == bindparam("channel"), NOTES.c.source_ts == bindparam("ts"), FROM_A_REPLY, _HERE
).order_by(NOTES.c.source_line, NOTES.c.id)
_RATINGS = select(RATINGS).where(RATINGS.c.team == bindparam("team"), RATINGS.c.note_id == bindparam("note"))
_VOTES = select(VOTES).where(VOTES.c.team == bindparam("team"), VOTES.c.note_id == bindparam("note"))


def _next_number(insert_into: Insert) -> Executable:
    new = insert_into(NUMBERS)
    counted = new.on_conflict_do_update(
        index_elements=["team", "segment_id", "block"], set_={"last": NUMBERS.c.last + 1}
    )
    return counted.returning(NUMBERS.c.last)


_NEXT_NUMBER = Prepared(_next_number)


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
    shared: str = ""
    variant: str = ""
    late: bool = False


class Notes(Marks):
    """The notes of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        super().__init__(scope, history)
        self._index = LikenessIndex(scope)
        self._links = Links(scope, history)

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
            "shared": new.shared,
            "variant": self._variant_of(new),
            "late": new.late,
        }
        row = _INSERT.one(self._scope.connection, values).id
        self._index.add(row, new.segment, new.block, new.text)
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
            shared=new.shared,
            variant=values["variant"],
            late=new.late,
        )

    def _variant_of(self, new: NewNote) -> str:
        """Return the variant that a note is for: by itself the one that counts, empty while there is only one."""
        if new.variant or KINDS[new.block].side is Side.PROFILE:
            return new.variant
        here = (SEGMENTS.c.team == self._scope.team, SEGMENTS.c.id == new.segment)
        return self._scope.connection.execute(select(SEGMENTS.c.variant).where(*here)).scalar() or ""

    def get(self, note: int) -> Note | None:
        """Return a note by its id, with its ratings and votes."""
        return self._one(_BY_ID, note=note)

    def find(self, segment: int, code: str) -> Note | None:
        """Return a note by its code; the old code of a moved note still finds it."""
        found = self._one(_BY_CODE, segment=segment, code=code)
        if found:
            return found
        here = (CODES.c.team == self._scope.team, CODES.c.segment_id == segment, CODES.c.code == code)
        moved = self._scope.connection.execute(select(CODES.c.note_id).where(*here)).scalar()
        return self.get(moved) if moved is not None else None

    def of_reply(self, channel: str, ts: str) -> list[Note]:
        """Return the notes that were written in a message, by line, in every state."""
        place = {"team": self._scope.team, "channel": channel, "ts": ts}
        rows = self._scope.connection.execute(_OF_REPLY, place)
        return [note_of(row) for row in rows]

    def change(self, note: Note, **fields: Any) -> Note:  # noqa: ANN401 - columns of the table
        """Change fields of a note, and return it as it is now."""
        before = {name: getattr(note, name) for name in fields}
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        change = update(NOTES).where(*here).values(**fields, updated=self._scope.at).returning(NOTES.c.workshop_id)
        workshop = self._scope.connection.execute(change).scalar_one()
        self._history.record(workshop, "notes", note.id, before, fields)
        changed = replace(note, **fields, updated=self._scope.at)
        if not fields.keys().isdisjoint(("text", "state", "block")):
            self._reindex(changed)
        return changed

    def tick(self, note: Note, name: str, *, holds: bool | None) -> Note:
        """Say of a job that one of `method.TICKS` holds or not; None: nobody knows."""
        before = {tick.name: tick.holds for tick in note.ticks}
        after = {tick: said for tick, said in {**before, name: holds}.items() if said is not None}
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        change = update(NOTES).where(*here).values(ticks=after).returning(NOTES.c.workshop_id)
        workshop = self._scope.connection.execute(change).scalar_one()
        self._history.record(workshop, "notes", note.id, {"ticks": before}, {"ticks": after})
        return replace(note, ticks=tuple(Tick(tick, said) for tick, said in after.items()))

    def reword(self, note: Note, **words: str) -> Note:
        """Change what a note says. After a larger edit what it was rated and backed by is to be looked at again."""
        larger = is_larger_edit(note.text, words.get("text", note.text))
        return self.change(note, **words, **self._to_recheck(note, changed=larger))

    def _to_recheck(self, note: Note, *, changed: bool) -> dict[str, bool]:
        stands = changed and (note.ratings or self._has_evidence(note))
        return {"recheck": True} if stands and not note.recheck else {}

    def touch(self, note: Note) -> None:
        """Record that somebody says that a note still holds: its clock begins anew, and nothing is left to check."""
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        touched = (
            update(NOTES).where(*here).values(updated=self._scope.at, recheck=False).returning(NOTES.c.workshop_id)
        )
        workshop = self._scope.connection.execute(touched).scalar_one()
        self._history.record(workshop, "notes", note.id, None, {"still_true": True})

    def move(self, note: Note, block: Block) -> Note:
        """Move a note to another block under its next code; back where it was it is what it was, under its old code."""
        first = {"segment_id": note.segment, "code": note.code, "note_id": note.id, "block": note.block.value}
        remember = self._scope.insert(CODES).on_conflict_do_nothing()
        self._scope.connection.execute(remember, {"team": self._scope.team, **first})
        here = (CODES.c.team == self._scope.team, CODES.c.note_id == note.id, CODES.c.block == block.value)
        old = self._scope.connection.execute(select(CODES.c.code).where(*here)).scalar()
        code = old or self._next_code(note.segment, block)
        self._scope.connection.execute(
            remember, {"team": self._scope.team, **first, "code": code, "block": block.value}
        )
        subtype = self._history.held("notes", note.id, "block", block.value).get("subtype", "") if old else ""
        moved = self.change(note, block=block, code=code, subtype=subtype, **self._to_recheck(note, changed=True))
        self._links.settle(note.id)
        return moved

    def relocate(self, note: Note, segment: int) -> Note:
        """Move a note into another segment under its next code; its links rest until both their ends are there."""
        remember = self._scope.insert(CODES).on_conflict_do_nothing()
        first = {"segment_id": note.segment, "code": note.code, "note_id": note.id, "block": note.block.value}
        self._scope.connection.execute(remember, {"team": self._scope.team, **first})
        self._index.remove(note.id, note.segment)
        after = {"segment_id": segment, "code": self._next_code(segment, note.block)}
        here = (NOTES.c.team == self._scope.team, NOTES.c.id == note.id)
        moved = update(NOTES).where(*here).values(**after, updated=self._scope.at).returning(NOTES.c.workshop_id)
        workshop = self._scope.connection.execute(moved).scalar_one()
        before = {"segment_id": note.segment, "code": note.code}
        self._history.record(workshop, "notes", note.id, before, after)
        found = replace(note, segment=segment, code=after["code"], updated=self._scope.at)
        self._reindex(found)
        self._links.settle(note.id)
        return found

    def alike(self, segment: int, block: Block, text: str) -> list[tuple[Note, float]]:
        """Return the open notes that are likely duplicates of a text, most alike first."""
        found = ((self.get(note), likeness) for note, likeness in self._index.alike(segment, block, text))
        return [(note, likeness) for note, likeness in found if note]

    def code_alike(self, segment: int, block: Block, text: str) -> str:
        """Return the code of the open note that is most like a text, "" when none is likely a duplicate."""
        found = self._index.alike(segment, block, text)
        return _CODE.one(self._scope.connection, {"team": self._scope.team, "note": found[0][0]}).code if found else ""

    def rate(self, note: Note, user: str, value: int) -> None:
        """Set one person's rating of a note, as it reads now."""
        self._put("ratings", note, user, value)
        if note.recheck:
            self.change(note, recheck=False)

    def vote(self, note: Note, user: str, dots: int) -> None:
        """Set how many dots one person has on a note."""
        self._put("votes", note, user, dots)

    def is_built_on(self, note: Note) -> bool:
        """Whether evidence or a hypothesis stands on a note, so that it is parked and not removed."""
        if self._has_evidence(note):
            return True
        query = (
            select(HYPOTHESES.c.about, SEGMENTS.c.number)
            .join(SEGMENTS, SEGMENTS.c.workshop_id == HYPOTHESES.c.workshop_id)
            .where(HYPOTHESES.c.team == self._scope.team, HYPOTHESES.c.state == "kept", HYPOTHESES.c.about != "")
            .where(SEGMENTS.c.id == note.segment)
        )
        rows = self._scope.connection.execute(query)
        return any(note.code in row.about.removeprefix(str(row.number)).split("-") for row in rows)

    def _has_evidence(self, note: Note) -> bool:
        stands = (EVIDENCE.c.team == self._scope.team, EVIDENCE.c.note_id == note.id, EVIDENCE.c.state == "active")
        return self._scope.connection.execute(select(EVIDENCE.c.id).where(*stands).limit(1)).first() is not None

    def refresh(self, note: int, left: int | None = None) -> None:
        """Bring what depends on a note up to date, after its row was changed from outside; `left`: its old segment."""
        found = self.get(note)
        if left is not None:
            self._index.remove(note, left)
        if found:
            self._reindex(found)
            self._links.settle(found.id)

    def _reindex(self, note: Note) -> None:
        self._index.remove(note.id, note.segment)
        if note.state is NoteState.OPEN:
            self._index.add(note.id, note.segment, note.block, note.text)

    def _one(self, query: "Select[*tuple[Any, ...]]", **where: int | str) -> Note | None:
        locked = query.with_for_update() if self._scope.writes else query
        row = self._scope.connection.execute(locked, {"team": self._scope.team, **where}).first()
        if row is None:
            return None
        here = {"team": self._scope.team, "note": row.id}
        ratings = self._scope.connection.execute(_RATINGS, here)
        votes = self._scope.connection.execute(_VOTES, here)
        return note_of(
            row,
            [Rating(rating.user, rating.value) for rating in ratings if rating.value],
            [Vote(vote.user, vote.dots) for vote in votes if vote.dots],
        )

    def _next_code(self, segment: int, block: Block) -> str:
        first = {"segment_id": segment, "block": block.value, "team": self._scope.team, "last": 1}
        return f"{KINDS[block].letter}{_NEXT_NUMBER.one(self._scope.connection, first).last}"
