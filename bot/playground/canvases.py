"""Slack canvases: documents in Markdown, in a tab of a channel or alone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.playground.rooms import reached
from bot.playground.world import Document, Json, Refusal, new_id

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack

MARKDOWN_BYTES = 1024 * 1024
OPERATIONS = frozenset({"insert_at_start", "insert_at_end", "replace", "rename"})


def _markdown(content: object) -> str:
    told: Json = content if isinstance(content, dict) else {}
    if told.get("type") != "markdown" or not isinstance(told.get("markdown"), str):
        raise Refusal("invalid_arguments", response_metadata={"messages": ["document_content must be markdown"]})
    if len(told["markdown"].encode()) > MARKDOWN_BYTES:
        raise Refusal("canvas_creation_failed")
    return told["markdown"]


def _create(slack: "LocalSlack", arguments: Json) -> Json:
    channel = reached(slack, {"channel": arguments["channel_id"]}).id if arguments.get("channel_id") else ""
    return _kept(slack, arguments, channel)


def _create_own(slack: "LocalSlack", arguments: Json) -> Json:
    channel = reached(slack, {"channel": arguments.get("channel_id", "")})
    if any(one.channel == channel.id and one.own for one in slack.canvases.values()):
        raise Refusal("channel_canvas_already_exists")
    return _kept(slack, arguments, channel.id, own=True)


def _kept(slack: "LocalSlack", arguments: Json, channel: str, *, own: bool = False) -> Json:
    content = arguments.get("document_content")
    words = _markdown(content) if content else ""
    made = Document(new_id("F"), str(arguments.get("title") or ""), words, channel, own)
    slack.canvases[made.id] = made
    slack.changed.set()
    return {"canvas_id": made.id}


def _edit(slack: "LocalSlack", arguments: Json) -> Json:
    """Do the one change that a call may ask for."""
    found = slack.canvases.get(str(arguments.get("canvas_id", "")))
    changes = arguments.get("changes")
    if found is None:
        raise Refusal("canvas_not_found")
    if not isinstance(changes, list) or len(changes) != 1 or changes[0].get("operation") not in OPERATIONS:
        raise Refusal("invalid_arguments", response_metadata={"messages": ["changes must be one known operation"]})
    change: Json = changes[0]
    match change["operation"]:
        case "rename":
            found.title = _markdown(change.get("title_content"))
        case "replace":
            found.markdown = _markdown(change.get("document_content"))
        case "insert_at_start":
            found.markdown = f"{_markdown(change.get('document_content'))}\n{found.markdown}"
        case _:
            found.markdown = f"{found.markdown}\n{_markdown(change.get('document_content'))}"
    slack.changed.set()
    return {}


def _delete(slack: "LocalSlack", arguments: Json) -> Json:
    if slack.canvases.pop(str(arguments.get("canvas_id", "")), None) is None:
        raise Refusal("canvas_not_found")
    slack.changed.set()
    return {}


CANVAS_METHODS: dict[str, Callable[["LocalSlack", Json], Json]] = {
    "canvases.create": _create,
    "canvases.delete": _delete,
    "canvases.edit": _edit,
    "conversations.canvases.create": _create_own,
}
