"""Moving through the six steps, and the prompts that each of them has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from canvas.board import Board, Workshop
from canvas.coach import RULES
from canvas.defaults import FINDINGS
from canvas.errors import NoStepAfter, NoStepBefore, UnknownStep
from canvas.lack import Lack
from canvas.method import LAST_STEP
from canvas.situation import Finding, Moment
from handlers import advice, channel, ended, pace, versions
from handlers.answer import Answer, Delivery, Form, Message
from handlers.blocks import agenda
from handlers.blocks import steps as blocks
from handlers.blocks.todo import everything, todos
from handlers.gesture import Gesture
from handlers.place import board_seen_by, led_by, workshop_drawn_for, workshop_here
from handlers.prompting import drawn
from handlers.surfaces import Surfaces
from handlers.waiting import gate, waiting
from storage.transaction import Transaction

A_REPEAT = timedelta(seconds=5)  # a word typed twice, or sent twice


def register(surfaces: Surfaces) -> None:
    """Go on, go back, go to a step; draw the prompts."""
    surfaces.word("next", next_step, usage="next", says="go on to the next step")
    surfaces.word("back", step_back, usage="back", says="go back one step")
    surfaces.word("step", step_to, usage="step 2", says="go to a step")
    surfaces.button("steps.forward", forward)
    surfaces.button("steps.backward", backward)
    surfaces.button("steps.go_on", go_on)
    surfaces.button("steps.reason", reason, writes=False)
    surfaces.form("steps.go_on_because", go_on_because)
    surfaces.button("steps.stay", stay, writes=False)
    surfaces.button("steps.explain", explain, writes=False)
    surfaces.button("steps.see_all", see_all, writes=False)
    surfaces.drawing("steps.prompt", prompt)


@dataclass(frozen=True, slots=True)
class Move:
    """A way from the open step to another, and why, when somebody says so."""

    target: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A step as it is left: its board, on the way on also what is still open, and what the coach asks beside.

    `told` when the one who goes on has read what is still open just now.
    """

    board: Board
    thin: Sequence[Lack] = ()
    told: bool = False
    asks: Sequence[Finding] = ()


def next_step(gesture: Gesture, tx: Transaction) -> Answer:
    """Go on at once and say what is still open; the same word again at once is taken as a repeat."""
    workshop = _led(gesture, tx)
    if again := _repeated(gesture, tx, workshop):
        return again
    if workshop.step == LAST_STEP:
        raise NoStepAfter
    return _go(tx, _with_questions(tx, _leaving(tx, workshop)), Move(workshop.step + 1))


def step_back(gesture: Gesture, tx: Transaction) -> Answer:
    """Go back one step; nothing that was written later is lost."""
    workshop = _led(gesture, tx)
    if workshop.step == 1:
        raise NoStepBefore
    return _go(tx, Leaving(tx.workshops.board(workshop.id)), Move(workshop.step - 1))


def step_to(gesture: Gesture, tx: Transaction) -> Answer:
    """Go to the step of this number; with none, say where we are."""
    text = gesture.text.strip()
    if not text:
        return Answer(says=blocks.here_already(workshop_here(gesture, tx)))
    workshop = _led(gesture, tx)
    if text not in {str(step) for step in range(1, LAST_STEP + 1)}:
        raise UnknownStep(last=LAST_STEP)
    if int(text) == workshop.step:
        return Answer(says=blocks.here_already(workshop))
    on = int(text) > workshop.step
    leaving = _with_questions(tx, _leaving(tx, workshop)) if on else Leaving(tx.workshops.board(workshop.id))
    return _go(tx, leaving, Move(int(text)))


def forward(gesture: Gesture, tx: Transaction) -> Answer:
    """Show what is still open before going on; when nothing is, go on."""
    workshop = _led_from_button(gesture, tx)
    if _is_old(gesture, workshop):
        return Answer(says=blocks.here_already(workshop))
    if workshop.step == LAST_STEP:
        raise NoStepAfter
    leaving = _with_questions(tx, _leaving(tx, workshop))
    if leaving.thin:
        return Answer(says=blocks.gate(workshop, todos(workshop, leaving.thin), leaving.asks))
    return _go(tx, leaving, Move(workshop.step + 1))


def _leaving(tx: Transaction, workshop: Workshop) -> Leaving:
    board = tx.workshops.board(workshop.id)
    return Leaving(board, gate(tx, board, workshop.step))


def _with_questions(tx: Transaction, leaving: Leaving) -> Leaving:
    """Add what the coach asks who leads at the end of a step, beside what is open; it is not asked soon again."""
    board = leaving.board
    found = advice.all_due(tx, board_seen_by(tx, tx.user, board), Moment.GATE, to=tx.user)
    beside = [one for one in found if not (leaving.thin and RULES[one.rule].thin)]
    asks = advice.fresh(tx, board.workshop, beside, tx.user)[: max(1, FINDINGS - len(leaving.thin))]
    advice.told(tx, board.workshop, asks, tx.user)
    return replace(leaving, asks=asks)


def backward(gesture: Gesture, tx: Transaction) -> Answer:
    """Go back one step from the step this button was drawn for."""
    workshop = _led_from_button(gesture, tx)
    if _is_old(gesture, workshop):
        return Answer(says=blocks.here_already(workshop))
    if workshop.step == 1:
        raise NoStepBefore
    return _go(tx, Leaving(tx.workshops.board(workshop.id)), Move(workshop.step - 1))


