"""Signed payloads of a shape that Slack never sends are refused, and leave nothing behind."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any, cast

import pytest

from bot.app import Shell
from bot.program import assemble
from bot.settings import load
from tests.bot.knocking import now

WHOLE: Mapping[str, dict[str, Any]] = {
    "command": {
        "command": "/vpd",
        "text": "help",
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "trigger_id": "1.2",
    },
    "button": {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "channel": {"id": "C1"},
        "container": {"message_ts": "1.2", "channel_id": "C1"},
        "message": {"ts": "1.2", "text": "x"},
        "actions": [{"action_id": "notes.write", "block_id": "b", "type": "button", "action_ts": "1.3", "value": "{}"}],
        "trigger_id": "1.2",
        "response_url": "https://hooks.slack.com/actions/1",
    },
    "search": {
        "type": "block_suggestion",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "action_id": "notes.find",
        "block_id": "b",
        "value": "wait",
    },
    "form": {
        "type": "view_submission",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "view": {
            "id": "V1",
            "hash": "h",
            "callback_id": "notes.save",
            "private_metadata": "{}",
            "state": {"values": {}},
        },
        "trigger_id": "1.2",
    },
    "shortcut": {
        "type": "message_action",
        "callback_id": "notes.shortcut",
        "team": {"id": "T1"},
        "user": {"id": "U1", "team_id": "T1"},
        "channel": {"id": "C1"},
        "message": {"ts": "1.2", "text": "x", "user": "U1"},
        "trigger_id": "1.2",
        "action_ts": "1.3",
    },
    "message": {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "event": {"type": "message", "channel": "C1", "user": "U1", "ts": "1.2", "thread_ts": "1.1", "text": "x"},
    },
    "reaction": {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev2",
        "event": {
            "type": "reaction_added",
            "user": "U1",
            "reaction": "+1",
            "item": {"type": "message", "channel": "C1", "ts": "1.2"},
            "item_user": "U2",
        },
    },
}
ODD: tuple[object, ...] = (None, [], {}, "odd", 5, [None], {"type": 5})


def odd_ones(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the payload with every part, however deep, missing or replaced."""
    for name, value in whole.items():
        yield {key: kept for key, kept in whole.items() if key != name}
        yield from ({**whole, name: odd} for odd in ODD)
        if isinstance(value, dict):
            yield from ({**whole, name: odd} for odd in odd_ones(cast("dict[str, Any]", value)))


@pytest.fixture
async def shell(database_url: str) -> AsyncIterator[Shell]:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1-abc", "SLACK_SIGNING_SECRET": "secret"}
    nowhere = {"SLACK_API_URL": "http://127.0.0.1:9/api/", "DATABASE_URL": database_url}
    program = assemble(load(tokens | nowhere), now)
    yield program.shell
    program.database.close()


@pytest.mark.parametrize("kind", WHOLE)
async def test_an_odd_payload_is_no_error_of_ours(shell: Shell, kind: str) -> None:
    for odd in odd_ones(WHOLE[kind]):
        answered = await shell.answer(json.loads(json.dumps(odd)))
        assert answered.status in {200, 400}, odd
