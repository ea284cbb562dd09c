"""The sample workshops, played through the app, taken out and brought in elsewhere: nothing is lost."""

import json
from pathlib import Path

import pytest

from handlers.imports import begin
from handlers.paper.canvas_json import written
from handlers.paper.reading.workshop_json import read_workshop
from handlers.versions import record
from storage.transaction import Actor, Transaction
from tests.conversation import conversation
from tests.handlers.test_reading_workshops import bare
from tests.playback import FILES, Playback, load


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_a_sample_workshop_is_the_same_elsewhere(path: Path, database_url: str) -> None:
    async with conversation(database_url) as talk:
        await Playback.alone(talk.slack, load(path), talk.channel).play(talk)
        database, team = talk.program.database, talk.slack.team_id

        def export(channel: str, tx: Transaction) -> bytes:
            return written(record(tx, tx.workshops.current(channel).id, "json"))

        before = await database.read(team, lambda tx: export(talk.channel.id, tx))
        act = Actor(team, "U1", "import", talk.slack.clock.now())
        found = read_workshop(before.decode(), act.at)
        await database.write(act, lambda tx: begin(tx, found, "C2"))
        after = await database.read(team, lambda tx: export("C2", tx))
        assert len(json.loads(before)["notes"]) > 20
        assert bare(json.loads(after)) == bare(json.loads(before))
