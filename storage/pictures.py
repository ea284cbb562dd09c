"""Pictures of the canvas that Slack holds, or would not take."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.sql import ColumnElement

from storage.messages import CANVAS, LivingMessage
from storage.scope import Scope
from storage.tables.talk import MESSAGES, PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture of a segment; `file` is Slack's id of it, "" when Slack gave `error` instead."""

    segment: int
    file: str
    digest: str
    error: str


class Pictures:
    """The pictures of a team's workshops."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def keep(self, message: LivingMessage, *, file: str = "", digest: str = "", error: str = "") -> None:
        """Record that Slack has taken a picture for a message, or why it has not."""
        about = {"workshop_id": message.workshop, "segment_id": message.segment, "message_id": message.id}
        told = {"file": file, "digest": digest, "error": error, "created": self._scope.at}
        self._scope.connection.execute(insert(PICTURES).values(team=self._scope.team, **about, **told))

    def of(self, message: LivingMessage) -> list[Picture]:
        """Return the pictures of a message, newest first, also those that Slack did not take."""
        return self._found(PICTURES.c.workshop_id == message.workshop, PICTURES.c.message_id == message.id)

    def newest(self, workshop: int) -> Picture | None:
        """Return the newest picture of a workshop that Slack holds."""
        return next(iter(self._found(PICTURES.c.workshop_id == workshop, PICTURES.c.file != "", most=1)), None)

    def before(self, message: LivingMessage) -> Picture | None:
        """Return the picture with which the step before ended, for the same segment."""
        ended = select(MESSAGES.c.id).where(
            MESSAGES.c.team == self._scope.team,
            MESSAGES.c.workshop_id == message.workshop,
            MESSAGES.c.segment_id == message.segment,
            MESSAGES.c.kind == CANVAS,
            MESSAGES.c.step > 0,
            MESSAGES.c.id < message.id,
        )
        here = (PICTURES.c.workshop_id == message.workshop, PICTURES.c.file != "", PICTURES.c.message_id.in_(ended))
        return next(iter(self._found(*here, most=1)), None)

    def refused(self, since: datetime, errors: Collection[str]) -> bool:
        """Tell whether Slack's last word about pictures, since a moment, was one of these errors."""
        last = next(iter(self._found(PICTURES.c.created >= since, most=1)), None)
        return last is not None and last.error in errors

    def forget(self, workshop: int, *, files: Collection[str] | None = None) -> int:
        """Forget these pictures of a workshop, or all, because Slack holds them no more; return how many they were."""
        here = [PICTURES.c.team == self._scope.team, PICTURES.c.workshop_id == workshop, PICTURES.c.file != ""]
        here += [] if files is None else [PICTURES.c.file.in_(files)]
        return self._scope.connection.execute(delete(PICTURES).where(*here)).rowcount

    def _found(self, *about: ColumnElement[bool], most: int = 100) -> list[Picture]:
        own = select(PICTURES).where(PICTURES.c.team == self._scope.team, *about)
        rows = self._scope.connection.execute(own.order_by(PICTURES.c.id.desc()).limit(most))
        return [_picture(row) for row in rows]


def _picture(row: Row[Any]) -> Picture:
    return Picture(segment=row.segment_id, file=row.file, digest=row.digest, error=row.error)
