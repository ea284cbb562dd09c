"""What all tabs share: the workspace, and what makes time pass in it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.playground import samples
from bot.playground.slack import LocalSlack
from bot.playground.world import BOT_USER, Channel, User


@dataclass(frozen=True, slots=True)
class Desk:
    """The workspace and the bot in it; `settle` waits until everything has been answered and sent."""

    slack: LocalSlack
    settle: Callable[[], Awaitable[None]]

    async def jump(self, to: datetime) -> None:
        """Let time pass until a moment, and everything happen that is due by then."""
        self.slack.clock.jump(to)
        await self.slack.tick()
        await self.settle()
        self.slack.changed.set()

    async def load(self, step: int) -> Channel:
        """Let a team work until it comes to a step (1 to 6), and return their channel."""
        return await samples.load(self.slack, step, self.settle)

    def people(self) -> list[User]:
        """Return who can be acted as."""
        return [user for user in self.slack.users.values() if user.id != BOT_USER and not user.deleted]

    def first_channel(self, user: User) -> Channel:
        """Return the first channel that somebody is in, else their conversation with the bot."""
        mine = [one for one in self.slack.channels.values() if one.kind != "im" and user.id in one.members]
        return mine[0] if mine else self.slack.dm(user.id)
