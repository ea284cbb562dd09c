"""The last word: who has it may overrule what the team said of a note or a link; both results are kept."""

import re

from canvas.board import Note, Workshop
from canvas.deciding_errors import (
    JudgedInSecret,
    NobodyDecides,
    NotDecider,
    NothingToDecide,
    RatedInSecret,
    WhyDecided,
)
from canvas.errors import NoCode, UnknownLink
from canvas.fit_rounds import ROUND
from canvas.links import active_links, current
from canvas.method import KINDS, Block
from canvas.ranking import ranked
from canvas.text import clean, unquote
from canvas.words import Code, read_rating, read_strength, split_codes
from handlers import channel
from handlers.answer import Answer, Form
from handlers.blocks import deciding as blocks
from handlers.blocks import last_word
from handlers.blocks.links import word
from handlers.gesture import Gesture
from handlers.naming import codes_of, segment_drawn_for
from handlers.place import (
    board_for_all,
    note_called,
    note_drawn_for,
    segment_meant,
    still_there,
    votes_shown,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

BECAUSE = re.compile(r"(?:because|as|:|,|-|–|—)\s*", re.IGNORECASE)


def register(surfaces: Surfaces) -> None:
    """Listen to who has the last word."""
    usage = "decide P3 5 because two customers left over it"
    surfaces.word("decide", decide, usage=usage, says="have the last word on a rating or a link")
    surfaces.button("deciding.ask", ask, writes=False)
    surfaces.button("deciding.choose", choose, writes=False)
    surfaces.form("deciding.save", save)


def decide(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed after a note or a link; what is missing of it is asked in a form."""
    workshop = _decided_by(workshop_here(gesture, tx), gesture.user)
    _, text = segment_meant(gesture, tx, workshop)
    if not text.strip():
        return Answer(form=Form(blocks.about_note(workshop, None, codes_of(tx, workshop))))
    codes, rest = split_codes(text, most=2)
    if not codes:
        raise NoCode(example="decide P3 5 because …")
    value, reason = _value_and_reason(rest)
    called = [note_called(gesture, tx, workshop, str(code)) for code in _whole(codes)]
    if called[1:]:
        return _typed_tie(tx, workshop, _called(tx, workshop, called), value, reason)
    return _typed_note(tx, workshop, called[0], value, reason)


def _whole(codes: list[Code]) -> list[Code]:
    """Return codes in which the segment number of the first counts for the second."""
    return [Code(code.segment or codes[0].segment, code.code) for code in codes]


def _value_and_reason(text: str) -> tuple[str, str]:
    value, _, reason = text.strip().partition(" ")
    return value.rstrip(":,"), unquote(clean(BECAUSE.sub("", reason.strip(), count=1)))


def _typed_note(tx: Transaction, workshop: Workshop, note: Note, value: str, reason: str) -> Answer:
    note = _ratable(tx, workshop, note)
    known = value and (value if value == blocks.BACK else str(read_rating(value, note.code, KINDS[note.block].scale)))
    if known and reason:
        return _note(tx, workshop, note, known, reason)
    return Answer(form=Form(blocks.about_note(workshop, note, codes_of(tx, workshop), blocks.Typed(known, reason))))


def _typed_tie(tx: Transaction, workshop: Workshop, tie: blocks.Tie, value: str, reason: str) -> Answer:
    known = value and (value if value == blocks.BACK else word(read_strength(value)))
    if known and reason:
        return _linked(tx, workshop, tie, known, reason)
    return Answer(form=Form(blocks.about_tie(workshop, tie, codes_of(tx, workshop), blocks.Typed(known, reason))))


def ask(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form for the note whose button was clicked."""
    workshop = _decided_by(workshop_drawn_for(gesture, tx), gesture.user)
    note = _ratable(tx, workshop, note_drawn_for(gesture, tx, workshop))
    return Answer(form=Form(blocks.about_note(workshop, tx.families.whole(note.id) or note, codes_of(tx, workshop))))


def choose(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that asks which note of a block, or which link of a segment, is decided."""
    workshop = _decided_by(workshop_drawn_for(gesture, tx), gesture.user)
    segment = segment_drawn_for(gesture, tx, workshop).id
    codes = codes_of(tx, workshop)
    if not gesture.subject.get("block"):
        _not_judged(tx, segment)
        ties = [one for one in _ties(tx, workshop) if one.offer.segment == segment]
        if not ties:
            raise NothingToDecide
        return Answer(form=Form(blocks.among_ties(workshop, ties, codes)))
    block = Block(gesture.subject["block"])
    _not_rated(tx, segment, block)
    board = current(tx.workshops.board(workshop.id))
    notes = ranked(board, tx.at, segment=segment, blocks=(block,))
    if not notes:
        raise NothingToDecide
    return Answer(form=Form(blocks.among_notes(workshop, notes, codes)))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form decides, and why."""
    workshop = _decided_by(workshop_drawn_for(gesture, tx), gesture.user)
    value, reason = gesture.words("value"), clean(gesture.words("reason"))
    if not any(letter.isalnum() for letter in reason):
        raise WhyDecided
    link = gesture.words("link") or str(gesture.subject.get("link", ""))
    if not link:
        return _note(tx, workshop, _ratable(tx, workshop, note_drawn_for(gesture, tx, workshop)), value, reason)
    found = next((one for one in _ties(tx, workshop) if str(one.link.id) == link), None)
    if found is None:
        raise NothingToDecide
    _not_judged(tx, found.offer.segment)
    return _linked(tx, workshop, found, value, reason)


def _note(tx: Transaction, workshop: Workshop, note: Note, value: str, reason: str) -> Answer:
    """Keep what a note weighs, or that the team's own rating counts again."""
    decided = None if value == blocks.BACK else float(read_rating(value, note.code, KINDS[note.block].scale))
    codes, rests = codes_of(tx, workshop), tx.evidence.of(note=note.id)
    tx.notes.change(note, decided=decided)
    whole = tx.families.whole(note.id) or note
    origin = f"{codes.read(note)}: {last_word.team_rating(whole)}"
    _keep(tx, workshop, (origin, _target(decided, value)), reason, [one.id for one in rests])
    redrawn = channel.changed(tx, workshop, note.segment, [note.block.value])
    says = blocks.note_says(whole, codes)
    told = channel.say(workshop, blocks.told(tx.user, says, reason))
    return Answer(says=blocks.decided(says), posts=(*redrawn, *channel.differed(tx, workshop, [note]), told))


def _linked(tx: Transaction, workshop: Workshop, tie: blocks.Tie, value: str, reason: str) -> Answer:
    """Keep how well a link works, or that what the team said counts again."""
    decided = None if value == blocks.BACK else read_strength(value)
    codes, rests = codes_of(tx, workshop), tx.evidence.of(link=tie.link.id)
    after = blocks.Tie(tx.links.decide(workshop.id, tie.link, decided), tie.offer, tie.want)
    origin = f"{tie.read(codes)}: team {word(tie.link.strength)}"
    _keep(tx, workshop, (origin, _target(decided, value)), reason, [one.id for one in rests])
    says = blocks.tie_says(after, codes)
    told = channel.say(workshop, blocks.told(tx.user, says, reason))
    return Answer(says=blocks.decided(says), posts=(*channel.card(tx, workshop), told))


def _target(decided: float | None, value: str) -> str:
    return "" if decided is None else value


def _keep(tx: Transaction, workshop: Workshop, turn: tuple[str, str], reason: str, rests: list[int]) -> None:
    origin, target = turn
    tx.workshops.decide(workshop.id, "overrule", origin, target, reason[: blocks.REASON], evidence=tuple(rests))


def _decided_by(workshop: Workshop, user: str) -> Workshop:
    """Return the workshop, if this person has the last word in it. Raises NotDecider, NobodyDecides."""
    if not workshop.decider:
        raise NobodyDecides
    if workshop.decider != user:
        raise NotDecider(who=f"<@{workshop.decider}>")
    return workshop


def _ratable(tx: Transaction, workshop: Workshop, note: Note) -> Note:
    """Return a note that is on the canvas, shown to all, and rated to the end. Raises why it is not."""
    note = still_there(note, codes_of(tx, workshop).read(note))
    _not_rated(tx, note.segment, note.block)
    return note


def _not_rated(tx: Transaction, segment: int, block: Block) -> None:
    if not votes_shown(tx, segment, block.value):
        raise RatedInSecret(kind=KINDS[block].plural.lower())


def _ties(tx: Transaction, workshop: Workshop) -> list[blocks.Tie]:
    """Return the links between notes that all may see, as they count: a merged note's are those of what it became."""
    board = board_for_all(tx, tx.workshops.board(workshop.id))
    notes = {note.id: note for note in board.notes}
    return [blocks.Tie(one, notes[one.source], notes[one.target]) for one in active_links(board)]


def _called(tx: Transaction, workshop: Workshop, ends: list[Note]) -> blocks.Tie:
    """Return the link of two notes in either order. Raises UnknownLink, JudgedInSecret."""
    codes = codes_of(tx, workshop)
    one, other = (still_there(note, codes.read(note)) for note in ends)
    both = {one.id, other.id}
    found = next((tie for tie in _ties(tx, workshop) if {tie.offer.id, tie.want.id} == both), None)
    if found is None:
        raise UnknownLink(source=codes.read(one), target=codes.read(other))
    _not_judged(tx, found.offer.segment)
    return found


def _not_judged(tx: Transaction, segment: int) -> None:
    if tx.rounds.find(segment, ROUND):
        raise JudgedInSecret
