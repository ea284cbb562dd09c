"""Finished workshops: they can still be read, in the channel they were in, and taken out as files."""

from canvas.board import Workshop
from canvas.finished_errors import UnknownWorkshop
from handlers import channel
from handlers.answer import Answer
from handlers.blocks import finished as blocks
from handlers.blocks.exports import IN_CHANNEL, coming
from handlers.closing import conclusion
from handlers.gesture import Gesture
from handlers.naming import open_segments
from handlers.paper.formats import read_format
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to who looks for an older workshop."""
    says = "the workshops of this channel; a name shows a finished one"
    surfaces.word("workshops", workshops, usage="workshops", says=says, writes=False)
    surfaces.button("finished.read", read, writes=False)
    surfaces.button("finished.take", take)


def workshops(gesture: Gesture, tx: Transaction) -> Answer:
    """List the workshops of the channel; with a name typed show that one."""
    wanted = " ".join(gesture.text.strip(" “”\"'").split()).casefold()
    over, now = tx.workshops.finished(gesture.channel), tx.workshops.find(gesture.channel)
    if not wanted:
        return Answer(says=blocks.listing(over, now))
    found = next((one for one in over if one.name.casefold() == wanted), None)
    found = found or next((one for one in over if wanted in one.name.casefold()), None)
    if found is None:
        raise UnknownWorkshop(name=gesture.text.strip()[:60], names=", ".join(one.name for one in over[:5]) or "none")
    return _shown(tx, found)


def read(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the finished workshop of this button."""
    return _shown(tx, _drawn_for(gesture, tx))


def _shown(tx: Transaction, workshop: Workshop) -> Answer:
    decided = next((one for one in reversed(tx.workshops.decisions(workshop.id)) if one.kind == "finish"), None)
    last = conclusion(tx, workshop, decided.reason if decided else "")
    return Answer(says=blocks.told(last, decided.at if decided else None))


def take(gesture: Gesture, tx: Transaction) -> Answer:
    """Put a finished workshop into the channel as a file."""
    workshop, kind = _drawn_for(gesture, tx), read_format(str(gesture.subject.get("format", "")))
    segments = open_segments(tx, workshop)
    segment = segments[0].id if segments else 0
    return Answer(says=coming(kind, IN_CHANNEL), posts=(channel.export(workshop, kind, segment),))


def _drawn_for(gesture: Gesture, tx: Transaction) -> Workshop:
    """Return the workshop of a button, if it is one of this channel's. Raises UnknownWorkshop."""
    over = tx.workshops.finished(gesture.channel)
    found = next((one for one in over if one.id == gesture.subject.get("workshop")), None)
    if found is None:
        raise UnknownWorkshop(name="that workshop", names=", ".join(one.name for one in over[:5]) or "none")
    return found
