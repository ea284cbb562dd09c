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
