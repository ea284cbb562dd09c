"""Thread replies become notes: when they are written, however late, and when they are edited or deleted.

Events arrive in any order and more than once: the reply's row says which version of it the notes show.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from canvas.board import STANDING, Note, NoteState, Source, Workshop
from canvas.errors import WorkshopFinished
from canvas.likeness import match_lines
from canvas.method import Block
from canvas.rounds import Phase
from canvas.words import Draft, named_lines, read_lines, read_note
from handlers import advice, channel, pace
from handlers.answer import Answer, Delivery, Message
from handlers.blocks import duplicates, unplaced
from handlers.blocks import notes as note_blocks
from handlers.blocks import replies as blocks
from handlers.blocks import rounds as round_blocks
from handlers.copying import drafted
from handlers.gesture import Gesture
from handlers.naming import open_segments
from handlers.place import alike_seen
from handlers.surfaces import Surfaces
from handlers.writing import shortened, unkept
from storage.messages import LivingMessage
from storage.notes import NewNote
from storage.replies import Reply
from storage.transaction import Transaction

UNKNOWN_THREAD = "unknown_thread"
SEEN_EARLY = "seen_early"


def register(surfaces: Surfaces) -> None:
    """Listen to what is written in threads."""
    surfaces.event("reply", reply, concerns=concerns)
    surfaces.event("edit", edit, concerns=concerns)
    surfaces.event("delete", delete, concerns=concerns_deleted)
    surfaces.posted(confirmed)


def concerns(gesture: Gesture, tx: Transaction) -> bool:
    """Say whether it is a reply to one of our messages, or to one whose posting we have not been told of yet."""
    if not gesture.thread:
        return gesture.channel.startswith("D") and gesture.address == "reply"
    if tx.messages.by_ts(gesture.channel, gesture.thread):
        return True
    return gesture.ours and tx.messages.unconfirmed(gesture.channel)


def concerns_deleted(gesture: Gesture, tx: Transaction) -> bool:
    """Say whether we know the reply, or it may reach us later than its deletion, or evidence was taken from it."""
    if tx.replies.get(gesture.channel, gesture.ts) or tx.evidence.is_from(gesture.channel, gesture.ts):
        return True
    if not gesture.thread:
        return False
    known = tx.messages.by_ts(gesture.channel, gesture.thread) is not None
    return known or tx.messages.unconfirmed(gesture.channel)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reply's lines: blocks whose notes changed, questions to its author, whether all is kept.

    `told` is what else its author reads; `waits` says that an edit has added what is not kept.
    """

    blocks: frozenset[str] = frozenset()
    questions: tuple[Message, ...] = ()
    told: tuple[Message, ...] = ()
    complete: bool = False
    waits: bool = False


