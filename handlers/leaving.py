"""People who leave: what they wrote stays, what they looked after goes to who leads, and nobody waits for them."""

from canvas.board import Workshop
from canvas.priorities import STANDING
from handlers import channel, pace
from handlers.answer import Answer, Delivery
from handlers.blocks import leaving as blocks
from handlers.gesture import Gesture
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to who leaves a channel or Slack, and to Slack that takes us out."""
    surfaces.event("member_left_channel", left, concerns=takes_part)
    surfaces.event("user_change", gone, concerns=takes_part_anywhere)
    for kind in ("channel_archive", "group_archive"):
        surfaces.event(kind, archived, concerns=works_here)
    for kind in ("channel_unarchive", "group_unarchive"):
        surfaces.event(kind, unarchived, concerns=rests_here)
    surfaces.event("app_uninstalled", uninstalled)
    surfaces.event("tokens_revoked", uninstalled)


def takes_part(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether the one who left the channel takes part in its workshop."""
    found = tx.workshops.find(gesture.channel)
    return found is not None and any(one.user == gesture.user and one.is_here for one in tx.members.of(found.id))


def takes_part_anywhere(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether the one whose account was closed takes part in an open workshop."""
    return tx.workshops.latest_of(gesture.user) is not None


def left(gesture: Gesture, tx: Transaction) -> Answer:
    """Record that a member has left the channel."""
    found = tx.workshops.find(gesture.channel)
    return Answer(posts=_leaves(tx, found, gesture.user) if found else ())


def gone(gesture: Gesture, tx: Transaction) -> Answer:
    """Record that somebody has left all workshops at once."""
    posts: list[Delivery] = []
    while found := tx.workshops.latest_of(gesture.user):
        posts += _leaves(tx, found, gesture.user)
    return Answer(posts=tuple(posts))


def _leaves(tx: Transaction, workshop: Workshop, user: str) -> tuple[Delivery, ...]:
    if not tx.members.leave(workshop.id, user):
        return ()
    tx.rounds.hasten(workshop.id)
    lead = next((one for one in (workshop.facilitator, workshop.stand_in) if one not in {"", user}), "")
    taken = _handed(tx, workshop, user, lead) if lead else []
    told = [channel.tell(tx.team, lead, blocks.handed(workshop, user, taken))] if taken else []
    return (*channel.gathered(tx, workshop), *told)


def _handed(tx: Transaction, workshop: Workshop, user: str, lead: str) -> list[str]:
    """Give what somebody looked after, and has not ended, to who leads; return it as lines."""
    board = tx.workshops.board(workshop.id)
    hypotheses = [one for one in board.hypotheses if one.owner == user and one.state in STANDING]
    tests = [one for one in board.tests if one.owner == user and one.column != "done" and not one.void]
    actions = [one for one in board.learnings if one.owner == user and one.action]
    for one in hypotheses:
        tx.hypotheses.change(workshop.id, one, owner=lead)
    for test in tests:
        tx.tests.change(workshop.id, test, owner=lead)
    for action in actions:
        tx.learnings.change(workshop.id, action, owner=lead)
    told = [blocks.item(one.code, one.text) for one in hypotheses]
    told += [blocks.item(test.code, test.name or test.metric) for test in tests]
    return told + [blocks.item(action.code, action.action) for action in actions]


def works_here(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether a workshop is open in the channel."""
    found = tx.workshops.find(gesture.channel)
    return found is not None and found.state == "open"


def rests_here(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether a workshop is paused in the channel."""
    found = tx.workshops.find(gesture.channel)
    return found is not None and found.state == "paused"


def archived(gesture: Gesture, tx: Transaction) -> Answer:
    """Pause the workshop of a channel that was archived, and tell who leads, once."""
    workshop = tx.workshops.current(gesture.channel)
    pace.stop_all(tx, workshop)
    paused = tx.workshops.change(workshop, state="paused")
    return Answer(posts=(channel.tell(tx.team, paused.facilitator, blocks.archived(paused)),))


def unarchived(gesture: Gesture, tx: Transaction) -> Answer:
    """Go on with the workshop of a channel that is open again."""
    return Answer(posts=channel.awake(tx, tx.workshops.current(gesture.channel)))


def uninstalled(_: Gesture, tx: Transaction) -> Answer:
    """Let the team's workshops rest: no review and no deadline comes until somebody calls us again."""
    for workshop in tx.workshops.listing():
        if workshop.state == "open":
            pace.stop_all(tx, workshop)
            tx.workshops.change(workshop, state="paused")
    return Answer()
