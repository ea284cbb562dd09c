"""What people read about links to the wall."""

from canvas.board import Workshop
from handlers.answer import Message
from handlers.blocks import again, parts
from storage.walls import Wall


def link(workshop: Workshop, wall: Wall, url: str) -> Message:
    """Show an open link to the whole channel; `url` is "" when it stands further up only."""
    name = parts.escaped(workshop.name)
    lead = f"*<{url}|Watch the canvas of {name} live>*" if url else f"*The canvas of {name} is live*"
    until = parts.moment(wall.expires)
    says = (
        f"{lead}\nNotes appear there as you write them here. Anyone with the link can watch until {until}, also outside"
        f" Slack; nobody's name is shown. {parts.person(wall.user)} made it."
    )
    button = parts.button("Revoke", "wall.revoke", parts.subject(workshop=workshop.id, wall=wall.id), style="danger")
    return Message(
        text="The canvas can be watched live in a browser.", blocks=[parts.section(says), parts.actions(button)]
    )


def over(workshop: Workshop, *, revoked: bool) -> Message:
    """Show a link that lets nobody in any more."""
    what = "has been switched off" if revoked else "has run out"
    says = f"The link to watch the canvas of {parts.escaped(workshop.name)} {what}."
    return Message(text=says, blocks=[parts.section(says), parts.actions(again.button("New link", "wall"))])


def coming() -> Message:
    """Say where the link will be."""
    return Message(text="The link is on its way into this channel. Whoever takes part can revoke it.")


def ended(number: int) -> Message:
    """Say how many links have been ended."""
    if not number:
        return Message(text="No link is open, so there is nothing to switch off. `/vpd wall` makes one.")
    what = "The link is" if number == 1 else f"All {number} links are"
    return Message(text=f"{what} switched off: whoever was watching is told so. `/vpd wall` makes a new one.")
