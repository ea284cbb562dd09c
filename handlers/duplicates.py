"""Words that look like a note that is there: their author decides whether they are another note or a voice for it."""

from dataclasses import replace

from canvas.board import Note, NoteState, Source, Workshop
from canvas.defaults import DOTS_A_NOTE
from canvas.errors import SettledAlready, WorkshopFinished
from canvas.method import STRENGTHS, Block
from canvas.words import Draft
from handlers import channel, pace
from handlers.answer import Answer, Delivery
from handlers.blocks import duplicates as blocks
from handlers.blocks import notes as note_blocks
from handlers.blocks import votes as vote_blocks
from handlers.copying import drafted
from handlers.gesture import Gesture
from handlers.surfaces import Surfaces
from handlers.writing import unkept
from storage.aside import Aside
from storage.transaction import Transaction


def register(surfaces: Surfaces) -> None:
    """Listen to both buttons of the question."""
    surfaces.button("duplicates.add", add)
    surfaces.button("duplicates.count", count)


def add(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the words as a note of their own."""
    return _added(_decided(gesture, tx), tx)


def count(gesture: Gesture, tx: Transaction) -> Answer:
    """Count the author for the note that is there; if it has gone meanwhile, the words become a note."""
    aside = _decided(gesture, tx)
    note = tx.notes.get(aside.data["like"])
    if note is None or note.state is not NoteState.OPEN:
        return _added(aside, tx)
    workshop = tx.workshops.get(aside.data["workshop"])
    pace.weighing(tx, note.segment, note.block.value)  # until it is open the words wait for another choice
    counted = _counted(note, aside.user, tx, workshop)
    posts = (*_tick(aside, tx), *channel.changed(tx, workshop, note.segment, [note.block]))
    return Answer(says=vote_blocks.counted(note, placed=counted), posts=posts)


def _decided(gesture: Gesture, tx: Transaction) -> Aside:
    """Return the words, for their author and once only."""
    aside = tx.aside.get(int(gesture.subject.get("aside", 0)))
    if aside is None or aside.user != gesture.user or not tx.aside.take(aside.id):
        raise SettledAlready
    workshop = tx.workshops.get(aside.data["workshop"])
    if workshop.state == "finished":
        raise WorkshopFinished(name=workshop.name)
    return aside


def _added(aside: Aside, tx: Transaction) -> Answer:
    data = aside.data
    workshop = tx.workshops.get(data["workshop"])
    draft = Draft(
        block=Block(data["block"]),
        subtype=data["subtype"],
        text=aside.text,
        detail=data["detail"],
        flavour=data.get("flavour", ""),
    )
    new = drafted(
        draft,
        workshop=workshop.id,
        segment=data["segment"],
        author=aside.user,
        measure=data["measure"],
        # What was asked before there were facets has only the first of them.
        facets=data.get("facets") or {"frequency": data.get("frequency", "")},
    )
    source = Source(aside.channel, data["ts"], data["line"]) if data["ts"] else None
    note = tx.notes.add(replace(new, source=source))
    served = [one for target in data.get("targets", ()) if (one := tx.notes.get(target))]
    for target in served:
        tx.links.put(workshop.id, note, target, STRENGTHS["fully"])
    lost = unkept(tx, note.segment, [replace(draft, rating=data["rating"])])
    pace.weigh_in(tx, note, aside.user, data["rating"])
    note = pace.noted(tx, note, in_thread=bool(data["ts"]))
    where = note_blocks.Where(workshop.id, note.segment, tx.segments.of(workshop.id))
    posts = (*_tick(aside, tx), *channel.changed(tx, workshop, note.segment, [note.block]))
    said = [note_blocks.kept([note], where, served=served, was_cut=bool(draft.detail)), *lost]
    return Answer(says=note_blocks.joined(said) if lost else said[0], posts=posts)


def _counted(note: Note, user: str, tx: Transaction, workshop: Workshop) -> bool:
    """Place a dot of the author's, unless theirs are all placed; return whether one was placed."""
    whole = tx.families.whole(note.id) or note
    own = sum(vote.dots for vote in whole.votes if vote.user == user)
    each = tx.families.each(note.segment, note.block, workshop)
    if own >= DOTS_A_NOTE or tx.families.dots_of(note.segment, note.block, user) >= each:
        return False
    tx.families.place(note, user, own + 1)
    return True


def _tick(aside: Aside, tx: Transaction) -> tuple[Delivery, ...]:
    """Tick the reply once nothing of it waits any more."""
    ts = aside.data["ts"]
    if not ts or tx.aside.waiting(blocks.DUPLICATE, aside.channel, ts=ts):
        return ()
    return (channel.tick(tx.team, aside.channel, ts),)
