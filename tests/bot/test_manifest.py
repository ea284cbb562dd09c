"""What Slack is told about the app: within its limits, and nothing that is not used."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.manifest import EVENTS, SCOPES, as_yaml, manifest

SOCKET = manifest(None, socket=True)
HTTP = manifest("https://vpd.example.com/", socket=False)
NEEDED = {  # the scope that an event needs
    "app_mention": "app_mentions:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "message.channels": "channels:history",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
}
FREE = {"app_home_opened", "app_uninstalled", "tokens_revoked"}  # events that need no scope
both = pytest.mark.parametrize("made", [SOCKET, HTTP], ids=["socket", "http"])


def addresses(made: dict[str, Any]) -> list[str]:
    """Return every address in a manifest, in its order."""
    return re.findall(r"https?://[^\s']+", as_yaml(made))


@both
def test_it_keeps_slacks_limits(made: dict[str, Any]) -> None:
    display, features = made["display_information"], made["features"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    for command in features["slash_commands"]:
        assert command["command"].startswith("/")
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
    assert len(made["settings"]["event_subscriptions"]["bot_events"]) <= 100
    assert len(made["oauth_config"]["scopes"]["bot"]) <= 255


@both
def test_there_is_one_command_and_one_message_shortcut(made: dict[str, Any]) -> None:
    (command,) = made["features"]["slash_commands"]
    assert command["command"] == "/vpd"
    assert command["should_escape"] is True
    (shortcut,) = made["features"]["shortcuts"]
    assert (shortcut["name"], shortcut["type"], shortcut["callback_id"]) == (
        "Add to canvas",
        "message",
        "notes.shortcut",
    )


def test_every_event_has_its_scope_and_none_is_listed_twice() -> None:
    assert {NEEDED[event] for event in EVENTS if event not in FREE} <= set(SCOPES)
    assert len(set(EVENTS)) == len(EVENTS)
    assert len(set(SCOPES)) == len(SCOPES)


def test_socket_mode_needs_no_address() -> None:
    assert SOCKET["settings"]["socket_mode_enabled"] is True
    assert addresses(SOCKET) == []


def test_over_http_every_address_is_the_hosts() -> None:
    assert HTTP["settings"]["socket_mode_enabled"] is False
    assert addresses(HTTP) == ["https://vpd.example.com/slack/events"] * 4


def test_socket_mode_goes_before_an_address() -> None:
    assert manifest("https://vpd.example.com", socket=True) == SOCKET


@both
def test_printed_it_is_read_as_the_same(made: dict[str, Any]) -> None:
    assert yaml.safe_load(as_yaml(made)) == made


def test_the_file_in_the_repository_is_the_one_for_socket_mode() -> None:
    assert (Path(__file__).parents[2] / "manifest.yml").read_text() == as_yaml(SOCKET)
