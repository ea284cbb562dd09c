"""Jobs in depth: what lies behind one, and whether it is worth building for."""

from typing import NoReturn

from canvas.board import Note, Workshop
from canvas.defaults import TOP_RATING
from canvas.errors import NoCode
from canvas.job_errors import NoAnswer, NotAJob, SameJob
from canvas.likeness import similarity
from canvas.method import TICKS, Block
from canvas.spread import is_focus
from canvas.text import clean, shorten
from canvas.words import split_codes
from handlers import channel, pace
from handlers.answer import Answer, Form, FormAct
from handlers.blocks import jobs as blocks
from handlers.gesture import Gesture
from handlers.naming import codes_of
from handlers.place import (
    alike_seen,
    note_called,
    note_drawn_for,
    segment_meant,
    still_there,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.notes import NewNote
from storage.transaction import Transaction

BETWEEN = " → "
SAME = 0.85  # an answer that is at least so like the job itself says nothing new


def register(surfaces: Surfaces) -> None:
    """Listen to who looks into a job."""
    surfaces.word("why", why, usage="why J1", says="find the job behind a job")
    surfaces.word("worth", worth, usage="worth J1", says="say whether a job is worth building for")
    surfaces.button("jobs.ladder", ladder, writes=False)
    surfaces.button("jobs.value", value, writes=False)
    surfaces.form("jobs.climb", climb)
    surfaces.form("jobs.judge", judge)


def why(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that asks why a job matters."""
    workshop, note = _called(gesture, tx)
    return Answer(form=Form(blocks.ladder(workshop, note, _parent(tx, note))))


def worth(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that asks whether a job is worth building for."""
    workshop, note = _called(gesture, tx)
    return Answer(form=Form(blocks.value(workshop, note)))


def _called(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Note | None]:
    """Return the job whose code was typed; None with nothing typed."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    if not text.strip():
        return workshop, None
    codes, words = split_codes(text, most=1)
    if not codes or words:
        raise NoCode(example=f"{gesture.address} J1")
    code = str(codes[0])
    return workshop, _job(still_there(note_called(gesture, tx, workshop, code), code))


def _job(note: Note) -> Note:
    if note.block is not Block.JOB:
        raise NotAJob(code=note.code)
    return note


def ladder(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for the job of a button."""
    workshop = workshop_drawn_for(gesture, tx)
    note = _job(note_drawn_for(gesture, tx, workshop))
    return Answer(form=Form(blocks.ladder(workshop, note, _parent(tx, note)), _act(gesture)))


def value(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for the job of a button."""
    workshop = workshop_drawn_for(gesture, tx)
    return Answer(form=Form(blocks.value(workshop, _job(note_drawn_for(gesture, tx, workshop))), _act(gesture)))


def _act(gesture: Gesture) -> FormAct:
    return FormAct.PUSH if gesture.view else FormAct.OPEN


def _parent(tx: Transaction, note: Note | None) -> Note | None:
    return tx.notes.get(note.parent) if note and note.parent else None


def climb(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the last answer to why as the job behind the job; what was said on the way stays with it."""
    workshop = workshop_drawn_for(gesture, tx)
    note = _job(note_drawn_for(gesture, tx, workshop))
    said = [clean(gesture.words(name)) for name in blocks.RUNGS]
    steps = [words for words in said if any(letter.isalpha() for letter in words)]
    if not steps:
        raise NoAnswer
    text, rest, cut = shorten(steps[-1])
    if similarity(text, note.text) >= SAME:
        _same(note)
    way = BETWEEN.join([note.text, *steps[:-1]])
    detail = "\n".join(filter(None, [rest if cut else "", blocks.way(note, way)]))
    parent, is_new = _behind(tx, workshop, note, text, detail)
    after = tx.notes.change(note, parent=parent.id)
    posts = channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.found(workshop, after, parent, codes_of(tx, workshop), is_new=is_new), posts=posts)


def _same(note: Note) -> NoReturn:
    raise SameJob(code=note.code)


def _behind(tx: Transaction, workshop: Workshop, note: Note, text: str, detail: str) -> tuple[Note, bool]:
    """Return the job that an answer names, and whether it is new; never one that itself comes from this job."""
    for alike, _ in alike_seen(tx, workshop, (note.segment, Block.JOB), text):
        if alike.id != note.id:
            if _comes_from(tx, alike, note):
                _same(alike)
            return alike, False
    new = NewNote(workshop=workshop.id, segment=note.segment, block=Block.JOB, text=text, detail=detail, author=tx.user)
    return pace.noted(tx, tx.notes.add(new)), True


def _comes_from(tx: Transaction, note: Note, origin: Note) -> bool:
    """Tell whether `origin` stands above `note` on its ladder."""
    seen = {note.id}
    while note.parent and note.parent not in seen:
        if note.parent == origin.id:
            return True
        seen.add(note.parent)
        above = tx.notes.get(note.parent)
        if above is None:
            return False
        note = above
    return False


def judge(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was said about a job: four questions, and how content customers are with what they use today."""
    workshop = workshop_drawn_for(gesture, tx)
    note = _job(note_drawn_for(gesture, tx, workshop))
    known = {tick.name: tick.holds for tick in note.ticks}
    said = {"yes": True, "no": False}
    for name in TICKS:
        holds = said.get(gesture.words(name))
        if known.get(name) is not holds:
            note = tx.notes.tick(note, name, holds=holds)
    chosen = gesture.words("satisfaction")
    content = float(chosen) if chosen in {str(one) for one in range(1, TOP_RATING + 1)} else None
    if content != note.satisfaction:
        note = tx.notes.change(note, satisfaction=content)
    whole = tx.families.whole(note.id) or note
    posts = channel.changed(tx, workshop, note.segment, [note.block.value])
    return Answer(says=blocks.judged(workshop, whole, codes_of(tx, workshop), is_focus=is_focus(whole)), posts=posts)
