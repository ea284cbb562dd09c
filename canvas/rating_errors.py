"""What can be wrong with weighing notes on a page. The docstring is what the person reads: it says what to do next."""

from canvas.errors import RuleBroken


class TooManyDots(RuleBroken):
    """You have {each} dots here and placed {wanted}. Take some off where it matters less."""

    def __init__(self, at: str, **words: object) -> None:
        """Say so at the field `at`."""
        super().__init__(**words)
        self.field = at


class SaidTwice(RuleBroken):
    """You have this one further up already."""

    def __init__(self, at: str) -> None:
        """Say so at the field `at`."""
        super().__init__()
        self.field = at
