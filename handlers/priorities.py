"""Which hypothesis to test first: importance as people see it, evidence as it is."""

from canvas.board import Workshop
from canvas.defaults import TOP_RATING
from canvas.learning_errors import NoRatingGiven
from canvas.priorities import STANDING, placed
from canvas.proof import proof
from canvas.testing import suggestion
from handlers import channel
from handlers.answer import Answer, Form
from handlers.blocks import priorities as blocks
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to the word, the form to rate, and the pages."""
    surfaces.word("hypothesis map", chart, usage="hypothesis map", says="what to test first, and why", writes=False)
    surfaces.button("priorities.rate", rate, writes=False)
    surfaces.form("priorities.keep", keep)
    surfaces.button("priorities.share", share)
    surfaces.button("priorities.page", page, writes=False)
    surfaces.button("priorities.turn", turn)


def chart(gesture: Gesture, tx: Transaction) -> Answer:
    """Show what to test first."""
    return Answer(says=blocks.chart(_chart(gesture, tx, workshop_here(gesture, tx))))


def _chart(gesture: Gesture, tx: Transaction, workshop: Workshop) -> blocks.Chart:
    board = tx.workshops.board(workshop.id)
    known = proof(board, tx.at)
    found = placed(board, tx.at, known)
    top = found[0] if found else None
    return blocks.Chart(
        workshop=workshop,
        placed=found,
        idea=suggestion(top.hypothesis, board.tests, top.grounds) if top else None,
        unrated=sum(all(r.user != gesture.user for r in one.hypothesis.ratings) for one in found),
    )


def share(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the channel what to test first."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(posts=(channel.say(workshop, blocks.chart(_chart(gesture, tx, workshop), shared=True)),))


def rate(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to rate."""
    workshop = workshop_drawn_for(gesture, tx)
    order = [one.hypothesis for one in placed(tx.workshops.board(workshop.id), tx.at)]
    if not order:
        return Answer(says=blocks.chart(_chart(gesture, tx, workshop)))
    return Answer(form=Form(blocks.form(workshop, order, gesture.user)))


def keep(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep one person's ratings; what is left open takes an earlier rating back."""
    workshop = workshop_drawn_for(gesture, tx)
    standing = {str(one.id): one for one in tx.hypotheses.of(workshop.id) if one.state in STANDING}
    said = False
    for field, one in standing.items():
        if field not in gesture.fields:
            continue
        word = gesture.words(field)
        value = int(word) if word.isdecimal() and 1 <= int(word) <= TOP_RATING else None
        before = next((rating.value for rating in one.ratings if rating.user == gesture.user), None)
        said = said or value is not None or before is not None
        if value != before:
            tx.hypotheses.rate(workshop.id, one, gesture.user, value)
    if not said:
        raise NoRatingGiven
    return Answer(says=blocks.chart(_chart(gesture, tx, workshop)), posts=channel.changed(tx, workshop, 0, [""]))


def page(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the pages with all hypotheses."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(form=Form(blocks.page(_chart(gesture, tx, workshop), int(gesture.subject.get("page", 0)))))


def turn(gesture: Gesture, tx: Transaction) -> Answer:
    """Turn to another page."""
    workshop = workshop_drawn_for(gesture, tx)
    view = blocks.page(_chart(gesture, tx, workshop), int(gesture.subject.get("page", 0)))
    return Answer(posts=(channel.turned(tx, gesture.view, gesture.user, view),))
