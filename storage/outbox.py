"""The outbox: the only mouth. What is to be delivered waits here until Slack has it, across restarts and processes."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.sql import ColumnElement

from storage.prepared import Prepared
from storage.scope import Insert
from storage.tables.outbox import LANES, OUTBOX

PACE = timedelta(seconds=1)  # between two posts in one lane
LEASE = timedelta(seconds=45)  # longer than a call may take, and than Slack's history may lag behind
POSTS = frozenset({"chat.postMessage", "show", "file"})  # keep order and pace in their lane


def _hold(insert: Insert) -> Executable:
    held = insert(LANES)
    return held.on_conflict_do_update(index_elements=["team", "lane"], set_={"free_at": held.excluded.free_at})


def _behind_another(at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Another post of the lane comes first: it is being sent, is due, or was tried and waits to be tried again."""
    earlier = OUTBOX.alias("earlier")
    waits = and_(earlier.c.state == "waiting", or_(earlier.c.attempts > 0, earlier.c.not_before <= at))
    return exists().where(
        earlier.c.team == OUTBOX.c.team,
        earlier.c.lane == OUTBOX.c.lane,
        earlier.c.paced,
        earlier.c.id < OUTBOX.c.id,
        or_(earlier.c.state == "sending", waits),
    )


_NOW = bindparam("now", type_=OUTBOX.c.created.type)
_SAME_LANE = and_(LANES.c.team == OUTBOX.c.team, LANES.c.lane == OUTBOX.c.lane)
_LANE_IS_FREE = or_(LANES.c.free_at.is_(None), LANES.c.free_at <= _NOW)
_DUE = or_(
    and_(OUTBOX.c.state == "waiting", OUTBOX.c.not_before <= _NOW),
    and_(OUTBOX.c.state == "sending", OUTBOX.c.lease_until <= _NOW),
)
_TAKE = Prepared(
    select(OUTBOX)
    .join_from(OUTBOX, LANES, _SAME_LANE, isouter=True)
    .where(_DUE, or_(~OUTBOX.c.paced, and_(_LANE_IS_FREE, ~_behind_another(_NOW))))
    .order_by(OUTBOX.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=OUTBOX, skip_locked=True)
)
_LEASE = Prepared(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"))
    .values(
        state="sending",
        owner=bindparam("by"),
        lease_until=bindparam("until"),
        attempts=OUTBOX.c.attempts + 1,
        tried=func.coalesce(OUTBOX.c.tried, _NOW),
    )
)
_SENT = Prepared(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("row"), OUTBOX.c.state == "sending", OUTBOX.c.owner == bindparam("by"))
    .values(state="sent", sent=_NOW, ts=bindparam("at"))
    .returning(OUTBOX.c.id)
)
_HOLD = Prepared(_hold)
_EMPTY: dict[str, Any] = {name: literal_column("''") for name in ("owner", "ts", "error")}
_NEW: dict[str, Any] = {"state": literal_column("'waiting'"), "attempts": literal_column("0"), **_EMPTY}
_ADD = Prepared(lambda insert: insert(OUTBOX).values(_NEW).on_conflict_do_nothing())


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One thing to bring to Slack.

    lane: the channel or person it goes to; posts in one lane keep their order and pace.
    method: a Web API method, or "show" (post or redraw a living message), "file" (upload), "response_url".
    payload: literal arguments; or `drawing` with `subject`, drawn when it is sent.
    message: id of the living message that is shown.
    key: while a row with the same key waits, another one is not added (it will be drawn at send time anyway).
    not_before: earliest time, None for at once.
    """

    team: str
    lane: str
    method: str
    payload: Mapping[str, Any] = field(default_factory=dict[str, Any])
    drawing: str = ""
    subject: Mapping[str, Any] = field(default_factory=dict[str, Any])
    message: int | None = None
    key: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A delivery that one courier has taken. `attempts` counts this one; `mark` names it in Slack's metadata."""

    id: int
    delivery: Delivery
    attempts: int
    first_tried: datetime
    mark: str


def _live() -> ColumnElement[bool]:
    return OUTBOX.c.state.in_(("waiting", "sending"))


