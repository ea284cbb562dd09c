"""Who takes part, and which point of view is missing."""

from canvas.board import Board, Workshop
from canvas.method import FUNCTIONS
from canvas.team import assemble
from handlers.answer import Form, Message
from handlers.blocks import again
from handlers.blocks.parts import (
    actions,
    cut,
    escaped,
    field,
    form,
    option,
    person,
    place,
    section,
    select,
)

SHOWN = 40


def invitation(board: Board) -> str:
    """Return what is missing and which functions would bring it; functions, never persons."""
    missing = assemble(board.members).missing
    if not missing:
        return "Desirability, feasibility and viability are all looked after."
    wanted = [f"*{lens}* (for example {' or '.join(owners[:3])})" for lens, owners in missing.items()]
    return f"Nobody yet looks at {', '.join(wanted)}. Invite somebody from there."


def join_form(workshop: Workshop, chosen: str) -> Form:
    """Return the form to take part: one select."""
    choices = [option(name.capitalize(), name) for name in FUNCTIONS]
    fields = [field("function", "What do you do?", select("team.function", choices, chosen))]
    return Form(form("Join the workshop", "team.save", place(workshop), fields, submit="Join"))


def joined(board: Board, function: str) -> Message:
    """Return what somebody who has joined reads."""
    says = f"You are in, with your view from *{function}*. {invitation(board)}"
    return Message(text=cut(says, 2000), blocks=[section(says), actions(again.button("Who is here", "team"))])


def team(board: Board) -> Message:
    """Return who is here and which lens has nobody."""
    here = assemble(board.members).members
    names = [f"{person(m.user)}: {m.function or 'not said yet'}" for m in here[:SHOWN]]
    more = [f"and {len(here) - SHOWN} more"] if len(here) > SHOWN else []
    lead = f"{person(board.workshop.facilitator)} leads"
    if board.workshop.stand_in:
        lead += f", {person(board.workshop.stand_in)} stands in"
    join = actions(again.button("Join or change your function", "join"))
    says = "\n".join([f"*{escaped(board.workshop.name)}*: {lead}.", *names, *more, invitation(board)])
    return Message(text=f"{len(here)} here. {invitation(board)}", blocks=[section(says), join])
