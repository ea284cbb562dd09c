"""What must be true: written by hand, or drafted from the notes and links that matter most."""

from canvas.board import Hypothesis, Workshop
from canvas.claims import is_testable
from canvas.errors import HypothesisGone, NoHypothesis, OtherWorkshop
from canvas.hypotheses import drafts
from canvas.text import clean, unquote
from handlers import channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import hypotheses as blocks
from handlers.gesture import Gesture
from handlers.place import workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction


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
    """Keep what was typed; with nothing typed open the form."""
    workshop = workshop_here(gesture, tx)
    text = unquote(clean(gesture.text))
    if not text:
        return Answer(form=Form(blocks.form(workshop)))
    return _written(tx, workshop, text, "circle", None)


def _written(tx: Transaction, workshop: Workshop, text: str, area: str, importance: int | None) -> Answer:
    if not any(character.isalpha() for character in text):
        raise NoHypothesis
    known = next((one for one in _standing(tx, workshop) if one.text.casefold() == text.casefold()), None)
    if known:
        return Answer(says=blocks.already(known))
    one = tx.hypotheses.add(workshop.id, text, area=area)
    if importance:
        tx.hypotheses.change(workshop.id, one, importance=importance)
    return Answer(says=blocks.kept(one, workshop, testable=is_testable(text)), posts=_redrawn(tx, workshop))


def _standing(tx: Transaction, workshop: Workshop) -> list[Hypothesis]:
    return [one for one in tx.hypotheses.of(workshop.id) if one.state != "removed"]


def _redrawn(tx: Transaction, workshop: Workshop) -> tuple[Delivery, ...]:
    """Redraw the card and the prompt of the whole workshop."""
    return channel.changed(tx, workshop, 0, [""])


def suggest(gesture: Gesture, tx: Transaction) -> Answer:
    """Draft hypotheses from what matters most, none of them twice, and list them."""
    workshop = workshop_drawn_for(gesture, tx)
    board = tx.workshops.board(workshop.id)
    segments = [segment for segment in board.segments if segment.state == "open"]
    new = [draft for segment in segments for draft in drafts(board, segment, tx.at)]
    for draft in new:
        tx.hypotheses.add(workshop.id, draft.text, area=draft.area, state="draft", about=draft.about)
    found = _standing(tx, workshop)
    if not found:
        return Answer(says=blocks.nothing())
    drafts_first = sorted(found, key=lambda one: one.state != "draft")
    return Answer(says=blocks.listed(drafts_first, workshop, len(new)), posts=_redrawn(tx, workshop) if new else ())


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
    return Answer(form=Form(blocks.form(workshop, _there(one))))


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
    text, area, weight = clean(gesture.words("text")), gesture.words("area"), gesture.words("importance")
    area = area if area in blocks.AREAS else "circle"
    importance = int(weight) if weight.isdigit() else None
    if not gesture.subject.get("hypothesis"):
        return _written(tx, workshop, text, area, importance)
    _, one = _drawn_for(gesture, tx)
    if not any(character.isalpha() for character in text):
        raise NoHypothesis
    changes = {"text": text, "area": area, "importance": importance, "state": "kept"}
    tx.hypotheses.change(workshop.id, _there(one), **changes)
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
    now = tx.hypotheses.find(workshop.id, one.code) or one
    return Answer(says=blocks.kept(now, workshop, testable=is_testable(now.text)), posts=_redrawn(tx, workshop))
