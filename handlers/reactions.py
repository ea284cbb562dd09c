"""Reactions on replies: a thumbs-up votes for the reply's note, a cross takes its notes back."""

from canvas.board import STANDING, Note, NoteState, Workshop
from canvas.errors import NotYourNote, WorkshopFinished
from handlers import channel, pace
from handlers.answer import Answer, Delivery
from handlers.blocks import duplicates
from handlers.blocks import votes as blocks
from handlers.gesture import Gesture
from handlers.place import note_drawn_for
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

THUMBS = {"+1", "thumbsup"}
CROSS = "x"
TAKEN_BACK = "taken_back"


def register(surfaces: Surfaces) -> None:
    """Listen to reactions."""
    surfaces.event("reaction_added", added, concerns=concerns)
    surfaces.event("reaction_removed", removed, concerns=concerns)
    surfaces.button("reactions.choose", choose)


def concerns(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether it is a thumbs-up or a cross on a message that became notes."""
    return _reaction(gesture) in THUMBS | {CROSS} and bool(tx.notes.of_reply(gesture.channel, gesture.ts))


def _reaction(gesture: Gesture) -> str:
    """Return the name without the tone of its skin."""
    return gesture.reaction.partition("::")[0]


def added(gesture: Gesture, tx: Transaction) -> Answer:
    """Vote for the reply's note, ask which of several is meant, or take the notes back."""
    workshop, notes = _of_reply(gesture, tx)
    written = [note for note in notes if note.state in STANDING]
    if workshop is None or not written:
        return Answer()
    if _reaction(gesture) == CROSS:
        return _take_back(gesture, tx, workshop, written)
    standing = [note for note in _standing(tx, written) if pace.votes_open(tx, note)]
    if not standing:
        return Answer()
    if len(standing) > 1:
        return Answer(says=blocks.which(workshop, standing))
    return Answer(posts=_vote(tx, workshop, standing[0]))


def removed(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the vote back, or bring back what a cross had taken off."""
    workshop, notes = _of_reply(gesture, tx)
    if workshop is None:
        return Answer()
    if _reaction(gesture) == CROSS:
        return _bring_back(gesture, tx, workshop)
    for note in (one for one in _standing(tx, notes) if pace.votes_open(tx, one)):
        own = _own_dots(tx.families.whole(note.id) or note, tx.user)
        if own:
            tx.families.place(note, tx.user, own - 1)
            return Answer(posts=channel.changed(tx, workshop, note.segment, [note.block.value]))
    return Answer()


def choose(gesture: Gesture, tx: Transaction) -> Answer:
    """Vote for the note of a reply that is meant; a second click changes nothing."""
    workshop = tx.workshops.get(int(gesture.subject.get("workshop", 0)))
    if workshop.state == "finished":
        raise WorkshopFinished(name=workshop.name)
    note = note_drawn_for(gesture, tx, workshop)
    posts = _vote(tx, workshop, note)
    return Answer(says=blocks.counted(note, placed=True), posts=posts)


def _of_reply(gesture: Gesture, tx: Transaction) -> tuple[Workshop | None, list[Note]]:
    """Return the open workshop of the channel and what of it was written in the message."""
    workshop = tx.workshops.find(gesture.channel)
    if workshop is None:
        return None, []
    segments = {segment.id for segment in tx.segments.of(workshop.id)}
    return workshop, [note for note in tx.notes.of_reply(gesture.channel, gesture.ts) if note.segment in segments]


def _standing(tx: Transaction, notes: list[Note]) -> list[Note]:
    """Return the notes that stand for these, each once: a vote for a merged note is one for what took it in."""
    found = {one.id: one for one in (tx.families.standing(note) for note in notes)}
    return [note for note in found.values() if note.state is NoteState.OPEN]


def _own_dots(note: Note, user: str) -> int:
    return sum(vote.dots for vote in note.votes if vote.user == user)


def _vote(tx: Transaction, workshop: Workshop, note: Note) -> tuple[Delivery, ...]:
    """Give the note one dot of this person's; a second reaction adds none."""
    if _own_dots(tx.families.whole(note.id) or note, tx.user):
        return ()
    pace.weighing(tx, note.segment, note.block.value)
    tx.families.cast(note, tx.user, workshop)
    return channel.changed(tx, workshop, note.segment, [note.block.value])


def _take_back(gesture: Gesture, tx: Transaction, workshop: Workshop, notes: list[Note]) -> Answer:
    """Take the reply's notes off, for its author or who leads; those that others have built on are parked."""
    reply = tx.replies.get(gesture.channel, gesture.ts)
    author = reply.user if reply else notes[0].author
    if gesture.user not in {author, workshop.facilitator, workshop.stand_in}:
        raise NotYourNote(code=notes[0].code)
    parked = [note for note in notes if tx.notes.is_built_on(note)]
    for note in notes:
        tx.notes.change(note, state=NoteState.PARKED if note in parked else NoteState.REMOVED)
    about = {"ts": gesture.ts, "notes": [note.id for note in notes]}
    tx.aside.keep(TAKEN_BACK, gesture.user, "", channel=gesture.channel, **about)
    told = [channel.tell(tx.team, author, blocks.parked(parked), workshop.channel)] if parked else []
    names = [note.block.value for note in notes]
    tick = channel.untick(tx.team, gesture.channel, gesture.ts)
    return Answer(posts=(*channel.changed(tx, workshop, notes[0].segment, names), tick, *told))


def _bring_back(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Answer:
    """Bring back what this person's cross has taken off, unless the reply was deleted meanwhile."""
    reply = tx.replies.get(gesture.channel, gesture.ts)
    posts: list[Delivery] = []
    for aside in tx.aside.waiting(TAKEN_BACK, gesture.channel, ts=gesture.ts):
        if aside.user != gesture.user or (reply and reply.deleted) or not tx.aside.take(aside.id):
            continue
        found = [note for one in aside.data["notes"] if (note := tx.notes.get(one))]
        gone = [note for note in found if note.state in {NoteState.REMOVED, NoteState.PARKED}]
        for note in gone:
            tx.notes.change(note, state=NoteState.OPEN)
            posts += channel.changed(tx, workshop, note.segment, [note.block.value])
        if _is_whole(gesture, tx):
            posts.append(channel.tick(tx.team, gesture.channel, gesture.ts))
    return Answer(posts=tuple(posts))


def _is_whole(gesture: Gesture, tx: Transaction) -> bool:
    """Tell whether all of a reply is kept: no note of it is gone, and nothing waits for an answer."""
    notes = tx.notes.of_reply(gesture.channel, gesture.ts)
    waiting = tx.aside.waiting(duplicates.DUPLICATE, gesture.channel, ts=gesture.ts)
    return all(note.state in STANDING for note in notes) and not waiting
