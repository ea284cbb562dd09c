"""The single thing that would raise fit on paper most."""

from collections.abc import Sequence
from dataclasses import dataclass

from canvas.board import Note, NoteState, Workshop
from canvas.defaults import BLOCK_WEIGHTS
from canvas.fit import Fit, Standing, caps_of
from canvas.method import Block


@dataclass(frozen=True, slots=True)
class Best:
    """Serve this note fully, and fit on paper goes from `before` to `after`, 0 to 100."""

    note: Note
    before: float
    after: float
    partly: bool

    @property
    def says(self) -> str:
        """What to do, in a sentence."""
        how = "fully, not only partly" if self.partly else "fully"
        return f"Serve {self.note.code} {how}: fit on paper goes from {self.before:.0f} to {self.after:.0f}."


def best(found: Fit) -> Best | None:
    """Return the note whose full service would raise fit on paper most; None when there is no fit or nothing is left.

    Among equals it is the biggest gap. Where several limits hold, no single step lifts them, and fit may stay as it is.
    """
    if found.paper is None:
        return None
    account = _Account.of(found.standings, found.workshop)
    tries = [
        (account.with_full(s), s.gap, -s.note.id, s)
        for s in found.standings
        if s.covered < 1 and s.note.state is NoteState.OPEN
    ]
    if not tries:
        return None
    after, _, _, standing = max(tries, key=lambda one: one[:3])
    return Best(standing.note, found.paper, after, partly=standing.covered > 0)


@dataclass(frozen=True, slots=True)
class _Account:
    """The sums behind a fit, so that one note's part can be changed without counting all of them again."""

    weights: dict[Block, float]
    served: dict[Block, float]
    limited: tuple[Standing, ...]
    workshop: Workshop

    @classmethod
    def of(cls, standings: Sequence[Standing], workshop: Workshop) -> "_Account":
        weights, served = dict[Block, float](), dict[Block, float]()
        for s in standings:
            weights[s.note.block] = weights.get(s.note.block, 0.0) + s.weight.value
            served[s.note.block] = served.get(s.note.block, 0.0) + s.weight.value * s.covered
        return cls(weights, served, tuple(s for s in standings if any(True for _ in caps_of((s,), workshop))), workshop)

    def with_full(self, standing: Standing) -> float:
        """Return the fit if a note were served fully."""
        block = standing.note.block
        shares = {one: BLOCK_WEIGHTS[one] for one in self.weights}
        total = sum(share * self.served[one] / self.weights[one] for one, share in shares.items())
        total += shares[block] * standing.gap / self.weights[block]
        rest = [s._replace(covered=1.0) if s is standing else s for s in self.limited]
        return min((100 * total / sum(shares.values()), *(cap.most for cap in caps_of(rest, self.workshop))))
