"""What can be wrong with a round. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class VotesNotOpen(RuleBroken):
    """Rating of this is not open yet: first everybody writes, then all is shown. The prompt says how long it takes."""


class VotesClosed(RuleBroken):
    """Rating of this is closed; `/vpd canvas` shows what came of it. Who leads can open it again at the prompt."""


class PromptNotPosted(RuleBroken):
    """The prompt for {kind} is not here yet. `/vpd step {step}` posts it; then its round can begin."""

    field = "kind"


class NothingToRate(RuleBroken):
    """There are no {kind} to rate yet. Let everybody write first: choose “Write unseen, then show all”."""

    field = "kind"