def reply(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a reply's lines as notes."""
    if not gesture.thread:
        return Answer(says=blocks.talk())
    message = tx.messages.by_ts(gesture.channel, gesture.thread)
    if message is None:
        place = {"ts": gesture.ts, "thread": gesture.thread, "version": gesture.edited}
        tx.aside.keep(UNKNOWN_THREAD, gesture.user, gesture.text, channel=gesture.channel, **place)
        return Answer()
    written = Reply(
        channel=gesture.channel,
        ts=gesture.ts,
        user=gesture.user,
        thread_ts=gesture.thread,
        message=message.id,
        version=gesture.edited,
        text=gesture.text,
    )
    return Answer(posts=_answered(written, message, tx))


edit = reply  # an edit that overtakes its message is kept like one; the row's version says what is newest


def delete(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the notes of a deleted reply back; one that others have built on is parked, and its author told."""
    tx.evidence.mark_deleted(gesture.channel, gesture.ts)
    known = tx.replies.get(gesture.channel, gesture.ts)
    if known is None and not gesture.thread:
        return Answer()
    tx.replies.put(
        Reply(
            channel=gesture.channel,
            ts=gesture.ts,
            user=known.user if known else gesture.user,
            thread_ts=known.thread_ts if known else gesture.thread,
            message=known.message if known else None,
            version=known.version if known else "",
            text=known.text if known else "",
            deleted=True,
        )
    )
    for waiting in tx.aside.waiting(channel=gesture.channel, ts=gesture.ts):
        tx.aside.take(waiting.id)
    open_notes = [note for note in tx.notes.of_reply(gesture.channel, gesture.ts) if note.state in STANDING]
    parked = _take_back(open_notes, tx)
    message = tx.messages.get(known.message) if known and known.message else None
    posts = _redrawn(message, {note.block for note in open_notes}, tx)
    told = [channel.tell(tx.team, known.user, blocks.parked(parked), gesture.channel)] if parked and known else []
    return Answer(posts=(*posts, *told))


def confirmed(message: LivingMessage, tx: Transaction) -> Answer:
    """Keep the replies that came before we knew that their prompt had been posted."""
    posts: list[Delivery] = []
    for waiting in tx.aside.waiting(kind=UNKNOWN_THREAD, channel=message.channel, thread=message.ts):
        tx.aside.take(waiting.id)
        written = Reply(
            channel=message.channel,
            ts=waiting.data["ts"],
            user=waiting.user,
            thread_ts=waiting.data["thread"],
            message=message.id,
            version=waiting.data["version"],
            text=waiting.text,
        )
        posts.extend(_answered(written, message, tx))
    return Answer(posts=tuple(posts))


def _answered(written: Reply, message: LivingMessage, tx: Transaction) -> tuple[Delivery, ...]:
    """Keep a version of a reply and say so: redrawn messages, a tick, questions by direct message."""
    workshop = tx.workshops.get(message.workshop)
    if workshop.state == "finished":
        raise WorkshopFinished(name=workshop.name)
    kept = _keep(written, message, workshop, tx)
    sign = channel.tick if kept.complete else channel.untick
    ticks = (sign(tx.team, written.channel, written.ts),) if kept.complete or kept.waits else ()
    early = _seen_early(written, message, tx) if kept.complete or kept.questions else ()
    asks = (*kept.questions, *kept.told, *early)
    questions = (channel.tell(tx.team, written.user, one, written.channel) for one in asks)
    return (*_redrawn(message, kept.blocks, tx), *ticks, *questions)


def _seen_early(written: Reply, message: LivingMessage, tx: Transaction) -> tuple[Message, ...]:
    """Tell somebody once in a workshop that others can read a reply while the prompt is written unseen."""
    running = tx.rounds.find(message.segment, message.block) if message.block else None
    if running is None or running.round.phase is not Phase.WRITE:
        return ()
    about = {"workshop": message.workshop}
    if any(one.user == written.user for one in tx.aside.waiting(SEEN_EARLY, message.channel, **about)):
        return ()
    tx.aside.keep(SEEN_EARLY, written.user, "", channel=message.channel, **about)
    return (round_blocks.seen_early(),)


def _keep(written: Reply, message: LivingMessage, workshop: Workshop, tx: Transaction) -> Kept:
    known = tx.replies.get(written.channel, written.ts)
    if known and not known.deleted and known.version >= written.version:
        return Kept()
    if known and known.deleted:
        return _keep_removed(written, message, workshop, tx)
    tx.replies.put(written)
    before = [note for note in tx.notes.of_reply(written.channel, written.ts) if note.state in STANDING]
    drafts = _drafts(written.text, message)
    pairs = match_lines([note.text for note in before], [draft.text for draft in drafts])
    changed: set[str] = set()
    questions: list[Message] = []
    added: list[Draft] = []
    for old, new in pairs:
        if new is None:
            continue
        if old is not None:
            changed |= _rewrite(before[old], drafts[new], tx)
        elif question := _add(drafts[new], written, message, workshop, tx):
            questions.append(question)
        else:
            changed.add(drafts[new].block)
            added.append(drafts[new])
    waits = bool(questions) or (bool(before) and not drafts)
    vanished = [before[old] for old, new in pairs if old is not None and new is None]
    parked = _take_back(vanished, tx)
    if parked:
        questions.append(blocks.parked(parked))
    changed |= {note.block for note in vanished}
    if message.segment:
        tx.segments.choose(workshop.id, written.user, message.segment)
    told = (*_told(added, written, message, workshop, tx), *shortened(tx, drafts, before, written.channel, written.ts))
    complete = known is None and bool(drafts) and not questions
    return Kept(frozenset(changed), tuple(questions), told, complete=complete, waits=known is not None and waits)


def _told(
    added: Sequence[Draft], written: Reply, message: LivingMessage, workshop: Workshop, tx: Transaction
) -> tuple[Message, ...]:
    """Return what the writer is told of new notes: ratings that are not kept, and the one small question of a day."""
    if not message.segment:
        return _unplaced(written, workshop, tx)
    segment = next((one for one in tx.segments.of(workshop.id) if one.id == message.segment), None)
    if segment is None or not added:
        return ()
    lines = {draft.line for draft in added}
    of_reply = tx.notes.of_reply(written.channel, written.ts)
    notes = [note for note in of_reply if note.source and note.source.line in lines and note.state is NoteState.OPEN]
    mine = notes if tx.user == written.user else []
    unclear = advice.about_new(tx, workshop, segment, mine) if mine else None
    return (*unkept(tx, segment.id, added), *([note_blocks.unclear(unclear)] if unclear else []))


def _unplaced(written: Reply, workshop: Workshop, tx: Transaction) -> tuple[Message, ...]:
    """Keep lines that name their kind aside while there is no segment, in the place of what an edit has replaced."""
    for older in tx.aside.waiting(unplaced.UNPLACED, workshop.channel, ts=written.ts):
        tx.aside.take(older.id)
    lines = "\n".join(named_lines(written.text))
    if not lines or open_segments(tx, workshop):
        return ()
    return (unplaced.set_aside(tx, workshop, lines, user=written.user, ts=written.ts),)


def _keep_removed(written: Reply, message: LivingMessage, workshop: Workshop, tx: Transaction) -> Kept:
    """Keep what was written as removed notes, because its deletion came first: nothing vanishes."""
    if not tx.notes.of_reply(written.channel, written.ts):
        for draft in _drafts(written.text, message):
            note = tx.notes.add(_new(draft, written, message, workshop))
            tx.notes.change(note, state=NoteState.REMOVED)
    return Kept()


def _drafts(text: str, message: LivingMessage) -> list[Draft]:
    """Read the notes of a reply; where the prompt collects no block, only lines that name their kind are notes."""
    if message.block:
        return read_lines(text, Block(message.block))
    return [read_note(line) for line in named_lines(text)] if message.segment else []


def _new(draft: Draft, written: Reply, message: LivingMessage, workshop: Workshop) -> NewNote:
    source = Source(written.channel, written.ts, draft.line)
    return drafted(draft, workshop=workshop.id, segment=message.segment, author=written.user, source=source)


def _add(draft: Draft, written: Reply, message: LivingMessage, workshop: Workshop, tx: Transaction) -> Message | None:
    """Add a note; a likely duplicate is kept aside instead, and the question to its author returned."""
    alike = alike_seen(tx, workshop, (message.segment, draft.block), draft.text)
    if alike:
        place = {"channel": written.channel, "ts": written.ts, "line": draft.line}
        return duplicates.set_aside(tx, workshop, message.segment, draft, alike[0], user=written.user, source=place)
    note = tx.notes.add(_new(draft, written, message, workshop))
    pace.weigh_in(tx, note, written.user, draft.rating)
    pace.noted(tx, note, in_thread=True)
    return None


def _rewrite(note: Note, draft: Draft, tx: Transaction) -> set[str]:
    """Give a note the words of its edited line; return the blocks that look different now."""
    touched = set[str]()
    if note.block != draft.block:
        touched |= {note.block, draft.block}
        note = tx.notes.move(note, draft.block)
    words = {"text": draft.text, "detail": draft.detail}
    if (note.text, note.detail) != (draft.text, draft.detail):
        touched.add(note.block)
        tx.notes.reword(note, **words)
    return touched


def _take_back(notes: Iterable[Note], tx: Transaction) -> list[Note]:
    """Remove notes; return those that are parked instead, because evidence or a hypothesis stands on them."""
    parked: list[Note] = []
    for note in notes:
        stands = tx.notes.is_built_on(note)
        tx.notes.change(note, state=NoteState.PARKED if stands else NoteState.REMOVED)
        if stands:
            parked.append(note)
    return parked


def _redrawn(message: LivingMessage | None, touched: Iterable[str], tx: Transaction) -> tuple[Delivery, ...]:
    if message is None or not (names := list(touched)):
        return ()
    return channel.changed(tx, tx.workshops.get(message.workshop), message.segment, names)
