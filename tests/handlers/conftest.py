"""A team whose workshop has begun, on either database; nothing that Slack refuses is tolerated."""

from collections.abc import AsyncGenerator

import pytest

from canvas.board import Board
from tests.conversation import Conversation, conversation


@pytest.fixture
async def begun(database_url: str) -> AsyncGenerator[Conversation]:
    async with conversation(database_url) as talk:
        await talk.types("alice", "start Dinner on autopilot for Working parents")
        yield talk
        assert talk.slack.refusals == []


async def board_of(talk: Conversation) -> Board:
    """Return everything the channel's workshop holds."""
    return await talk.program.database.read(
        talk.slack.team_id, lambda tx: tx.workshops.board(tx.workshops.current(talk.channel.id).id)
    )


@pytest.fixture
async def silent(begun: Conversation) -> Conversation:
    """Two people who write pains unseen."""
    await begun.types("ben", "join design")
    await begun.types("alice", "next")
    await begun.settled()
    await begun.types("alice", "unseen pains")
    await begun.settled()
    return begun


LINKED = """add extreme pain Food goes off
pain: Waiting on hold
reliever: Warns two days before food goes off
reliever: Calls you back"""


@pytest.fixture
async def linked(begun: Conversation) -> Conversation:
    """Three people, two of them in design, and two links."""
    await begun.types("alice", LINKED)
    await begun.types("alice", "link R1 P1")
    await begun.types("alice", "link R2 P2")
    for name in ("ben", "chika"):
        await begun.types(name, "join design")
    return begun
