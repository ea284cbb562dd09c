"""Payloads of Slack, read as gestures. The only place that knows the shapes of payloads."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from canvas.text import readable
from handlers.gesture import Gesture, Payload, Surface
from handlers.sender import is_foreign, part, team_of, who, word


def read(body: Payload, at: datetime) -> Gesture | None:
    """Return the gesture of a payload, or None when it is nothing that a person did (our own posts, other bots, …)."""
    kind = "command" if "command" in body else body.get("type")
    reading = _READERS.get(str(kind))
    gesture = reading(body, at) if reading else None
    return _readable(replace(gesture, foreign=is_foreign(body, gesture.team))) if gesture else None


def _readable(gesture: Gesture) -> Gesture:
    """Leave out what no database can hold, wherever a person typed it: the rest must not be lost for it."""
    text, value = readable(gesture.text), readable(gesture.value)
    fields = {block: readable(told) if isinstance(told, str) else told for block, told in gesture.fields.items()}
    if (text, value, fields) == (gesture.text, gesture.value, gesture.fields):
        return gesture
    return replace(gesture, text=text, value=value, fields=fields)


def _command(body: Payload, at: datetime) -> Gesture:
    return Gesture(
        id=f"command:{body['trigger_id']}",
        surface=Surface.COMMAND,
        address="",
        team=body["team_id"],
        channel=body["channel_id"],
        user=body["user_id"],
        at=at,
        text=word(body, "text"),
        trigger=body["trigger_id"],
        response_url=word(body, "response_url"),
    )


def _click(body: Payload, at: datetime) -> Gesture:
    action = body["actions"][0]
    container = part(body, "container")
    view = part(body, "view")
    message = part(body, "message")
    value = _chosen_value(action)
    subject = _subject(value if isinstance(value, str) else "") or _subject(word(view, "private_metadata"))
    return Gesture(
        id=f"click:{body['trigger_id']}",
        surface=Surface.BUTTON,
        address=action["action_id"].partition(":")[0],
        team=team_of(body),
        channel=word(part(body, "channel"), "id") or word(container, "channel_id") or word(subject, "channel"),
        user=body["user"]["id"],
        at=at,
        ts=word(container, "message_ts"),
        thread=word(message, "thread_ts") or word(container, "thread_ts"),
        subject=subject,
        value=value if isinstance(value, str) else "",
        fields=_fields(part(view or body, "state")),
        view=word(view, "id"),
        trigger=body["trigger_id"],
        response_url=word(body, "response_url"),
        home=word(view, "type") == "home",
    )


def _search(body: Payload, at: datetime) -> Gesture:
    view = part(body, "view")
    subject = _subject(word(view, "private_metadata"))
    return Gesture(
        id="",
        surface=Surface.SEARCH,
        address=body["action_id"].partition(":")[0],
        team=team_of(body),
        channel=word(part(body, "channel"), "id") or word(subject, "channel"),
        user=body["user"]["id"],
        at=at,
        text=word(body, "value"),
        subject=subject,
    )


def _form(body: Payload, at: datetime) -> Gesture:
    view = body["view"]
    subject = _subject(word(view, "private_metadata"))
    return Gesture(
        id=f"form:{view['id']}:{view.get('hash', '')}",
        surface=Surface.FORM,
        address=view["callback_id"],
        team=team_of(body),
        channel=word(subject, "channel"),
        user=body["user"]["id"],
        at=at,
        subject=subject,
        fields=_fields(part(view, "state")),
        view=view["id"],
        trigger=word(body, "trigger_id"),
    )


def _shortcut(body: Payload, at: datetime) -> Gesture:
    message = part(body, "message")
    return Gesture(
        id=f"shortcut:{body['trigger_id']}",
        surface=Surface.SHORTCUT,
        address=body["callback_id"],
        team=team_of(body),
        channel=word(part(body, "channel"), "id"),
        user=body["user"]["id"],
        at=at,
        text=word(message, "text"),
        ts=word(message, "ts"),
        thread=word(message, "thread_ts"),
        link=_link(body, message),
        trigger=body["trigger_id"],
        response_url=word(body, "response_url"),
    )


def _link(body: Payload, message: Payload) -> str:
    """Return where a message stands, as Slack's own links say it; "" when the shortcut is about none."""
    ts, thread = word(message, "ts"), word(message, "thread_ts")
    if not ts:
        return ""
    domain, channel = word(part(body, "team"), "domain"), word(part(body, "channel"), "id")
    below = f"?thread_ts={thread}&cid={channel}" if thread and thread != ts else ""
    return f"https://{f'{domain}.' if domain else ''}slack.com/archives/{channel}/p{ts.replace('.', '')}{below}"


