"""What can be wrong with a test, a learning or a source. The docstring is what the person reads."""

from canvas.errors import RuleBroken


class WhichHypothesis(RuleBroken):
    """Say which hypothesis it tests, for example: `/vpd test H1 customer interview at least 6 of 10 bring it up`."""

    field = "hypothesis"


class UnknownHypothesis(RuleBroken):
    """I can't find {code} here. `/vpd hypothesis map` shows every hypothesis with its code."""


class UnknownTest(RuleBroken):
    """I can't find {code} here. `/vpd test` shows every test with its code."""


class UnknownLearning(RuleBroken):
    """I can't find {code} here. `/vpd learn` begins a new one."""


class WhichLesson(RuleBroken):
    """Say which hypothesis or test it comes from, for example: `/vpd learn H1 They only cook on weekends`."""

    field = "hypothesis"


class NoLesson(RuleBroken):
    """Write what you learned in a sentence, for example: `/vpd learn H1 They only cook on weekends`."""

    field = "learned"


class WrongDays(RuleBroken):
    """Give the days as a whole number from 1 to {most}."""

    field = "duration"


class WrongDate(RuleBroken):
    """Choose a day in the calendar, or leave it empty."""

    field = "due"


class WrongPeople(RuleBroken):
    """Give the number of people as a whole number from 1 to {most}, or leave it empty."""

    field = "people"


class WrongSample(WrongPeople):
    """Give the number of people to ask as a whole number from 1 to {most}, or leave it empty."""

    field = "min_sample"


class WrongPopulation(WrongPeople):
    """Give the number of customers there are as a whole number from 1 to {most}, or leave it empty."""

    field = "population"


class NoRatingGiven(RuleBroken):
    """Choose how much depends on at least one of them, from 1 (little) to 5 (everything)."""


class NoConsent(RuleBroken):
    """Say whether these words may be seen in the workshop's channel."""

    field = "consent"
