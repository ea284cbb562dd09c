"""`vpd import`: a file brought in from the command line; what the channel is to see waits for the running program."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from handlers.blocks.imports import plain_preview
from handlers.imports import begin, keep, plan_list, refuse_in_the_way
from handlers.paper.reading.decode import decoded
from handlers.paper.reading.planning import is_workshop
from handlers.paper.reading.workshop_json import read_workshop
from storage.database import Database
from storage.transaction import Actor, Transaction


@dataclass(frozen=True, slots=True)
class Place:
    """A channel of a team."""

    team: str
    channel: str


def bring_in(database: Database, place: Place, name: str, content: bytes, *, duplicates: bool) -> str:
    """Bring a file in, as one act of the facilitator, and return what was done in plain words. Raises RuleBroken."""
    text = decoded(content)
    gesture, now = f"import:{secrets.token_hex(16)}", datetime.now(UTC)
    if is_workshop(name, text):
        user = read_workshop(text, now).board.workshop.facilitator
        return database.write_now(Actor(place.team, user, gesture, now), partial(_workshop, place.channel, text))
    leads = database.read_now(place.team, lambda tx: tx.workshops.current(place.channel).facilitator)
    work = partial(_list, place.channel, name, text, duplicates=duplicates)
    return database.write_now(Actor(place.team, leads, gesture, now), work)


def _workshop(channel: str, text: str, tx: Transaction) -> str:
    refuse_in_the_way(tx, channel)
    workshop, posts = begin(tx, read_workshop(text, tx.at), channel)
    tx.outbox.add(posts)
    return f"Workshop {workshop.id} is there, with all that the file holds."


def _list(channel: str, name: str, text: str, tx: Transaction, *, duplicates: bool) -> str:
    workshop = tx.workshops.current(channel)
    wanted: dict[str, Any] = {"name": name, "block": "", "segment": 0}
    plan = plan_list(tx, workshop, text, wanted)
    brought = keep(tx, workshop, plan.adds if duplicates else plan.new, author=tx.user)
    tx.outbox.add(brought.posts)
    left = "" if duplicates else " Duplicates were left out; --duplicates adds them, too."
    return f"{plain_preview(name, plan)}\n{len(brought.notes)} added.{left if len(plan.new) < len(plan.adds) else ''}"
