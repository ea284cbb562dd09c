"""What a listener gives back: what to say to the one who acted, and what to deliver to everybody else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from slack_sdk.models.blocks import Block, Option
from slack_sdk.models.views import View

from handlers.paper.press import Order
from storage.outbox import Delivery
from storage.transaction import Transaction

__all__ = ["Answer", "Delivery", "File", "Form", "FormAct", "Message", "Upload"]


@dataclass(frozen=True, slots=True)
class Message:
    """Something to read: `text` is the fallback for notifications and screen readers, `blocks` what is shown.

    What a drawing is to be remembered by, `after` keeps in the transaction that records that it has been sent.
    """

    text: str
    blocks: Sequence[Block] = ()
    after: Callable[[Transaction], None] | None = None

    def payload(self) -> dict[str, Any]:
        """Return the arguments `text` and `blocks` as Slack takes them; links are never unfolded."""
        if not self.blocks:
            return {"text": self.text}
        return {"text": self.text, "blocks": [block.to_dict() for block in self.blocks]}


@dataclass(frozen=True, slots=True)
class File:
    """A file to put into a channel or thread; one with an `order` is drawn when it is sent. `alt` says it in words.

    known: the digest of what stands there already; the same again is not sent.
    """

    name: str
    content: bytes = b""
    comment: str = ""
    order: Callable[[], Order] | None = None
    alt: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that Slack has taken: Slack's id of it, and the digest of its content."""

    file: str
    digest: str


class FormAct(StrEnum):
    """What to do with a form: OPEN and PUSH need a trigger; UPDATE replaces the form that was sent."""

    OPEN = "open"
    PUSH = "push"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Form:
    """A form to show to the one who acted."""

    view: View
    act: FormAct = FormAct.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything a listener wants. Nothing of it has happened yet: the shell commits, then acknowledges.

    says: for the one who acted; where it appears depends on the surface (see the README's table).
    posts: rows for the outbox.
    form: a form to open, push or put in the place of the one that was sent.
    errors: form field (block id) to sentence; the form stays open (listeners raise RuleBroken, the shell sets this).
    options: what a search found (read-only surfaces).
    tick: react to the reply with a tick: all of it is kept.
    replaces: what is said takes the place of the message whose button was clicked, which only that person sees.
    """

    says: Message | None = None
    posts: tuple[Delivery, ...] = ()
    form: Form | None = None
    errors: Mapping[str, str] = field(default_factory=dict[str, str])
    options: Sequence[Option] = ()
    tick: bool = False
    replaces: bool = False
