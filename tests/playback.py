"""Plays a workshop file through the app as its people would, and tells what came of it."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from canvas.board import NoteState
from canvas.method import KINDS
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

    talk: Conversation
    script: dict[str, Any]
    said: dict[tuple[str, str], str] = field(default_factory=dict)

    async def play(self) -> None:
        """Do every act in order; days pass on the simulated clock."""
        for name, who in self.script["people"].items():
            self.talk.people[name] = self.talk.slack.person(
                name, name=who["name"], tz=who["tz"], channels=[self.talk.channel]
            )
        day = 0
        for act in self.script["acts"]:
            if act["day"] > day:
                await self.talk.pass_time(days=act["day"] - day)
                day = act["day"]
            await self.act(act)
            await self.talk.settled()
        await self.talk.pass_time(minutes=10)

    async def act(self, act: dict[str, Any]) -> None:
        """Do one act: a command, a reply in a prompt's thread, an edit or a deletion."""
        person = self.talk[act["who"]]
        if "command" in act:
            await person.command(self.talk.channel, f"/vpd {act['command']}")
        elif "reply" in act:
            prompt = await self.prompt(act["in"])
            text = act["reply"].rstrip("\n")
            self.said[act["who"], text] = await person.say(self.talk.channel, text, thread=prompt)
        elif "edit" in act:
            ts = self.said[act["who"], act["edit"]]
            await person.edit(ts, act["to"])
        else:
            await person.delete(self.said[act["who"], act["delete"]])

    async def prompt(self, name: str) -> str:
        """Return the ts of the prompt that collects a block."""
        block = PROMPTS[name].value

        def look(tx: Transaction) -> str | None:
            workshop = tx.workshops.current(self.talk.channel.id)
            found = tx.messages.find(workshop.id, "prompt", block=block)
            return found.ts if found else None

        ts = await self.talk.program.database.read(self.talk.slack.team_id, look)
        assert ts, f"the prompt for {name} has not been posted"
        return ts

    async def outcome(self) -> dict[str, Any]:
        """Return what the workshop holds now, in the words of the file's `expect`."""
        return await self.talk.program.database.read(self.talk.slack.team_id, self._outcome)

    def _outcome(self, tx: Transaction) -> dict[str, Any]:
        workshop = tx.workshops.current(self.talk.channel.id)
        board = tx.workshops.board(workshop.id)
        open_notes = [note for note in board.notes if note.state is NoteState.OPEN]
        reminder = tx.reminders.of(workshop.id)
        assert reminder
        fifth = next((note.text for note in open_notes if note.code == "P5"), "")
        return {
            "step": workshop.step,
            "notes": dict(Counter(note.block.value for note in open_notes)),
            "removed": sum(note.state is NoteState.REMOVED for note in board.notes),
            "asked_about_duplicates": len(tx.aside.waiting("duplicate")),
            "links": sum(link.state == "active" for link in board.links),
            "members": sum(member.left is None for member in board.members),
            "evidence": sum(one.state == "active" for one in board.evidence),
            "hypotheses_at_least": sum(one.state != "removed" for one in board.hypotheses),
            "pain_5": fifth,
            "reminder": {"day": reminder.day, "time": reminder.time, "time_zone": reminder.time_zone},
        }


def matches(outcome: dict[str, Any], expected: dict[str, Any]) -> None:
    """Assert that a workshop ended in exactly what its file expects."""
    wanted = {**expected}
    at_least = wanted.pop("hypotheses_at_least", 0)
    found = {**outcome}
    assert found.pop("hypotheses_at_least") >= at_least
    assert json.loads(json.dumps(found)) == wanted
