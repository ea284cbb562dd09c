"""Whole workshops, as people type them, through the real app: each ends in exactly what its file expects."""

from pathlib import Path

import pytest

from tests.conversation import conversation
from tests.playback import FILES, Playback, load, matches, outcome_in

TRANSPORTS = pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@TRANSPORTS
async def test_a_workshop_ends_as_its_people_meant_it(path: Path, database_url: str, *, socket: bool) -> None:
    script = load(path)
    async with conversation(database_url, socket=socket) as talk:
        await Playback.alone(talk.slack, script, talk.channel).play(talk)
        matches(await outcome_in(talk.program.database, talk.channel), script["expect"])
        assert talk.slack.refusals == []


@TRANSPORTS
async def test_events_that_come_three_times_and_out_of_order_change_nothing(
    path: Path, database_url: str, *, socket: bool
) -> None:
    script = load(path)
    async with conversation(database_url, socket=socket, files=False) as talk:
        talk.slack.faults.repeat_events(3)
        await Playback.alone(talk.slack, script, talk.channel, overtaking=True).play(talk)
        matches(await outcome_in(talk.program.database, talk.channel), script["expect"])
        assert {refusal["error"] for refusal in talk.slack.refusals} <= {"file_uploads_disabled"}
