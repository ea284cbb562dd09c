"""Who takes part, which point of view is missing, and the groups of a large team."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from canvas.board import Board, Member, Workshop
from canvas.defaults import TEAM_FULL_FUNCTIONS, TEAM_SIZE, TEAM_TABLE
from canvas.method import FUNCTIONS
from canvas.numbers import number
from canvas.team import Group, Team, assemble, lacking
from handlers.answer import Form, Message
from handlers.blocks import again, parts

SHOWN = 40
NO_GROUP = "No group"


def invitation(board: Board) -> str:
    """Return which point of view is missing and which functions would bring it; functions, never persons."""
    missing = lacking(assemble(board.members).missing)
    if not missing:
        return "Somebody here speaks for what customers want, for what we can build, and for what pays."
    return f"{missing} Invite somebody from there."


def join_form(workshop: Workshop, chosen: str) -> Form:
    """Return the form to take part: one select."""
    choices = [parts.option(name.capitalize(), name) for name in FUNCTIONS]
    fields = [parts.field("function", "What is your job?", parts.select("team.function", choices, chosen))]
    return Form(parts.form("Join the workshop", "team.save", parts.place(workshop), fields, submit="Join"))


def joined(function: str) -> Message:
    """Return what somebody who has joined reads; who is missing stands on the card."""
    says = f"You are in as *{function}*."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("Who is here", "team"))])


def team(board: Board, *, leads: bool) -> Message:
    """Return who is here and whose view is missing; who `leads` can change the settings and suggest groups."""
    found = assemble(board.members)
    here = found.members
    names = [_one(member) for member in here[:SHOWN]]
    more = [f"and {len(here) - SHOWN} more"] if len(here) > SHOWN else []
    lead = f"*{parts.escaped(board.workshop.name)}*: {_roles(board.workshop)}."
    says = "\n".join([lead, *names, *more, invitation(board), *_advice(board.workshop, found)])
    own = _leading(board.workshop, found) if leads else [again.button("Take over", "take over")]
    about_me = again.button("What is kept about me", "privacy")
    row = parts.actions(again.button("Join or change your job", "join"), *own, about_me)
    return Message(text=f"{len(here)} here. {invitation(board)}", blocks=[parts.section(says), row])


def _one(member: Member) -> str:
    group = f", {member.working_group}" if member.working_group else ""
    return f"{parts.person(member.user)}: {member.function or 'not said yet'}{group}"


def _leading(workshop: Workshop, found: Team) -> list[ButtonElement]:
    """Return what only who leads can do."""
    large = len(found.members) > TEAM_TABLE
    suggest = parts.button("Suggest groups", "team.suggest", parts.subject(workshop=workshop.id))
    finish = again.button("Finish the workshop", "finish")
    return [again.button("Settings", "settings"), *([suggest] if large else []), finish]


def _roles(workshop: Workshop) -> str:
    """Return who leads, who stands in, and who has the last word."""
    roles = ((workshop.facilitator, "leads"), (workshop.stand_in, "stands in"), (workshop.decider, "has the last word"))
    return ", ".join(f"{parts.person(user)} {role}" for user, role in roles if user)


def _advice(workshop: Workshop, found: Team) -> list[str]:
    """Return how many points of view there are, and what to do when the team is small or large."""
    views = len(found.functions)
    told = [f"So far {views or 'no'} point{'' if views == 1 else 's'} of view."]
    if found.score < number(workshop, "team_advice"):
        told = [f"{told[0]} {TEAM_FULL_FUNCTIONS} see most; a small team can go on as it is."]
    size, (least, most) = len(found.members), TEAM_SIZE
    if size < least:
        told.append(f"Only {size} here: {least} or more see more.")
    elif size > most:
        told.append(f"{size} people are too many to talk together: work in groups of 4 to 6.")
    elif size > TEAM_TABLE:
        told.append(f"{size} people think best in two groups.")
    return told


def small_enough() -> Message:
    """Say that a team needs no groups."""
    return Message(text=f"Up to {TEAM_TABLE} people can talk together, so you need no groups.")


def suggested() -> Message:
    """Say that the groups have been posted."""
    return Message(text="The groups are in the channel. Everybody chooses their own.")


def groups(workshop: Workshop, found: Sequence[Group]) -> Message:
    """Return the groups of a large team, from which everybody chooses their own."""
    if not found:
        return small_enough()
    says = "Let's work in smaller groups. Choose yours; who stands beside “fits” is only an idea."
    blocks: list[Block] = [parts.section(says), *(parts.section(_group(one)) for one in found)]
    options = [(one.name, f"{one.name}: {parts.listed(one.owns)}") for one in found]
    choices = [parts.option(label, parts.place(workshop, group=name)) for name, label in [*options, ("", NO_GROUP)]]
    blocks.append(parts.actions(parts.select("team.pick", choices, placeholder="Choose your group")))
    blocks.append(parts.context("Groups work at the same time; then each shows the others what it has."))
    return Message(text=says, blocks=blocks)


def _group(one: Group) -> str:
    """Return a group as people read it."""
    lines = [f"*{one.name}*: {parts.escaped(parts.listed(one.owns), 500)}"]
    lines += [f"In it: {_names(one.chosen)}"] if one.chosen else []
    lines += [f"Fits: {_names(one.suggested)}"] if one.suggested else []
    return "\n".join(lines)


def _names(members: Sequence[Member]) -> str:
    return ", ".join(parts.person(one.user) + (f" ({one.function})" if one.function else "") for one in members[:SHOWN])


def picked(group: Group | None) -> Message:
    """Tell somebody what their group looks after."""
    if group is None:
        return Message(text="You are in no group.")
    return Message(text=f"You are in *{group.name}*. It looks after: {parts.escaped(parts.listed(group.owns), 500)}.")
