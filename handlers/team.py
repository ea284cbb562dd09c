"""Who takes part, and with which view."""

from canvas.words import read_function
from handlers import channel
from handlers.answer import Answer
from handlers.blocks import team as blocks
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for, workshop_here
from handlers.surfaces import Fact, Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Join, and see who is here."""
    surfaces.word("join", join, usage="join research", says="take part", facts=[Fact.PERSON])
    surfaces.word("team", team, usage="team", says="who is here, and whose view is missing", writes=False)
    surfaces.form("team.save", save, facts=[Fact.PERSON])


def join(gesture: Gesture, tx: Transaction) -> Answer:
    """Take part with the function that is named, or open the form."""
    workshop = workshop_here(gesture, tx)
    if not gesture.text.strip():
        mine = next((m.function for m in tx.members.of(workshop.id) if m.user == gesture.user), "")
        return Answer(form=blocks.join_form(workshop, mine))
    return _join(gesture, tx, workshop.id, gesture.text)


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Take part as the form says."""
    return _join(gesture, tx, workshop_drawn_for(gesture, tx).id, gesture.words("function"))


def _join(gesture: Gesture, tx: Transaction, workshop: int, word: str) -> Answer:
    function = read_function(word)
    tx.members.join(workshop, gesture.user, function)
    board = tx.workshops.board(workshop)
    return Answer(says=blocks.joined(board, function), posts=channel.gathered(tx, board.workshop))


def team(gesture: Gesture, tx: Transaction) -> Answer:
    """Say who is here and which lens has nobody."""
    return Answer(says=blocks.team(tx.workshops.board(workshop_here(gesture, tx).id)))