def go_on(gesture: Gesture, tx: Transaction) -> Answer:
    """Go on although something is still open, with the reason of the form if there is one."""
    workshop = _led_from_button(gesture, tx)
    if _is_old(gesture, workshop):
        return Answer(says=blocks.here_already(workshop))
    leaving = replace(_leaving(tx, workshop), told=True)
    return _go(tx, leaving, Move(workshop.step + 1, gesture.words("reason")))


def go_on_because(gesture: Gesture, tx: Transaction) -> Answer:
    """Go on for the reason that the form holds."""
    return go_on(gesture, tx)


def reason(gesture: Gesture, tx: Transaction) -> Answer:
    """Open the form that keeps why the team goes on."""
    workshop = _led_from_button(gesture, tx)
    if _is_old(gesture, workshop):
        return Answer(says=blocks.here_already(workshop))
    return Answer(form=Form(blocks.reason_form(workshop)))


def stay(gesture: Gesture, tx: Transaction) -> Answer:
    """Stay at the step that is open."""
    return Answer(says=blocks.staying(workshop_drawn_for(gesture, tx)))


def explain(gesture: Gesture, tx: Transaction) -> Answer:
    """Say how the step of this button works; true of any step at any time."""
    step = gesture.subject.get("step")
    workshop = workshop_here(gesture, tx)
    known = step if isinstance(step, int) and 1 <= step <= LAST_STEP else workshop.step
    plan = agenda.lines(workshop, tx.at) if known == workshop.step == 1 else []
    return Answer(says=blocks.explained(known, plan))


def see_all(gesture: Gesture, tx: Transaction) -> Answer:
    """Show all that is still open in a step; in the one where we are, what waits for this person comes first."""
    workshop = workshop_drawn_for(gesture, tx)
    step = int(gesture.subject["step"])
    board = tx.workshops.board(workshop.id)
    mine = waiting(tx, board, gesture.user) if step == workshop.step else []
    return Answer(says=everything(step, [*mine, *todos(workshop, gate(tx, board, step))]))


def _led(gesture: Gesture, tx: Transaction) -> Workshop:
    workshop = workshop_here(gesture, tx)
    led_by(workshop, gesture.user)
    return workshop


def _led_from_button(gesture: Gesture, tx: Transaction) -> Workshop:
    workshop = workshop_drawn_for(gesture, tx)
    led_by(workshop, gesture.user)
    return workshop


def _is_old(gesture: Gesture, workshop: Workshop) -> bool:
    """Tell whether the workshop has moved since the button was drawn."""
    return gesture.subject.get("step") != workshop.step


def _repeated(gesture: Gesture, tx: Transaction, workshop: Workshop) -> Answer | None:
    """Answer a `next` that follows the same person's own at once, when nothing else has happened since."""
    last = tx.history.last(workshop.id)
    if last is None or last.entity != "workshops" or last.user != gesture.user or last.before is None:
        return None
    on = last.after.get("step") == workshop.step == last.before.get("step", 0) + 1
    if not on or gesture.at - last.at >= A_REPEAT:
        return None
    return Answer(says=blocks.repeated(workshop))


def _go(tx: Transaction, leaving: Leaving, move: Move) -> Answer:
    """Move the step pointer, post or redraw the prompts, and keep what was overridden."""
    board, workshop = leaving.board, leaving.board.workshop
    if leaving.thin or move.reason:
        tx.workshops.decide(workshop.id, "step", str(workshop.step), str(move.target), move.reason)
    if board.notes:
        on = move.target > workshop.step
        reason = f"step {workshop.step} ended" if on else f"before going back to step {move.target}"
        versions.keep(tx, workshop.id, reason=reason)
    known = _posted(tx, workshop, move.target)
    pace.begin_step(tx, replace(workshop, step=move.target), board.segments)
    moved = tx.workshops.change(workshop, step=move.target)
    said = (channel.say(moved, blocks.returned(moved, tx.user)),) if known else ()
    drawn = ended.canvases(tx, board, workshop) if move.target > workshop.step > 1 else ()
    posts = (
        *drawn,
        *said,
        *_prompts(tx, board, moved),
        *channel.card(tx, moved),
        *_redrawn(tx, board, workshop),
    )
    if not board.segments and 1 < moved.step < LAST_STEP:
        return Answer(says=blocks.needs_segment(moved), posts=posts)
    left = blocks.Left(workshop.step, () if leaving.told else todos(workshop, leaving.thin), leaving.asks)
    return Answer(says=blocks.moved(moved, left, known=known), posts=posts)


def _posted(tx: Transaction, workshop: Workshop, step: int) -> bool:
    found = tx.messages.find(workshop.id, channel.PROMPT, step=step)
    return found is not None and found.ts is not None


def _prompts(tx: Transaction, board: Board, workshop: Workshop) -> tuple[Delivery, ...]:
    open_ones = [segment for segment in board.segments if segment.state == "open"]
    return channel.prompts_for(tx, workshop, workshop.step, open_ones)


def _redrawn(tx: Transaction, board: Board, left: Workshop) -> tuple[Delivery, ...]:
    """Redraw the prompts of the step that is left, as their ways on and back are gone."""
    return _prompts(tx, board, left) if _posted(tx, left, left.step) else ()


def prompt(tx: Transaction, subject: Mapping[str, Any]) -> Message | None:
    """Draw a prompt; None when it is gone."""
    message = tx.messages.get(subject["message"])
    return drawn(tx, message) if message else None
