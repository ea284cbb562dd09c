"""Who reads: their zone, and what the ids in messages mean to them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.slack import LocalSlack
from bot.playground.world import BOT_USER, Channel, User

COLOURS = ("#8a5a44", "#3f6c8c", "#6b5b95", "#4f7942", "#a8577e", "#8a7a2f", "#3b7a78", "#9c4a3c")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who looks at the page."""

    slack: LocalSlack
    user: User

    @property
    def now(self) -> datetime:
        """The moment, in the reader's zone."""
        return self.local(self.slack.clock.now().timestamp())

    def local(self, ts: str | float) -> datetime:
        """Return the moment of a ts, in the reader's zone."""
        return datetime.fromtimestamp(float(ts), ZoneInfo(self.user.tz))

    def name(self, user: str) -> str:
        """Return how somebody is called; an unknown id stays an id."""
        known = self.slack.users.get(user)
        return known.name if known else user

    def room(self, channel: str) -> str:
        """Return how a channel is called, without its sign."""
        known = self.slack.channels.get(channel)
        return known.name if known and known.name else channel

    def title(self, channel: Channel) -> str:
        """Return what stands above a conversation."""
        return f"# {channel.name}" if channel.kind != "im" else "vpd"


def initials(user: User) -> str:
    """Return the letters of a portrait."""
    return "".join(part[0] for part in user.name.split()[:2]).upper() or "?"


def colour(user: User) -> str:
    """Return the colour of a portrait, equal for the same handle."""
    return "#1f4e5f" if user.id == BOT_USER else COLOURS[sum(user.handle.encode()) % len(COLOURS)]
