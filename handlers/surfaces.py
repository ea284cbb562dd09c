"""The registry: which plain function answers which gesture.

The id is the address: `notes.write` is `handlers/notes.py: write`, checked when it is registered.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from canvas.words import nearest
from handlers.answer import Answer, Delivery, File, Message, Upload
from handlers.gesture import Gesture, Surface
from storage.messages import LivingMessage
from storage.transaction import Transaction

_ONE_WORD = re.compile(r"(\S*)\s*(.*)", re.DOTALL)
_TWO_WORDS = re.compile(r"(\S+\s+\S+)\s*(.*)", re.DOTALL)

Run = Callable[[Gesture, Transaction], Answer]
Concerns = Callable[[Gesture, Transaction], bool]
Draw = Callable[[Transaction, Mapping[str, Any]], Message | File | None]
Tick = Callable[[Transaction, datetime], tuple[Delivery, ...]]
Posted = Callable[[LivingMessage, Transaction], Answer]
Uploaded = Callable[[LivingMessage, Upload, Transaction], tuple[Delivery, ...]]
Refused = Callable[[Delivery, str, Transaction], tuple[Delivery, ...]]


class Fact(StrEnum):
    """What a listener needs to know of Slack before it runs; the shell gathers it."""

    PERSON = "person"  # the name and zone of the one who acts
    CHANNEL = "channel"  # the channel's name and kind
    MEMBERS = "members"  # who is in the channel
    FILE = "file"  # the file chosen in a form's field `file`


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """One registered function. `writes=False` runs it on a reading connection: no id is kept, nothing is posted."""

    run: Run
    address: str
    writes: bool = True
    facts: frozenset[Fact] = frozenset()
    concerns: Concerns | None = None
    usage: str = ""
    says: str = ""


def _at_its_address(address: str, run: Callable[..., Any]) -> None:
    run = run.func if isinstance(run, partial) else run
    here = f"{run.__module__.rpartition('.')[2]}.{run.__name__}"
    if here != address:
        message = f"{address} is registered for the function {here}: the id must be the address"
        raise ValueError(message)


class Surfaces:
    """All listeners, drawings and ticks, filled once at start by every feature's `register`."""

    def __init__(self) -> None:
        """Begin with nothing registered."""
        self.listeners: dict[tuple[Surface, str], Listener] = {}
        self.drawings: dict[str, Draw] = {}
        self.ticks: list[Tick] = []
        self.on_posted: list[Posted] = []
        self.on_uploaded: list[Uploaded] = []
        self.on_refused: list[Refused] = []
        self.public_url = ""  # how the world reaches the web server, without a slash at the end; "" when it can't
        self.secret = b""  # what links are made of that only this program can make

    def word(
        self,
        word: str,
        run: Run,
        *,
        usage: str,
        says: str,
        facts: Iterable[Fact] = (),
        writes: bool = True,
    ) -> None:
        """Answer `/vpd WORD …` and `@vpd WORD …`; `usage` is an example without `/vpd`, `says` one line for help."""
        self._add(Surface.COMMAND, word, run, usage=usage, says=says, facts=frozenset(facts), writes=writes)

    def button(self, address: str, run: Run, *, facts: Iterable[Fact] = (), writes: bool = True) -> None:
        """Answer a click or a choice whose action id is `address`, or begins with it and a colon."""
        _at_its_address(address, run)
        self._add(Surface.BUTTON, address, run, facts=frozenset(facts), writes=writes)

    def form(self, address: str, run: Run, *, facts: Iterable[Fact] = ()) -> None:
        """Answer a sent form whose callback id is `address`."""
        _at_its_address(address, run)
        self._add(Surface.FORM, address, run, facts=frozenset(facts))

    def shortcut(self, address: str, run: Run, *, facts: Iterable[Fact] = ()) -> None:
        """Answer a message or global shortcut whose callback id is `address`."""
        _at_its_address(address, run)
        self._add(Surface.SHORTCUT, address, run, facts=frozenset(facts))

    def search(self, address: str, run: Run) -> None:
        """Answer what is typed into a select that searches; `Answer.options` is shown."""
        _at_its_address(address, run)
        self._add(Surface.SEARCH, address, run, writes=False)

    def event(self, kind: str, run: Run, *, concerns: Concerns | None = None, facts: Iterable[Fact] = ()) -> None:
        """Answer an event; `concerns` decides by reading whether it is ours at all (no write otherwise)."""
        self._add(Surface.EVENT, kind, run, concerns=concerns, facts=frozenset(facts))

    def drawing(self, name: str, draw: Draw) -> None:
        """Name a drawing that deliveries can ask for; it runs when the delivery is sent."""
        _at_its_address(name, draw)
        self.drawings[name] = draw

    def tick(self, tick: Tick) -> None:
        """Run `tick` every second in a transaction; what it returns goes to the outbox."""
        self.ticks.append(tick)

    def posted(self, posted: Posted) -> None:
        """Run `posted` in the transaction that records a living message as posted."""
        self.on_posted.append(posted)

    def uploaded(self, uploaded: Uploaded) -> None:
        """Run `uploaded` in the transaction that records that Slack holds the file of a living message."""
        self.on_uploaded.append(uploaded)

    def refused(self, refused: Refused) -> None:
        """Run `refused` in the transaction that records that Slack definitely refused a delivery."""
        self.on_refused.append(refused)

    def _add(self, surface: Surface, address: str, run: Run, **declared: Any) -> None:  # noqa: ANN401 - passed on to Listener, which types it
        if (surface, address) in self.listeners:
            message = f"{surface} {address} is registered twice"
            raise ValueError(message)
        self.listeners[surface, address] = Listener(run=run, address=address, **declared)

    def listener(self, gesture: Gesture) -> Listener | None:
        """Return who answers this gesture, or None when nobody does."""
        if gesture.surface is Surface.MENTION:
            return self.listeners.get((Surface.COMMAND, gesture.address))
        return self.listeners.get((gesture.surface, gesture.address))

    def words(self) -> dict[str, Listener]:
        """Return every command word with its listener, in order of registration."""
        return {address: found for (surface, address), found in self.listeners.items() if surface is Surface.COMMAND}

    def split(self, text: str) -> tuple[str, str]:
        """Split what was typed after `/vpd` into its word (the longest registered one) and the rest.

        An unknown word gives ("help", what was typed): help answers with the nearest words.
        """
        typed = text.strip()
        for pattern in (_TWO_WORDS, _ONE_WORD):
            found = pattern.match(typed)
            if found and (Surface.COMMAND, word := " ".join(found[1].lower().split())) in self.listeners:
                return word, found[2]
        return "help", typed

    def like(self, word: str) -> list[str]:
        """Return the registered words nearest to `word`."""
        return nearest(word, [w for w in self.words() if w])
