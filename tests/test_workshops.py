"""Whole workshops, as people type them, through the real app: each ends in exactly what its file expects."""

from pathlib import Path

import pytest

from tests.conversation import conversation
from tests.playback import FILES, Playback, load, matches

pytestmark = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
async def test_a_workshop_ends_as_its_people_meant_it(path: Path, database_url: str, *, socket: bool) -> None:
    script = load(path)
    async with conversation(database_url, socket=socket) as talk:
        playback = Playback(talk, script)
        await playback.play()
        matches(await playback.outcome(), script["expect"])
        assert talk.slack.refusals == []


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
async def test_events_that_come_three_times_and_out_of_order_change_nothing(
    path: Path, database_url: str, *, socket: bool
) -> None:
    script = load(path)
    async with conversation(database_url, socket=socket) as talk:
        talk.slack.faults.repeat_events(3)
        talk.slack.faults.overtake()
        playback = Playback(talk, script)
        await playback.play()
        matches(await playback.outcome(), script["expect"])
        assert talk.slack.refusals == []
