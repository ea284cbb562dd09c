"""Notes that say the same become one, and come apart again as they were."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from canvas import merging
from canvas.board import Board, Note, NoteState, Segment, Workshop
from canvas.clusters import clusters
from canvas.codes import Codes
from canvas.errors import NoCode, OtherWorkshop, Stale, WhichNote
from canvas.fit import fit
from canvas.merge_errors import MergeNeedsTwo, NotMerged
from canvas.method import Block
from canvas.ranking import ranked
from canvas.text import clean
from canvas.words import read_kind, split_codes
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import merging as blocks
from handlers.gesture import Gesture
from handlers.place import (
    note_called,
    note_drawn_for,
    seen_by,
    segment_meant,
    still_there,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

_BETWEEN = re.compile(r"\s+(?:and|with|&|\+)\s+", re.IGNORECASE)
_INTO = re.compile(r"\s+into\s+", re.IGNORECASE)


def register(surfaces: Surfaces) -> None:
    """Listen to who makes several notes one, or one several."""
    surfaces.word("merge", merge, usage="merge P1 P2", says="make notes that say the same one")
    surfaces.word("unmerge", unmerge, usage="unmerge P2", says="take merged notes apart again")
    surfaces.button("merging.propose", propose, writes=False)
    surfaces.button("merging.unite", unite)
    surfaces.button("merging.unite_all", unite_all)
    surfaces.button("merging.apart", apart)
    surfaces.form("merging.pick", pick)


def merge(gesture: Gesture, tx: Transaction) -> Answer:
    """Merge the notes that were typed into the first; with nothing typed show which sound the same."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    typed = clean(text)
    if not typed:
        return _proposed(tx, workshop, segment, tuple(Block)) or Answer(form=Form(blocks.picking(workshop)))
    codes, words = split_codes(_keeper_first(typed))
    if not codes:
        return _proposed(tx, workshop, segment, (read_kind(words),)) or Answer(form=Form(blocks.picking(workshop)))
    if words:
        raise NoCode(example="merge P1 P2")
    notes = [still_there(note_called(gesture, tx, workshop, str(code)), str(code)) for code in codes]
    if len(notes) == 1:
        return Answer(form=Form(blocks.picking(workshop, notes[0])))
    return _merged(tx, workshop, [notes])


def _keeper_first(typed: str) -> str:
    """Return the codes as a list; `P2 and P3 into P1` keeps the last."""
    others, _, keeper = _INTO.sub("\n", _BETWEEN.sub(" ", typed), count=1).partition("\n")
    return f"{keeper} {others}".strip()


def propose(gesture: Gesture, tx: Transaction) -> Answer:
    """Show which notes of a prompt sound the same."""
    workshop = workshop_drawn_for(gesture, tx)
    segments = tx.segments.of(workshop.id)
    segment = next((one for one in segments if one.id == gesture.subject.get("segment")), None)
    if segment is None:
        raise Stale
    wanted = (Block(gesture.subject["block"]),) if gesture.subject.get("block") else tuple(Block)
    return _proposed(tx, workshop, segment, wanted) or Answer(says=blocks.none_alike())


def _proposed(tx: Transaction, workshop: Workshop, segment: Segment, wanted: Iterable[Block]) -> Answer | None:
    board = tx.workshops.board(workshop.id)
    found = clusters(seen_by(tx, workshop, tx.user, ranked(board, tx.at, segment=segment.id, blocks=wanted)))
    return Answer(says=blocks.proposed(workshop, found, Codes(board.segments))) if found else None


def unite(gesture: Gesture, tx: Transaction) -> Answer:
    """Merge the group of notes whose button was clicked."""
    workshop = workshop_drawn_for(gesture, tx)
    return _merged(tx, workshop, [_still_together(tx, workshop, gesture.subject["notes"])])


def unite_all(gesture: Gesture, tx: Transaction) -> Answer:
    """Merge every group of a proposal that is still as it was shown."""
    workshop = workshop_drawn_for(gesture, tx)
    groups: list[list[Note]] = []
    for ids in gesture.subject["groups"]:
        notes = [tx.notes.get(one) for one in ids]
        standing = [note for note in notes if note and note.state is NoteState.OPEN]
        if len(standing) == len(ids):
            groups.append(_still_together(tx, workshop, ids))
    if not groups:
        raise Stale
    return _merged(tx, workshop, groups)


def _still_together(tx: Transaction, workshop: Workshop, ids: Sequence[int]) -> list[Note]:
    """Return the notes a button was drawn for, as long as all of them stand on their own."""
    own = {segment.id for segment in tx.segments.of(workshop.id)}
    notes = [note for one in ids if (note := tx.notes.get(int(one)))]
    if any(note.segment not in own for note in notes):
        raise OtherWorkshop
    if len(notes) != len(ids) or any(note.state is not NoteState.OPEN for note in notes):
        raise Stale
    return notes


def pick(gesture: Gesture, tx: Transaction) -> Answer:
    """Merge the notes that were chosen in the form."""
    workshop = workshop_drawn_for(gesture, tx)
    keeper = note_drawn_for(gesture, tx, workshop)
    chosen = [int(one) for one in gesture.chosen("others") if one.isdigit()]
    if not chosen:
        raise MergeNeedsTwo(code=keeper.code)
    own = {segment.id for segment in tx.segments.of(workshop.id)}
    others = [tx.notes.get(one) for one in chosen]
    if any(note is None or note.segment not in own for note in others):
        raise WhichNote
    return _merged(tx, workshop, [[keeper, *(still_there(note) for note in others if note)]])


