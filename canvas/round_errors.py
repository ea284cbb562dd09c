"""What can be wrong with a round. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class VotesNotOpen(RuleBroken):
    """Votes for this are not open yet: first everybody writes, then all is shown. The prompt says how long it takes."""


class VotesClosed(RuleBroken):
    """Votes for this are closed; `/vpd canvas` shows what came of it. Who leads can open them again at the prompt."""


class SeenAlready(RuleBroken):
    """Everybody has seen the {kind} that are here, so they can't be written unseen any more. Rate them instead."""
