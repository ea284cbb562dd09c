"""The numbers of the method, as one team wants them."""

from canvas.board import Workshop
from canvas.errors import RuleBroken
from canvas.numbers import NUMBERS
from handlers import channel
from handlers.answer import Answer, Form, FormAct
from handlers.blocks import numbers as blocks
from handlers.gesture import Gesture
from handlers.place import led_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Show, change and reset the numbers of a workshop."""
    says = "how many, how long, how much is enough"
    surfaces.word("settings numbers", numbers, usage="settings numbers", says=says, writes=False)
    surfaces.button("numbers.write", write, writes=False)
    surfaces.form("numbers.save", save)
    surfaces.button("numbers.reset", reset)


def numbers(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for who leads; everybody else reads what differs from the usual."""
    workshop = workshop_here(gesture, tx)
    if gesture.user in {workshop.facilitator, workshop.stand_in}:
        return Answer(form=Form(blocks.form(workshop)))
    return Answer(says=blocks.told(workshop))


def write(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form, above the settings if they are open."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    return Answer(form=Form(blocks.form(workshop), FormAct.PUSH if gesture.view else FormAct.OPEN))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the numbers that the form changes; one that is empty is as usual again."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    was: dict[str, float] = gesture.subject["was"]
    told = {name: _read(gesture, name) for name in NUMBERS}
    new = {name: value for name, value in told.items() if value != was.get(name, NUMBERS[name].default)}
    if not new:
        return Answer(says=blocks.unchanged(workshop))
    return _keep(tx, workshop, {**dict(workshop.numbers), **new})


def reset(gesture: Gesture, tx: Transaction) -> Answer:
    """Let all numbers be as usual again."""
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    return _keep(tx, workshop, {}) if workshop.numbers else Answer(says=blocks.unchanged(workshop))


def _read(gesture: Gesture, name: str) -> float:
    """Read one field. Raises what is wrong with it, at the field."""
    try:
        return NUMBERS[name].read(gesture.words(name))
    except RuleBroken as broken:
        broken.field = name
        raise


def _keep(tx: Transaction, workshop: Workshop, numbers: dict[str, float]) -> Answer:
    """Keep only what differs from the usual, and redraw what hangs on it."""
    kept = {name: value for name, value in numbers.items() if name in NUMBERS and value != NUMBERS[name].default}
    after = tx.workshops.change(workshop, numbers=kept)
    return Answer(says=blocks.saved(after), posts=channel.card(tx, after))
