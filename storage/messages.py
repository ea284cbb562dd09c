"""Living messages: what the bot has posted, or is about to post, and redraws in its place."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, Text, and_, bindparam, cast, exists, literal_column, or_, select, update
from sqlalchemy.dialects import postgresql

from canvas.method import LAST_STEP
from storage.prepared import Prepared
from storage.scope import Insert, Scope, own
from storage.tables.outbox import OUTBOX, WAITS_WITH_KEY
from storage.tables.talk import MESSAGES

CARD = "card"
PROMPT = "prompt"
CANVAS = "canvas"  # a segment's picture; `step` is the one that ended with it, 0 when somebody asked for it
LISTING = "listing"  # every note of a canvas message, in its thread

_OF_TEAM = select(MESSAGES).where(MESSAGES.c.team == bindparam("team"))
_BY_ID = Prepared(select(MESSAGES).where(MESSAGES.c.id == bindparam("message"), own(MESSAGES)))
_CONFIRM = Prepared(
    update(MESSAGES).where(MESSAGES.c.id == bindparam("message"), own(MESSAGES, "of_team")).values(ts=bindparam("at"))
)
_IN_CHANNEL = _OF_TEAM.where(MESSAGES.c.channel == bindparam("channel"))
_BY_TS = _IN_CHANNEL.where(MESSAGES.c.ts == bindparam("ts"))
_UNCONFIRMED = _IN_CHANNEL.where(MESSAGES.c.kind == PROMPT, MESSAGES.c.ts.is_(None)).limit(1)
_NEWEST = (
    _OF_TEAM.where(MESSAGES.c.workshop_id == bindparam("workshop"), MESSAGES.c.kind == bindparam("kind"))
    .order_by(MESSAGES.c.id.desc())
    .limit(1)
)
_ABOUT_BLOCKS = and_(
    MESSAGES.c.kind == PROMPT,
    MESSAGES.c.segment_id == bindparam("segment"),
    MESSAGES.c.block.in_(bindparam("blocks", expanding=True)),
)
_SHOWING = _OF_TEAM.where(
    MESSAGES.c.workshop_id == bindparam("workshop"),
    or_(MESSAGES.c.kind == CARD, _ABOUT_BLOCKS, MESSAGES.c.step == LAST_STEP),
).order_by(MESSAGES.c.id)
_WAITS = exists().where(
    OUTBOX.c.team == MESSAGES.c.team,
    OUTBOX.c.key == literal_column("'message:'") + cast(MESSAGES.c.id, Text),
    WAITS_WITH_KEY,
)


def _to_redraw(insert: Insert) -> Select[Any]:
    """Leave out what waits to be redrawn anyway: on SQLite nobody can take it before this transaction has ended."""
    return _SHOWING if insert is postgresql.insert else _SHOWING.where(~_WAITS)


_TO_REDRAW = Prepared(_to_redraw, listing="blocks")


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingMessage:
    """One message per kind and subject. `ts` is None until Slack has it; 0 and "" mean: not about one."""

    id: int
    workshop: int
    channel: str
    kind: str
    step: int = 0
    segment: int = 0
    block: str = ""
    round: int = 0
    subject: str = ""
    ts: str | None = None


_COLUMNS = {"segment": "segment_id"}


class Messages:
    """The living messages of a team; a courier, who has no team, sees all."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def put(self, workshop: int, channel: str, kind: str, **about: Any) -> tuple[LivingMessage, bool]:  # noqa: ANN401 - step, segment, block, round, subject
        """Return the message about something, and whether it is new."""
        values = _subject(about)
        row = {"team": self._scope.team, "workshop_id": workshop, "channel": channel, "kind": kind, **values}
        new = self._scope.insert(MESSAGES).on_conflict_do_nothing().values(**row, ts=None, created=self._scope.at)
        added = self._scope.connection.execute(new.returning(MESSAGES)).first()
        if added:
            return _message(added), True
        here = [MESSAGES.c[name] == value for name, value in row.items()]
        return _message(self._scope.connection.execute(select(MESSAGES).where(*here)).one()), False

    def find(self, workshop: int, kind: str, **about: Any) -> LivingMessage | None:  # noqa: ANN401 - as put
        """Return the newest message of a kind; only what is named in `about` must match."""
        query = _NEWEST.where(*(MESSAGES.c[_COLUMNS.get(name, name)] == value for name, value in about.items()))
        here = {"team": self._scope.team, "workshop": workshop, "kind": kind}
        row = self._scope.connection.execute(query, here).first()
        return None if row is None else _message(row)

    def to_redraw(self, workshop: int, segment: int, blocks: Collection[str]) -> list[LivingMessage]:
        """Return what shows some blocks of a segment: the card, the prompts that collect them, the last step's.

        What is about to be redrawn anyway may be left out.
        """
        about = {"team": self._scope.team, "workshop": workshop, "segment": segment, "blocks": list(blocks)}
        return [_message(row) for row in _TO_REDRAW.rows(self._scope.connection, about)]

    def get(self, message: int) -> LivingMessage | None:
        """Return a message by its id."""
        row = _BY_ID.first(self._scope.connection, {"team": self._scope.team, "message": message})
        return None if row is None else _message(row)

    def by_ts(self, channel: str, ts: str) -> LivingMessage | None:
        """Return the message that stands at a place in Slack."""
        place = {"team": self._scope.team, "channel": channel, "ts": ts}
        row = self._scope.connection.execute(_BY_TS, place).first()
        return None if row is None else _message(row)

    def confirm(self, message: int, ts: str) -> LivingMessage | None:
        """Record where a message has been posted."""
        _CONFIRM.run(self._scope.connection, [{"of_team": self._scope.team, "message": message, "at": ts}])
        return self.get(message)

    def lose(self, message: int) -> None:
        """Record that a message is gone from Slack: it is posted anew when it is shown next."""
        _CONFIRM.run(self._scope.connection, [{"of_team": self._scope.team, "message": message, "at": None}])

    def unconfirmed(self, channel: str) -> bool:
        """Whether a prompt of the channel may be posted without our knowing yet."""
        place = {"team": self._scope.team, "channel": channel}
        return self._scope.connection.execute(_UNCONFIRMED, place).first() is not None


def _subject(about: dict[str, Any]) -> dict[str, Any]:
    return {
        "step": about.get("step", 0),
        "segment_id": about.get("segment", 0),
        "block": about.get("block", ""),
        "round": about.get("round", 0),
        "subject": about.get("subject", ""),
    }


def _message(row: Row[Any]) -> LivingMessage:
    return LivingMessage(
        id=row.id,
        workshop=row.workshop_id,
        channel=row.channel,
        kind=row.kind,
        step=row.step,
        segment=row.segment_id,
        block=row.block,
        round=row.round,
        subject=row.subject,
        ts=row.ts,
    )
