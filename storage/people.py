"""What we know of Slack's people and channels, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select

from storage.scope import Scope
from storage.tables.people import CHANNEL_MEMBERS, CHANNELS, PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One Slack user; `zone` is an IANA name or empty."""

    user: str
    name: str
    zone: str
    is_bot: bool
    deleted: bool
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFact:
    """One Slack channel."""

    channel: str
    name: str
    private: bool
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelMembers:
    """Who is in a channel."""

    users: frozenset[str]
    fetched: datetime


class People:
    """The facts of a team."""

    def __init__(self, scope: Scope) -> None:
        """Work in one transaction."""
        self._scope = scope

    def person(self, user: str) -> Person | None:
        """Return what we know of somebody."""
        row = self._scope.connection.execute(
            select(PEOPLE).where(PEOPLE.c.team == self._scope.team, PEOPLE.c.user == user)
        ).first()
        if row is None:
            return None
        facts = {"name": row.name, "zone": row.zone, "is_bot": row.is_bot, "deleted": row.deleted}
        return Person(user=user, fetched=row.fetched, **facts)

    def channel(self, channel: str) -> ChannelFact | None:
        """Return what we know of a channel."""
        row = self._scope.connection.execute(
            select(CHANNELS).where(CHANNELS.c.team == self._scope.team, CHANNELS.c.channel == channel)
        ).first()
        if row is None:
            return None
        return ChannelFact(channel=channel, name=row.name, private=row.private, fetched=row.fetched)

    def members(self, channel: str) -> ChannelMembers | None:
        """Return who is in a channel, as far as we know."""
        here = (CHANNEL_MEMBERS.c.team == self._scope.team, CHANNEL_MEMBERS.c.channel == channel)
        row = self._scope.connection.execute(select(CHANNEL_MEMBERS).where(*here)).first()
        return None if row is None else ChannelMembers(users=frozenset(row.users), fetched=row.fetched)

    def put_person(self, person: Person) -> None:
        """Keep what was fetched of somebody."""
        facts = {"name": person.name, "zone": person.zone, "is_bot": person.is_bot, "deleted": person.deleted}
        self._put(PEOPLE, {"user": person.user}, {**facts, "fetched": person.fetched})

    def put_channel(self, fact: ChannelFact) -> None:
        """Keep what was fetched of a channel."""
        facts = {"name": fact.name, "private": fact.private, "fetched": fact.fetched}
        self._put(CHANNELS, {"channel": fact.channel}, facts)

    def put_members(self, channel: str, users: frozenset[str]) -> None:
        """Keep who is in a channel now."""
        self._put(CHANNEL_MEMBERS, {"channel": channel}, {"users": sorted(users), "fetched": self._scope.at})

    def _put(self, table: Table, key: Mapping[str, str], values: Mapping[str, Any]) -> None:
        whole = {"team": self._scope.team, **key}
        insert = self._scope.insert(table).values(**whole, **values)
        self._scope.connection.execute(insert.on_conflict_do_update(index_elements=list(whole), set_=dict(values)))
