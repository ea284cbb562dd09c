"""What can be done with a note where it is listed: one menu beside each."""

from collections.abc import Callable

from slack_sdk.models.views import View

from canvas.board import Note, Workshop
from canvas.errors import Stale
from handlers.answer import Answer, Form, FormAct
from handlers.blocks import changes, declining, jobs, menu, merging, votes
from handlers.gesture import Gesture
from handlers.place import note_drawn_for, workshop_drawn_for
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

FORMS: dict[str, Callable[[Workshop, Note], View]] = {
    menu.CHANGE: changes.rewriting,
    menu.RATE: votes.rating,
    menu.MERGE: merging.picking,
    menu.WHY: jobs.ladder,
    menu.WORTH: jobs.value,
    menu.DECLINE: declining.form,
}


def register(surfaces: Surfaces) -> None:
    """Listen to the menus of notes."""
    surfaces.button("menu.choose", choose, writes=False)


def choose(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that was chosen, above the list if there is one."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    draw = FORMS.get(str(gesture.subject.get("do", "")))
    if draw is None:
        raise Stale
    return Answer(form=Form(draw(workshop, note), FormAct.PUSH if gesture.view else FormAct.OPEN))
