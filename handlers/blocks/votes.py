"""What people read about ratings and dots."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from canvas.board import Hypothesis, Note, Workshop
from canvas.defaults import TOP_RATING
from canvas.method import KINDS
from canvas.rounds import Phase
from canvas.weight import typical_rating
from handlers.answer import Message
from handlers.blocks import again, parts, picker


def rating(workshop: Workshop, note: Note) -> View:
    """Return the form to rate a note."""
    low, high = KINDS[note.block].scale
    ends = {1: f" ({low})", TOP_RATING: f" ({high})"}
    options = [parts.option(f"{value}{ends.get(value, '')}", str(value)) for value in range(1, TOP_RATING + 1)]
    fields = [
        picker.note(note),
        parts.field("rating", "How much does it weigh for the customer?", parts.select("votes.weight", options)),
    ]
    return parts.form("Rate a note", "votes.grade", parts.place(workshop), fields)


def rated(note: Note, value: int) -> Message:
    """Say what somebody's rating is, and where the team stands."""
    typical, others = typical_rating(note), len(note.ratings)
    team = f" The typical rating is {typical:g} from {others} people." if typical is not None and others > 1 else ""
    if note.decided is not None:
        team += f" {note.decided:g} was decided and counts."
    says = f"Your rating of *{note.code}* is {value} of {TOP_RATING}.{team}"
    return _about(note, says)


def voted(note: Note, own: int, left: int) -> Message:
    """Say how many dots somebody has on a note, and how many are left for its block."""
    kinds = KINDS[note.block].plural.lower()
    dots = f"{own} dot{'s' if own > 1 else ''}"
    now = f"You have {dots} on *{note.code}*." if own else f"Your dots are off *{note.code}* again."
    return _about(note, f"{now} {left} left for {kinds}.")


def _about(note: Note, says: str) -> Message:
    """Return what was done to a note with its words: the same code may stand for another note in another segment."""
    blocks = [
        parts.section(says),
        parts.context(parts.escaped(note.text, 100)),
        parts.actions(again.button("Undo", "undo")),
    ]
    return Message(text=says, blocks=blocks)


def unkept(values: Sequence[int], phase: Phase) -> Message:
    """Say that what somebody rated with a note is not kept, because ratings do not count at this phase."""
    why = "Rating is closed" if phase is Phase.CLOSE else "Rating is not open yet"
    were = "was" if len(values) == 1 else "were"
    return Message(text=f"{why}, so your {parts.listed([str(one) for one in values])} {were} not kept.")


def counted(note: Note, *, placed: bool) -> Message:
    """Say that somebody's words count for a note that was there."""
    why = "" if placed else " Your dots here are placed already, so it gets no new one."
    return Message(text=f"You count for *{note.code}* {parts.escaped(note.text, 100)}.{why}")


def which(workshop: Workshop, notes: Sequence[Note]) -> Message:
    """Ask which note of a reply a thumbs-up is for."""
    says = "Thanks for the 👍. That reply holds several notes: which one is it for?"
    rows = [
        parts.section(
            f"*{note.code}* {parts.escaped(note.text, 150)}",
            parts.button(
                f"Vote for {note.code}",
                f"reactions.choose:{note.id}",
                parts.subject(workshop=workshop.id, note=note.id),
            ),
        )
        for note in notes[:20]
    ]
    return Message(text=says, blocks=[parts.section(says), *rows])


def parked(notes: Sequence[Note]) -> Message:
    """Say which notes were parked and not removed."""
    codes = ", ".join(f"*{note.code}*" for note in notes)
    return Message(text=f"{codes}: parked, not removed, because there is evidence or a hypothesis about it.")


def weighed(one: Hypothesis, value: int) -> Message:
    """Say that a rating of a hypothesis is kept, and where it counts."""
    says = f"You gave *{one.code}* {value} of 5. Others see only the typical rating."
    row = parts.actions(again.button("What to test first", "hypothesis map"), again.button("Undo", "undo"))
    return Message(text=says, blocks=[parts.section(says), row])
