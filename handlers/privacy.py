"""What is stored about a person, and being forgotten."""

from canvas.privacy_errors import StillLeads
from handlers.answer import Answer, Form
from handlers.blocks import privacy as blocks
from handlers.blocks.parts import escaped
from handlers.gesture import Gesture
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Tell, ask, forget."""
    says = "what is stored about you, and how to have it forgotten"
    surfaces.word("privacy", privacy, usage="privacy", says=says, writes=False)
    surfaces.button("privacy.ask", ask, writes=False)
    surfaces.form("privacy.forget", forget)


def privacy(gesture: Gesture, tx: Transaction) -> Answer:
    """Say what is stored about the one who asks."""
    return Answer(says=blocks.told(tx.forgetting.counts(gesture.user), tx.people.person(gesture.user)))


def ask(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that says what forgetting means."""
    _refuse_who_leads(gesture, tx)
    return Answer(form=Form(blocks.form(gesture.channel)))


def forget(gesture: Gesture, tx: Transaction) -> Answer:
    """Forget the one who asks."""
    _refuse_who_leads(gesture, tx)
    tx.forgetting.forget(gesture.user)
    return Answer(says=blocks.forgotten())


def _refuse_who_leads(gesture: Gesture, tx: Transaction) -> None:
    names = tx.forgetting.leads(gesture.user)
    if names:
        raise StillLeads(names=", ".join(escaped(name, 60) for name in names[:3]))
