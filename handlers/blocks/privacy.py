"""What people read about what is stored of them."""

from collections.abc import Mapping

from slack_sdk.models.views import View

from handlers.answer import Message
from handlers.blocks import parts
from storage.people import Person

# What a table's rows are called; what is not here is counted together.
NAMES = {
    "notes": ("note you wrote", "notes you wrote"),
    "ratings": ("rating", "ratings"),
    "votes": ("note you put dots on", "notes you put dots on"),
    "evidence": ("piece of evidence you added", "pieces of evidence you added"),
    "members": ("workshop you took part in", "workshops you took part in"),
    "changes": ("change in the log", "changes in the log"),
    "replies": ("thread reply that I follow", "thread replies that I follow"),
    "aside": ("text that waits for your answer", "texts that wait for your answer"),
}


def told(counts: Mapping[str, int], person: Person | None) -> Message:
    """Say what is stored about somebody."""
    known = f"From Slack I know your name ({parts.escaped(person.name, 60)}) and time zone." if person else ""
    lines = [f"• {count} {NAMES[name][count > 1]}" for name, count in counts.items() if name in NAMES]
    others = sum(count for name, count in counts.items() if name not in NAMES)
    places = f"{others} other place{' that names' if others == 1 else 's that name'} you"
    lines += [f"• {places} (decisions, tests, links, …)"] if others else []
    stored = "\n".join(["What I keep that names you:", *lines]) if lines else "I keep nothing that you did."
    promise = (
        "Forgetting you takes your name off all of it. What you wrote stays with the team, as from a former member; "
        "texts that wait for you are deleted. Messages in Slack itself are not mine to delete."
    )
    says = "\n".join(filter(None, [stored, known, promise]))
    row = parts.actions(parts.button("Forget me", "privacy.ask", parts.subject(), style="danger"))
    return Message(text=says, blocks=[parts.section(says), row] if lines or person else [parts.section(says)])


def form(channel: str) -> View:
    """Return the form that asks once more."""
    says = (
        "Your name goes from every note, rating, vote, piece of evidence and decision in this workspace, and from the "
        "log. This can't be undone, and your later changes to old replies are not followed any more."
    )
    about = parts.subject(channel=channel)
    return parts.form("Forget me", "privacy.forget", about, [parts.section(says)], submit="Forget me")


def forgotten() -> Message:
    """Say that it is done."""
    return Message(text="Done. Nothing here names you any more. If you write again, you begin as somebody new.")
