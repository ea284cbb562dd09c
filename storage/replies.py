"""Thread replies that became notes, and which version of each is kept."""

from dataclasses import dataclass

from sqlalchemy import select

from storage.scope import Scope
from storage.tables.talk import REPLIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply. `version` is the ts of its last edit, "" for the original; versions compare as text."""

    channel: str
    ts: str
    user: str
    thread_ts: str
    message: int | None
    version: str = ""
    text: str = ""
    deleted: bool = False


class Replies:
    """The replies of a team."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def get(self, channel: str, ts: str) -> Reply | None:
        """Return what is known of a reply."""
        here = (REPLIES.c.team == self._scope.team, REPLIES.c.channel == channel, REPLIES.c.ts == ts)
        row = self._scope.connection.execute(select(REPLIES).where(*here)).first()
        if row is None:
            return None
        return Reply(
            channel=row.channel,
            ts=row.ts,
            user=row.user,
            thread_ts=row.thread_ts,
            message=row.message_id,
            version=row.version,
            text=row.text,
            deleted=row.deleted,
        )

    def put(self, reply: Reply) -> None:
        """Remember a reply, or its newer version."""
        values = {
            "user": reply.user,
            "thread_ts": reply.thread_ts,
            "message_id": reply.message,
            "version": reply.version,
            "deleted": reply.deleted,
            "text": reply.text,
        }
        key = {"team": self._scope.team, "channel": reply.channel, "ts": reply.ts}
        insert = self._scope.insert(REPLIES).values(**key, **values)
        self._scope.connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=values))
