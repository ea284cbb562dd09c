"""What can be wrong with a round. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class VotesNotOpen(RuleBroken):
    """Rating of this is not open yet: first everybody writes, then all is shown. The prompt says how long it takes."""


class VotesClosed(RuleBroken):
    """Rating of this is closed; `/vpd canvas` shows what came of it. Who leads can open it again at the prompt."""


class PromptNotPosted(RuleBroken):
    """The prompt for {kind} is not here yet. `/vpd step {step}` posts it; then its round can begin."""

    field = "kind"


class NothingUnseen(RuleBroken):
    """Say which notes everybody writes unseen: {kinds}. For example: `/vpd unseen pains`."""

    field = "kind"


class UnknownLength(RuleBroken):
    """I can't read “{words}” as a time. It takes 1 to {most} {unit}, for example: `/vpd unseen pains {example}`."""

    field = "time"


class NoPromptYet(RuleBroken):
    """There is no prompt here yet that could be written unseen. The first ones come with step 2: `/vpd step 2`."""

    click = ("Go to step 2", "step 2")


class NothingToRate(RuleBroken):
    """There are no {kind} to rate yet. Let everybody write first: choose “Write unseen, then show all”."""

    field = "kind"
