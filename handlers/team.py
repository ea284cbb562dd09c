"""Who takes part, with which view, and in which group of a large team."""

from collections.abc import Mapping
from typing import Any

from canvas.errors import Stale
from canvas.team import groups as suggested
from canvas.words import read_function
from handlers import channel
from handlers.answer import Answer, Message
from handlers.blocks import team as blocks
from handlers.gesture import Gesture
from handlers.place import led_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Fact, Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Join, see who is here, and choose a group."""
    surfaces.word("join", join, usage="join research", says="take part", facts=[Fact.PERSON])
    surfaces.word("team", team, usage="team", says="who is here, and whose view is missing", writes=False)
    surfaces.form("team.save", save, facts=[Fact.PERSON])
    surfaces.button("team.suggest", suggest)
    surfaces.button("team.pick", pick)
    surfaces.drawing("team.groups", groups)


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
    here = tx.workshops.get(workshop)
    return Answer(says=blocks.joined(function), posts=(*channel.gathered(tx, here), *channel.groups(tx, here)))


def team(gesture: Gesture, tx: Transaction) -> Answer:
    """Say who is here and whose view is missing."""
    board = tx.workshops.board(workshop_here(gesture, tx).id)
    leads = gesture.user in {board.workshop.facilitator, board.workshop.stand_in}
    return Answer(says=blocks.team(board, leads=leads))


def suggest(gesture: Gesture, tx: Transaction) -> Answer:
    """Post the groups of a large team, for everybody to choose from."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    if not suggested(tx.members.of(workshop.id), tx.segments.of(workshop.id)):
        return Answer(says=blocks.small_enough())
    return Answer(says=blocks.suggested(), posts=channel.groups(tx, workshop, anew=True))


def groups(tx: Transaction, subject: Mapping[str, Any]) -> Message:
    """Draw the groups: what each looks after, who has chosen it, and whom it would suit."""
    board = tx.workshops.board(subject["workshop"])
    return blocks.groups(board.workshop, suggested(board.members, board.segments))


def pick(gesture: Gesture, tx: Transaction) -> Answer:
    """Go into the group that was chosen; nobody is put into one by somebody else."""
    workshop = workshop_drawn_for(gesture, tx)
    offered = {one.name: one for one in suggested(tx.members.of(workshop.id), tx.segments.of(workshop.id))}
    name = str(gesture.subject["group"])
    if name and name not in offered:
        raise Stale
    joins = not any(one.user == gesture.user and one.is_here for one in tx.members.of(workshop.id))
    if joins:
        tx.members.join(workshop.id, gesture.user, "")
    tx.members.group(workshop.id, gesture.user, name)
    gathered = channel.gathered(tx, workshop) if joins else ()
    return Answer(says=blocks.picked(offered.get(name)), posts=(*gathered, *channel.groups(tx, workshop)))
