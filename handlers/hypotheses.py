"""What must be true: written by hand, or drafted from the notes and links that matter most."""

import re
from dataclasses import replace

from canvas.board import Board, Hypothesis, Workshop
from canvas.claims import flaw
from canvas.coach import is_on
from canvas.errors import HypothesisGone, NoHypothesis, OtherWorkshop
from canvas.hypotheses import drafts
from canvas.learning_errors import UnknownHypothesis
from canvas.priorities import importance, placed
from canvas.proof import proof
from canvas.testing import next_experiment
from canvas.text import clean, unquote
from canvas.words import split_codes
from handlers import channel
from handlers.answer import Answer, Delivery, Form, Message
from handlers.blocks import hypotheses as blocks
from handlers.blocks.cards import CARRIES
from handlers.blocks.priorities import first
from handlers.gesture import Gesture
from handlers.place import board_for_all, workshop_drawn_for, workshop_here
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


def hypothesis(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep what was typed, or do it to the hypothesis whose code comes first; with nothing typed open the form."""
    workshop = workshop_here(gesture, tx)
    text = unquote(clean(gesture.text))
    if not text:
        return Answer(form=Form(blocks.form(workshop)))
    if text.casefold() in LISTS:
        return _listed(tx, workshop)
    codes, rest = split_codes(text, most=1)
    if codes and (known := tx.hypotheses.find(workshop.id, codes[0].code)):
        return _about(tx, workshop, _there(known), rest)
    if codes and codes[0].code.startswith("H") and not rest:
        raise UnknownHypothesis(code=codes[0].code)
    return _written(tx, workshop, text, "circle", None)


def _about(tx: Transaction, workshop: Workshop, one: Hypothesis, rest: str) -> Answer:
    """Show a hypothesis, rate its importance 1 to 5, or give it other words."""
    if not rest:
        return Answer(says=_card(tx, workshop, one, ""))
    if RATING.fullmatch(rest):
        tx.hypotheses.rate(workshop.id, one, tx.user, int(rest))
        return Answer(says=_card(tx, workshop, one, blocks.rated(int(rest))), posts=_redrawn(tx, workshop))
    if not any(character.isalpha() for character in rest):
        raise NoHypothesis
    tx.hypotheses.change(workshop.id, one, text=unquote(rest), state="kept")
    return _shown(tx, workshop, one)


def _written(tx: Transaction, workshop: Workshop, text: str, area: str, weight: int | None) -> Answer:
    if not any(character.isalpha() for character in text):
        raise NoHypothesis
    known = next((one for one in _standing(tx, workshop) if one.text.casefold() == text.casefold()), None)
    if known:
        return Answer(says=blocks.already(known))
    one = tx.hypotheses.add(workshop.id, text, area=area, owner=tx.user)
    if weight:
        tx.hypotheses.rate(workshop.id, one, tx.user, weight)
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
        idea=next_experiment(now, board.tests, grounds),
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
    tx.hypotheses.change(workshop.id, one, state="kept")
    return _shown(tx, workshop, one)


def edit(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form to edit a hypothesis."""
    workshop, one = _drawn_for(gesture, tx)
    mine = next((str(rating.value) for rating in one.ratings if rating.user == gesture.user), "")
    return Answer(form=Form(blocks.form(workshop, _there(one), mine or str(one.importance or ""))))


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
    text, area, said = clean(gesture.words("text")), gesture.words("area"), gesture.words("importance")
    area = area if area in blocks.AREAS else "circle"
    weight = int(said) if RATING.fullmatch(said) else None
    if not gesture.subject.get("hypothesis"):
        return _written(tx, workshop, text, area, weight)
    _, one = _drawn_for(gesture, tx)
    if not any(character.isalpha() for character in text):
        raise NoHypothesis
    tx.hypotheses.change(workshop.id, _there(one), text=text, area=area, state="kept")
    tx.hypotheses.rate(workshop.id, one, tx.user, weight)
    return _shown(tx, workshop, one)


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
