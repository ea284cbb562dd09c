"""Plays a workshop file through the app as its people would, and tells what came of it."""

import json
import socket
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.playground.person import Person
from bot.playground.slack import LocalSlack
from bot.playground.world import TEAM, Channel
from canvas.board import NoteState
from canvas.method import KINDS
from storage.database import Database
from storage.transaction import Transaction
from tests.conversation import Conversation

FILES = sorted((Path(__file__).parent / "data" / "workshops").glob("*.yml"))
PROMPTS = {kind.prompt: kind.block for kind in KINDS.values()}


def load(path: Path) -> dict[str, Any]:
    """Return a workshop file as it stands."""
    return yaml.safe_load(path.read_text())


@dataclass
class Playback:
    """One workshop being played; `said` finds a person's earlier reply by its words."""

    script: dict[str, Any]
    people: dict[str, Person]
    overtaking: bool = False  # a reply that is edited or deleted later reaches the app only after that
    said: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def alone(
        cls, slack: LocalSlack, script: dict[str, Any], channel: Channel, *, overtaking: bool = False
    ) -> "Playback":
        """Let the file's people into the channel."""
        people = {
            name: slack.person(name, name=who["name"], tz=who["tz"], channels=[channel])
            for name, who in script["people"].items()
        }
        return cls(script, people, overtaking)

    async def play(self, talk: Conversation) -> None:
        """Do every act in order; days pass on the simulated clock."""
        day = 0
        for act in self.script["acts"]:
            if act["day"] > day:
                await talk.pass_time(days=act["day"] - day)
                day = act["day"]
            await self.act(talk, act)
            await talk.settled()
        await talk.pass_time(minutes=10)

    async def act(self, talk: Conversation, act: dict[str, Any]) -> None:
        """Do one act: a command, a reply in a prompt's thread, an edit or a deletion."""
        person = self.people[act["who"]]
        if "command" in act:
            await person.command(talk.channel, f"/vpd {act['command']}")
        elif "reply" in act:
            prompt = await prompt_in(talk.program.database, talk.channel, act["in"])
            text = act["reply"].rstrip("\n")
            held = self.overtaking and self.is_changed_later(act["who"], text)
            self.said[act["who"], text] = await person.say(talk.channel, text, thread=prompt, held=held)
        elif "edit" in act:
            await person.edit(self.said[act["who"], act["edit"]], act["to"])
        else:
            await person.delete(self.said[act["who"], act["delete"]])

    def is_changed_later(self, who: str, text: str) -> bool:
        """Whether this person edits or deletes this reply at some time."""
        return any(act["who"] == who and text in {act.get("edit"), act.get("delete")} for act in self.script["acts"])


async def prompt_in(database: Database, channel: Channel, name: str, segment: str = "") -> str:
    """Return the ts of the prompt that collects a block, of a segment where one is named."""

    def look(tx: Transaction) -> str | None:
        workshop = tx.workshops.current(channel.id)
        named = [one.id for one in tx.segments.of(workshop.id) if one.name == segment]
        of = {"segment": named[0]} if segment else {}
        found = tx.messages.find(workshop.id, "prompt", block=PROMPTS[name].value, **of)
        return found.ts if found else None

    ts = await database.read(TEAM, look)
    assert ts, f"the prompt for {name} has not been posted"
    return ts


async def outcome_in(database: Database, channel: Channel) -> dict[str, Any]:
    """Return what a channel's workshop holds now, in the words of a file's `expect`."""

    def look(tx: Transaction) -> dict[str, Any]:
        workshop = tx.workshops.current(channel.id)
        board = tx.workshops.board(workshop.id)
        open_notes = [note for note in board.notes if note.state is NoteState.OPEN]
        reminder = tx.reminders.of(workshop.id)
        assert reminder
        return {
            "step": workshop.step,
            "notes": dict(Counter(note.block.value for note in open_notes)),
            "removed": sum(note.state is NoteState.REMOVED for note in board.notes),
            "asked_about_duplicates": len(tx.aside.waiting("duplicate")),
            "links": sum(link.state == "active" for link in board.links),
            "members": sum(member.left is None for member in board.members),
            "evidence": sum(one.state == "active" for one in board.evidence),
            "hypotheses_at_least": sum(one.state != "removed" for one in board.hypotheses),
            "pain_5": next((note.text for note in open_notes if note.code == "P5"), ""),
            "reminder": {"day": reminder.day, "time": reminder.time, "time_zone": reminder.time_zone},
        }

    return await database.read(TEAM, look)


def matches(outcome: dict[str, Any], expected: dict[str, Any]) -> None:
    """Assert that a workshop ended in exactly what its file expects."""
    wanted = {**expected}
    at_least = wanted.pop("hypotheses_at_least", 0)
    found = {**outcome}
    assert found.pop("hypotheses_at_least") >= at_least
    assert json.loads(json.dumps(found)) == wanted


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