def _event(body: Payload, at: datetime) -> Gesture | None:
    event = body["event"]
    team = body["team_id"]
    if event["type"] in {"message", "app_mention"}:
        return _message(body, event, at)
    item = part(event, "item")
    user = who(event)
    if user is None:
        return None
    return Gesture(
        id=f"event:{body['event_id']}",
        surface=Surface.EVENT,
        address=event["type"],
        team=team,
        channel=word(item, "channel") or word(event, "channel"),
        user=user,
        at=at,
        ts=word(item, "ts"),
        reaction=word(event, "reaction"),
        home=word(event, "tab") == "home",
    )


# Replies that people write carry no subtype or one of these; all others are Slack's own remarks.
_WRITTEN = {None, "file_share", "thread_broadcast"}


def _message(body: Payload, event: Payload, at: datetime) -> Gesture | None:
    subtype = event.get("subtype")
    if subtype == "message_changed":
        changed = event["message"]
        if changed.get("subtype") == "tombstone":
            return _deleted(body, event, changed["ts"], at)
        if "edited" not in changed:
            return None
        return _written(body, event["channel"], changed, "edit", at)
    if subtype == "message_deleted":
        return _deleted(body, event, event["deleted_ts"], at)
    if subtype not in _WRITTEN:
        return None
    return _written(body, event["channel"], event, "reply", at)


def _written(body: Payload, channel: str, message: Payload, kind: str, at: datetime) -> Gesture | None:
    if message.get("bot_id") or message.get("subtype") not in _WRITTEN or not message.get("user"):
        return None
    edited = word(part(message, "edited"), "ts") if kind == "edit" else ""
    text = word(message, "text")
    bot = _bot(body)
    mention = re.match(rf"\s*<@{re.escape(bot)}(?:\|[^>]*)?>:?\s*", text) if bot else None
    called = mention is not None and kind == "reply"
    thread = word(message, "thread_ts")
    return Gesture(
        # A mention arrives twice, as message and as app_mention: one id for both.
        id=f"message:{channel}:{message['ts']}:{edited}",
        surface=Surface.MENTION if called else Surface.EVENT,
        address="" if called else kind,
        team=body["team_id"],
        channel=channel,
        user=message["user"],
        at=at,
        text=text[mention.end() :] if mention and called else text,
        ts=message["ts"],
        thread=thread if thread != message["ts"] else "",
        edited=edited,
        ours=bool(bot) and message.get("parent_user_id") == bot,
    )


def _bot(body: Payload) -> str:
    """Return our own user in this team."""
    authorizations: list[Payload] = body.get("authorizations") or [{}]
    return word(authorizations[0], "user_id")


def _deleted(body: Payload, event: Payload, ts: str, at: datetime) -> Gesture | None:
    before = part(event, "previous_message")
    if before.get("bot_id"):
        return None
    return Gesture(
        id=f"message:{event['channel']}:{ts}:deleted",
        surface=Surface.EVENT,
        address="delete",
        team=body["team_id"],
        channel=event["channel"],
        user=word(before, "user"),
        at=at,
        ts=ts,
        thread=word(before, "thread_ts"),
    )


def _subject(text: str) -> Mapping[str, Any]:
    if not text.startswith("{"):
        return {}
    try:
        return json.loads(text)
    except ValueError:
        return {}


def _chosen_value(element: Payload) -> str | tuple[str, ...]:
    """Return what an element of a message or form holds now."""
    for single in ("selected_option", "selected_button"):
        if element.get(single):
            return element[single]["value"]
    if "selected_options" in element:
        return tuple(option["value"] for option in element["selected_options"] or ())
    if "files" in element:
        return tuple(file["id"] for file in element["files"] or ())
    for several in ("selected_users", "selected_channels", "selected_conversations"):
        if several in element:
            return tuple(element[several] or ())
    singles = ("value", "selected_user", "selected_channel", "selected_conversation", "selected_date", "selected_time")
    return next((element[name] for name in singles if element.get(name)), "")


def _fields(state: Payload) -> dict[str, str | tuple[str, ...]]:
    """Return block id -> value; every block of our forms holds one element."""
    return {
        block: _chosen_value(next(iter(elements.values())))
        for block, elements in part(state, "values").items()
        if elements
    }


_READERS: Mapping[str, Callable[[Payload, datetime], Gesture | None]] = {
    "command": _command,
    "block_actions": _click,
    "block_suggestion": _search,
    "view_submission": _form,
    "message_action": _shortcut,
    "shortcut": _shortcut,
    "event_callback": _event,
}
