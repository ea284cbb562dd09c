"""What we know of Slack's people and channels, with the time it was fetched."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.columns import Root, table_of


class PersonRow(Root):
    """One Slack user."""

    __tablename__ = "people"

    team: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    zone: Mapped[str]
    is_bot: Mapped[bool]
    deleted: Mapped[bool]
    fetched: Mapped[datetime]


class ChannelRow(Root):
    """One Slack channel."""

    __tablename__ = "channels"

    team: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    private: Mapped[bool]
    fetched: Mapped[datetime]


class ChannelMembersRow(Root):
    """Who is in a Slack channel."""

    __tablename__ = "channel_members"

    team: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    users: Mapped[list[str]]
    fetched: Mapped[datetime]


PEOPLE = table_of(PersonRow)
CHANNELS = table_of(ChannelRow)
CHANNEL_MEMBERS = table_of(ChannelMembersRow)
