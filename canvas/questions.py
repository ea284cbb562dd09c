"""What the facilitator asks, as data. A new question is one entry here."""

from types import MappingProxyType
from typing import Final, NamedTuple

from canvas.method import Block


class Question(NamedTuple):
    """One question; `subtype` is what it tends to bring up, empty for anything.

    `named` asks the same about the note that weighs most of those it serves (`{note}`), once somebody has rated one.
    """

    text: str
    subtype: str = ""
    named: str = ""


class Leaven(NamedTuple):
    """After each `after` notes of some subtypes comes a question for one of the others."""

    after: int
    plain: tuple[str, ...]
    ask: tuple[str, ...]


ALL: Final = {
    Block.JOB: (
        Question("What are they trying to get done on an ordinary day, without having heard of us?", "functional"),
        Question("Who do they want to look good to, and how?", "social"),
        Question("How do they want to feel when it is done, and what would give them peace of mind?", "emotional"),
        Question("What do they do to find, compare and buy something that helps?", "supporting"),
        Question("What has to go right for them this month, whatever happens?", "functional"),
        Question("Whose good opinion would they hate to lose?", "social"),
        Question("What keeps their mind busy on the way home?", "emotional"),
        Question("Where would they like to have a say: give feedback, vote, help to shape it?", "supporting"),
        Question("What is left to do once they no longer need it: pass on, cancel, throw away?", "supporting"),
    ),
    Block.PAIN: (
        Question("What costs them more time, money or nerves than it should, and how much?", "undesired_outcome"),
        Question("What stops them from even starting?", "obstacle"),
        Question("What could go badly wrong, and what would it cost them?", "risk"),
        Question("What makes them sigh, swear or give up halfway?", "undesired_outcome"),
        Question("Which habit or rule keeps them with the old way?", "obstacle"),
        Question("What are they afraid of being blamed for?", "risk"),
        Question("Which clumsy workaround have they grown used to?", "undesired_outcome"),
    ),
    Block.GAIN: (
        Question("What must it do at the very least, or they would not bother?", "required"),
        Question("What would they simply take for granted?", "expected"),
        Question("What would they tell a friend about with shining eyes?", "desired"),
        Question("What would surprise them, because nobody ever thought to offer it?", "unexpected"),
        Question("How would they know, in numbers, that it was a good day?", "required"),
        Question("What would they miss after a week without it?", "expected"),
        Question("What would make their life clearly easier, not just a little?", "desired"),
    ),
    Block.PRODUCT: (
        Question("What could we offer that helps with the jobs above: a thing, a service, a tool, a plan?"),
        Question("What would they hold in their hands?", "physical"),
        Question("What would they open on a screen?", "digital"),
        Question("Which knowledge, right or promise would help them?", "intangible"),
        Question("Would paying later, sharing or insuring help them?", "financial"),
        Question("What would they use instead if we did not exist?"),
    ),
    Block.PAIN_RELIEVER: (
        Question(
            "Take the worst pain. What do we do so that it ends, and by how much?",
            named="Take {note}. What do we do so that it ends, and by how much?",
        ),
        Question("Which pain shrinks the very first time they use it?"),
        Question("Which risk do we carry so that they do not have to?"),
        Question("Which pains do we choose not to serve, so that we can do one thing very well?"),
        Question("What do we do here that nobody could copy within a month?"),
    ),
    Block.GAIN_CREATOR: (
        Question(
            "Take the gain they need most. What do we do so that they get it, and by how much?",
            named="Take {note}. What do we do so that they get it, and by how much?",
        ),
        Question("What happens the first time they use it that makes them come back?"),
        Question("How do we go beyond what they would expect?"),
        Question("How do we make them look good, or feel good?"),
        Question("Which gain do we deliver clearly better than what they use today?"),
    ),
}
QUESTIONS: Final = MappingProxyType(ALL)

LEAVENS: Final = MappingProxyType({Block.JOB: Leaven(3, ("functional", ""), ("social", "emotional"))})
