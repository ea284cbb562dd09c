"""What the method would ask about a canvas: a question with one fix, three at a time, and a way to live with it."""

from canvas.board import Workshop
from canvas.coach import RULES
from canvas.situation import Finding
from handlers import advice
from handlers.answer import Answer, Form
from handlers.blocks import check as blocks
from handlers.gesture import Gesture
from handlers.place import board_seen_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Transaction

AT_ONCE = 3


def register(surfaces: Surfaces) -> None:
    """Ask, show more, and accept."""
    surfaces.word("check", check, usage="check", says="what the method would ask about the canvas")
    surfaces.button("check.more", more, writes=False)
    surfaces.button("check.accept", accept, writes=False)
    surfaces.form("check.accept_because", accept_because)


def check(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask the three weightiest questions, and remember what was found."""
    workshop = workshop_here(gesture, tx)
    found = _found(gesture, tx, workshop)
    tx.findings.see(workshop.id, [(one.rule, one.target) for one in found if not RULES[one.rule].facilitator_only])
    return _page(tx, workshop, found, 0)


def more(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask the next three."""
    workshop = workshop_drawn_for(gesture, tx)
    return _page(tx, workshop, _found(gesture, tx, workshop), int(gesture.subject["after"]))


def _found(gesture: Gesture, tx: Transaction, workshop: Workshop) -> list[Finding]:
    to = advice.leave(tx, workshop, gesture.user)
    return advice.findings(tx, board_seen_by(tx, gesture.user, tx.workshops.board(workshop.id)), to)


def _page(tx: Transaction, workshop: Workshop, found: list[Finding], after: int) -> Answer:
    accepted = len(tx.findings.accepted(workshop.id))
    return Answer(says=blocks.page(workshop, found[after : after + AT_ONCE], blocks.Rest(len(found), after, accepted)))


def accept(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that keeps why the team lives with something."""
    workshop = workshop_drawn_for(gesture, tx)
    rule, target = str(gesture.subject["rule"]), gesture.subject["target"]
    if (rule, target) in tx.findings.accepted(workshop.id):
        return Answer(says=blocks.accepted_before())
    return Answer(form=Form(blocks.form(workshop, rule, target)))


def accept_because(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that the team lives with something, and why."""
    workshop = workshop_drawn_for(gesture, tx)
    rule, target = str(gesture.subject["rule"]), gesture.subject["target"]
    if rule not in RULES or (rule, target) in tx.findings.accepted(workshop.id):
        return Answer(says=blocks.accepted_before())
    reason = gesture.words("reason")
    tx.findings.accept(workshop.id, rule, target, reason)
    tx.workshops.decide(workshop.id, f"accepted: {RULES[rule].name.lower()}", target or "", "", reason)
    return Answer(says=blocks.accepted())
