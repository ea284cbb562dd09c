"""What can be wrong when somebody settles what a learning changes. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class NoReasonToKeep(RuleBroken):
    """Say in a few words why {code} stays as it is. Others will ask."""

    def __init__(self, *, at: str, **words: object) -> None:
        """Say it below the form's field `at`."""
        super().__init__(**words)
        self.field = at


class NoOneToHandTo(NoReasonToKeep):
    """Choose who looks after {code} from now on."""
