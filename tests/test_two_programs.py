"""Two programs on one database, each a process with its own clock and courier: everything is said once."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground.clock import Clock
from bot.playground.world import Channel
from tests.child import Child, until
from tests.conversation import MONDAY, local_slack

REVIEW = datetime(2026, 11, 30, 9, tzinfo=UTC)
CHANNELS = 8
BEGUN = 2  # posts: the card and the first prompt


def reviews(channel: Channel) -> int:
    """Return how many posts of a channel are its weekly review."""
    return sum(
        any(block["type"] == "actions" and "reminders." in str(block) for block in post.blocks)
        for post in channel.messages
    )


@pytest.mark.slow
@pytest.mark.case(23)
async def test_two_programs_post_each_review_once(database_url: str, tmp_path: Path) -> None:
    async with local_slack(Clock(MONDAY)) as slack, AsyncExitStack() as stack:
        programs = [Child(slack, database_url, tmp_path, socket=True) for _ in range(2)]
        for program in programs:
            stack.callback(program.end)
            program.tell_time()
            await program.up()
        channels = [slack.channel(f"team-{number}") for number in range(CHANNELS)]
        alice = slack.person("alice", tz="UTC", channels=channels)
        for channel in channels:
            for words in ("start Dinner on autopilot for Working parents", "add pain Waiting on hold"):
                assert not (await alice.command(channel, f"/vpd {words}")).error

        def passes() -> None:
            slack.clock.advance(timedelta(seconds=1))
            programs[0].tell_time()

        def all_begun() -> bool:
            passes()
            return all(len(channel.messages) >= BEGUN for channel in channels)

        def all_reviewed() -> bool:
            passes()
            return all(reviews(channel) for channel in channels)

        await until(all_begun)
        slack.clock.jump(REVIEW)
        await until(all_reviewed)
        slack.clock.advance(timedelta(seconds=30))
        programs[0].tell_time()
        await asyncio.sleep(2.5)  # two more ticks of each
        assert [reviews(channel) for channel in channels] == [1] * CHANNELS
        for channel in channels:
            marks = Counter(post.metadata["event_payload"]["mark"] for post in channel.messages if post.metadata)
            assert set(marks.values()) == {1}
        assert slack.refusals == []
        assert all(program.runs for program in programs)
