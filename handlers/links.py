"""Links: which offer serves which want, by command and card by card."""

from dataclasses import replace
from typing import Any

from canvas.board import Board, Note, Workshop
from canvas.codes import Codes
from canvas.errors import (
    LinkAcrossSegments,
    LinkNeedsTwo,
    NoCode,
    NothingToMatch,
    OneAtATime,
    UnknownCode,
    UnknownLink,
    UnknownStrength,
    WrongLink,
)
from canvas.fit import fit
from canvas.merging import united
from canvas.method import KINDS, STRENGTHS, Block
from canvas.note_errors import NothingLinked, NotLinked, WhichLink
from canvas.offer_errors import WrongChoice
from canvas.ranking import VALUE_MAP, ranked
from canvas.words import Code, read_strength, split_codes
from handlers import channel
from handlers.answer import Answer, Form, FormAct
from handlers.blocks import fit as fit_blocks
from handlers.blocks import links as blocks
from handlers.gesture import Gesture
from handlers.moving import moved
from handlers.naming import codes_of
from handlers.place import (
    board_seen_by,
    note_called,
    note_drawn_for,
    segment_meant,
    still_there,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

CARDS = 200  # walked through in one go


def register(surfaces: Surfaces) -> None:
    """Listen to links."""
    surfaces.word("link", link, usage="link R1 P2 partly", says="say which offer serves which want")
    surfaces.word("unlink", unlink, usage="unlink R1 P2", says="take a link away")
    surfaces.button("links.match", match, writes=False)
    surfaces.form("links.answer", answer)
    surfaces.form("links.drop", drop)
    surfaces.search("links.search", search)


def link(gesture: Gesture, tx: Transaction) -> Answer:
    """Link two notes; with one code, or none, open the form."""
    workshop = workshop_here(gesture, tx)
    segment, text = segment_meant(gesture, tx, workshop)
    codes, word = split_codes(text, most=2)
    if not text.strip():
        return _walk(tx, workshop, segment.id)
    if len(codes) == 1 and not word:
        code = str(codes[0])
        note = still_there(note_called(gesture, tx, workshop, code), code)
        return Answer(form=_form(tx, workshop, [note.id]))
    if split_codes(word)[0]:
        raise OneAtATime(example=f"link {codes[0]} {codes[1]}")
    source, target = _pair(gesture, tx, workshop, codes)
    strength = read_strength(word)
    tx.links.put(workshop.id, source, target, strength)
    says = blocks.linked(source, target, strength, codes_of(tx, workshop))
    return Answer(says=says, posts=channel.card(tx, workshop))


def unlink(gesture: Gesture, tx: Transaction) -> Answer:
    """Take a link away; with fewer than two codes open the form with the links there are."""
    workshop = workshop_here(gesture, tx)
    _, text = segment_meant(gesture, tx, workshop)
    codes, more = split_codes(text, most=2)
    if not text.strip() or (len(codes) == 1 and not more):
        code = str(codes[0]) if codes else ""
        note = still_there(note_called(gesture, tx, workshop, code), code) if code else None
        if not _linked(tx, workshop, note):
            raise NotLinked(code=codes_of(tx, workshop).read(note)) if note else NothingLinked
        return Answer(form=Form(blocks.unlinking(workshop, note)))
    if len(codes) != 2:  # noqa: PLR2004 - a link has two ends
        raise NoCode(example="unlink R1 P2")
    return _unlinked(tx, workshop, *_pair(gesture, tx, workshop, codes))


def _unlinked(tx: Transaction, workshop: Workshop, source: Note, target: Note) -> Answer:
    found, codes = tx.links.between(source, target), codes_of(tx, workshop)
    if found is None or found.state != "active":
        raise UnknownLink(source=codes.read(source), target=codes.read(target))
    tx.links.remove(workshop.id, found)
    return Answer(says=blocks.unlinked(source, target, codes), posts=channel.card(tx, workshop))


def _linked(tx: Transaction, workshop: Workshop, note: Note | None) -> list[tuple[Note, Note]]:
    """Return the links that somebody may see, of one note or of all: offer and want."""
    board = board_seen_by(tx, tx.user, tx.workshops.board(workshop.id))
    notes = {one.id: one for one in board.notes}
    active = (one for one in board.links if one.state == "active")
    return [
        (notes[one.source], notes[one.target]) for one in active if note is None or note.id in {one.source, one.target}
    ]


def search(gesture: Gesture, tx: Transaction) -> Answer:
    """Find links by the code or the words of one of their ends."""
    workshop = workshop_drawn_for(gesture, tx)
    note = tx.notes.get(int(gesture.subject.get("note", 0)))
    found = blocks.choices(_linked(tx, workshop, note), codes_of(tx, workshop), gesture.text)
    return Answer(options=found)


def drop(gesture: Gesture, tx: Transaction) -> Answer:
    """Take the link away that was chosen in the form."""
    workshop = workshop_drawn_for(gesture, tx)
    ends = [int(one) for one in gesture.words("link").split("-") if one.isdigit()]
    chosen = next((pair for pair in _linked(tx, workshop, None) if [pair[0].id, pair[1].id] == ends), None)
    if chosen is None:
        raise WhichLink
    return _unlinked(tx, workshop, *chosen)


def _pair(gesture: Gesture, tx: Transaction, workshop: Workshop, codes: list[Code]) -> tuple[Note, Note]:
    """Return the offer and the want of two codes in either order; one segment number counts for both."""
    if len(codes) != 2:  # noqa: PLR2004 - a link has two ends
        raise LinkNeedsTwo
    number = next((code.segment for code in codes if code.segment), None)
    one, other = (_end(gesture, tx, workshop, code, number) for code in codes)
    source, target = (other, one) if KINDS[other.block].serves is one.block else (one, other)
    if KINDS[source.block].serves is None:
        source, target = target, source
    wanted = KINDS[source.block].serves
    if wanted is None:
        raise LinkNeedsTwo
    if wanted is not target.block:
        raise _wrong(source, target, wanted, codes_of(tx, workshop))
    if source.segment != target.segment:
        codes_here = codes_of(tx, workshop)
        start = codes_here.typed(source)
        fix = f"{start} {codes_here.number(target)}"
        raise LinkAcrossSegments(source=start, target=codes_here.typed(target), fix=fix)
    return source, target


def _end(gesture: Gesture, tx: Transaction, workshop: Workshop, code: Code, number: int | None) -> Note:
    """Return one end of a link: in the segment that a code names, else in that of the other end, else one's own."""
    named = str(code if code.segment else Code(number, code.code))
    try:
        return still_there(note_called(gesture, tx, workshop, named), named)
    except UnknownCode:
        if code.segment or number is None:
            raise
        return still_there(note_called(gesture, tx, workshop, str(code)), str(code))


def _wrong(source: Note, target: Note, wanted: Block, codes: Codes) -> WrongLink:
    kind = KINDS[wanted]
    return WrongLink(
        source=codes.read(source),
        target=codes.read(target),
        source_kind=KINDS[source.block].title.lower(),
        wanted=kind.title.lower(),
        example=f"{codes.read(source)} {kind.letter}1",
    )


def match(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the first card of the segment whose prompt was clicked."""
    workshop = workshop_drawn_for(gesture, tx)
    segment = gesture.subject.get("segment") or segment_meant(replace(gesture, text=""), tx, workshop)[0].id
    return _walk(tx, workshop, segment)


def _walk(tx: Transaction, workshop: Workshop, segment: int) -> Answer:
    """Walk through what is offered: what serves nothing yet comes first."""
    board = board_seen_by(tx, tx.user, tx.workshops.board(workshop.id))
    serving = {one.source for one in board.links if one.state == "active" and one.strength}
    wanted = {note.block for note in ranked(board, tx.at, segment=segment)}
    offers = [
        note.id
        for note in ranked(board, tx.at, segment=segment, blocks=VALUE_MAP)
        if KINDS[note.block].serves in wanted
    ]
    if not offers:
        raise NothingToMatch
    order = sorted(offers, key=lambda note: note in serving)[:CARDS]
    return Answer(form=_form(tx, workshop, order, board))


def _form(tx: Transaction, workshop: Workshop, notes: list[int], board: Board | None = None) -> Form:
    """Return the card of the first note that still has something to be linked to."""
    board = board or board_seen_by(tx, tx.user, tx.workshops.board(workshop.id))
    here = {note.id: note for note in ranked(board, tx.at)}
    for place, one in enumerate(notes):
        if one in here and (card := _card(board, here[one], list(here.values()))).others:
            return Form(blocks.matching(workshop, card, Codes(board.segments), notes[place + 1 :]))
    raise NothingToMatch


def _card(board: Board, note: Note, order: list[Note]) -> blocks.Card:
    """Return a note with what it may be linked to: those it is linked to already, then the most important."""
    strengths: dict[int, float] = {}
    for one in board.links:
        if one.state == "active" and note.id in {one.source, one.target}:
            strengths[one.target if one.source == note.id else one.source] = one.strength
    fitting = [other for other in order if other.segment == note.segment and _fits(note, other)]
    first = sorted(fitting, key=lambda other: other.id not in strengths)
    return blocks.Card(note=note, others=first[: blocks.TARGETS], strengths=strengths, of=len(fitting))


def _fits(one: Note, other: Note) -> bool:
    return KINDS[one.block].serves is other.block or KINDS[other.block].serves is one.block


def answer(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was chosen on a card and show the next one, or the end."""
    workshop = workshop_drawn_for(gesture, tx)
    for field, chosen in gesture.fields.items():
        if isinstance(chosen, str) and chosen and field != "note":
            _put(tx, workshop, field, chosen)
    if gesture.words("note"):
        _put_another(gesture, tx, workshop)
    board = board_seen_by(tx, tx.user, tx.workshops.board(workshop.id))
    left = [int(one) for one in gesture.subject.get("left", ())]
    following = {note.id for note in ranked(board, tx.at)} & set(left)
    posts = channel.card(tx, workshop)
    if following:
        form = _form(tx, workshop, left, board)
        return Answer(form=replace(form, act=FormAct.UPDATE), posts=posts)
    segment = _segment_of(tx, gesture.subject)
    says = _fit_now(tx, workshop, segment) if segment else ""
    return Answer(form=Form(blocks.matched(says), FormAct.UPDATE), posts=posts)


def _fit_now(tx: Transaction, workshop: Workshop, segment: int) -> str:
    """Return fit in one line, and what has moved it."""
    kept = board_seen_by(tx, tx.user, tx.workshops.board(workshop.id, united=False))
    now, delta = fit(united(kept), segment, tx.at), fit_blocks.delta(moved(tx, kept, segment))
    return f"{fit_blocks.line(now)}\n{delta}".strip()


def _put(tx: Transaction, workshop: Workshop, field: str, chosen: str) -> None:
    """Keep one choice; a note that has gone meanwhile is passed over, an unchanged link too."""
    if chosen not in STRENGTHS:
        raise UnknownStrength
    own = {segment.id for segment in tx.segments.of(workshop.id)}
    source, target = (tx.notes.get(int(one)) for one in field.split("-"))
    if source is None or target is None or not {source.segment, target.segment} <= own:
        return
    known = tx.links.between(source, target)
    if known is None or known.state != "active" or known.strength != STRENGTHS[chosen]:
        tx.links.put(workshop.id, still_there(source), still_there(target), STRENGTHS[chosen])


def _put_another(gesture: Gesture, tx: Transaction, workshop: Workshop) -> None:
    """Link the card's note fully with one that was searched for."""
    found = note_drawn_for(gesture, tx, workshop)
    own = tx.notes.get(int(gesture.subject.get("note", 0)))
    if own is None or KINDS[own.block].side is KINDS[found.block].side or own.segment != found.segment:
        raise WrongChoice
    source, target = (own, found) if KINDS[own.block].serves else (found, own)
    wanted = KINDS[source.block].serves
    if wanted is not None and wanted is not target.block:
        raise _wrong(source, target, wanted, codes_of(tx, workshop))
    tx.links.put(workshop.id, still_there(source), target, STRENGTHS["fully"])


def _segment_of(tx: Transaction, subject: Any) -> int | None:  # noqa: ANN401 - what the form carries
    note = tx.notes.get(int(subject.get("note", 0)))
    return note.segment if note else None
