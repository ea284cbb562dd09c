"""What weighs most: pages to rate and to place dots, an order where all is a five, and where people differ."""

from collections.abc import Iterable, Mapping
from typing import Any

from slack_sdk.models.views import View

from canvas.board import Board, Note, Rating, Workshop
from canvas.defaults import DOTS_A_NOTE, ORDERED, TOP_RATING
from canvas.errors import Stale
from canvas.links import current
from canvas.method import Block
from canvas.ranking import open_notes, ranked
from canvas.rating_errors import SaidTwice, TooManyDots
from canvas.spread import as_ratings, borda, splits, to_order
from canvas.words import read_kind
from handlers import channel, pace
from handlers.answer import Answer, Delivery, Form, FormAct, Message
from handlers.blocks import ranking as blocks
from handlers.gesture import Gesture
from handlers.place import seen_by, segment_meant, votes_shown, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.aside import Aside
from storage.transaction import Transaction

ORDER = "order"  # kept aside: what somebody put in order


def register(surfaces: Surfaces) -> None:
    """Listen to who weighs the notes of a block."""
    surfaces.word("order", order_by_word, usage="order pains", says="put the most important first")
    surfaces.button("ranking.rate", rate, writes=False)
    surfaces.button("ranking.dots", dots, writes=False)
    surfaces.button("ranking.back", back)
    surfaces.button("ranking.dots_back", dots_back, writes=False)
    surfaces.button("ranking.order", order, writes=False)
    surfaces.form("ranking.save", save)
    surfaces.form("ranking.place", place)
    surfaces.form("ranking.ordered", ordered)


def _sheet(gesture: Gesture, tx: Transaction) -> tuple[Board, blocks.Sheet]:
    """Return the board, and the notes of the block that a button or form was drawn for, as this person weighs them."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = int(gesture.subject.get("segment", 0))
    if segment not in {one.id for one in tx.segments.of(workshop.id)}:
        raise Stale
    return _drawn(tx, workshop, segment, Block(gesture.subject["block"]))


def _drawn(tx: Transaction, workshop: Workshop, segment: int, block: Block) -> tuple[Board, blocks.Sheet]:
    board = current(tx.workshops.board(workshop.id))
    notes = seen_by(tx, workshop, tx.user, open_notes(board, segment=segment, blocks=(block,)))
    return board, blocks.sheet_of(workshop, segment, block, notes, tx.user)


def _weighed(gesture: Gesture, tx: Transaction) -> blocks.Sheet:
    """Return the notes to weigh now. Raises VotesNotOpen and VotesClosed before somebody fills in a form in vain."""
    _, sheet = _sheet(gesture, tx)
    pace.weighable(tx, sheet.segment, sheet.block.value)
    return sheet


def _show(gesture: Gesture, tx: Transaction, form: Form) -> Answer:
    """Show a form in the place of the one a button sits in, else open it."""
    if not gesture.view:
        return Answer(form=form)
    return Answer(posts=(channel.turned(tx, gesture.view, gesture.user, form.view),))


def rate(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the first page to rate."""
    sheet = _weighed(gesture, tx)
    if not sheet.notes:
        return Answer(says=blocks.nothing(sheet.block))
    return _show(gesture, tx, Form(blocks.rating(sheet)))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the ratings of a page and show the next one, or what came of it."""
    _, sheet = _sheet(gesture, tx)
    posts = _graded(gesture, tx, sheet)
    board, after = _sheet(gesture, tx)
    following = int(gesture.subject.get("page", 0)) + 1
    view = blocks.rating(after.at(following)) if following < after.pages else _done(tx, board, after)
    return Answer(form=Form(view, FormAct.UPDATE), posts=posts)


def back(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the ratings of a page and show the one before it."""
    _, sheet = _sheet(gesture, tx)
    posts = _graded(gesture, tx, sheet)
    _, after = _sheet(gesture, tx)
    shown = _show(gesture, tx, Form(blocks.rating(after.at(int(gesture.subject.get("page", 1)) - 1))))
    return Answer(form=shown.form, posts=(*posts, *shown.posts))


def _graded(gesture: Gesture, tx: Transaction, sheet: blocks.Sheet) -> tuple[Delivery, ...]:
    """Keep what is new of the ratings in a form; a note that has gone meanwhile is passed over."""
    pace.weighing(tx, sheet.segment, sheet.block.value)
    changed: list[Note] = []
    for note in sheet.notes:
        chosen = gesture.words(str(note.id))
        if _is_rating(chosen) and sheet.own_rating(note) != int(chosen):
            tx.families.rate(note, tx.user, int(chosen))
            changed.append(note)
    return _redrawn(tx, sheet.workshop, changed)


def _is_rating(chosen: str) -> bool:
    return chosen in {str(value) for value in range(1, TOP_RATING + 1)}


def _redrawn(tx: Transaction, workshop: Workshop, changed: Iterable[Note]) -> tuple[Delivery, ...]:
    """Redraw what shows these notes, with the questions about them."""
    notes = list(changed)
    if not notes:
        return ()
    redrawn = channel.changed(tx, workshop, notes[0].segment, dict.fromkeys(note.block.value for note in notes))
    return (*redrawn, *channel.differed(tx, workshop, notes))


def _done(tx: Transaction, board: Board, sheet: blocks.Sheet) -> View:
    seen = seen_by(tx, sheet.workshop, tx.user, open_notes(board, segment=sheet.segment))
    following = blocks.block_left(seen, tx.user, sheet.workshop.step)
    if not votes_shown(tx, sheet.segment, sheet.block.value):
        return blocks.done(sheet, blocks.Result(following=following))
    result = blocks.Result(
        order=[note for note in ranked(board, tx.at, segment=sheet.segment, blocks=(sheet.block,)) if note.ratings],
        differ=len(splits(board, segment=sheet.segment, blocks=(sheet.block,))),
        tied=bool(to_order(board, sheet.segment, sheet.block, tx.at)),
        following=following,
    )
    return blocks.done(sheet, result)


