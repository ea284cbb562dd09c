"""Who takes part, and which point of view is missing."""

from math import ceil

from canvas.board import Board, Workshop
from canvas.defaults import TEAM_ADVICE, TEAM_GROUP, TEAM_TABLE
from canvas.method import FUNCTIONS
from canvas.team import Team, assemble
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
    found = assemble(board.members)
    here = found.members
    names = [f"{person(m.user)}: {m.function or 'not said yet'}" for m in here[:SHOWN]]
    more = [f"and {len(here) - SHOWN} more"] if len(here) > SHOWN else []
    join = actions(again.button("Join or change your function", "join"))
    lead = f"*{escaped(board.workshop.name)}*: {_roles(board.workshop)}."
    says = "\n".join([lead, *names, *more, invitation(board), *_advice(found)])
    return Message(text=f"{len(here)} here. {invitation(board)}", blocks=[section(says), join])


def _roles(workshop: Workshop) -> str:
    """Return who leads, who stands in, and who has the last word."""
    roles = ((workshop.facilitator, "leads"), (workshop.stand_in, "stands in"), (workshop.decider, "has the last word"))
    return ", ".join(f"{person(user)} {role}" for user, role in roles if user)


def _advice(found: Team) -> list[str]:
    """Return how broad the team is, and how to split one that is large."""
    told = [f"Your team scores {100 * found.score:.0f} of 100 for breadth. That is advice; a small team can go on."]
    if found.score >= TEAM_ADVICE:
        told = [f"Your team scores {100 * found.score:.0f} of 100 for breadth."]
    size = len(found.members)
    if size > TEAM_TABLE:
        groups = ceil(size / TEAM_GROUP)
        told.append(f"{size} people think best in {groups} groups: give each its own segment, or its own prompt.")
    return told