def _merged(tx: Transaction, workshop: Workshop, groups: Sequence[Sequence[Note]]) -> Answer:
    """Merge each group into its first note, and say what became of dots and fit."""
    before = tx.workshops.board(workshop.id, united=False)
    codes = Codes(before.segments)
    taken: dict[int, Note] = {}
    for keeper, *others in groups:
        for after in merging.merge(keeper, others):
            taken[after.id] = after
    whole = {note.id: note for note in before.notes}
    for note, after in taken.items():
        tx.notes.change(whole[note], state=NoteState.MERGED, merged_into=after.merged_into)
    after_it = _with(before, taken.values())
    keepers = [group[0] for group in groups]
    dots = [_freed(before, after_it, keeper) for keeper in keepers]
    own = sum(freed.get(tx.user, 0) for freed in dots)
    told = [
        channel.tell(tx.team, user, blocks.freed(keeper, codes, count), workshop.channel)
        for keeper, freed in zip(keepers, dots, strict=True)
        for user, count in freed.items()
        if user != tx.user
    ]
    gone = [whole[note] for note in taken]
    posts = (*_redrawn(tx, workshop, keepers), *told, *_moved(tx, before, after_it, gone, blocks.together))
    merged = [(group[0], [note for note in group[1:] if note.id in taken]) for group in groups]
    others_freed = sum(sum(freed.values()) for freed in dots) - own
    return Answer(says=blocks.merged(workshop, merged, codes, own, others_freed), posts=posts)


def _with(board: Board, changed: Iterable[Note]) -> Board:
    """Return the board with the state of some notes changed; all else of them stays."""
    new = {note.id: note for note in changed}
    notes = (
        replace(note, state=new[note.id].state, merged_into=new[note.id].merged_into) if note.id in new else note
        for note in board.notes
    )
    return replace(board, notes=tuple(notes))


def _freed(before: Board, after: Board, keeper: Note) -> dict[str, int]:
    """Return the dots that people have free again by this merge, not by an earlier one."""
    had = merging.returned_dots(before, keeper.id)
    now = merging.returned_dots(after, keeper.id)
    return {user: dots - had.get(user, 0) for user, dots in now.items() if dots > had.get(user, 0)}


def _redrawn(tx: Transaction, workshop: Workshop, notes: Iterable[Note]) -> tuple[Delivery, ...]:
    places: dict[int, dict[str, None]] = {}
    for note in notes:
        places.setdefault(note.segment, {})[note.block.value] = None
    return tuple(post for segment, names in places.items() for post in channel.changed(tx, workshop, segment, names))


def _moved(
    tx: Transaction, before: Board, after: Board, notes: Sequence[Note], why: Callable[[Sequence[Note], Codes], str]
) -> list[Delivery]:
    """Tell the channel when fit is another number because notes became one, or came apart."""
    posts: list[Delivery] = []
    old, new = merging.united(before), merging.united(after)
    for segment in dict.fromkeys(note.segment for note in notes):
        was, now = fit(old, segment, tx.at), fit(new, segment, tx.at)
        if _shown(was.paper) != _shown(now.paper) or _shown(was.proven) != _shown(now.proven):
            here = [note for note in notes if note.segment == segment]
            where = next(one for one in before.segments if one.id == segment)
            posts.append(
                channel.say(before.workshop, blocks.fit_moved(where, why(here, Codes(before.segments)), was, now))
            )
    return posts


def _shown(score: float | None) -> int | None:
    return None if score is None else round(score)


def unmerge(gesture: Gesture, tx: Transaction) -> Answer:
    """Take notes apart: those of the codes typed, or all that a note has taken in."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    codes, words = split_codes(text)
    if not codes or words:
        return _merged_ones(tx, workshop) if not text.strip() else _no_code()
    notes: list[Note] = []
    for code in codes:
        note = note_called(gesture, tx, workshop, str(code))
        family = [note] if note.state is NoteState.MERGED else _taken_in(tx, note)
        if not family:
            raise NotMerged(code=note.code)
        notes += [one for one in family if one not in notes]
    return _parted(tx, workshop, notes)


def _no_code() -> Answer:
    raise NoCode(example="unmerge P2")


def _merged_ones(tx: Transaction, workshop: Workshop) -> Answer:
    """Show what is merged, each with its way back."""
    board = tx.workshops.board(workshop.id, united=False)
    roots = merging.keepers(board.notes)
    notes = {note.id: note for note in board.notes}
    pairs = [(notes[root], notes[one]) for one, root in roots.items()]
    return Answer(says=blocks.merged_ones(workshop, pairs, Codes(board.segments)))


def _taken_in(tx: Transaction, note: Note) -> list[Note]:
    """Return what was merged into a note at once; what these had taken in stays with them."""
    return [one for one in tx.families.of(note) if one.merged_into == note.id]


def apart(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the notes apart that a button was drawn for, if they are still merged as they were then."""
    workshop = workshop_drawn_for(gesture, tx)
    own = {segment.id for segment in tx.segments.of(workshop.id)}
    notes = [note for one in gesture.subject["notes"] if (note := tx.notes.get(int(one))) and note.segment in own]
    if not notes or any(note.state is not NoteState.MERGED for note in notes):
        raise Stale
    return _parted(tx, workshop, notes)


def _parted(tx: Transaction, workshop: Workshop, notes: Sequence[Note]) -> Answer:
    before = tx.workshops.board(workshop.id, united=False)
    restored = [merging.unmerge(note) for note in notes]
    for note in notes:
        tx.notes.change(note, state=NoteState.OPEN, merged_into=None)
    posts = (*_redrawn(tx, workshop, notes), *_moved(tx, before, _with(before, restored), notes, blocks.alone))
    return Answer(says=blocks.parted(notes, Codes(before.segments)), posts=posts)
