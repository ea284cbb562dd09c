"""The one thing to do next about a fit."""

from dataclasses import dataclass

from canvas.board import Note
from canvas.defaults import STAGE_EVIDENCE
from canvas.fit import Fit, Standing


@dataclass(frozen=True, slots=True)
class Advice:
    """What would help most, in a sentence or two; the word that does it (empty where none does), and its note."""

    says: str
    word: str = ""
    note: Note | None = None


def advise(found: Fit) -> Advice:
    """Return what would help most."""
    if found.paper is None:
        says = (
            "Link what you offer to what it serves, for example `/vpd link R1 P2`. Then there is something to compare."
        )
        return Advice(says, "link")
    if found.caps:
        cap = found.caps[0]
        return Advice(
            f"Serve {cap.notes[0].code} first: until then fit can't pass {cap.most:.0f}.", "link", cap.notes[0]
        )
    provisional = [s.note for s in found.standings if s.weight.provisional]
    if 2 * len(provisional) > len(found.standings):
        first = provisional[0]
        return Advice(f"Most notes have no rating yet. Start with `/vpd rate {first.code} 4`.", "rate", first)
    return _gap_or_doubt(found)


def _gap_or_doubt(found: Fit) -> Advice:
    doubtful = max(found.standings, key=_doubtful)
    if found.gaps and found.gaps[0].gap > _doubtful(doubtful):
        note = found.gaps[0].note
        says = f"{note.code} is the biggest gap. Offer something for it, or choose not to serve it."
        return Advice(says, "link", note)
    if doubtful.grounds.value < STAGE_EVIDENCE:
        note = doubtful.note
        says = f"Ask customers about {note.code}. It matters, and little shows yet that it is true."
        return Advice(says, "evidence", note)
    return Advice("That looks good. Put it in front of customers and see what they do.")


def _doubtful(standing: Standing) -> float:
    """Return how much rests on a note that evidence does not carry."""
    return standing.weight.value * standing.covered * (1 - standing.grounds.value)
