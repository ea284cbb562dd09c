"""What somebody did in Slack, and what we know when the listener runs. `payload` reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from storage.people import ChannelFact, Person

Payload = Mapping[str, Any]


class Surface(StrEnum):
    """Where a gesture was made."""

    COMMAND = "command"
    MENTION = "mention"
    BUTTON = "button"
    FORM = "form"
    SHORTCUT = "shortcut"
    SEARCH = "search"
    EVENT = "event"


class FileProblem(StrEnum):
    """Why a file is not there."""

    TOO_LARGE = "too large"
    AWAY = "away"  # Slack did not hand it over in time, or not to us


@dataclass(frozen=True, slots=True)
class FileFact:
    """A file that somebody has chosen in a form; with a problem it has no content."""

    name: str
    content: bytes = b""
    problem: FileProblem | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What we know of Slack when the listener runs: people by id, the channel, who is in it (None: not known).

    file: what was chosen in the form's field `file`; None when nothing was.
    """

    people: Mapping[str, Person] = field(default_factory=dict[str, Person])
    channel: ChannelFact | None = None
    members: frozenset[str] | None = None
    file: FileFact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """One thing one person did. `id` is equal when Slack sends the same thing again.

    address: the command word, action id (before a colon), callback id or kind of event.
    text: what was typed, as people saw it (entities decoded once the facts are known).
    ts: the message written, changed, reacted to, or the one the pressed button sits in; `thread` its thread.
    edited: the time of the edit; `ours`: the thread hangs on a message of this app.
    link: the address of the message that a shortcut was used on.
    subject: what the control was drawn for (a button's value, a form's metadata, a choice): ids and states only.
    foreign: somebody of another organisation did it, in a channel that both share.
    home: it was done in the app's home, beside the direct messages.
    fields: a form's block ids with what was typed or chosen ("" when empty, a tuple for several).
    """

    id: str
    surface: Surface
    address: str
    team: str
    user: str
    at: datetime
    channel: str = ""
    text: str = ""
    ts: str = ""
    thread: str = ""
    edited: str = ""
    ours: bool = False
    reaction: str = ""
    link: str = ""
    subject: Mapping[str, Any] = field(default_factory=dict[str, Any])
    value: str = ""
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict[str, str | tuple[str, ...]])
    view: str = ""  # id of the form that was sent, or that a button sits in
    trigger: str = ""
    response_url: str = ""
    foreign: bool = False
    home: bool = False
    facts: Facts = field(default_factory=Facts)

    def words(self, block: str) -> str:
        """Return one form field as stripped text, "" when empty or missing."""
        found = self.fields.get(block, "")
        return found.strip() if isinstance(found, str) else ""

    def chosen(self, block: str) -> tuple[str, ...]:
        """Return one form field as a tuple of what was chosen."""
        found = self.fields.get(block, ())
        return ((found,) if found else ()) if isinstance(found, str) else found
