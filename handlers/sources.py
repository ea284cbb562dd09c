"""Where evidence comes from: all of one note, link or hypothesis, and forgetting a source for good."""

from canvas.board import Board, Evidence, Workshop
from canvas.errors import OtherWorkshop, WhichTarget
from canvas.evidence import UNKEPT, for_outsiders, forgotten_name, of_same_source
from canvas.proof import proof
from handlers import channel
from handlers.answer import Answer, Form, FormAct
from handlers.blocks import sources as blocks
from handlers.blocks.evidence import target_of
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to the buttons of the pages and to the form that forgets."""
    surfaces.button("sources.show", show, writes=False)
    surfaces.button("sources.turn", turn)
    surfaces.button("sources.forget", forget, writes=False)
    surfaces.form("sources.purge", purge)


def show(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the pages with all evidence of a target."""
    return Answer(form=Form(blocks.page(*_asked(gesture, tx))))


def turn(gesture: Gesture, tx: Transaction) -> Answer:
    """Turn to another page in the open form."""
    view = blocks.page(*_asked(gesture, tx))
    return Answer(posts=(channel.turned(tx, gesture.view, gesture.user, view),))


def _asked(gesture: Gesture, tx: Transaction) -> tuple[blocks.Shelf, int]:
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    target = target_of(board, str(gesture.subject.get("target", "")))
    if target is None:
        raise WhichTarget
    pile = proof(board, tx.at).behind(target.claim)
    items = sorted((one for one in pile.items if one.state == "active" and one.id > 0), key=lambda one: one.at)
    items = for_outsiders(items, workshop.channel) if gesture.foreign else items
    shelf = blocks.Shelf(workshop=workshop, target=target, items=items[::-1], grounds=pile.grounds)
    return shelf, int(gesture.subject.get("page", 0))


def forget(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask before a source is forgotten."""
    workshop, board, item = _drawn_for(gesture, tx)
    if not _may(gesture.user, workshop, item):
        return Answer(form=Form(blocks.not_yours(item), FormAct.PUSH))
    view = blocks.question(workshop, item, of_same_source(item, board.evidence))
    return Answer(form=Form(view, FormAct.PUSH))


def _may(user: str, workshop: Workshop, item: Evidence) -> bool:
    """Tell whether somebody may delete words for good: who added them may, and who leads."""
    return user in {item.added_by, workshop.facilitator, workshop.stand_in} - {""}


def purge(gesture: Gesture, tx: Transaction) -> Answer:
    """Delete the words, name and address of all evidence of a source; what it counts stays."""
    workshop, board, item = _drawn_for(gesture, tx)
    if not _may(gesture.user, workshop, item):
        return Answer(form=Form(blocks.not_yours(item), FormAct.UPDATE))
    same = of_same_source(item, board.evidence)
    instead = {"text": UNKEPT, "source": forgotten_name(board.evidence), "permalink": ""}
    tx.evidence.forget(same, **instead)
    tx.snapshots.forget(workshop.id, {one.text for one in same} - {UNKEPT}, instead)
    return Answer(form=Form(blocks.purged(len(same)), FormAct.UPDATE))


def _drawn_for(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Board, Evidence]:
    """Return the piece of evidence of a button or form. Raises OtherWorkshop."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    item = next((one for one in board.evidence if one.id == gesture.subject.get("evidence")), None)
    if item is None:
        raise OtherWorkshop
    return workshop, board, item