class Outbox:
    """The rows of the outbox. Adding is for one team's transaction; taking and marking is the courier's, for all."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        """Work on `connection`; `at` is the time of the transaction."""
        self._connection = connection
        self._at = at

    def add(self, deliveries: Iterable[Delivery]) -> None:
        """Keep what is to be delivered, in order; a row whose key already waits is left out."""
        rows = [self._row(delivery) for delivery in deliveries]
        if rows:
            _ADD.run(self._connection, rows)

    def _row(self, delivery: Delivery) -> dict[str, Any]:
        return {
            "team": delivery.team,
            "lane": delivery.lane,
            "method": delivery.method,
            "payload": dict(delivery.payload),
            "drawing": delivery.drawing,
            "subject": dict(delivery.subject),
            "message_id": delivery.message,
            "key": delivery.key,
            "paced": delivery.method in POSTS,
            "not_before": delivery.not_before or self._at,
            "created": self._at,
            "mark": secrets.token_hex(16),
        }

    def take(self, owner: str, limit: int = 100) -> list[Taken]:
        """Lease what may be sent now: at most the first post of each lane, when its pace allows, and all the rest."""
        rows = _TAKE.rows(self._connection, {"now": self._at, "most": limit})
        if rows:
            lease = {"by": owner, "until": self._at + LEASE, "now": self._at}
            _LEASE.run(self._connection, [{"row": row.id, **lease} for row in rows])
        return [self._taken(row) for row in rows]

    def _taken(self, row: Any) -> Taken:  # noqa: ANN401 - a row of the table above
        delivery = Delivery(
            team=row.team,
            lane=row.lane,
            method=row.method,
            payload=row.payload,
            drawing=row.drawing,
            subject=row.subject,
            message=row.message_id,
            key=row.key,
        )
        return Taken(
            id=row.id,
            delivery=delivery,
            attempts=row.attempts + 1,
            first_tried=row.tried or self._at,
            mark=row.mark,
        )

    def sent(self, taken: Taken, owner: str, ts: str = "") -> bool:
        """Record that Slack has it; False when the lease was lost to another courier."""
        if taken.delivery.method in POSTS:
            self._hold_lane(taken.delivery, self._at + PACE)
        mine = {"row": taken.id, "by": owner, "now": self._at, "at": ts}
        return _SENT.first(self._connection, mine) is not None

    def refused(self, taken: Taken, owner: str, error: str) -> bool:
        """Record that Slack will never take it; False when the lease was lost."""
        return self._settle(taken, owner, state="refused", error=error)

    def later(self, taken: Taken, owner: str, until: datetime, *, hold_lane: bool = False) -> bool:
        """Give it back: Slack has certainly not done it and it may be tried again from `until` on."""
        if hold_lane:
            self._hold_lane(taken.delivery, until)
        return self._settle(taken, owner, state="waiting", not_before=until)

    def unsure(self, taken: Taken, owner: str, until: datetime) -> bool:
        """Record that Slack may or may not have done it: it stays taken until `until`, then somebody looks first."""
        return self._settle(taken, owner, state="sending", lease_until=until)

    def _settle(self, taken: Taken, owner: str, **fields: Any) -> bool:  # noqa: ANN401 - columns of the table
        mine = and_(OUTBOX.c.id == taken.id, OUTBOX.c.state == "sending", OUTBOX.c.owner == owner)
        return self._connection.execute(update(OUTBOX).where(mine).values(**fields)).rowcount == 1

    def _hold_lane(self, delivery: Delivery, until: datetime) -> None:
        held = {"team": delivery.team, "lane": delivery.lane, "free_at": until}
        _HOLD.run(self._connection, [held])

    def next_due(self, now: datetime) -> datetime | None:
        """Return when the next row may be sent, None when nothing waits."""
        waits_for_lane = and_(OUTBOX.c.paced, LANES.c.free_at > OUTBOX.c.not_before)
        time = case(
            (OUTBOX.c.state == "sending", OUTBOX.c.lease_until),
            (waits_for_lane, LANES.c.free_at),
            else_=OUTBOX.c.not_before,
        )
        first = or_(~OUTBOX.c.paced, ~_behind_another(_NOW))
        query = select(func.min(time)).select_from(OUTBOX).join(LANES, _SAME_LANE, isouter=True)
        return self._connection.execute(query.where(_live(), first), {"now": now}).scalar()

    def counts(self) -> dict[str, int]:
        """Return how many rows are in each state, over all teams."""
        query = select(OUTBOX.c.state, func.count().label("number")).group_by(OUTBOX.c.state)
        return {row.state: row.number for row in self._connection.execute(query)}

    def forget(self, before: datetime) -> None:
        """Delete rows that were settled before a moment."""
        done = and_(~_live(), OUTBOX.c.created < before)
        self._connection.execute(delete(OUTBOX).where(done))
