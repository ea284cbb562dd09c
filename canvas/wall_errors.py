"""What can be wrong with a link to the wall. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class NoPublicUrl(RuleBroken):
    """The wall needs an address that browsers can reach. Ask whoever runs vpd to set `PUBLIC_URL`, for example `PUBLIC_URL=https://vpd.example.com`."""


class WallInChannel(RuleBroken):
    """Everybody in a channel should know who can watch. Type `/vpd wall` in the channel of the workshop."""


class WallForMembers(RuleBroken):
    """Links to the wall are for those who take part. Join with `/vpd join`, then try again."""


class TooManyWalls(RuleBroken):
    """There are {number} open links already. Switch them off with `/vpd wall off`, then make a new one."""


class UnknownLife(RuleBroken):
    """Say how long the link should work, at most {most} days. For example: `/vpd wall 2h`, `/vpd wall 3 days`, or `/vpd wall off`."""  # noqa: E501 - one sentence, as the person reads it
