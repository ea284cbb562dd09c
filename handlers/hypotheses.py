"""What must be true: written by hand, or drafted from the notes and links that matter most."""

import re
from collections.abc import Sequence
from dataclasses import replace

from canvas.board import Board, Hypothesis, Note, Segment, Workshop
from canvas.claims import flaw
from canvas.coach import is_on
from canvas.errors import HypothesisGone, NoCode, NoHypothesis, OtherWorkshop, UnknownCode
from canvas.hypotheses import Wording, as_link, drafts, keeping
from canvas.learning_errors import UnknownHypothesis
from canvas.priorities import importance, placed
from canvas.proof import Of, meant, notes_of, proof
from canvas.testing import suggestion
from canvas.text import clean, unquote
from canvas.words import read_target, split_codes
from handlers import channel
from handlers.answer import Answer, Delivery, Form, Message
from handlers.blocks import hypotheses as blocks
from handlers.blocks.cards import CARRIES
from handlers.blocks.evidence import matching, target_of, targets
from handlers.blocks.priorities import first
from handlers.gesture import Gesture
from handlers.place import (
    board_for_all,
    note_called,
    segment_meant,
    still_there,
    workshop_drawn_for,
    workshop_here,
)
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

LISTS = frozenset({"draft", "drafts", "list"})
RATING = re.compile(r"[1-5]")


def register(surfaces: Surfaces) -> None:
    """Listen to the word, the form and the buttons of drafts."""
    usage = "hypothesis We believe at least 6 of 10 parents cook on weekdays"
    surfaces.word("hypothesis", hypothesis, usage=usage, says="write what must be true")
    surfaces.button("hypotheses.suggest", suggest)
    surfaces.button("hypotheses.keep", keep)
    surfaces.button("hypotheses.edit", edit, writes=False)
    surfaces.button("hypotheses.drop", drop)
    surfaces.form("hypotheses.save", save)
    surfaces.search("hypotheses.find", find)


