"""What people read who are asked to stand in or to have the last word; nobody is given a role in silence."""

from canvas.board import Workshop
from handlers.answer import Message
from handlers.blocks import parts

ROLES = {
    "stand_in": ("stands in", "You take the team to the next step when {lead} is away."),
    "decider": ("has the last word", "When the team differs, what you say counts, with your reason."),
}


def asked(workshop: Workshop, role: str, by: str) -> Message:
    """Tell somebody in private what they have been chosen for, with a way to say no."""
    does, means = ROLES[role]
    says = (
        f"In *{parts.escaped(workshop.name)}*, {parts.person(by)} put you down as the one who {does}. "
        f"{means.format(lead=parts.person(workshop.facilitator))}"
    )
    no = parts.button("I'd rather not", "settings.decline", parts.place(workshop, role=role))
    return Message(text=says, blocks=[parts.section(says), parts.actions(no)])


def announced(workshop: Workshop, role: str) -> Message:
    """Tell the channel who has a role now, or that nobody has it."""
    user = getattr(workshop, role)
    return Message(text=f"{parts.person(user) if user else 'Nobody'} {ROLES[role][0]} now.")


def declined(role: str, user: str) -> Message:
    """Tell the channel that somebody would rather not."""
    return Message(text=f"{parts.person(user)} would rather not: nobody {ROLES[role][0]} now. Who else could?")
