"""Where one tab sits: who it acts as, what it looks at, and what that person has read."""

from dataclasses import dataclass, field

from bot.playground.desk.markup import Reader
from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import BOT_USER, Channel, Post, User


@dataclass
class Seat:
    """One tab. `read` is the newest message seen, by person and channel."""

    slack: LocalSlack
    who: str
    channel: str = ""
    thread: str = ""
    read: dict[tuple[str, str], float] = field(default_factory=dict[tuple[str, str], float])

    @property
    def person(self) -> Person:
        """The one this tab acts as."""
        return Person(self.slack, self.slack.users[self.who])

    @property
    def reader(self) -> Reader:
        """The eyes of that person."""
        names = {user.id: user.name for user in self.slack.users.values()}
        names |= {channel.id: channel.name for channel in self.slack.channels.values()}
        return Reader(names, self.slack.users[self.who].tz)

    @property
    def handles(self) -> dict[str, str]:
        """How people and channels are written, by id."""
        named = {channel.id: channel.name for channel in self.slack.channels.values()}
        return {user.id: user.handle for user in self.slack.users.values()} | named

    @property
    def people(self) -> list[User]:
        """Everybody whom one can act as."""
        return [user for user in self.slack.users.values() if not user.is_bot]

    @property
    def channels(self) -> list[Channel]:
        """What the person can open: channels in order, the conversation with the bot last."""
        own = [one for one in self.slack.channels.values() if self.who in one.members]
        return sorted(own, key=lambda one: (one.kind == "im", one.name))

    @property
    def here(self) -> Channel:
        """The channel that is open; the first when the person may not see it."""
        own = self.channels or [self.slack.dm(self.who)]
        return next((one for one in own if one.id == self.channel), own[0])

    def act_as(self, who: str) -> None:
        """Change the person; what is open stays open when that person sees it too."""
        self.who = who
        self.slack.dm(who)
        if self.here.id != self.channel:
            self.thread = ""
        self.channel = self.here.id

    def posts(self) -> list[Post]:
        """Return what stands in the open channel itself."""
        return [post for post in self.person.sees(self.here) if not post.thread]

    def replies(self) -> list[Post]:
        """Return the open thread: what it hangs on, and its replies."""
        return [post for post in self.person.sees(self.here) if self.thread in {post.ts, post.thread}]

    def unread(self, channel: Channel) -> int:
        """Return how many messages of others this person has not seen in a channel."""
        since = self.read.get((self.who, channel.id), 0.0)
        seen = self.person.sees(channel)
        return sum(float(post.ts) > since and post.user != self.who for post in seen)

    def look(self) -> None:
        """Mark the open channel as read."""
        seen = self.person.sees(self.here)
        if seen:
            self.read[self.who, self.here.id] = max(float(post.ts) for post in seen)

    def name_of(self, channel: Channel) -> str:
        """Return how a channel is called in the list."""
        return channel.name or self.slack.users[BOT_USER].name
