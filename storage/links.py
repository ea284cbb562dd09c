"""Links: an offer note serves a profile note."""

from dataclasses import replace
from typing import Any

from sqlalchemy import insert, or_, select, update

from canvas.board import Link, Note
from canvas.method import KINDS, Block
from storage.history import History
from storage.rows import link_of
from storage.scope import Scope
from storage.tables.notes import NOTES
from storage.tables.proof import LINKS, OPINIONS


class Links:
    """The links of the team's workshops."""

    def __init__(self, scope: Scope, history: History) -> None:
        """Work in one transaction."""
        self._scope = scope
        self._history = history

    def between(self, source: Note, target: Note) -> Link | None:
        """Return the link of two notes, in whatever state."""
        here = (LINKS.c.team == self._scope.team, LINKS.c.source_id == source.id, LINKS.c.target_id == target.id)
        row = self._scope.connection.execute(select(LINKS).where(*here)).first()
        return None if row is None else link_of(row)

    def of(self, note: Note) -> list[Link]:
        """Return the active links of a note, from either side."""
        either = or_(LINKS.c.source_id == note.id, LINKS.c.target_id == note.id)
        query = select(LINKS).where(LINKS.c.team == self._scope.team, either, LINKS.c.state == "active")
        return [link_of(row) for row in self._scope.connection.execute(query.order_by(LINKS.c.id))]

    def put(self, workshop: int, source: Note, target: Note, strength: float) -> Link:
        """Link two notes, or change how well the one serves the other."""
        known = self.between(source, target)
        after: dict[str, Any] = {"strength": strength, "state": "active"}
        if known:
            here = (LINKS.c.team == self._scope.team, LINKS.c.id == known.id)
            self._scope.connection.execute(update(LINKS).where(*here).values(**after))
            before = {"strength": known.strength, "state": known.state}
            if before != after:
                self._history.record(workshop, "links", known.id, before, after)
            return replace(known, **after)
        values = {"workshop_id": workshop, "source_id": source.id, "target_id": target.id}
        add = insert(LINKS).values(team=self._scope.team, **values, **after).returning(LINKS.c.id)
        row = self._scope.connection.execute(add).scalar_one()
        self._history.record(workshop, "links", row, {"state": "removed"}, after)
        return Link(id=row, source=source.id, target=target.id, strength=strength)

    def decide(self, workshop: int, link: Link, decided: float | None) -> Link:
        """Set how well a link works by who has the last word; None lets what the team said count again."""
        here = (LINKS.c.team == self._scope.team, LINKS.c.id == link.id)
        before = self._scope.connection.execute(select(LINKS.c.decided).where(*here)).scalar()
        self._scope.connection.execute(update(LINKS).where(*here).values(decided=decided))
        self._history.record(workshop, "links", link.id, {"decided": before}, {"decided": decided})
        return replace(link, decided=decided)

    def opine(self, workshop: int, link: Link, user: str, strength: float | None) -> None:
        """Keep how well somebody thinks that a link works; None takes it back."""
        here = (OPINIONS.c.team == self._scope.team, OPINIONS.c.link_id == link.id, OPINIONS.c.user == user)
        known = self._scope.connection.execute(select(OPINIONS).where(*here)).first()
        if known:
            self._scope.connection.execute(update(OPINIONS).where(*here).values(strength=strength))
            row, before = known.id, known.strength
        else:
            place = {"team": self._scope.team, "workshop_id": workshop, "link_id": link.id, "user": user}
            add = insert(OPINIONS).values(**place, strength=strength).returning(OPINIONS.c.id)
            row, before = self._scope.connection.execute(add).scalar_one(), None
        after = {"strength": strength, "link_id": link.id}
        self._history.record(workshop, "opinions", row, {"strength": before}, after)

    def settle(self, note: int) -> None:
        """Let links sleep that a move has made illegal (kinds, or segments); those that are legal again wake."""
        offer, profile = NOTES.alias("offer"), NOTES.alias("profile")
        same = (offer.c.segment_id == profile.c.segment_id).label("same")
        pairs = (
            select(LINKS.c.id, LINKS.c.state, offer.c.block.label("serving"), profile.c.block.label("served"), same)
            .join(offer, offer.c.id == LINKS.c.source_id)
            .join(profile, profile.c.id == LINKS.c.target_id)
            .where(LINKS.c.team == self._scope.team, or_(LINKS.c.source_id == note, LINKS.c.target_id == note))
        )
        for link in self._scope.connection.execute(pairs).all():
            legal = link.same and KINDS[Block(link.serving)].serves == link.served
            wanted = {("active", False): "inactive", ("inactive", True): "active"}.get((link.state, legal))
            if wanted:
                here = (LINKS.c.team == self._scope.team, LINKS.c.id == link.id)
                self._scope.connection.execute(update(LINKS).where(*here).values(state=wanted))

    def remove(self, workshop: int, link: Link) -> None:
        """Take a link away; linking again brings it back."""
        here = (LINKS.c.team == self._scope.team, LINKS.c.id == link.id)
        self._scope.connection.execute(update(LINKS).where(*here).values(state="removed"))
        self._history.record(workshop, "links", link.id, {"state": link.state}, {"state": "removed"})
