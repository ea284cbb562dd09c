"""What the method would ask about a canvas: a question with one fix, three at a time, and a way to live with it."""

from dataclasses import replace
from datetime import datetime

from canvas.board import Workshop
from canvas.coach import RULES
from canvas.segment_errors import NoSegmentYet
from canvas.situation import Finding, Moment, asked_of
from canvas.targets import called
from handlers import advice, channel
from handlers.answer import Answer, Delivery, Form
from handlers.blocks import check as blocks
from handlers.gesture import Gesture
from handlers.place import board_for_all, board_seen_by, workshop_drawn_for, workshop_here
from handlers.surfaces import Surfaces
from storage.transaction import Actor, Transaction

AT_ONCE = 3
LOOKS = 50  # workshops that one tick looks at


def register(surfaces: Surfaces) -> None:
    """Ask, show more, and accept."""
    surfaces.word("check", check, usage="check", says="what the method would ask about the canvas")
    surfaces.button("check.more", more, writes=False)
    surfaces.button("check.accept", accept, writes=False)
    surfaces.form("check.accept_because", accept_because)
    surfaces.tick(due)


def check(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask the three weightiest questions, and remember what was found."""
    board = tx.workshops.board(workshop_here(gesture, tx).id)
    advice.remember(tx, board)
    seen = board_seen_by(tx, gesture.user, board)
    if not (seen.notes or seen.hypotheses):
        if not any(segment.state == "open" for segment in seen.segments):
            raise NoSegmentYet
        return Answer(says=blocks.empty())
    return _page(tx, board.workshop, advice.findings(tx, seen, gesture.user), 0)


def more(gesture: Gesture, tx: Transaction) -> Answer:
    """Ask the next three."""
    workshop = workshop_drawn_for(gesture, tx)
    seen = board_seen_by(tx, gesture.user, tx.workshops.board(workshop.id))
    return _page(tx, workshop, advice.findings(tx, seen, gesture.user), int(gesture.subject["after"]))


def _page(tx: Transaction, workshop: Workshop, found: list[Finding], after: int) -> Answer:
    accepted = len(tx.findings.accepted(workshop.id))
    return Answer(says=blocks.page(workshop, found[after : after + AT_ONCE], blocks.Rest(len(found), after, accepted)))


def accept(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that keeps why the team lives with something; from a direct message that of its channel."""
    where = str(gesture.subject.get("channel") or gesture.channel)
    workshop = workshop_drawn_for(replace(gesture, channel=where), tx)
    rule, target = _concern(gesture)
    if tx.findings.is_accepted(workshop.id, (rule, target)):
        return Answer(says=blocks.accepted_before())
    return Answer(form=Form(blocks.form(workshop, rule, target)))


def accept_because(gesture: Gesture, tx: Transaction) -> Answer:
    """Keep that the team lives with something, and why."""
    workshop = workshop_drawn_for(gesture, tx)
    rule, target = _concern(gesture)
    if rule not in RULES or tx.findings.is_accepted(workshop.id, (rule, target)):
        return Answer(says=blocks.accepted_before())
    reason = gesture.words("reason")
    tx.findings.accept(workshop.id, rule, target, reason)
    about = called(tx.workshops.board(workshop.id), target)
    tx.workshops.decide(workshop.id, f"accepted: {RULES[rule].name.lower()}", about, "", reason)
    return Answer(says=blocks.accepted())


def _concern(gesture: Gesture) -> tuple[str, str]:
    return str(gesture.subject["rule"]), str(gesture.subject["target"] or "")


def due(tx: Transaction, now: datetime) -> tuple[Delivery, ...]:
    """Look once a working day at tests and learnings, and ask in private whose they are."""
    posts: list[Delivery] = []
    for team, workshop in tx.looks.claim_due(now, LOOKS):
        posts += _looked(
            Transaction(tx.connection, Actor(team, "", f"look {workshop} {now.isoformat()}", now)), workshop
        )
    return tuple(posts)


def _looked(tx: Transaction, number: int) -> list[Delivery]:
    whole = tx.workshops.board(number)
    board = board_for_all(tx, whole)
    advice.watch(tx, board.workshop)
    advice.remember(tx, whole)
    whose: dict[str, list[Finding]] = {}
    for one in advice.all_due(tx, board, Moment.DAILY):
        whose.setdefault(asked_of(board, one), []).append(one)
    posts: list[Delivery] = []
    for user, found in whose.items():
        new = advice.fresh(tx, board.workshop, found, user)[:AT_ONCE]
        advice.told(tx, board.workshop, new, user)
        posts += [channel.tell(tx.team, user, blocks.asks(board.workshop, new))] if new else []
    return posts
