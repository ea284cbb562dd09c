"""What can be done with a note where it is listed, or where it is changed: each way is a word's form."""

from dataclasses import replace
from functools import partial

from canvas.errors import Stale
from handlers.answer import Answer, FormAct
from handlers.blocks import menu
from handlers.gesture import Gesture
from handlers.naming import codes_of
from handlers.place import note_drawn_for, workshop_drawn_for
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to the menus of notes."""
    surfaces.button("menu.choose", partial(choose, surfaces), writes=False)


def choose(surfaces: Surfaces, gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form of the word that was chosen, above the list if there is one."""
    workshop = workshop_drawn_for(gesture, tx)
    note = note_drawn_for(gesture, tx, workshop)
    word = str(gesture.subject.get("do", ""))
    listener = surfaces.words().get(word) if word in menu.LABELS else None
    if listener is None:
        raise Stale
    typed = replace(gesture, address=word, text=codes_of(tx, workshop).typed(note), subject={}, value="")
    answer = listener.run(typed, tx)
    if answer.form is None or not gesture.view:
        return answer
    return replace(answer, form=replace(answer.form, act=FormAct.PUSH))
