"""What people read when a workshop ends, or begins a new round."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.views import View

from canvas.board import Board, Workshop
from handlers.answer import Message
from handlers.blocks import again, parts
from handlers.blocks.workshop import counts, open_segments

DECIDED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What a workshop came to: its board, how it fits, the sentence for each segment, what was decided."""

    board: Board
    fits: Sequence[str]
    pitches: Sequence[str]
    decided: str


def confirm(workshop: Workshop) -> Message:
    """Ask once more before a workshop is closed."""
    name = parts.escaped(workshop.name)
    says = f"Finish *{name}*? Its notes stay, all of it comes into the channel as files, and its weekly review stops."
    drawn = parts.place(workshop)
    buttons = parts.actions(
        parts.button("Finish", "ending.close", drawn, style="danger"),
        parts.button("Finish, and say what you decided", "ending.decide", drawn),
    )
    return Message(text=says, blocks=[parts.section(says), buttons])


def form(workshop: Workshop) -> View:
    """Return the form that asks what was decided."""
    label = "What did you decide?"
    hint = f"It was to inform: {parts.cut(workshop.decision, 100)}" if workshop.decision else ""
    decided = parts.line("ending.decided", most=DECIDED, multiline=True)
    fields = [parts.field("decided", label, decided, optional=True, hint=hint)]
    return parts.form("Finish", "ending.conclude", parts.place(workshop), fields, submit="Finish")


def finished(last: Last) -> Message:
    """Return the last message of a workshop, for all."""
    board = last.board
    name = parts.escaped(board.workshop.name)
    lines = [f"*{name}* is finished. Thank you all!", *summary(last)]
    again_ = parts.button("Open it again", "ending.reopen", parts.place(board.workshop))
    ways = parts.actions(again.button("Start the next one", "start"), again_)
    return Message(text=f"{name} is finished.", blocks=[*parts.sections(lines), ways])


def summary(last: Last) -> list[str]:
    """Return what a workshop came to, line by line."""
    said = [f"*{parts.escaped(one.name)}*: {counts(last.board, one)}" for one in open_segments(last.board)]
    pitches = [f"> {parts.escaped(one, 600)}" for one in last.pitches]
    decided = [f"*Decided:* {parts.escaped(last.decided)}"] if last.decided else []
    return [*decided, *said, *last.fits, *pitches]


def over() -> Message:
    """Say that somebody has finished it already."""
    return Message(text="It is finished already. Its last message in the channel tells what it came to.")


def reopened(workshop: Workshop, old: Workshop, user: str) -> Message:
    """Tell the channel that a new round has begun."""
    names = f"*{parts.escaped(workshop.name)}*", f"*{parts.escaped(old.name)}*"
    says = f"{parts.person(user)} began {names[0]}. It has everything from {names[1]}, which stays as it was."
    look = parts.button("Read the round before", f"finished.read:{old.id}", parts.subject(workshop=old.id))
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Where we are", ""), look)])


def in_the_way(workshop: Workshop) -> Message:
    """Say that another workshop is open in the channel."""
    says = f"*{parts.escaped(workshop.name)}* is open here. Finish it with `/vpd finish`, then open this one again."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Where we are", ""))])
