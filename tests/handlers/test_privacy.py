"""What is stored about a person is told to them, and forgotten when they ask."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from storage.tables import METADATA
from storage.transaction import Transaction
from tests.conversation import Conversation
from tests.handlers.conftest import board_of


def everything(tx: Transaction) -> str:
    """Return all rows of all tables as text."""
    rows: dict[str, list[Any]] = {
        name: [tuple(row) for row in tx.connection.execute(select(table))] for name, table in METADATA.tables.items()
    }
    return json.dumps(rows, default=str)


async def busy(talk: Conversation) -> None:
    await talk.types("alice", "next")
    for words in (
        "join sales", "add pain Food goes off", "rate P1 5", "vote P1", "evidence P1 “Every week” – a nurse",
        "hypothesis We believe at least 6 of 10 parents waste food", "snapshot Before Paris", "segment use 1",
        "add pain Food goes bad", "check",
    ):  # fmt: skip
        await talk.types("ben", words)


@pytest.mark.case(40)
async def test_nothing_names_a_person_who_asked_to_be_forgotten(begun: Conversation) -> None:
    await busy(begun)
    await begun.types("alice", "learn H1")
    by_ben = f"<@{begun['ben'].id}> thinks of nurses"
    assert await begun["alice"].submit(learned="They do", deciders=[begun["ben"].id], dissent=by_ben) == {}
    await begun.settled()
    told = await begun.types("ben", "privacy")
    assert "2 notes you wrote" in told
    assert "1 rating" in told
    await begun["ben"].press(begun["ben"].sees(begun.channel)[-1], "privacy.ask")
    assert await begun["ben"].submit() == {}
    await begun.settled()
    await begun.pass_time(minutes=10)
    kept = await begun.program.database.read(begun.slack.team_id, everything)
    rest = json.loads(kept)
    named = [(name, row) for name, rows in rest.items() for row in rows if begun["ben"].id in str(row)]
    assert [(name, "Nothing here names you" in str(row)) for name, row in named] == [("outbox", True)], (
        "the answer itself"
    )
    board = await board_of(begun)
    (decided,) = [one for one in board.decisions if one.kind == "learning"]
    assert [one.startswith("former-") for one in decided.deciders] == [True]
    note = board.notes[0]
    assert (note.text, note.ratings[0].value, note.votes[0].dots) == ("Food goes off", 5, 1)
    assert note.author.startswith("former-")
    assert "a former member" in await begun.types("alice", "history")
    assert "I keep nothing" in await begun.types("ben", "privacy")


async def test_who_leads_hands_over_first(begun: Conversation) -> None:
    await begun.types("alice", "privacy")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "privacy.ask")
    await begun.settled()
    assert "You still lead Dinner on autopilot" in begun["alice"].sees(begun.channel)[-1].text
    assert begun["alice"].forms == []


async def test_who_did_nothing_reads_that(begun: Conversation) -> None:
    assert "I keep nothing that you did" in await begun.types("dana", "privacy")


async def take_over(talk: Conversation) -> None:
    await talk.pass_time(hours=25)
    await talk.types("ben", "take over")


async def hand_over(talk: Conversation) -> None:
    await talk.types("alice", "settings")
    await talk["alice"].submit(facilitator=talk["ben"].id)
    await talk.settled()


@pytest.mark.parametrize("lead_on", [take_over, hand_over])
async def test_who_led_once_is_forgotten_as_well(
    begun: Conversation, lead_on: Callable[[Conversation], Awaitable[None]]
) -> None:
    await begun.types("ben", "join design")
    await begun.types("alice", "add pain Food goes off")
    await lead_on(begun)
    await begun.types("alice", "privacy")
    await begun["alice"].press(begun["alice"].sees(begun.channel)[-1], "privacy.ask")
    assert await begun["alice"].submit() == {}
    await begun.settled()
    await begun.pass_time(minutes=10)
    rest = json.loads(await begun.program.database.read(begun.slack.team_id, everything))
    named = [(name, row) for name, rows in rest.items() for row in rows if begun["alice"].id in str(row)]
    assert [(name, "Nothing here names you" in str(row)) for name, row in named] == [("outbox", True)]