def dots(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the first page to place dots."""
    sheet = _weighed(gesture, tx)
    if not sheet.notes:
        return Answer(says=blocks.nothing(sheet.block))
    return _show(gesture, tx, Form(blocks.dotting(sheet)))


def dots_back(gesture: Gesture, tx: Transaction) -> Answer:
    """Show the page of dots before this one."""
    _, sheet = _sheet(gesture, tx)
    return _show(gesture, tx, Form(blocks.dotting(sheet.at(int(gesture.subject.get("page", 1)) - 1))))


def place(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep the dots of a page, if there are enough of them, and show the next one, or what came of it."""
    _, sheet = _sheet(gesture, tx)
    chosen = {note: _dots(gesture, sheet, note) for note in sheet.notes}
    wanted = sum(chosen.values())
    if wanted > max(sheet.each, sheet.placed):
        last = [str(note.id) for note in sheet.notes if gesture.words(str(note.id)) not in {"", "0"}][-1]
        raise TooManyDots(last, each=sheet.each, wanted=wanted)
    pace.weighing(tx, sheet.segment, sheet.block.value)
    changed = [note for note, dots in chosen.items() if dots != sheet.own_dots(note)]
    for note in changed:
        tx.families.place(note, tx.user, chosen[note])
    posts = _redrawn(tx, sheet.workshop, changed)
    board, after = _sheet(gesture, tx)
    following = int(gesture.subject.get("page", 0)) + 1
    view = blocks.dotting(after.at(following)) if following < after.pages else _done(tx, board, after)
    return Answer(form=Form(view, FormAct.UPDATE), posts=posts)


def _dots(gesture: Gesture, sheet: blocks.Sheet, note: Note) -> int:
    """Return the dots chosen for a note, those it has where it is not on this page."""
    chosen = gesture.words(str(note.id))
    return int(chosen) if chosen in {str(dots) for dots in range(DOTS_A_NOTE + 1)} else sheet.own_dots(note)


def order_by_word(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to put the notes of a kind in order; without one, of the kind whose ratings tell least."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    board = tx.workshops.board(workshop.id)
    if text.strip():
        block = read_kind(text)
    else:
        tied = (one for one in Block if to_order(board, segment.id, one, tx.at))
        named = blocks.block_to_weigh(open_notes(board, segment=segment.id), tx.user, workshop.step)
        block = next(tied, named or Block.JOB)
    return _ordering(gesture, tx, *_drawn(tx, workshop, segment.id, block))


def order(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to put the notes of a prompt in order."""
    return _ordering(gesture, tx, *_sheet(gesture, tx))


def _ordering(gesture: Gesture, tx: Transaction, board: Board, sheet: blocks.Sheet) -> Answer:
    pace.weighable(tx, sheet.segment, sheet.block.value)
    seen = {note.id for note in sheet.notes}
    found = [note for note in ranked(board, tx.at, segment=sheet.segment, blocks=(sheet.block,)) if note.id in seen]
    if len(found) < 2:  # noqa: PLR2004 - nothing to put in order
        return Answer(says=blocks.nothing(sheet.block))
    return _show(gesture, tx, Form(blocks.ordering(sheet, found[:ORDERED])))


def ordered(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep somebody's order as their ratings, and say what it makes of all orders."""
    _, sheet = _sheet(gesture, tx)
    known = {note.id: note for note in sheet.notes}
    among = [one for one in gesture.subject["notes"] if one in known]
    said: list[int] = []
    for number in range(len(gesture.subject["notes"])):
        field = f"place{number}"
        chosen = gesture.words(field)
        if chosen.isdigit() and int(chosen) in said:
            raise SaidTwice(field)
        said += [int(chosen)] if chosen.isdigit() and int(chosen) in among else []
    if not said:
        raise Stale
    pace.weighing(tx, sheet.segment, sheet.block.value)
    for note, value in as_ratings(said, among).items():
        tx.families.rate(known[note], tx.user, value)
    where = {"workshop": sheet.workshop.id, "segment": sheet.segment, "block": sheet.block.value}
    for older in tx.aside.waiting(ORDER, sheet.workshop.channel, **where):
        if older.user == tx.user:
            tx.aside.take(older.id)
    tx.aside.keep(ORDER, tx.user, "", channel=sheet.workshop.channel, **where, notes=said, among=among)
    posts = _redrawn(tx, sheet.workshop, (known[one] for one in among))
    return Answer(says=_team_order(tx, sheet, among, where), posts=posts)


def _still_holds(one: Aside, notes: Mapping[int, Note]) -> bool:
    """Tell whether somebody has neither taken their order back nor rated anew since."""
    return all(
        Rating(one.user, value) in notes[note].ratings
        for note, value in as_ratings(one.data["notes"], one.data["among"]).items()
        if note in notes
    )


def _team_order(tx: Transaction, sheet: blocks.Sheet, among: list[int], where: Mapping[str, Any]) -> Message:
    if not votes_shown(tx, sheet.segment, sheet.block.value):
        return blocks.ordered((), 0)
    notes = {note.id: note for note in _drawn(tx, sheet.workshop, sheet.segment, sheet.block)[1].notes}
    kept = tx.aside.waiting(ORDER, sheet.workshop.channel, **where)
    orders = [one.data["notes"] for one in kept if _still_holds(one, notes)]
    return blocks.ordered([(notes[one], won) for one, won in borda(orders, among)], len(orders))
