"""The one thing to do next about a fit."""

from canvas.defaults import STAGE_EVIDENCE
from canvas.fit import Fit, Standing


def next_action(found: Fit) -> str:
    """Say in a sentence or two what would help most; notes are named by their code."""
    if found.paper is None:
        return (
            "Link what you offer to what it serves, for example `/vpd link R1 P2`. Then there is something to compare."
        )
    if found.caps:
        cap = found.caps[0]
        return f"Serve {cap.notes[0].code} first: until then fit can't pass {cap.most:.0f}."
    provisional = [s.note.code for s in found.standings if s.weight.provisional]
    if 2 * len(provisional) > len(found.standings):
        return f"Most notes have no rating yet. Start with `/vpd rate {provisional[0]} 4`."
    doubtful = max(found.standings, key=_doubtful)
    if found.gaps and found.gaps[0].gap > _doubtful(doubtful):
        return f"{found.gaps[0].note.code} is the biggest gap. Offer something for it, or leave it alone on purpose."
    if doubtful.grounds.value < STAGE_EVIDENCE:
        return f"Ask customers about {doubtful.note.code}. It matters, and little shows yet that it is true."
    return "That looks good. Put it in front of customers and see what they do."


def _doubtful(standing: Standing) -> float:
    """Return how much rests on a note that evidence does not carry."""
    return standing.weight.value * standing.covered * (1 - standing.grounds.value)
