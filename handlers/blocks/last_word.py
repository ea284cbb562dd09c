"""What the team said and what was decided after it, in a few words; and the button that decides."""

from slack_sdk.models.blocks import ButtonElement

from canvas.board import Link, Note, Workshop
from canvas.weight import typical_rating
from handlers.blocks import parts
from handlers.blocks.links import word


def rating(note: Note) -> str:
    """Return what a note is rated: “rated 2.5”, or “team 2.5, decided 5”; "" where nobody said anything."""
    if note.decided is None:
        typical = typical_rating(note)
        return "" if typical is None else f"rated {typical:g}"
    return f"{team_rating(note)}, decided {note.decided:g}"


def team_rating(note: Note) -> str:
    """Return what the team says of a note, whatever was decided."""
    typical = typical_rating(note)
    return "not rated yet" if typical is None else f"team {typical:g}"


def strength(link: Link) -> str:
    """Return how well a link works: “partly”, or “team partly, decided fully”."""
    said = word(link.strength)
    return said if link.decided is None else f"team {said}, decided {word(link.decided)}"


def button(workshop: Workshop, label: str, address: str, **about: object) -> list[ButtonElement]:
    """Return the button for who has the last word; none where nobody has it."""
    if not workshop.decider:
        return []
    return [parts.button(label, address, parts.subject(workshop=workshop.id, **about))]
