"""What people read when something turned out wrong."""

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import ExternalDataSelectElement
from slack_sdk.models.blocks.basic_components import PlainTextObject
from slack_sdk.models.views import View

from canvas.board import Workshop
from canvas.cascade import Cascade
from canvas.proof import Claim
from handlers.answer import Message
from handlers.blocks import again, parts


@dataclass(frozen=True, slots=True)
class Act:
    """Who marked it, when, and in which gesture."""

    user: str
    at: datetime
    gesture: str


def choosing(workshop: Workshop) -> View:
    """Return the form to choose what turned out wrong."""
    element = ExternalDataSelectElement(
        action_id="cascade.find", min_query_length=0, placeholder=PlainTextObject(text="Type a code or a word")
    )
    hint = "A note, a link or a hypothesis. You see all that follows before anything happens."
    field = parts.field("claim", "What turned out wrong?", element, hint=hint)
    return parts.form("It turned out wrong", "cascade.choose", parts.place(workshop), [field], submit="Look")


def form(workshop: Workshop, claim: Claim, found: Cascade) -> View:
    """Return the form that shows what follows and asks why."""
    about = parts.place(workshop, of=claim.of.value, id=claim.id)
    fields = [
        parts.section(f"If *{found.cause}*{_words(found)} is wrong, this follows:\n{_effects(found)}"),
        parts.field(
            "reason",
            "How do we know?",
            parts.line("cascade.reason", placeholder="Nobody in seven interviews knew it"),
            optional=True,
        ),
        parts.context("Nothing is deleted, and anybody can take it back for a day."),
    ]
    return parts.form("It turned out wrong", "cascade.confirm", about, fields, submit="Mark as wrong")


def preview(workshop: Workshop, found: Cascade) -> Message:
    """Say what would follow, where no form can open."""
    says = f"If *{found.cause}*{_words(found)} is wrong, this follows:\n{_effects(found)}"
    drawn = parts.subject(workshop=workshop.id, code=found.cause)
    row = parts.actions(parts.button("Mark as wrong", "cascade.ask", drawn))
    return Message(text=f"What follows if {found.cause} is wrong", blocks=[parts.section(says), row])


def fallen(workshop: Workshop, found: Cascade, *, reason: str, act: Act) -> Message:
    """Tell the channel all that followed, with a way back."""
    because = f" “{parts.escaped(reason)}”" if reason else ""
    says = f"{parts.person(act.user)} marked *{found.cause}*{_words(found)} as wrong.{because}\n{_effects(found)}"
    drawn = parts.subject(workshop=workshop.id, code=found.cause, gesture=act.gesture, at=act.at.isoformat())
    back = [again.button(f"Back to step {found.step}", "step", str(found.step))] if found.step else []
    row = parts.actions(parts.button("Undo", "cascade.restore", drawn), *back)
    note = parts.context("Undo works for 24 hours, for everybody.")
    return Message(text=f"{found.cause} turned out wrong.", blocks=[parts.section(says), row, note])


def _words(found: Cascade) -> str:
    """Return what the note or hypothesis says that is wrong: its code alone tells little, in two segments nothing."""
    return f" “{parts.escaped(found.words, 150)}”" if found.words else ""


def _effects(found: Cascade) -> str:
    return "\n".join(f"• {parts.escaped(line)}" for line in found.says)


def done(cause: str) -> Message:
    """Thank the one who marked it."""
    return Message(text=f"*{cause}* counts no more. Everybody can see in the channel what followed.")


def already(cause: str) -> Message:
    """Say that nothing more follows."""
    return Message(text=f"*{cause}* counts no more already, so nothing follows from it.")


def restored(cause: str, user: str) -> Message:
    """Tell the channel that it was taken back."""
    return Message(text=f"{parts.person(user)} took it back: *{cause}* counts again, with all that hangs on it.")


def restored_before(cause: str) -> Message:
    """Say that somebody else was faster."""
    return Message(text=f"That is taken back already: *{cause}* counts again.")


def thanks(cause: str) -> Message:
    """Tell the one who took it back."""
    return Message(text=f"Done: *{cause}* counts again.")
