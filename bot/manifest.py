"""The app manifest: what Slack must know of us, with only the scopes and events that are used."""

from typing import Any, Final

import yaml

from bot.guard import PATH

SCOPES: Final = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "reactions:read",
    "reactions:write",
    "users:read",
)
EVENTS: Final = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_unarchive",
    "group_archive",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
    "user_change",
)
_LONG: Final = (
    "vpd walks a team through a value proposition workshop in a channel, in six steps: assemble the team,"
    " describe the customer's jobs, pains and gains, design what you offer, assess how well it fits, test what must be"
    " true, and refine it all with what customers say and do. Replies in a thread become notes on the canvas. Nothing"
    " gets lost, changes of the canvas can be undone, and a short review every week keeps it alive."
)


def manifest(url: str | None, *, socket: bool) -> dict[str, Any]:
    """Return the manifest for Socket Mode, or else for a host that Slack reaches at `url` (https, no path needed)."""
    endpoint = None if socket or url is None else url.rstrip("/") + PATH
    return {
        "display_information": {
            "name": "vpd",
            "description": "Value proposition workshops, right in the channel",
            "long_description": _LONG,
            "background_color": "#1f4e5f",
        },
        "features": _features(endpoint),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**_at("request_url", endpoint), "bot_events": list(EVENTS)},
            "interactivity": {
                "is_enabled": True,
                **_at("request_url", endpoint),
                **_at("message_menu_options_url", endpoint),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": endpoint is None,
            "token_rotation_enabled": False,
        },
    }


def _features(endpoint: str | None) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "vpd", "always_online": True},
        "shortcuts": [
            {
                "name": "Add to canvas",
                "type": "message",
                "callback_id": "notes.shortcut",
                "description": "Keep this message as a note or as evidence",
            }
        ],
        "slash_commands": [
            {
                "command": "/vpd",
                **_at("url", endpoint),
                "description": "See where the workshop stands and what to do next",
                "usage_hint": "[start, add pain Waiting on hold, canvas, fit, next, help …]",
                "should_escape": True,
            }
        ],
    }


def as_yaml(made: dict[str, Any]) -> str:
    """Write a manifest as Slack's page takes it."""
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100)


def _at(field: str, endpoint: str | None) -> dict[str, str]:
    return {} if endpoint is None else {field: endpoint}
