"""The numbers of the method that a team may change for its workshop. A new one is one entry here.

What no team changes stays in `canvas.defaults`; a workshop keeps only what differs from the usual.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from canvas import defaults as usual
from canvas.board import Workshop
from canvas.method import KINDS, Block
from canvas.number_errors import NumberOutOfRange, WholeNumber

SHARE: Final = 100  # a share of 0.6 is typed and read as 60 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of the method: what people call it, the usual value, and from where to where it makes sense.

    `scale` is how many of what people read make 1; `suits` says the usual value where it is not one number.
    """

    name: str
    group: str
    words: str
    default: float
    lowest: float
    highest: float
    scale: int = 1
    whole: bool = False
    suits: str = ""

    def shown(self, value: float) -> str:
        """Return a value as people read it."""
        return f"{round(value * self.scale, 4):g}"

    @property
    def usual(self) -> str:
        """The usual value as people read it."""
        return self.suits or self.shown(self.default)

    def read(self, text: str) -> float:
        """Read what somebody typed, the usual value where it is empty. Raises NumberOutOfRange, WholeNumber."""
        typed = text.strip().removesuffix("%").strip().replace(",", ".")
        if not typed:
            return self.default
        told = {"lowest": self.shown(self.lowest), "highest": self.shown(self.highest), "usual": self.usual}
        value = _float(typed) / self.scale
        # Written this way round, what is no number at all is refused, too.
        if not self.lowest <= value <= self.highest:
            raise NumberOutOfRange(**told)
        if self.whole and value % 1:
            raise WholeNumber(**told)
        return value


def _float(typed: str) -> float:
    try:
        return float(typed)
    except ValueError:
        return float("nan")


def _share(name: str, group: str, words: str, default: float) -> Number:
    return Number(name=name, group=group, words=words, default=default, lowest=0.05, highest=1.0, scale=SHARE)


def _days(name: str, words: str, default: float) -> Number:
    return Number(name=name, group="Evidence", words=words, default=default, lowest=7, highest=3650)


def _profile(block: Block) -> Number:
    """Return how many notes of a block make a profile that shows something."""
    words = f"{KINDS[block].plural} that show a pattern"
    least = usual.PROFILE_SIZE[block]
    name = KINDS[block].prompt
    return Number(name=name, group="Profile", words=words, default=least, lowest=1, highest=50, whole=True)


PHASES: Final = MappingProxyType({"write": "writing", "reveal": "reading what was written", "rate": "rating"})


def _lengths() -> tuple[Number, ...]:
    """Return how long the phases of a prompt take, live and over days."""
    group = "Pace"
    live = (
        Number(name=f"minutes_{one}", group=group, words=f"Minutes for {words}, live",
               default=usual.PHASE_MINUTES[one], lowest=1, highest=120, whole=True)
        for one, words in PHASES.items()
    )  # fmt: skip
    slow = (
        Number(name=f"days_{one}", group=group, words=f"Working days for {words}, over days",
               default=usual.PHASE_DAYS[one], lowest=1, highest=20, whole=True)
        for one, words in PHASES.items()
    )  # fmt: skip
    return (*live, *slow)


NUMBERS: Final[Mapping[str, Number]] = MappingProxyType({
    one.name: one
    for one in (
        Number(name="team_advice", group="Team", words="Points from which a team is broad enough, of 100",
               default=usual.TEAM_ADVICE, lowest=0.0, highest=1.0, scale=SHARE),
        *_lengths(),
        _share("quorum", "Pace", "% who must take part before it goes on, over days", usual.QUORUM),
        Number(name="extension_hours", group="Pace", words="Hours more, once, when too few took part",
               default=usual.EXTENSION_HOURS, lowest=1, highest=168, whole=True),
        _share("nudge", "Pace", "% of the time after which I remind people in private", usual.NUDGE),
        *map(_profile, usual.PROFILE_SIZE),
        _share("rated_by", "Profile", "% of the team who should rate what matters most", usual.RATED_BY),
        _share("with_evidence", "Profile", "% of the notes that should rest on customers", usual.WITH_EVIDENCE),
        Number(name="duplicate", group="Profile", words="% alike from which I ask whether two notes are the same",
               default=usual.DUPLICATE, lowest=usual.DUPLICATE, highest=1.0, scale=SHARE),
        Number(name="dots", group="Rating", words="Dots for each person", default=0, lowest=1, highest=20, whole=True,
               suits="3, 5 or 7, by the number of notes"),
        Number(name="split", group="Rating", words="How far ratings may be apart before I ask why",
               default=usual.SPLIT, lowest=0.4, highest=2.0),
        Number(name="focus", group="Offer", words="Relievers, and creators, that are enough",
               default=usual.FOCUS, lowest=1, highest=30, whole=True),
        Number(name="orphans", group="Offer", words="% of the offer that may serve nothing yet",
               default=usual.ORPHANS, lowest=0.0, highest=1.0, scale=SHARE),
        Number(name="partial", group="Fit", words="Fit from which it is partial, below it is weak",
               default=usual.PARTIAL, lowest=10, highest=59),
        Number(name="strong", group="Fit", words="Fit from which it is strong",
               default=usual.STRONG, lowest=60, highest=95),
        Number(name="must_serve_cap", group="Fit", words="Most fit while something customers need is not served",
               default=usual.MUST_SERVE_CAP, lowest=0, highest=100),
        Number(name="extreme_cap", group="Fit", words="Most fit while what matters most is not served",
               default=usual.EXTREME_CAP, lowest=0, highest=100),
        Number(name="low_weight", group="Fit", words="Weight below which something hardly matters, of 100",
               default=usual.LOW_WEIGHT, lowest=0.0, highest=1.0, scale=SHARE),
        _days("half_life", "Days after which evidence counts half", usual.HALF_LIFE),
        _days("half_life_usability", "The same, of how well something works", usual.HALF_LIVES["usability"]),
        _days("half_life_market", "The same, of the market", usual.HALF_LIVES["market"]),
        Number(name="interviews", group="Evidence", words="Talks with customers of a segment",
               default=usual.INTERVIEWS, lowest=1, highest=200, whole=True),
        Number(name="tests_at_once", group="Evidence", words="Tests that may run at once",
               default=usual.TESTS_AT_ONCE, lowest=1, highest=30, whole=True),
        Number(name="attention", group="Review", words="Points of doubt from which I ask in the review, of 100",
               default=usual.ATTENTION, lowest=0.0, highest=1.0, scale=SHARE),
    )
})  # fmt: skip


def number(workshop: Workshop | None, name: str) -> float:
    """Return a number as it holds in a workshop, the usual one where it has not been changed or there is none."""
    own = dict(workshop.numbers) if workshop else {}
    return own.get(name, NUMBERS[name].default)


def changed(workshop: Workshop) -> int:
    """Return how many numbers of a workshop differ from the usual ones."""
    return sum(name in NUMBERS for name, _ in workshop.numbers)