def hypothesis(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed, or do it to the hypothesis whose code comes first; with nothing typed open the form."""
    workshop = workshop_here(gesture, tx)
    text = unquote(clean(gesture.text))
    if not text:
        return _form(gesture, tx, workshop)
    if text.casefold() in LISTS:
        return _listed(tx, workshop)
    codes, rest = split_codes(text, most=1)
    if codes and (known := tx.hypotheses.find(workshop.id, codes[0].code)):
        return _about(tx, workshop, _there(known), rest)
    if codes and codes[0].code.startswith("H") and not rest:
        raise UnknownHypothesis(code=codes[0].code)
    segment, said = _segment(gesture, tx, workshop)
    notes, words = _named_first(gesture, tx, workshop, unquote(clean(said)))
    if notes and not words:
        return _form(gesture, tx, workshop, notes)
    named = (one for one in tx.segments.of(workshop.id) if notes and one.id == notes[0].segment)
    return _written(tx, workshop, Wording(words, segment=next(named, segment), notes=notes))


def _segment(gesture: Gesture, tx: Transaction, workshop: Workshop) -> tuple[Segment | None, str]:
    """Return the segment that is meant, None where none is open, and what was typed without its name."""
    if all(one.state != "open" for one in tx.segments.of(workshop.id)):
        return None, gesture.text
    return segment_meant(gesture, tx, workshop)


def _named_first(gesture: Gesture, tx: Transaction, workshop: Workshop, text: str) -> tuple[Sequence[Note], str]:
    """Return the note, or the two notes of a link, whose codes come first, and what is said of them.

    A sentence that only begins like a code (`S3 is down`) names none.
    """
    try:
        codes, words = read_target(text)
        notes = [still_there(note_called(gesture, tx, workshop, str(code))) for code in codes]
    except (NoCode, UnknownCode):
        return (), text
    notes = as_link(notes) if len(notes) > 1 else notes
    return notes, unquote(words) if notes else text


def _form(
    gesture: Gesture, tx: Transaction, workshop: Workshop, notes: Sequence[Note] = (), one: Hypothesis | None = None
) -> Answer:
    """Open the form for a new hypothesis (about `notes`), or for one that is there."""
    board = tx.workshops.board(workshop.id)
    known = meant(board, one) if one else None
    value = f"{known.of[0]}{known.id}" if known else _value(tx, notes)
    meant_now, _ = _segment(gesture, tx, workshop)
    mine = next((str(rating.value) for rating in one.ratings if rating.user == gesture.user), "") if one else ""
    segment = (one.segment if one else notes[0].segment if notes else None) or (meant_now.id if meant_now else 0)
    draft = blocks.Draft(
        workshop=workshop,
        segments=[each for each in board.segments if each.state == "open"],
        segment=segment,
        one=one,
        weight=mine or str(one.importance or "") if one else "",
        about=target_of(board_for_all(tx, board), value),
    )
    return Answer(form=Form(blocks.form(draft)))


def _value(tx: Transaction, notes: Sequence[Note]) -> str:
    link = tx.links.between(notes[0], notes[1]) if len(notes) > 1 else None
    return f"l{link.id}" if link else f"n{notes[0].id}" if notes else ""


def _about(tx: Transaction, workshop: Workshop, one: Hypothesis, rest: str) -> Answer:
    """Show a hypothesis, rate its importance 1 to 5, or give it other words."""
    if not rest:
        return Answer(says=_card(tx, workshop, one, ""))
    if RATING.fullmatch(rest):
        tx.hypotheses.rate(workshop.id, one, tx.user, int(rest))
        return Answer(says=_card(tx, workshop, one, blocks.rated(int(rest))), posts=_redrawn(tx, workshop))
    if not any(character.isalpha() for character in rest):
        raise NoHypothesis
    tx.hypotheses.change(workshop.id, one, text=unquote(rest), **keeping(one, tx.user))
    return _shown(tx, workshop, one)


def _written(tx: Transaction, workshop: Workshop, said: Wording) -> Answer:
    text = said.text
    if not any(character.isalpha() for character in text):
        raise NoHypothesis
    known = next((one for one in _standing(tx, workshop) if one.text.casefold() == text.casefold()), None)
    if known:
        return Answer(says=blocks.already(known))
    one = tx.hypotheses.add(workshop.id, text, owner=tx.user, **said.fields)
    if said.weight:
        tx.hypotheses.rate(workshop.id, one, tx.user, said.weight)
    return _shown(tx, workshop, one)


def _card(tx: Transaction, workshop: Workshop, one: Hypothesis, lead: str) -> Message:
    """Return a hypothesis as it is now, with what it lacks and how to test it."""
    board = tx.workshops.board(workshop.id)
    now = next(known for known in board.hypotheses if known.id == one.id)
    grounds = proof(board, tx.at).of_hypothesis(now.id)
    names = [segment.name for segment in board.segments if segment.state == "open"]
    shown = blocks.Shown(
        one=_named(board, now),
        workshop=workshop,
        flaw=flaw(now.text, names, now.area) if is_on("L15", workshop.off) else "",
        rests=CARRIES[grounds.band],
        important=importance(now),
        tests=[test for test in board.tests if test.hypothesis == now.id and not test.void],
        idea=suggestion(now, board.tests, grounds),
    )
    return blocks.kept(shown, lead)


def _standing(tx: Transaction, workshop: Workshop) -> list[Hypothesis]:
    return [one for one in tx.hypotheses.of(workshop.id) if one.state != "removed"]


def _redrawn(tx: Transaction, workshop: Workshop) -> tuple[Delivery, ...]:
    """Redraw the card and the prompt of the whole workshop."""
    return channel.changed(tx, workshop, 0, [""])


def suggest(gesture: Gesture, tx: Transaction) -> Answer:
    """Draft hypotheses from what matters most, none of them twice, and list them."""
    return _listed(tx, workshop_drawn_for(gesture, tx))


def _listed(tx: Transaction, workshop: Workshop) -> Answer:
    board = tx.workshops.board(workshop.id)
    segments = [segment for segment in board.segments if segment.state == "open"]
    shown = board_for_all(tx, board)
    new = [(segment, draft) for segment in segments for draft in drafts(shown, segment, tx.at)]
    for segment, draft in new:
        about = {"area": draft.area, "about": draft.about, "aspect": draft.aspect, "segment": segment.id}
        tx.hypotheses.add(workshop.id, draft.text, state="draft", **about)
    after = tx.workshops.board(workshop.id) if new else board
    order = placed(after, tx.at)
    if not order:
        return Answer(says=blocks.nothing())
    named = (_named(after, one.hypothesis) for one in order)
    drafts_first = sorted(named, key=lambda one: one.state != "draft")
    says = blocks.listed(drafts_first, workshop, len(new), first(order))
    return Answer(says=says, posts=_redrawn(tx, workshop) if new else ())


def _named(board: Board, one: Hypothesis) -> Hypothesis:
    """Return a hypothesis that names what it is about as people do: with one segment, without its number."""
    return one if len(board.segments) > 1 else replace(one, about=one.about.lstrip("0123456789"))


def keep(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep a draft."""
    workshop, one = _drawn_for(gesture, tx)
    if one.state != gesture.subject.get("state"):
        return Answer(says=blocks.changed_since(one))
    tx.hypotheses.change(workshop.id, one, **keeping(one, tx.user))
    return _shown(tx, workshop, one)


def edit(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to edit a hypothesis."""
    workshop, one = _drawn_for(gesture, tx)
    return _form(gesture, tx, workshop, one=_there(one))


def drop(gesture: Gesture, tx: Transaction) -> Answer:
    """Drop a hypothesis; its code is not used again."""
    workshop, one = _drawn_for(gesture, tx)
    if one.state != gesture.subject.get("state"):
        return Answer(says=blocks.changed_since(one))
    tx.hypotheses.change(workshop.id, one, state="removed")
    return Answer(says=blocks.dropped(one), posts=_redrawn(tx, workshop))


def save(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what the form holds: a new hypothesis, or new words for one."""
    workshop = workshop_drawn_for(gesture, tx)
    if not gesture.subject.get("hypothesis"):
        return _written(tx, workshop, _read(gesture, tx, workshop))
    _, one = _drawn_for(gesture, tx)
    said = _read(gesture, tx, workshop, one)
    if not any(character.isalpha() for character in said.text):
        raise NoHypothesis
    tx.hypotheses.change(workshop.id, _there(one), text=said.text, **said.fields, **keeping(one, tx.user))
    tx.hypotheses.rate(workshop.id, one, tx.user, said.weight)
    return _shown(tx, workshop, one)


def _read(gesture: Gesture, tx: Transaction, workshop: Workshop, before: Hypothesis | None = None) -> Wording:
    """Read the form. What it is about tells the segment, else what was chosen or was so, else the one that is meant."""
    area, aspect, _ = blocks.AREAS.get(gesture.words("area"), blocks.AREAS["circle"])
    weight = gesture.words("importance")
    board = tx.workshops.board(workshop.id)
    target = target_of(board, gesture.words("about"))
    notes = notes_of(board, target.claim) if target else ()
    known = str(before.segment) if before else ""
    wanted = str(notes[0].segment) if notes else gesture.words("segment") or known
    segment = next((one for one in board.segments if str(one.id) == wanted), None)
    return Wording(
        text=clean(gesture.words("text")),
        area=area,
        aspect=aspect,
        segment=segment or _segment(replace(gesture, text=""), tx, workshop)[0],
        notes=notes,
        weight=int(weight) if RATING.fullmatch(weight) else None,
    )


def find(gesture: Gesture, tx: Transaction) -> Answer:
    """Find notes and links by code or words, the most important notes first."""
    workshop = workshop_drawn_for(gesture, tx)
    board = board_for_all(tx, tx.workshops.board(workshop.id))
    found = [target for target in targets(board, tx.at) if target.claim.of is not Of.HYPOTHESIS]
    return Answer(options=matching(found, gesture.text))


def _drawn_for(gesture: Gesture, tx: Transaction) -> tuple[Workshop, Hypothesis]:
    """Return the workshop and hypothesis of a button or form. Raises OtherWorkshop."""
    workshop = workshop_drawn_for(gesture, tx)
    wanted = gesture.subject.get("hypothesis")
    one = next((one for one in tx.hypotheses.of(workshop.id) if one.id == wanted), None)
    if one is None:
        raise OtherWorkshop
    return workshop, one


def _there(one: Hypothesis) -> Hypothesis:
    if one.state == "removed":
        raise HypothesisGone(code=one.code)
    return one


def _shown(tx: Transaction, workshop: Workshop, one: Hypothesis) -> Answer:
    return Answer(says=_card(tx, workshop, one, "Kept as"), posts=_redrawn(tx, workshop))
